//! Whether a value fits a schema, and which alternative of a union it fits.
//!
//! Looked at is what a type can express: kinds, required and declared properties, values of
//! enumerations, dates and times. Patterns, lengths and ranges are for the server.

use std::fmt;

use chrono::{DateTime, NaiveDate};
use serde_json::{Map, Value};

use crate::compare::escape;
use crate::document::Document;
use crate::schema::{Alternative, Kind, Shape, has, is_nullable, kind};

/// Who sends a value: properties that only the other side sends need not be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sender {
    /// A request: nothing read-only is needed.
    Client,
    /// A response: nothing write-only is needed.
    Server,
}

/// One place at which a value does not fit its schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// JSON pointer to the place.
    pub pointer: String,
    /// What is wrong there.
    pub problem: Problem,
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is of another kind than this.
    NotA(&'static str),
    /// It is none of the values of its enumeration.
    NoValue,
    /// A required property of this name is missing.
    Lacks(String),
    /// The schema declares no such property.
    Undeclared,
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.pointer.is_empty() { "the value" } else { &self.pointer };
        match &self.problem {
            Problem::NotA(kind) => write!(f, "{place} is not a valid {kind}"),
            Problem::NoValue => write!(f, "{place} is not one of the values listed"),
            Problem::Lacks(name) => write!(f, "{place} lacks the required `{name}`"),
            Problem::Undeclared => write!(f, "{place} is not declared"),
        }
    }
}

/// All places at which `value` does not fit `schema`.
#[must_use]
pub fn misfits(document: &Document, schema: &Value, value: &Value, sender: Sender) -> Vec<Misfit> {
    let mut checker = Checker { document, sender, found: Vec::new() };
    checker.value(schema, value, "");
    checker.found
}

/// The same for a value of `kind`.
#[must_use]
pub fn misfits_of_kind(document: &Document, kind: &Kind, value: &Value, sender: Sender) -> Vec<Misfit> {
    let mut checker = Checker { document, sender, found: Vec::new() };
    checker.of_kind(kind, &Value::Null, value, "");
    checker.found
}

/// The alternatives of a union that `value` is of: those that its tag selects, or else those that it fits
/// with the fewest problems. Empty where a tag selects none.
#[must_use]
pub fn best_alternatives<'b, 'a>(
    document: &'a Document,
    alternatives: &'b [Alternative<'a>],
    value: &Value,
) -> Vec<&'b Alternative<'a>> {
    ranked(document, alternatives, value, |_| true)
}

/// The same where nothing of an alternative itself is required, as in the body of a PATCH.
#[must_use]
pub fn best_alternatives_of_patch<'b, 'a>(
    document: &'a Document,
    alternatives: &'b [Alternative<'a>],
    value: &Value,
) -> Vec<&'b Alternative<'a>> {
    ranked(document, alternatives, value, |misfit| {
        !(misfit.pointer.is_empty() && matches!(misfit.problem, Problem::Lacks(_)))
    })
}

fn ranked<'b, 'a>(
    document: &'a Document,
    alternatives: &'b [Alternative<'a>],
    value: &Value,
    counts: impl Fn(&Misfit) -> bool,
) -> Vec<&'b Alternative<'a>> {
    let tagged = alternatives.iter().all(|alternative| alternative.tag.is_some());
    if let (true, Value::Object(fields)) = (tagged, value) {
        return alternatives.iter().filter(|alternative| alternative.is_selected_by(fields)).take(1).collect();
    }
    // Whoever sent it: what is read-only is looked for only where it is there.
    let problems = |alternative: &&'b Alternative<'a>| {
        let kind = alternative.kind(document);
        let misfits = misfits_of_kind(document, &kind, value, Sender::Client);
        let other_kind = misfits.iter().any(|m| m.pointer.is_empty() && matches!(m.problem, Problem::NotA(_)));
        (!other_kind).then(|| misfits.iter().filter(|misfit| counts(misfit)).count())
    };
    let ranked: Vec<_> =
        alternatives.iter().filter_map(|alternative| Some((problems(&alternative)?, alternative))).collect();
    let least = ranked.iter().map(|(problems, _)| *problems).min();
    ranked.into_iter().filter(|(problems, _)| Some(*problems) == least).map(|(_, alternative)| alternative).collect()
}

struct Checker<'a> {
    document: &'a Document,
    sender: Sender,
    found: Vec<Misfit>,
}

impl<'a> Checker<'a> {
    fn value(&mut self, schema: &'a Value, value: &Value, at: &str) {
        if value.is_null() && is_nullable(self.document, schema) {
            return;
        }
        self.of_kind(&kind(self.document, schema), self.document.resolve(schema), value, at);
    }

