//! Every operation through its builder, to a server that records.

use std::collections::BTreeMap;

use serde_json::Value;

use super::empty::says_nothing;
use super::models::ENDLESS;
use super::wire::{self, TOKEN};
use super::{Content, Driver, Failure, Given, Outcome, Report};
use crate::compare::differences;
use crate::document::Document;
use crate::operation::{Body, Operation};
use crate::sample::{Extent, Sampler};
use crate::server::{Response, Server};
use crate::version::Version;

/// Bytes that no text and no JSON has: streamed bodies must arrive as they are.
const BYTES: &[u8] = b"a,b\r\n1,\xff\0\x1f\x8b";

/// A client, and a server that it talks to.
pub(super) struct Calls<'a> {
    pub(super) document: &'a Document,
    driver: &'a dyn Driver,
    server: Server,
    /// Place of each operation in the driver.
    places: BTreeMap<&'static str, usize>,
}

impl<'a> Calls<'a> {
    /// Connects the client of `driver` to a server of its own.
    pub(super) async fn new(document: &'a Document, driver: &'a mut dyn Driver) -> Result<Self, String> {
        let server = Server::start().await;
        driver.connect(&server.url(), TOKEN)?;
        let places = driver.operations().into_iter().enumerate().map(|(place, call)| (call, place)).collect();
        Ok(Self { document, driver, server, places })
    }

    /// The operation of the client that makes the call of `operation`.
    pub(super) fn place(&self, operation: &Operation) -> Option<usize> {
        self.places.get(operation.call().as_str()).copied()
    }

    /// Why an operation is set apart, where no value for a call or of its response is finite.
    pub(super) fn endless(&self, operation: &Operation) -> Option<&'static str> {
        let bodies = operation.successes.iter().flat_map(|success| &success.bodies).chain(&operation.request);
        let of_bodies = bodies.filter(|body| !body.is_streamed()).filter_map(|body| body.schema.as_ref());
        let schemas = of_bodies.chain(operation.parameters.iter().map(|parameter| &parameter.schema));
        let is_endless = |schema| {
            let finite = |extent| Sampler::new(self.document, extent).finite(schema, "value");
            [Extent::Full, Extent::Required].into_iter().any(|extent| finite(extent).is_none())
        };
        schemas.into_iter().any(is_endless).then_some(ENDLESS)
    }

    /// Operations of the client that the document does not have.
    pub(super) fn surplus(&self, operations: &[Operation]) -> Vec<&'static str> {
        let described = |call: &&&str| operations.iter().any(|operation| operation.call() == **call);
        self.places.keys().filter(|call| !described(call)).copied().collect()
    }

    /// Makes one call, which gets `status` and `response`, and tells what is wrong with it.
    pub(super) async fn problems(
        &self,
        operation: &Operation,
        given: &Given,
        status: u16,
        response: &Sent<'_>,
    ) -> Vec<String> {
        let Some(place) = self.place(operation) else { return vec!["the client has no such operation".to_owned()] };
        self.server.clear();
        self.server.script(response.response(status));
        let result = self.driver.call(place, given).await;

        let mut problems = given.problems();
        let accept = given.format().unwrap_or_else(|| accepted(operation));
        match self.server.take().as_slice() {
            [request] => problems.extend(wire::problems(self.document, operation, given, accept, request)),
            requests => problems.push(format!("{} requests were sent", requests.len())),
        }
        match result {
            Ok(outcome) => problems.extend(response.differences(status, &outcome)),
            Err(failure) => problems.push(format!("the call failed: {}", failure.message)),
        }
        problems
    }

    /// Makes one call that gets an error, and tells what is wrong with what the caller gets.
    pub(super) async fn failure_problems(
        &self,
        operation: &Operation,
        given: &Given,
        status: u16,
        media_type: &str,
        error: &Value,
    ) -> Vec<String> {
        let Some(place) = self.place(operation) else { return vec!["the client has no such operation".to_owned()] };
        self.server.clear();
        self.server.script(Response::new(status, media_type, error.to_string()));
        let result = self.driver.call(place, given).await;
        drop(self.server.take());
        match result {
            Err(failure) if failure.status == Some(status) && is_code_of(error, failure.code.as_deref()) => Vec::new(),
            Err(failure) => vec![format!("the caller got {:?} {:?}", failure.status, failure.code)],
            Ok(outcome) => vec![format!("the caller got no error but {outcome:?}")],
        }
    }

    /// Makes one call, and gives the error that the caller gets.
    pub(super) async fn failure(
        &self,
        operation: &Operation,
        given: &Given,
        status: u16,
        response: &Sent<'_>,
    ) -> Option<Failure> {
        self.server.clear();
        self.server.script(response.response(status));
        let result = self.driver.call(self.place(operation)?, given).await;
        drop(self.server.take());
        result.err()
    }

    /// The response of a success, as a server sends it. Where the least that it may have says nothing, it has all.
    pub(super) fn response<'b>(&self, body: Option<&'b Body>, extent: Extent) -> Sent<'b> {
        let Some(body) = body else { return Sent::Nothing };
        match (&body.schema, body.is_streamed()) {
            (_, true) => Sent::Bytes(&body.media_type, BYTES.to_vec()),
            (Some(_), false) if body.is_text() => Sent::Text(&body.media_type, "a text".to_owned()),
            (Some(schema), false) => {
                let sample = |extent| Sampler::new(self.document, extent).sample(schema, "response");
                let value =
                    Some(sample(extent)).filter(|value| says_nothing(self.document, schema, value) != Some(true));
                Sent::Json(&body.media_type, value.unwrap_or_else(|| sample(Extent::Full)))
            }
            (None, false) => Sent::Nothing,
        }
    }

    /// All calls of one operation: with all it takes and with the least, for each of its successes and
    /// each format of them.
    pub(super) async fn check(&self, operation: &Operation, report: &mut Report) {
        let mut problems = Vec::new();
        for extent in [Extent::Full, Extent::Required] {
            for success in &operation.successes {
                let main = main_body(&success.bodies);
                let given = Given::sampled(self.document, operation, extent);
                let found = self.problems(operation, &given, success.status, &self.response(main, extent)).await;
                problems.extend(found.into_iter().map(|problem| format!("{extent:?} {}: {problem}", success.status)));
                for body in other_formats(&success.bodies) {
                    let given = Given::sampled(self.document, operation, extent).in_format(&body.media_type);
                    // Other formats than JSON are handed over as they come, text as well.
                    let response = if body.is_json() {
                        self.response(Some(body), extent)
                    } else {
                        Sent::Bytes(&body.media_type, BYTES.to_vec())
                    };
                    let found = self.problems(operation, &given, success.status, &response).await;
                    problems.extend(found.into_iter().map(|problem| format!("{}: {problem}", body.media_type)));
                }
            }
        }
        report.note("operations", &format!("{} ({})", operation.id, operation.call()), problems);
    }
}

