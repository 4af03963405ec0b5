//! Compares one call with the document: what went over the wire, and what came back.

use conformance::compare::differences;
use conformance::document::Document;
use conformance::operation::Operation;
use conformance::percent::{pairs, readable};
use conformance::schema::without_read_only;
use conformance::server::Recorded;
use serde_json::{Value, json};

use crate::case::{Given, Outcome};

/// The token that the client under test has.
pub(crate) const TOKEN: &str = "token-of-the-test";

/// What is wrong with `request`, as messages that name the place.
pub(crate) fn request(document: &Document, operation: &Operation, given: &Given, request: &Recorded) -> Vec<String> {
    let body_schema = operation.request.as_ref().and_then(|body| body.schema.as_ref());
    let expected = json!({
        "method": operation.method,
        "path": path(operation, given),
        "query": query(operation, given),
        "accept": operation.success().1.map(|body| &body.media_type),
        "contentType": operation.request.as_ref().map(|body| &body.media_type),
        "authorization": operation.authenticated.then(|| format!("Bearer {TOKEN}")),
        "body": body_schema.map(|schema| without_read_only(document, schema, &given.body)),
    });
    let found = json!({
        "method": request.method,
        "path": request.path.split('/').map(readable).collect::<Vec<_>>(),
        "query": pairs(request.query.as_deref()),
        "accept": request.header("accept"),
        "contentType": request.header("content-type"),
        "authorization": request.header("authorization"),
        "body": request.json(),
    });
    differences(&expected, &found).iter().map(|difference| format!("request{difference}")).collect()
}

/// What is wrong with `outcome`, given the response that was scripted.
pub(crate) fn outcome(status: u16, response: &Value, outcome: &Outcome) -> Vec<String> {
    let expected = json!({ "status": status, "body": response });
    let found = json!({ "status": outcome.status, "body": outcome.body });
    differences(&expected, &found).iter().map(|difference| format!("outcome{difference}")).collect()
}

/// The segments of the path, each value as it was given.
fn path(operation: &Operation, given: &Given) -> Vec<String> {
    let segments = operation.path.split('/').map(|segment| {
        operation.parameters_in("path").fold(segment.to_owned(), |segment, parameter| {
            segment.replace(&format!("{{{}}}", parameter.name), &given.text(&parameter.name))
        })
    });
    segments.collect()
}

/// Name and value of each pair, sorted; a list gives one pair for each of its elements.
fn query(operation: &Operation, given: &Given) -> Vec<(String, String)> {
    let parameters = operation.parameters_in("query").filter_map(|parameter| {
        let value = given.parameters.get(&parameter.name)?;
        let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        Some(values.iter().map(|value| (parameter.name.clone(), text(value))))
    });
    let mut pairs: Vec<_> = parameters.flatten().collect();
    pairs.sort();
    pairs
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
