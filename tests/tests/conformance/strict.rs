//! A client that decodes strictly: a required property that is missing or null in a response is an
//! error that names its path; any other is not. For an ordinary client, neither is an error, unless the response then
//! has none of its required properties.

use conformance::places::{Place, places, with};
use serde_json::Value;

use crate::bench::Bench;

#[tokio::test]
async fn strict_clients_report_what_is_missing() {
    let strict = Bench::with(true).await;
    let tolerant = Bench::new().await;
    let (mut reported, mut problems) = (0, Vec::new());
    for operation in &strict.operations {
        let Some(schema) = operation.success().1.and_then(|body| body.schema.as_ref()) else {
            continue;
        };
        let full = strict.response(operation);
        if let Some(error) = strict.failure(operation, &full).await {
            problems.push(format!("{}: a complete response, but: {}", operation.id, error.message));
        }
        let places = places(&strict.document, schema, &full);
        for place in places.iter().filter(|place| place.property.is_some()) {
            for new in [None, Some(Value::Null)] {
                let response = with(&full, &place.pointer, new);
                let required = |place: &&Place<'_>| place.expected && !place.pointer[1..].contains('/');
                let is_last = places.iter().filter(required).count() == 1 && required(&place);
                let error = tolerant.failure(operation, &response).await;
                if let Some(error) = error.filter(|_| !is_last) {
                    problems.push(format!("{} {}: tolerant, but: {}", operation.id, place.path, error.message));
                }
                let error = strict.failure(operation, &response).await.map(|error| error.message);
                let is_named = error.as_ref().is_some_and(|error| error.contains(&format!("{}: required", place.path)));
                reported += usize::from(is_named);
                if is_named != place.expected || error.is_some() != place.expected {
                    let id = &operation.id;
                    problems.push(format!("{id} {}: required: {}, but: {error:?}", place.path, place.expected));
                }
            }
        }
    }
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
    assert!(reported > 100, "only {reported} errors were looked at");
}
