//! A client that decodes strictly: a required property that is missing or null in a response is an
//! error that names its path; any other is none. For an ordinary client, none is an error.

use conformance::places::{places, with};
use conformance::sample::Extent;
use conformance::server::Response;
use serde_json::{Value, json};

use crate::case::{Case, Given};
use crate::{Bench, cases};

#[tokio::test]
async fn a_strict_client_reports_required_properties() {
    let strict = Bench::with(true).await;
    let tolerant = Bench::new().await;
    let (mut reported, mut problems) = (0, Vec::new());
    for case in cases() {
        let operation = strict.operation(case.id);
        let Some(schema) = operation.success().1.and_then(|body| body.schema.as_ref()) else {
            continue;
        };
        let full = strict.response(operation, Extent::Full);
        for place in places(&strict.document, schema, &full).iter().filter(|place| place.property.is_some()) {
            for new in [None, Some(Value::Null)] {
                let response = with(&full, &place.pointer, new);
                if let Some(error) = failure(&tolerant, &case, &response).await {
                    problems.push(format!("{} {}: tolerant, but: {error}", case.id, place.path));
                }
                let error = failure(&strict, &case, &response).await;
                let is_named = error.as_ref().is_some_and(|error| error.contains(&format!("{}: required", place.path)));
                reported += usize::from(is_named);
                if is_named != place.expected || error.is_some() != place.expected {
                    problems.push(format!("{} {}: required: {}, but: {error:?}", case.id, place.path, place.expected));
                }
            }
        }
    }
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
    assert!(reported > 100, "only {reported} errors were looked at");
}

#[tokio::test]
async fn a_strict_client_takes_complete_responses() {
    let strict = Bench::with(true).await;
    for case in cases() {
        let problems = strict.problems(&case, Extent::Full).await;
        assert!(problems.is_empty(), "{}: {}", case.id, problems.join("\n"));
    }
}

/// The error of a call that is answered with `response`, and its causes.
async fn failure(bench: &Bench, case: &Case, response: &Value) -> Option<String> {
    let operation = bench.operation(case.id);
    let (success, body) = operation.success();
    let media_type = &body.expect("the operation returns a body").media_type;
    bench.server.script(Response::new(success.status, media_type, json!(response).to_string()));
    let given = Given::new(&bench.document, operation, Extent::Required);
    let error = (case.call)(&bench.client, &given).response.await.err()?;
    drop(bench.server.take());
    let causes = std::iter::successors(Some(&error as &dyn std::error::Error), |error| error.source());
    Some(causes.map(ToString::to_string).collect::<Vec<_>>().join(": "))
}
