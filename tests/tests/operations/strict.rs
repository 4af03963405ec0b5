//! A client that decodes strictly: a required property that is missing or null in an answer is an
//! error that names its path; any other is none. For an ordinary client, none is an error.

use serde_json::{Value, json};
use tests::places::{places, with};
use tests::sample::Extent;
use tests::server::Reply;

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
        let full = strict.reply(operation, Extent::Full);
        for place in places(&strict.description, schema, &full).iter().filter(|place| place.property.is_some()) {
            for new in [None, Some(Value::Null)] {
                let reply = with(&full, &place.pointer, new);
                if let Some(error) = failure(&tolerant, &case, &reply).await {
                    problems.push(format!("{} {}: tolerant, but: {error}", case.id, place.path));
                }
                let error = failure(&strict, &case, &reply).await;
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
async fn a_strict_client_takes_complete_answers() {
    let strict = Bench::with(true).await;
    for case in cases() {
        let problems = strict.problems(&case, Extent::Full).await;
        assert!(problems.is_empty(), "{}: {}", case.id, problems.join("\n"));
    }
}

/// The error of a call that is answered with `reply`, and its causes.
async fn failure(bench: &Bench, case: &Case, reply: &Value) -> Option<String> {
    let operation = bench.operation(case.id);
    let (success, body) = operation.success();
    let media_type = &body.expect("the operation answers with a body").media_type;
    bench.server.script(Reply::new(success.status, media_type, json!(reply).to_string()));
    let given = Given::new(&bench.description, operation, Extent::Required);
    let error = (case.call)(&bench.client, &given).answer.await.err()?;
    drop(bench.server.take());
    let causes = std::iter::successors(Some(&error as &dyn std::error::Error), |error| error.source());
    Some(causes.map(ToString::to_string).collect::<Vec<_>>().join(": "))
}
