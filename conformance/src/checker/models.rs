//! Every type with values that fit its schema: each survives a round trip, through the right variant.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::subject::Subject;
use super::{Passed, Report};
use crate::compare::differences;
use crate::document::Document;
use crate::places::with;
use crate::sample::{Extent, Sampler};
use crate::schema::{Alternative, Kind, contains_itself, is_or_wraps};
use crate::validator::Validators;

/// Why there is nothing to try.
pub(super) const ENDLESS: &str = "no value of the schema is finite: each requires another one in it";

/// How often a type with other types in it is tried with other values of theirs.
const CHOICES: usize = 4;

/// What the variants of all unions hold, and what says whether a value fits it.
pub(super) struct Held<'a> {
    document: &'a Document,
    /// The schemas, by the name of the type.
    schemas: BTreeMap<&'static str, &'a Value>,
    validators: Validators<'a>,
}

impl<'a> Held<'a> {
    pub(super) fn new(document: &'a Document, subjects: &[Subject<'a>]) -> Result<Self, String> {
        let schemas = subjects.iter().map(|subject| (subject.model.name, subject.node)).collect();
        Ok(Self { document, schemas, validators: Validators::new(document)? })
    }
}

/// The values that each enumeration must know, by the name of the type.
pub(super) type Described<'a> = BTreeMap<&'static str, Choice<'a>>;

/// What is described at the places of one enumeration.
#[derive(Default)]
pub(super) struct Choice<'a> {
    values: Vec<&'a str>,
    places: usize,
    /// The properties that it is the type of: their names end alike, if there are several places.
    properties: BTreeSet<&'static str>,
}

impl Choice<'_> {
    /// Whether these are the values, in their order. Several places can list the same values in another order.
    fn is_list(&self, values: &[&str]) -> bool {
        if self.places == 1 {
            return values == self.values;
        }
        let set = |values: &[&'_ str]| values.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
        values.len() == self.values.len() && set(values) == set(&self.values)
    }
}

/// The values described at all places of each enumeration: a type can be that of several places, such as those of one
/// property within a union.
pub(super) fn described<'a>(subjects: &[Subject<'a>]) -> Described<'a> {
    let mut all = Described::new();
    for subject in subjects {
        let Kind::Choice(values) = &subject.kind else { continue };
        let known = all.entry(subject.model.name).or_default();
        known.places += 1;
        known.properties.insert(property(subject.model.pointer));
        for value in values {
            if !known.values.contains(value) {
                known.values.push(value);
            }
        }
    }
    all
}

/// The innermost property of a pointer, or all of one without properties.
fn property(pointer: &'static str) -> &'static str {
    let last = pointer.rsplit_once("/properties/").map_or(pointer, |(_, last)| last);
    last.split('/').next().unwrap_or(last)
}

/// Whether all names end with the same word, as `maxInstanceSize` and `min_size` do.
fn end_alike(names: &BTreeSet<&str>) -> bool {
    let last = |name: &str| {
        let word = name.rsplit(['_', '-']).next().unwrap_or(name);
        word[word.rfind(char::is_uppercase).unwrap_or(0)..].to_lowercase()
    };
    names.iter().map(|name| last(name)).collect::<BTreeSet<_>>().len() < 2
}

/// Tries one type with every sample of it.
pub(super) fn check<'a>(
    document: &'a Document,
    held: &Held<'a>,
    described: &Described<'a>,
    subject: &Subject<'a>,
    report: &mut Report,
) {
    let mut problems = Vec::new();
    match &subject.kind {
        Kind::Choice(values) => {
            let Some(all) = described.get(subject.model.name) else { return };
            if !all.is_list(subject.model.values) {
                problems.push(format!("it knows {:?}, described are {:?}", subject.model.values, all.values));
            }
            if !end_alike(&all.properties) {
                problems.push(format!("it is the type of different properties: {:?}", all.properties));
            }
            for value in values {
                report.note("samples", &place(subject), unchanged(subject, &json!(value)).err());
            }
        }
        Kind::Object(_) => {
            let mut is_endless = true;
            for (extent, choice) in tries() {
                let mut sampler = Sampler::new(document, extent).with_choice(choice);
                let Some(sample) = sampler.sample_kind(&subject.kind, subject.component, subject.model.name) else {
                    continue;
                };
                is_endless = false;
                let problem =
                    unchanged(subject, &sample).err().map(|problem| format!("{extent:?} {choice}: {problem}"));
                report.note("samples", &place(subject), problem);
            }
            if is_endless {
                report.set_apart("samples", &place(subject), ENDLESS);
            }
        }
        Kind::Union(alternatives) => {
            for alternative in endless_alternatives(document, alternatives) {
                let name = alternative.name.unwrap_or("an alternative");
                report.set_apart("samples", &place(subject), format!("{name}: {ENDLESS}"));
            }
            for (sample, what) in samples_of_alternatives(document, alternatives) {
                let problem = of_alternative(held, subject, alternatives, &sample).err();
                let problem = problem.map(|problem| format!("{what}: {problem}"));
                report.note("samples", &place(subject), problem);
            }
        }
        kind @ (Kind::List(_) | Kind::Map(_)) if contains_itself(document, subject.node) => {
            for depth in 0..CHOICES {
                let sample = nested(document, kind, depth);
                let problem = unchanged(subject, &sample).err().map(|problem| format!("depth {depth}: {problem}"));
                report.note("samples", &place(subject), problem);
            }
        }
        kind => problems.push(format!("the client has a type for what is described as {}", word(kind))),
    }
    report.note("models", &place(subject), problems);
}

