//! Every operation against Prism, which mocks the API from its document, and against Prism as a
//! checker between the client and a server: what does not fit the document is an error.

use atlas_client::{Client, ClientBuilder, Credentials, Method, RetryPolicy};
use conformance::checker::Given;
use conformance::document::Document;
use conformance::operation::{Operation, operations};
use conformance::sample::{Extent, Sampler};
use conformance::server::{Response, Server};
use serde_json::{Value, json};

use crate::process::{Plan, Running, module};
use crate::{digest, glue};

const EXTENTS: [Extent; 2] = [Extent::Required, Extent::Full];

/// The operations of the client, by method and path.
fn calls() -> impl Iterator<Item = &'static glue::Operation> {
    crate::operations::ALL.iter().flat_map(|tag| tag.iter())
}

fn prism<const N: usize>(mode: [&str; N], upstream: Option<&str>) -> Option<Running> {
    let plan = Plan::new(module(".bin/prism")?);
    let port = plan.port().to_string();
    let plan = plan.arguments(mode).arguments(["--host", "127.0.0.1", "--port", &port]);
    let specification = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/openapi.yaml");
    let plan = plan.argument(specification);
    Some(upstream.into_iter().fold(plan, Plan::argument).start())
}

fn client_of(url: String) -> ClientBuilder {
    let credentials = Credentials::bearer("token");
    Client::builder().base_url(url).credentials(credentials).retry(RetryPolicy::none())
}

/// The values for a call.
fn given(document: &Document, operation: &Operation, extent: Extent) -> Given {
    let mut given = Given::sampled(document, operation, extent);
    if given.value("path/userName").is_some() {
        given = given.with("path/userName", json!("jane.doe@example.com"));
    }
    match given.value("body").cloned() {
        Some(mut body) => {
            fit(&mut body);
            given.with("body", body)
        }
        None => given,
    }
}

/// Makes a sample fit: samples keep the patterns of identifiers only, and have integers that JavaScript
/// cannot count to.
fn fit(value: &mut Value) {
    for (key, value) in value.as_object_mut().into_iter().flatten() {
        match key.as_str() {
            "bindUsername" | "subject" => *value = json!("CN=jane,OU=dev,DC=example,DC=com"),
            "cidrBlock" => *value = json!("192.0.2.0/24"),
            "country" => *value = json!("US"),
            "ipAddress" => *value = json!("192.0.2.1"),
            // The backslashes are in the pattern of the document.
            "mobileNumber" => *value = json!(r"212\555\1234"),
            "publicKey" => *value = json!("abcdefgh"),
            _ if value.as_i64().is_some_and(|number| number >= 1 << 53) => *value = json!((1_i64 << 53) - 1),
            _ => fit(value),
        }
    }
    value.as_array_mut().into_iter().flatten().for_each(fit);
}

/// Makes the call of `operation`; what is wrong with it.
async fn problem(client: &Client, operation: &Operation, given: &Given) -> Option<String> {
    if operation.id == "deleteAtlasSearchDeployment" {
        // Prism responds with the first success code and then does not find the version of the second.
        let search = client.atlas_search();
        let call = search.delete_atlas_search_deployment(
            given.take::<String>("path/groupId"),
            given.take::<String>("path/clusterName"),
        );
        let error = call.with_header("Prefer", "code=204").send().await.err()?;
        return Some(format!("{}: {error} {}", operation.id, String::from_utf8_lossy(error.body())));
    }
    let call = calls().find(|entry| entry.call == operation.call()).expect("the driver has the operation");
    let failure = (call.start)(client, given).await.err()?;
    let violations = failure.headers.iter().find(|(name, _)| name == "sl-violations").map(|(_, text)| text);
    Some(format!("{}: {} {violations:?} {}", operation.id, failure.message, failure.body))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn operations_with_token_and_digest() {
    let Some(prism) = prism(["mock"], None) else { return };
    let Some(apache) = digest::apache(300, "On", Some(&format!("127.0.0.1:{}", prism.port()))) else { return };
    let document = Document::committed();
    let operations = operations(&document, None);
    let (token, digest) = (client_of(prism.url()).build().unwrap(), digest::client(&apache).build().unwrap());
    let (mut problems, mut calls) = (Vec::new(), 0);
    for operation in &operations {
        for client in [&token, &digest] {
            for extent in EXTENTS {
                calls += 1;
                let given = given(&document, operation, extent);
                problems.extend(problem(client, operation, &given).await);
            }
        }
    }
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
    assert_eq!(calls, operations.len() * 4);
    // Prism reports here what it does not respond to with an error.
    let log = apache.stop();
    let found: Vec<_> = log.iter().filter(|line| line.contains(r#"\"location\":[\"request"#)).collect();
    assert!(found.is_empty(), "violations: {found:#?}");
    let (done, challenges) =
        (log.iter().filter(|line| line.starts_with('2')).count(), log.len() - operations.len() * 2);
    assert_eq!((done, challenges), (operations.len() * 2, 1), "{log:#?}");
}

/// A response of the operation with everything in it that the document has.
fn response(document: &Document, operation: &Operation) -> Response {
    let (success, body) = operation.success();
    let schema = body.and_then(|body| body.schema.as_ref());
    match (body, schema) {
        (Some(body), Some(schema)) => {
            let mut response = Sampler::new(document, Extent::Full).sample(schema, "response");
            fit(&mut response);
            Response::new(success.status, &body.media_type, response.to_string())
        }
        // Prism wants the media type that the document names, body or not.
        (Some(body), None) => Response::empty(success.status).with_header("content-type", &body.media_type),
        (None, _) => Response::empty(success.status),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn prism_accepts_requests_and_responses() {
    let upstream = Server::start().await;
    let Some(checker) = prism(["proxy", "--errors"], Some(&upstream.url())) else { return };
    let Some(apache) = digest::apache(300, "On", Some(&format!("127.0.0.1:{}", checker.port()))) else { return };
    let (token, digest) = (client_of(checker.url()).build().unwrap(), digest::client(&apache).build().unwrap());
    let document = Document::committed();
    let operations = operations(&document, None);
    let (mut problems, mut calls) = (Vec::new(), 0);
    for operation in &operations {
        for (client, extent) in [&token, &digest].into_iter().flat_map(|client| EXTENTS.map(|extent| (client, extent)))
        {
            calls += 1;
            upstream.script(response(&document, operation));
            problems.extend(problem(client, operation, &given(&document, operation, extent)).await);
            if upstream.take().is_empty() {
                // Not let through: the response is still there, and would be the response to the next call.
                let direct = client_of(upstream.url()).build().unwrap();
                direct.request(Method::GET, "/").send().await.unwrap();
                drop(upstream.take());
            }
        }
    }
    assert_eq!(calls, operations.len() * 4);
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
    // And it does check: what the document does not have is not let through.
    for client in [token, digest] {
        let error = client.request(Method::GET, "/api/atlas/v2/nowhere").send().await.unwrap_err();
        assert!(error.is_not_found() && upstream.take().is_empty());
    }
    // One challenge for all that came with digest.
    let log = apache.stop();
    assert_eq!(log.iter().filter(|line| line.starts_with("401 ")).count(), 1, "{log:#?}");
    assert_eq!(log.len(), 1 + operations.len() * 2 + 1);
}
