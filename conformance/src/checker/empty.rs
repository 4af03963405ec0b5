//! Responses that say nothing: a client that takes one for a success makes up what the caller gets.

use serde_json::{Value, json};

use super::calls::{Calls, Sent, main_body};
use super::{Given, Report};
use crate::document::Document;
use crate::operation::Operation;
use crate::sample::Extent;
use crate::schema::{Kind, has, is_nullable, kind};

/// Calls of one operation whose success says nothing, in each of the ways that occur.
pub(super) async fn check(calls: &Calls<'_>, operation: &Operation, report: &mut Report) {
    let mut problems = Vec::new();
    // Where another success has no body, a caller can get nothing, which null is as well.
    let optional = operation.successes.iter().any(|success| success.bodies.iter().all(|body| body.schema.is_none()));
    for success in &operation.successes {
        let Some(body) = main_body(&success.bodies) else { continue };
        let is_decoded = body.is_json();
        let Some(schema) = body.schema.as_ref().filter(|_| is_decoded) else { continue };
        for value in [Value::Null, json!({}), json!({ "message": "denied" })] {
            if success.status == 204
                || optional && value.is_null()
                || says_nothing(calls.document, schema, &value) != Some(true)
            {
                continue;
            }
            let given = Given::sampled(calls.document, operation, Extent::Full);
            let text = value.to_string();
            let response = Sent::Json(&body.media_type, value);
            match calls.failure(operation, &given, success.status, &response).await {
                Some(failure) if failure.body == text => {}
                Some(failure) => problems.push(format!("{text}: the error kept {:?} for the body", failure.body)),
                None => problems.push(format!("{text}: is taken for a success")),
            }
        }
    }
    report.note("empty responses", &operation.id, problems);
}

/// Whether a response says nothing about what its schema describes: it has none of the required properties or, where
/// none is required, none at all. `None` where the schema leaves that open.
pub(super) fn says_nothing(document: &Document, schema: &Value, value: &Value) -> Option<bool> {
    if value.is_null() {
        let open = matches!(kind(document, schema), Kind::Any) || is_nullable(document, schema);
        return (!open).then_some(true);
    }
    let fields = value.as_object()?;
    match kind(document, schema) {
        Kind::Object(shape) => {
            let is_sent_only =
                |schema: &Value| has(schema, "writeOnly") || document.resolve(schema)["format"] == "password";
            let comes = |name: &&str| shape.property(name).is_some_and(|schema| !is_sent_only(schema));
            let required: Vec<&str> = shape.required.iter().copied().filter(comes).collect();
            if shape.properties.is_empty() || required.is_empty() && shape.additional.is_some() && !fields.is_empty() {
                return Some(false);
            }
            let said = |name: &&str| fields.contains_key(*name);
            let declared = || shape.properties.iter().map(|(name, _)| *name);
            Some(if required.is_empty() { !declared().any(|name| said(&name)) } else { !required.iter().any(said) })
        }
        // None of the alternatives has anything of an empty object.
        Kind::Union(alternatives) if fields.is_empty() => {
            let objects = alternatives.iter().all(|alternative| {
                matches!(kind(document, alternative.schema), Kind::Object(_))
                    && says_nothing(document, alternative.schema, value) == Some(true)
            });
            objects.then_some(true)
        }
        // The tag is missing, and whether anything else tells the alternatives apart differs.
        Kind::Union(_) => None,
        _ => Some(false),
    }
}