/// The body of a response.
pub(super) enum Sent<'a> {
    Nothing,
    Json(&'a str, Value),
    Text(&'a str, String),
    Bytes(&'a str, Vec<u8>),
}

impl Sent<'_> {
    fn response(&self, status: u16) -> Response {
        match self {
            _ if status == 204 => Response::empty(status),
            Self::Nothing => Response::empty(status),
            Self::Json(media_type, value) => Response::new(status, media_type, value.to_string()),
            Self::Text(media_type, text) => Response::new(status, media_type, text.clone()),
            Self::Bytes(media_type, bytes) => Response::new(status, media_type, bytes.clone()),
        }
    }

    fn differences(&self, status: u16, outcome: &Outcome) -> Vec<String> {
        let mut problems = Vec::new();
        if let Some(found) = outcome.status.filter(|found| *found != status) {
            problems.push(format!("the caller got the status {found}, not {status}"));
        }
        match (self, &outcome.body) {
            (Self::Nothing, Content::Value(Value::Null)) => {}
            (Self::Nothing, Content::Bytes(bytes)) if bytes.is_empty() => {}
            (_, Content::Value(Value::Null)) if status == 204 => {}
            (Self::Json(_, value), Content::Value(found)) => {
                problems.extend(differences(value, found).iter().map(|difference| format!("outcome{difference}")));
            }
            (Self::Text(_, text), Content::Value(Value::String(found))) if text == found => {}
            (Self::Bytes(_, bytes), Content::Bytes(found)) if bytes == found => {}
            (_, found) => problems.push(format!("the caller got {found:?}")),
        }
        problems
    }
}

/// The media type that a call must ask for: that of its response, JSON before others, or where no
/// response has a body, that of the version all the same, if there are versions.
pub(super) fn accepted(operation: &Operation) -> &str {
    let bodies = operation.successes.iter().flat_map(|success| &success.bodies);
    let with_schema = bodies.clone().filter(|body| body.schema.is_some());
    let main = with_schema.clone().find(|body| body.is_json()).or(with_schema.clone().next()).or(bodies.clone().next());
    let dated = operation.request.as_ref().filter(|body| Version::of(&body.media_type) != Version::None);
    main.or(dated).map_or("application/json", |body| &body.media_type)
}

/// The body that a caller gets without asking for another. JSON is listed before other formats.
pub(super) fn main_body(bodies: &[Body]) -> Option<&Body> {
    bodies.first()
}

/// Whether a code is the one that an error has. Errors of other APIs have it under a name of theirs, if any.
pub(super) fn is_code_of(error: &Value, code: Option<&str>) -> bool {
    match (error.get("errorCode"), code) {
        (Some(expected), _) => expected.as_str() == code,
        (None, None) => true,
        (None, Some(code)) => match error {
            Value::Object(entries) => entries.values().any(|value| is_code_of(value, Some(code))),
            Value::Array(items) => items.iter().any(|item| is_code_of(item, Some(code))),
            Value::String(text) => text == code,
            scalar => format!("{scalar}") == code,
        },
    }
}

/// The bodies that a caller gets by asking for their formats. JSON is one format, under whichever name.
fn other_formats(bodies: &[Body]) -> impl Iterator<Item = &Body> {
    let main = main_body(bodies);
    let is_main = move |body: &Body| {
        main.is_some_and(|main| main.media_type == body.media_type || main.is_json() && body.is_json())
    };
    bodies.iter().filter(move |body| !is_main(body))
}
