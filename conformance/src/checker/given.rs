//! The values that a call is given, by the names of the document.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::document::Document;
use crate::fits::{Sender, misfits};
use crate::operation::{Operation, Parameter};
use crate::sample::{Extent, Sampler, contradicts_itself};
use crate::schema::{Kind, kind};

/// What a schema that is not there allows: anything.
static ANYTHING: Value = Value::Bool(true);

/// Values for one call of an operation.
#[derive(Debug, Default)]
pub struct Given {
    values: BTreeMap<String, Value>,
    format: Option<String>,
    problems: RefCell<Vec<String>>,
    taken: RefCell<BTreeSet<String>>,
    shown: RefCell<String>,
}

impl Given {
    /// Makes values for a call of `operation`: of what it requires, or of all that it takes.
    #[must_use]
    pub fn sampled(document: &Document, operation: &Operation, extent: Extent) -> Self {
        let mut given = Self::default();
        let mut sampler = Sampler::new(document, extent);
        if let Some(body) = operation.request.as_ref().filter(|body| body.required || extent == Extent::Full) {
            let schema = body.schema.as_ref().unwrap_or(&ANYTHING);
            given = given.with("body", sampler.sample(schema, "body"));
        }
        for place in ["path", "query", "header"] {
            for parameter in operation.parameters_in(place) {
                if parameter.required || extent == Extent::Full {
                    let value = value(document, parameter, &mut sampler);
                    given = given.with(&format!("{place}/{}", parameter.name), value);
                }
            }
        }
        given
    }

    /// Makes values for a call of `operation` that a server takes: examples where there are some, and
    /// limits and patterns kept.
    #[must_use]
    pub fn valid(document: &Document, operation: &Operation) -> Self {
        let mut given = Self::default();
        let mut sampler = Sampler::new(document, Extent::Full).for_a_server();
        if let Some(body) = &operation.request {
            let schema = body.schema.as_ref().unwrap_or(&ANYTHING);
            let fits = |example: &&Value| misfits(document, schema, example, Sender::Client).is_empty();
            let example = body.examples.iter().map(|(_, example)| example).find(fits).cloned();
            given = given.with("body", example.unwrap_or_else(|| sampler.sample(schema, "body")));
        }
        for place in ["path", "query", "header"] {
            for parameter in operation.parameters_in(place) {
                if !parameter.required && contradicts_itself(document, &parameter.schema) {
                    continue;
                }
                let example = parameter.examples.first().map(|(_, example)| example.clone());
                let example = example.map(|example| as_argument(document, parameter, example));
                let value = example.unwrap_or_else(|| sampler.sample(&parameter.schema, &parameter.name));
                given = given.with(&format!("{place}/{}", parameter.name), value);
            }
        }
        given
    }

    /// The same with `value` under `key`: `body`, or place and name of a parameter as in
    /// `query/itemsPerPage`.
    #[must_use]
    pub fn with(mut self, key: &str, value: Value) -> Self {
        self.values.insert(key.to_owned(), value);
        self
    }

    /// The same, asking for a response of another media type than JSON.
    #[must_use]
    pub fn in_format(mut self, media_type: &str) -> Self {
        self.format = Some(media_type.to_owned());
        self
    }

    /// The value under `key`.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&Value> {
        self.values.get(key)
    }

    /// Takes the value under `key` for an argument. One that is missing or does not fit is noted.
    #[must_use]
    pub fn take<T: DeserializeOwned>(&self, key: &str) -> T {
        self.find(key).unwrap_or_else(|| {
            if !self.values.contains_key(key) {
                self.problems.borrow_mut().push(format!("the call requires {key}, the document does not"));
            }
            any()
        })
    }

    /// Takes the value under `key`, if there is one, for a setter. One that does not fit is noted.
    #[must_use]
    pub fn find<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        let value = self.values.get(key)?;
        self.taken.borrow_mut().insert(key.to_owned());
        match serde_json::from_value(value.clone()) {
            Ok(value) => Some(value),
            Err(error) => {
                self.problems.borrow_mut().push(format!("{key} cannot be given as {value}: {error}"));
                None
            }
        }
    }

    /// The media type to ask for instead of JSON.
    #[must_use]
    pub fn format(&self) -> Option<&str> {
        self.format.as_deref()
    }

    /// Notes how the request shows itself before it is sent.
    pub fn show(&self, request: &dyn Debug) {
        *self.shown.borrow_mut() = format!("{request:?} {request:#?}");
    }

    /// The request as `{:?}` and `{:#?}` show it.
    #[must_use]
    pub fn shown(&self) -> String {
        self.shown.borrow().clone()
    }

    /// What went wrong while the values were read, and the values that were never read.
    #[must_use]
    pub fn problems(&self) -> Vec<String> {
        let mut problems = self.problems.borrow().clone();
        let taken = self.taken.borrow();
        let left = self.values.keys().filter(|key| !taken.contains(*key));
        problems.extend(left.map(|key| format!("the call does not take {key}")));
        problems
    }
}

