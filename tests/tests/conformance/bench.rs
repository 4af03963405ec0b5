//! A client, a server that it talks to, and the operations of the document.

use atlas_client::{Client, Credentials};
use conformance::checker::{Failure, Given};
use conformance::document::Document;
use conformance::operation::{Operation, operations};
use conformance::sample::{Extent, Sampler};
use conformance::server::{Response, Server};
use serde_json::Value;

use crate::operations::ALL;

pub(crate) struct Bench {
    pub(crate) document: Document,
    pub(crate) operations: Vec<Operation>,
    pub(crate) server: Server,
    pub(crate) client: Client,
}

impl Bench {
    pub(crate) async fn new() -> Self {
        Self::with(false).await
    }

    pub(crate) async fn with(strict_decoding: bool) -> Self {
        let document = Document::committed();
        let server = Server::start().await;
        let client = Client::builder()
            .base_url(server.url())
            .credentials(Credentials::bearer("token"))
            .strict_decoding(strict_decoding)
            .build()
            .expect("the settings are valid");
        Self { operations: operations(&document, None), document, server, client }
    }

    pub(crate) fn operation(&self, id: &str) -> &Operation {
        let found = self.operations.iter().find(|operation| operation.id == id);
        found.unwrap_or_else(|| panic!("{id}: not in the document"))
    }

    /// The body of the operation's success with all properties; null for none.
    pub(crate) fn response(&self, operation: &Operation) -> Value {
        let schema = operation.success().1.and_then(|body| body.schema.as_ref());
        schema.map_or(Value::Null, |schema| Sampler::new(&self.document, Extent::Full).sample(schema, "response"))
    }

    /// Makes the call with what it requires, and gives the error that a response with this body leads to.
    pub(crate) async fn failure(&self, operation: &Operation, response: &Value) -> Option<Failure> {
        let (success, body) = operation.success();
        let media_type = &body.expect("the operation returns a body").media_type;
        self.server.script(Response::new(success.status, media_type, response.to_string()));
        let call = operation.call();
        let mut all = ALL.iter().flat_map(|tag| tag.iter());
        let entry = all.find(|entry| entry.call == call).expect("the driver has the operation");
        let given = Given::sampled(&self.document, operation, Extent::Required);
        let result = (entry.start)(&self.client, &given).await;
        drop(self.server.take());
        result.err()
    }
}
