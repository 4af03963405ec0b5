//! No unsent request, no failed call and no response shows a secret.

use conformance::operation::Operation;
use conformance::places::{places, with};
use conformance::sample::Extent;
use conformance::schema::{Kind, kind};
use conformance::secret::{CANARY, with_canaries};
use conformance::server::Response;
use serde_json::{Value, json};

use crate::case::{Case, Given};
use crate::{Bench, cases, check};

#[tokio::test]
async fn neither_builders_nor_errors_show_what_is_sent() {
    let bench = Bench::new().await;
    let refusal =
        json!({ "error": 400, "errorCode": "INVALID_ATTRIBUTE", "reason": "Bad Request", "detail": "refused" });
    let mut canaries = 0;
    for case in cases() {
        let operation = bench.operation(case.id);
        let mut given = Given::new(&bench.document, operation, Extent::Full);
        if let Some(schema) = operation.request.as_ref().and_then(|body| body.schema.as_ref()) {
            let count;
            (given.body, count) = with_canaries(&bench.document, schema, &given.body);
            canaries += count;
        }
        for body in [refusal.to_string(), "<html>no JSON</html>".to_owned(), String::new()] {
            bench.server.script(Response::new(400, "application/json", body));
            assert_hidden(&bench, &case, &given).await;
            assert_eq!(bench.server.take().len(), 1, "{}", case.id);
        }
    }
    assert_eq!(canaries, 2, "the passwords of a new and of a changed database user");
}

#[tokio::test]
async fn errors_do_not_show_what_came() {
    let bench = Bench::new().await;
    let mut canaries = 0;
    for case in cases() {
        let operation = bench.operation(case.id);
        let Some((response, count)) = broken_response(&bench, operation) else {
            continue;
        };
        canaries += count;
        let (success, body) = operation.success();
        let media_type = &body.expect("the operation returns a body").media_type;
        // As it is, and cut off in the middle.
        let text = response.to_string();
        for text in [&text[..], &text[..text.len() - 2]] {
            bench.server.script(Response::new(success.status, media_type, text));
            assert_hidden(&bench, &case, &Given::new(&bench.document, operation, Extent::Required)).await;
        }
    }
    assert!(canaries > 5, "only {canaries} secrets came");
}

/// A response with canaries and, after them, a value of the wrong kind.
fn broken_response(bench: &Bench, operation: &Operation) -> Option<(Value, usize)> {
    let schema = operation.success().1?.schema.as_ref()?;
    let full = bench.response(operation, Extent::Full);
    let (response, count) = with_canaries(&bench.document, schema, &full);
    let mut places = places(&bench.document, schema, &response).into_iter().rev().filter(|place| !place.in_union);
    let last = places.find(|place| matches!(kind(&bench.document, place.schema), Kind::Object(_) | Kind::Choice(_)))?;
    Some((with(&response, &last.pointer, Some(json!([CANARY]))), count + 1))
}

/// The secret of the account and the private key are on the wire as hashes or encoded only, so that no HTTP library has
/// a copy.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn credentials_are_wiped_when_the_client_is_dropped() {
    use atlas_client::{Client, Credentials, Method};

    if !conformance::memory::is_readable() {
        return;
    }
    let server = conformance::server::Server::start().await;
    let needle = conformance::memory::Needle::new();
    let secret = || String::from_utf8(needle.text()).expect("text");
    let challenge = r#"Digest realm="r", nonce="n", algorithm=SHA-256, qop="auth""#;
    let clients =
        [Credentials::service_account("id", secret()), Credentials::api_key("id", secret())].map(|credentials| {
            Client::builder().base_url(server.url()).credentials(credentials).build().expect("a client")
        });
    for (client, first) in clients.iter().zip([
        Response::new(200, "application/json", r#"{"access_token":"t"}"#),
        Response::empty(401).with_header("www-authenticate", challenge),
    ]) {
        server.script(first);
        server.script(Response::new(200, "application/json", "{}"));
        client.request(Method::GET, "/api/x").send().await.expect("a response");
        assert_eq!(server.take().len(), 2);
    }
    assert!(needle.count().expect("memory") >= 1, "it finds what is there");
    drop(clients);
    assert_eq!(needle.count().expect("memory"), 0);
}

/// Makes a call that fails, and looks for canaries in all that a log could show.
async fn assert_hidden(bench: &Bench, case: &Case, given: &Given) {
    let call = (case.call)(&bench.client, given);
    let error = call.response.await.expect_err(case.id);
    let mut shown = vec![call.builder, format!("{:?}", bench.client), format!("{error:?} {error:#?}")];
    let causes = std::iter::successors(Some(&error as &dyn std::error::Error), |error| error.source());
    shown.extend(causes.map(ToString::to_string));
    for text in shown {
        assert!(!text.contains(CANARY) && !text.contains(check::TOKEN), "{}: {text}", case.id);
    }
}