/// Any value of a type that a call takes.
fn any<T: DeserializeOwned>() -> T {
    let values = [json!({}), json!([]), json!("2020-01-01"), json!("2020-01-01T00:00:00Z"), json!(0), json!(false)];
    let mut fitting = values.into_iter().filter_map(|value| serde_json::from_value(value).ok());
    fitting.next().expect("a model, list, map, union, text, date, number or boolean takes one of these")
}

/// A value as it appears in a URL.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(text).collect::<Vec<_>>().join(","),
        value => value.to_string(),
    }
}

/// An example of a parameter as a call takes it.
pub(super) fn as_argument(document: &Document, parameter: &Parameter, example: Value) -> Value {
    as_text(document, parameter, whole_numbers(document, &parameter.schema, example))
}

/// What has no single text form in a URL is given as text: values of several types, and lists outside of the query.
fn as_text(document: &Document, parameter: &Parameter, value: Value) -> Value {
    let is_mixed = |schema: &Value| matches!(kind(document, schema), Kind::Union(_) | Kind::Any);
    let texts = |list: &[Value]| list.iter().map(text).collect::<Vec<_>>();
    let in_query = parameter.location == "query";
    match kind(document, &parameter.schema) {
        Kind::List(items) => match &value {
            Value::Array(_) if !in_query => json!(text(&value)),
            Value::Array(list) if is_mixed(items) => json!(texts(list)),
            _ => value,
        },
        Kind::Union(alternatives) => {
            let has_lists = alternatives.iter().any(|one| matches!(kind(document, one.schema), Kind::List(_)));
            let list = value.as_array().map_or(std::slice::from_ref(&value), Vec::as_slice);
            if in_query && has_lists { json!(texts(list)) } else { json!(text(&value)) }
        }
        Kind::Any => json!(text(&value)),
        _ => value,
    }
}

/// Some documents write an integer as `1200.0`, which is the integer 1200.
fn whole_numbers(document: &Document, schema: &Value, example: Value) -> Value {
    match (kind(document, schema), example) {
        (Kind::Integer, Value::Number(number)) => match number.as_f64() {
            #[expect(clippy::cast_possible_truncation, reason = "compared with the float that it comes from")]
            #[expect(clippy::cast_precision_loss, clippy::float_cmp, reason = "equal, or not turned into an integer")]
            Some(float) if number.is_f64() && float as i64 as f64 == float => json!(float as i64),
            _ => Value::Number(number),
        },
        (Kind::List(items), Value::Array(list)) => {
            list.into_iter().map(|item| whole_numbers(document, items, item)).collect()
        }
        (_, example) => example,
    }
}

fn value<'a>(document: &'a Document, parameter: &'a Parameter, sampler: &mut Sampler<'a>) -> Value {
    let (schema, name) = (&parameter.schema, parameter.name.as_str());
    let value = match kind(document, schema) {
        Kind::List(items) => {
            let of_choice = |choice| Sampler::new(document, Extent::Full).with_choice(choice).sample(items, name);
            json!([of_choice(0), of_choice(1)])
        }
        // What may hold any text holds what an URL cannot.
        Kind::Text if parameter.location != "header" && is_free(document.resolve(schema)) => {
            json!(format!("{}/ü ?&+%2F", sampler.sample(schema, name).as_str().unwrap_or_default()))
        }
        _ => sampler.sample(schema, name),
    };
    as_text(document, parameter, value)
}

fn is_free(schema: &Value) -> bool {
    schema.get("pattern").is_none() && schema.get("format").is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_with_a_point_are_integers() {
        let document = Document::parse("{}").unwrap();
        let given = |schema, example| whole_numbers(&document, &schema, example);
        let integer = json!({ "type": "integer" });
        assert_eq!(given(integer.clone(), json!(1200.0)), json!(1200));
        assert_eq!(given(json!({ "type": "array", "items": integer }), json!([1.0, 2])), json!([1, 2]));
        assert_eq!(given(integer, json!(1e300)), json!(1e300));
        assert_eq!(given(json!({ "type": "number" }), json!(2.0)), json!(2.0));
    }

    #[test]
    fn values_without_a_single_text() {
        let text = "paths: {/a: {get: {parameters: [
            {name: one, in: query, schema: {oneOf: [{type: integer}, {type: string}]}},
            {name: mixed, in: query, schema: {type: array, items: {oneOf: [{type: integer}, {type: string}]}}},
            {name: either, in: query, schema: {oneOf: [{type: string}, {type: array, items: {type: string}}]}},
            {name: any, in: query, schema: {}},
            {name: numbers, in: query, schema: {type: array, items: {type: integer}}},
            {name: head, in: header, schema: {type: array, items: {type: integer}}}]}}}";
        let document = Document::parse(text).unwrap();
        let operations = crate::operation::operations(&document, None);
        let given = |value: Value| {
            let all = operations[0].parameters.iter();
            all.map(|parameter| as_text(&document, parameter, value.clone())).collect::<Vec<_>>()
        };
        assert_eq!(
            given(json!([1, 2])),
            [json!("1,2"), json!(["1", "2"]), json!(["1", "2"]), json!("1,2"), json!([1, 2]), json!("1,2")]
        );
        assert_eq!(given(json!(1)), [json!("1"), json!(1), json!(["1"]), json!("1"), json!(1), json!(1)]);
    }
}