/// Name and place of a type, as the report has them.
pub(super) fn place(subject: &Subject) -> String {
    let patch = if subject.model.patch_type { ", body of a PATCH" } else { "" };
    format!("{} ({}{patch})", subject.model.name, subject.model.pointer)
}

fn tries() -> impl Iterator<Item = (Extent, usize)> {
    (0..CHOICES).map(|choice| (Extent::Full, choice)).chain([(Extent::Required, 0), (Extent::Required, 1)])
}

/// The alternatives without a value to try.
fn endless_alternatives<'b, 'a>(
    document: &'a Document,
    alternatives: &'b [Alternative<'a>],
) -> impl Iterator<Item = &'b Alternative<'a>> {
    let is_endless = |alternative: &&Alternative<'a>| {
        Sampler::new(document, Extent::Required).sample_alternative(alternative).is_none()
    };
    alternatives.iter().filter(is_endless)
}

/// Each alternative with each value of its tag, with all properties and with the required ones.
pub(super) fn samples_of_alternatives<'a>(
    document: &'a Document,
    alternatives: &[Alternative<'a>],
) -> Vec<(Value, String)> {
    let mut samples = Vec::new();
    for (number, alternative) in alternatives.iter().enumerate() {
        let name = alternative.name.map_or_else(|| format!("alternative {number}"), str::to_owned);
        let tags = alternative.tag.as_ref().map_or(1, |(_, values)| values.len().max(1));
        for extent in [Extent::Full, Extent::Required] {
            for choice in 0..tags {
                let sample = Sampler::new(document, extent).with_choice(choice).sample_alternative(alternative);
                samples.extend(sample.map(|sample| (sample, format!("{name} {extent:?} {choice}"))));
            }
        }
    }
    samples
}

/// A list or map that contains itself: two of what it holds at each of `depth` levels.
fn nested(document: &Document, kind: &Kind, depth: usize) -> Value {
    let held = |schema| nested(document, &crate::schema::kind(document, schema), depth - 1);
    match kind {
        Kind::List(_) if depth == 0 => json!([]),
        Kind::Map(_) if depth == 0 => json!({}),
        Kind::List(items) => json!([held(items), held(items)]),
        Kind::Map(values) => json!({ "first": held(values), "second": held(values) }),
        _ => Value::Null,
    }
}

/// Passes a value that fits through the type.
fn unchanged(subject: &Subject, value: &Value) -> Result<Passed, String> {
    let passed = (subject.model.pass)(value.clone())?;
    if let Some(first) = differences(value, &passed.json).first() {
        return Err(format!("changed: {first}"));
    }
    if has_unknown(&passed.debug) {
        return Err(format!("something in it is decoded as unknown: {}", passed.debug));
    }
    Ok(passed)
}

/// Whether `{:?}` shows the variant of what is unknown, and not one whose name only ends like it.
pub(super) fn has_unknown(debug: &str) -> bool {
    let mut before = debug.match_indices("Unknown(").map(|(at, _)| debug[..at].chars().next_back());
    before.any(|last| !last.is_some_and(|last| last.is_alphanumeric() || last == '_'))
}

/// The same for a union: the value must have been decoded into a variant that holds an alternative which it fits.
pub(super) fn of_alternative<'a>(
    held: &Held<'a>,
    subject: &Subject<'a>,
    alternatives: &[Alternative<'a>],
    value: &Value,
) -> Result<(), String> {
    let passed = unchanged(subject, value)?;
    let variant = variant(&passed);
    let Some((_, held_type)) = subject.model.variants.iter().find(|(name, _)| *name == variant) else {
        return Err(format!("it is decoded as {variant}"));
    };
    let Some(node) = held.schemas.get(held_type) else {
        // A scalar or a list, which JSON tells from anything else.
        return Ok(());
    };
    let held_by = alternatives.iter().filter(|alternative| is_or_wraps(held.document, alternative.schema, node));
    let problems: Result<Vec<String>, ()> = held_by
        .map(|alternative| held.validators.problem(alternative, subject.model.patch_type, value).ok_or(()))
        .collect();
    match problems {
        Err(()) => Ok(()),
        Ok(problems) => {
            Err(format!("it is decoded as {variant}, but is not a valid {held_type}: {}", problems.join("; ")))
        }
    }
}

/// The variant that a union shows: what precedes the parenthesis.
pub(super) fn variant(passed: &Passed) -> &str {
    passed.debug.split('(').next().unwrap_or_default()
}

/// A sample that the mutations of a union start from, with a tag that no alternative has.
pub(super) fn with_tag_of_tomorrow(alternative: &Alternative, sample: &Value) -> Option<Value> {
    let (property, _) = alternative.tag.as_ref()?;
    Some(with(sample, &format!("/{}", crate::compare::escape(property)), Some(json!("TAG_OF_TOMORROW"))))
}

pub(super) fn word(kind: &Kind) -> &'static str {
    match kind {
        Kind::Any => "free-form",
        Kind::Bool => "a boolean",
        Kind::Integer => "an integer",
        Kind::Number => "a number",
        Kind::Text => "a string",
        Kind::Choice(_) => "an enumeration",
        Kind::List(_) => "a list",
        Kind::Map(_) => "a map",
        Kind::Object(_) => "an object",
        Kind::Union(_) => "a union",
    }
}
