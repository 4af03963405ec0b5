//! Each operation of the document, through its typed builder, against a server that records:
//! once with every parameter and once with the required ones only.
//!
//! The tables have one case for each operation. What has to arrive, and what has to come back, is
//! worked out from the document, which is read here without the generator.

use std::collections::BTreeSet;

use atlas_client::{Client, Credentials};
use conformance::document::Document;
use conformance::operation::{Operation, operations};
use conformance::sample::{Extent, Sampler};
use conformance::server::{Response, Server};
use serde_json::Value;

use case::{Case, Given};

mod api_keys;
mod case;
mod check;
mod database_users;
mod others;
mod secrets;
mod special;
mod strict;
mod x509;

/// All cases, by the tags of the document.
fn cases() -> Vec<Case> {
    [api_keys::cases(), database_users::cases(), others::cases(), x509::cases()].into_iter().flatten().collect()
}

/// A server and the client that talks to it.
struct Bench {
    document: Document,
    operations: Vec<Operation>,
    server: Server,
    client: Client,
}

impl Bench {
    async fn new() -> Self {
        Self::with(false).await
    }

    async fn with(strict_decoding: bool) -> Self {
        let document = Document::committed();
        let server = Server::start().await;
        let client = Client::builder()
            .base_url(server.url())
            .credentials(Credentials::bearer(check::TOKEN))
            .strict_decoding(strict_decoding)
            .build()
            .expect("the settings are fine");
        Self { operations: operations(&document, None), document, server, client }
    }

    fn operation(&self, id: &str) -> &Operation {
        let found = self.operations.iter().find(|operation| operation.id == id);
        found.unwrap_or_else(|| panic!("{id}: not in the description"))
    }

    /// The body of the operation's success, as the server sends it; null for none.
    fn response(&self, operation: &Operation, extent: Extent) -> Value {
        let schema = operation.success().1.and_then(|body| body.schema.as_ref());
        schema.map_or(Value::Null, |schema| Sampler::new(&self.document, extent).sample(schema, "response"))
    }

    /// Makes the call of `case` and lists what is wrong with it.
    async fn problems(&self, case: &Case, extent: Extent) -> Vec<String> {
        let operation = self.operation(case.id);
        let given = Given::new(&self.document, operation, extent);
        let response = self.response(operation, extent);
        let (success, body) = operation.success();
        self.server.script(match body {
            Some(body) if !response.is_null() => Response::new(success.status, &body.media_type, response.to_string()),
            _ => Response::empty(success.status),
        });

        let result = (case.call)(&self.client, &given).response.await;
        let mut problems = match self.server.take().as_slice() {
            [request] => check::request(&self.document, operation, &given, request),
            requests => vec![format!("{} requests were sent", requests.len())],
        };
        match result {
            Ok(outcome) => problems.extend(check::outcome(success.status, &response, &outcome)),
            Err(error) => problems.push(format!("the call failed: {error}")),
        }
        problems
    }
}

#[test]
fn every_operation_has_a_case() {
    let document = Document::committed();
    let described: BTreeSet<String> = operations(&document, None).into_iter().map(|operation| operation.id).collect();
    let cases: Vec<&str> = cases().iter().map(|case| case.id).collect();
    let tested: BTreeSet<String> = cases.iter().map(|id| (*id).to_owned()).collect();
    assert_eq!(tested, described, "operations with a case, and operations of the description");
    assert_eq!((cases.len(), described.len()), (29, 29), "cases, and operations");
}

#[tokio::test]
async fn each_works_with_every_parameter() {
    each(Extent::Full).await;
}

#[tokio::test]
async fn each_works_with_the_required_parameters_only() {
    each(Extent::Required).await;
}

async fn each(extent: Extent) {
    let bench = Bench::new().await;
    let mut all = Vec::new();
    for case in cases() {
        let problems = bench.problems(&case, extent).await;
        all.extend(problems.iter().map(|problem| format!("{}: {problem}", case.id)));
    }
    assert!(all.is_empty(), "{} problems:\n{}", all.len(), all.join("\n"));
}
