//! What a request must be on the wire, worked out from the document.

use serde_json::{Value, json};

use super::Given;
use super::given::text;
use crate::compare::{Difference, differences, escape};
use crate::document::Document;
use crate::fits::best_alternatives;
use crate::operation::{Body, Operation};
use crate::percent::{pairs, readable};
use crate::schema::{Kind, kind, without_read_only};
use crate::server::Recorded;

/// The token that the client under test has.
pub(super) const TOKEN: &str = "token-of-the-test";

/// What is wrong with `request`, as messages that name the place.
pub(super) fn problems(
    document: &Document,
    operation: &Operation,
    given: &Given,
    accept: &str,
    request: &Recorded,
) -> Vec<String> {
    let sent = given.value("body").and_then(|body| Some((body, operation.request.as_ref()?)));
    let content = sent.as_ref().map(|(_, body)| &body.media_type);
    let headers = headers(operation, given);
    let expected = json!({
        "method": operation.method,
        "path": path(operation, given),
        "query": query(operation, given),
        "headers": headers,
        "accept": accept,
        "contentType": content,
        "authorization": operation.authenticated.then(|| format!("Bearer {TOKEN}")),
        "body": sent.map_or(Value::Null, |(value, body)| carried(document, body, value)),
    });
    // The client has a user agent of its own, unless a caller gives another.
    let is_own = |name: &str| name == "user-agent" && !headers.iter().any(|(given, _)| given == name);
    let names = operation.parameters_in("header").map(|parameter| parameter.name.to_ascii_lowercase());
    let names = names.filter(|name| !is_own(name));
    let found_headers: Vec<_> =
        names.filter_map(|name| request.header(&name).map(|value| (name.clone(), value.to_owned()))).collect();
    let found = json!({
        "method": request.method,
        "path": request.path.split('/').map(readable).collect::<Vec<_>>(),
        "query": pairs(request.query.as_deref()),
        "headers": found_headers,
        "accept": request.header("accept"),
        "contentType": request.header("content-type"),
        "authorization": request.header("authorization"),
        "body": body(request, operation.request.as_ref().is_none_or(Body::is_json)),
    });
    let wrong = differences(&expected, &found);
    let is_wrong = |difference: &&Difference| !tells_alternative(document, operation, given, difference);
    wrong.iter().filter(is_wrong).map(|difference| format!("request{difference}")).collect()
}

/// Whether a difference is that the client says which alternative of a union without a discriminator the body is of:
/// it adds a property with a value that is listed by an alternative that the body is of.
fn tells_alternative(document: &Document, operation: &Operation, given: &Given, difference: &Difference) -> bool {
    let (None, Some(Value::String(text))) = (&difference.expected, &difference.found) else { return false };
    let schema = operation.request.as_ref().and_then(|body| body.schema.as_ref());
    let (Some(schema), Some(body)) = (schema, given.value("body")) else { return false };
    let Kind::Union(alternatives) = kind(document, schema) else { return false };
    let lists = |(name, schema): &(&str, &Value)| {
        difference.pointer == format!("/body/{}", escape(name))
            && matches!(kind(document, schema), Kind::Choice(values) if values.contains(&text.as_str()))
    };
    alternatives.iter().all(|alternative| alternative.tag.is_none())
        && best_alternatives(document, &alternatives, body)
            .into_iter()
            .any(|alternative| matches!(alternative.kind(document), Kind::Object(shape) if shape.properties.iter().any(lists)))
}

/// A body as a request carries it.
fn carried(document: &Document, body: &Body, value: &Value) -> Value {
    match &body.schema {
        Some(schema) => without_read_only(document, schema, value),
        None => value.clone(),
    }
}

/// The body as JSON, where it can be; null for none, and text for what is not JSON.
fn body(request: &Recorded, can_be_json: bool) -> Value {
    if request.body.is_empty() && (can_be_json || request.header("content-type").is_none()) {
        return Value::Null;
    }
    let json = serde_json::from_slice(&request.body).ok().filter(|_| can_be_json);
    json.unwrap_or_else(|| json!(String::from_utf8_lossy(&request.body)))
}

/// The segments of the path, each value as it was given.
fn path(operation: &Operation, given: &Given) -> Vec<String> {
    let path = operation.path.split(['?', '#']).next().unwrap_or_default();
    let segments = path.split('/').map(|segment| {
        operation.parameters_in("path").fold(segment.to_owned(), |segment, parameter| {
            let value = given.value(&format!("path/{}", parameter.name)).map(text).unwrap_or_default();
            segment.replace(&format!("{{{}}}", parameter.name), &value)
        })
    });
    segments.collect()
}

/// Name and value of each pair, sorted; a list gives one pair for each of its elements.
fn query(operation: &Operation, given: &Given) -> Vec<(String, String)> {
    // What is behind a `#` in a path is never sent.
    let behind = operation.path.split('#').next().and_then(|path| path.split_once('?'));
    let mut pairs = pairs(behind.map(|(_, query)| query));
    // One with `{name}` is a parameter.
    pairs.retain(|(_, value)| !value.contains('{'));
    for parameter in operation.parameters_in("query") {
        let Some(value) = given.value(&format!("query/{}", parameter.name)) else { continue };
        let values: Vec<String> =
            value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice).iter().map(text).collect();
        let values = if parameter.joined { vec![values.join(",")] } else { values };
        pairs.extend(values.into_iter().map(|value| (parameter.name.clone(), value)));
    }
    // Atlas wraps some responses unless it is told not to.
    pairs.extend(operation.wraps.then(|| ("envelope".to_owned(), "false".to_owned())));
    pairs.sort();
    pairs
}

fn headers(operation: &Operation, given: &Given) -> Vec<(String, String)> {
    let headers = operation.parameters_in("header").filter_map(|parameter| {
        let value = given.value(&format!("header/{}", parameter.name))?;
        Some((parameter.name.to_ascii_lowercase(), text(value)))
    });
    headers.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::operations;

    const OPERATION: &str = "
paths: {/a: {post: {operationId: a, security: [], responses: {'204': {}}, requestBody: {required: true, content: {
  application/json: {schema: {DISCRIMINATOR oneOf: [
    {$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}}}}}}}
components: {schemas: {
  A: {type: object, properties: {kind: {type: string, enum: [a]}, a: {type: string}}},
  B: {type: object, properties: {kind: {type: string, enum: [b]}, b: {type: string}}}}}";

    #[test]
    fn what_tells_the_alternatives_apart() {
        let problems = |discriminator: &str, sent: &str| {
            let document = Document::parse(&OPERATION.replace("DISCRIMINATOR", discriminator)).unwrap();
            let header = |name: &str| (name.to_owned(), "application/json".to_owned());
            let request = Recorded {
                method: "POST".to_owned(),
                path: "/a".to_owned(),
                query: None,
                headers: vec![header("accept"), header("content-type")],
                body: sent.as_bytes().to_vec(),
            };
            let given = Given::default().with("body", json!({ "a": "x" }));
            super::problems(&document, &operations(&document, None)[0], &given, "application/json", &request)
        };
        let told = r#"{"a":"x","kind":"a"}"#;
        assert_eq!(problems("", told), [""; 0]);
        assert_eq!(problems("discriminator: {propertyName: kind},", told).len(), 1);
        assert!(problems("", r#"{"a":"x","kind":"b"}"#)[0].contains("/body/kind"), "of another alternative");
        assert!(problems("", r#"{"a":"x","c":1}"#)[0].contains("/body/c"));
    }
}
