//! The error examples: status, code, reason and explanation reach the caller.

use conformance::server::Response;
use serde_json::json;

use crate::{GROUP, bench};

const EXAMPLES: [(u16, &str, &str, &str); 7] = [
    (400, "VALIDATION_ERROR", "Bad Request", "There is no provider called AWS."),
    (401, "NOT_ORG_GROUP_CREATOR", "Unauthorized", "Only creators of projects may do this."),
    (403, "CANNOT_CHANGE_GROUP_NAME", "Forbidden", "The project keeps its name."),
    (404, "RESOURCE_NOT_FOUND", "Not Found", "The resource AWS is not there."),
    (
        409,
        "CANNOT_DELETE_ORG_ACTIVE_LIVE_MIGRATION_ATLAS_ORG_LINK",
        "Conflict",
        "A migration is under way in project 60c4fd418ebe251047c50554.",
    ),
    (429, "RATE_LIMITED", "Too Many Requests", "Too many calls."),
    (500, "UNEXPECTED_ERROR", "Internal Server Error", "Something broke."),
];

#[tokio::test]
async fn errors_carry_what_the_server_said() {
    let (server, client) = bench().await;
    for (status, code, reason, detail) in EXAMPLES {
        let body = json!({ "error": status, "detail": detail, "reason": reason, "errorCode": code });
        server.script(Response::new(status, "application/json", body.to_string()));
        // One attempt: a 429 is not waited for here.
        let once = atlas_client::RetryPolicy::none();
        let call = client.atlas_search().delete_atlas_search_deployment(GROUP, "string").with_retry(once);
        let error = call.send().await.expect_err("an error");

        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(error.code(), Some(code));
        let api = error.api().unwrap_or_else(|| panic!("{status}: no API error"));
        assert_eq!((api.detail.as_deref(), api.reason.as_deref()), (Some(detail), Some(reason)), "{status}");
        assert_eq!(serde_json::from_slice::<serde_json::Value>(error.body()).expect("JSON"), body);
        // The full stop goes where a hint follows.
        for part in ["deleteAtlasSearchDeployment", &status.to_string(), code, detail.trim_end_matches('.')] {
            assert!(error.to_string().contains(part), "{error}: {part} is missing");
        }
        assert_eq!(server.take().len(), 1, "{status}");
    }
}