    fn of_kind(&mut self, kind: &Kind<'a>, node: &Value, value: &Value, at: &str) {
        match (kind, value) {
            (Kind::Any, _) | (Kind::Bool, Value::Bool(_)) => {}
            (Kind::Bool, _) => self.add(at, Problem::NotA("boolean")),
            (Kind::Integer, _) if is_integer(value) => self.listed(node, value, at),
            (Kind::Integer, _) => self.add(at, Problem::NotA("integer")),
            (Kind::Number, Value::Number(_)) => self.listed(node, value, at),
            (Kind::Number, _) => self.add(at, Problem::NotA("number")),
            (Kind::Text, Value::String(text)) => self.formatted(node, text, at),
            (Kind::Choice(values), Value::String(text)) if values.contains(&text.as_str()) => {}
            (Kind::Choice(_), Value::String(_)) => self.add(at, Problem::NoValue),
            (Kind::Text | Kind::Choice(_), _) => self.add(at, Problem::NotA("string")),
            (Kind::List(items), Value::Array(list)) => {
                for (index, value) in list.iter().enumerate() {
                    self.value(items, value, &format!("{at}/{index}"));
                }
            }
            (Kind::List(_), _) => self.add(at, Problem::NotA("array")),
            (Kind::Map(values), Value::Object(fields)) => {
                for (key, value) in fields {
                    self.value(values, value, &format!("{at}/{}", escape(key)));
                }
            }
            (Kind::Object(shape), Value::Object(fields)) => self.object(shape, fields, at),
            (Kind::Map(_) | Kind::Object(_), _) => self.add(at, Problem::NotA("object")),
            (Kind::Union(alternatives), _) => self.union(alternatives, value, at),
        }
    }

    fn object(&mut self, shape: &Shape<'a>, fields: &Map<String, Value>, at: &str) {
        let other_side = if self.sender == Sender::Client { "readOnly" } else { "writeOnly" };
        for name in &shape.required {
            let property = shape.property(name);
            let needless = property
                .is_none_or(|schema| has(schema, other_side) || self.document.resolve(schema)["format"] == "password");
            if !needless && !fields.contains_key(*name) {
                self.add(at, Problem::Lacks((*name).to_owned()));
            }
        }
        for (key, value) in fields {
            let at = format!("{at}/{}", escape(key));
            match shape.property(key).or(shape.additional) {
                Some(schema) => self.value(schema, value, &at),
                None => self.add(&at, Problem::Undeclared),
            }
        }
    }

    /// The alternative that fits best says what is wrong.
    fn union(&mut self, alternatives: &[Alternative<'a>], value: &Value, at: &str) {
        let Some(alternative) = best_alternatives(self.document, alternatives, value).first().copied() else {
            return self.add(at, Problem::NotA("value of any alternative"));
        };
        // A union that is an alternative of itself has told all it can.
        let kind = alternative.kind(self.document);
        let node = self.document.resolve(alternative.schema);
        let tag = alternative.tag.as_ref().map(|(property, _)| format!("{at}/{}", escape(property)));
        let before = self.found.len();
        self.of_kind(&kind, node, value, at);
        if let Some(tag) = tag {
            // The union declares the tag for its alternatives, with these values.
            let mut after = self.found.split_off(before);
            after.retain(|misfit| misfit.pointer != tag);
            self.found.extend(after);
        }
    }

    fn listed(&mut self, node: &Value, value: &Value, at: &str) {
        let values: Vec<_> = node["enum"].as_array().into_iter().flatten().filter(|value| value.is_number()).collect();
        let same = |listed: &Value| listed == value || listed.as_f64().is_some_and(|a| value.as_f64() == Some(a));
        if !values.is_empty() && !values.into_iter().any(same) {
            self.add(at, Problem::NoValue);
        }
    }

    fn formatted(&mut self, node: &Value, text: &str, at: &str) {
        match node["format"].as_str() {
            Some("date-time") if DateTime::parse_from_rfc3339(text).is_err() => {
                self.add(at, Problem::NotA("date-time"));
            }
            Some("date") if text.parse::<NaiveDate>().is_err() => self.add(at, Problem::NotA("date")),
            _ => {}
        }
    }

    fn add(&mut self, at: &str, problem: Problem) {
        self.found.push(Misfit { pointer: at.to_owned(), problem });
    }
}

fn is_integer(value: &Value) -> bool {
    value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|float| float.fract() == 0.0)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const SCHEMAS: &str = "
components: {schemas: {
  Line: {type: object, required: [length, kind], properties: {length: {type: integer}, kind: {type: string, enum: [line]}}},
  Disc: {type: object, required: [radius], properties: {radius: {type: number}, at: {type: string, format: date-time},
         id: {type: string, readOnly: true}, note: {type: string, nullable: true}}},
  Any: {oneOf: [{$ref: '#/components/schemas/Line'}, {$ref: '#/components/schemas/Disc'}]}}}";

    fn found(name: &str, value: &Value) -> Vec<String> {
        let document = Document::parse(SCHEMAS).unwrap();
        let reference = json!({ "$ref": format!("#/components/schemas/{name}") });
        misfits(&document, &reference, value, Sender::Server).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn says_what_does_not_fit() {
        assert_eq!(found("Line", &json!({ "length": 2.0, "kind": "line" })), [""; 0]);
        assert_eq!(
            found("Line", &json!({ "length": 2.5, "kind": "curve", "width": 1 })),
            ["/length is not a valid integer", "/kind is not one of the values listed", "/width is not declared"]
        );
        assert_eq!(found("Line", &json!({ "length": 1 })), ["the value lacks the required `kind`"]);
        assert_eq!(
            found("Disc", &json!({ "radius": 1, "at": "noon", "note": null })),
            ["/at is not a valid date-time"]
        );
        assert_eq!(found("Disc", &json!([])), ["the value is not a valid object"]);
    }

    #[test]
    fn unions_are_checked_as_the_best_fit() {
        assert_eq!(found("Any", &json!({ "radius": 1 })), [""; 0]);
        assert_eq!(found("Any", &json!({ "radius": "wide", "id": "1" })), ["/radius is not a valid number"]);
        assert_eq!(found("Any", &json!(1)), ["the value is not a valid value of any alternative"]);
    }
}
