//! What the generated tables name.

use std::error::Error as _;

use atlas_client::model::{Slot, Strictness, support};
use atlas_client::{ByteStream, Client, Error, HeaderMap, Pending, Response, Result};
use conformance::checker::{Content, Failure, Outcome};
pub(crate) use conformance::checker::{Given, Model, PendingCall, getters, got, no_getters, pass};
use serde::Serialize;

/// One operation.
pub(crate) struct Operation {
    pub(crate) call: &'static str,
    pub(crate) start: fn(&Client, &Given) -> PendingCall,
}

/// Decodes a value into a `T` strictly.
pub(crate) fn strict<T: Slot>(value: &serde_json::Value) -> std::result::Result<(), String> {
    support::from_str::<T>(&value.to_string(), Strictness::Strict).map(drop).map_err(|error| error.to_string())
}

/// Decodes a value into a `T`, and encodes it as the body of a request.
pub(crate) fn sent<T: Slot>(value: &serde_json::Value) -> std::result::Result<serde_json::Value, String> {
    let model = support::from_str::<T>(&value.to_string(), Strictness::Tolerant).map_err(|error| error.to_string())?;
    let body = support::to_sent(&model).map_err(|error| error.to_string())?;
    serde_json::from_slice(&body).map_err(|error| error.to_string())
}

/// A call whose response is read whole.
pub(crate) fn whole<T: Serialize + Send + Sync + 'static>(pending: Pending<Response<T>>) -> PendingCall {
    Box::pin(async move {
        let response = pending.await.map_err(failure)?;
        let body = serde_json::to_value(response.body());
        outcome(response.status().as_u16(), response.headers(), body)
    })
}

#[expect(clippy::result_large_err, reason = "a failure holds all that the checker compares")]
fn outcome(
    status: u16,
    headers: &HeaderMap,
    body: serde_json::Result<serde_json::Value>,
) -> std::result::Result<Outcome, Failure> {
    let headers = pairs(headers);
    match body {
        Ok(body) => Ok(Outcome { status: Some(status), headers, body: Content::Value(body) }),
        Err(error) => Err(Failure {
            message: error.to_string(),
            debug: String::new(),
            status: Some(status),
            headers,
            code: None,
            body: String::new(),
        }),
    }
}

/// A call whose response comes in pieces.
pub(crate) fn streamed(pending: Pending<Response<ByteStream>>) -> PendingCall {
    Box::pin(async move {
        let response = pending.await.map_err(failure)?;
        let (status, headers) = (response.status().as_u16(), pairs(response.headers()));
        let bytes = collect(response.into_body()).await.map_err(failure)?;
        Ok(Outcome { status: Some(status), headers, body: Content::Bytes(bytes) })
    })
}

/// The same for another format than the first, of which only the body is handed out.
pub(crate) fn pieces(pending: Pending<ByteStream>) -> PendingCall {
    Box::pin(async move {
        let bytes = collect(pending.await.map_err(failure)?).await.map_err(failure)?;
        Ok(Outcome { status: None, headers: Vec::new(), body: Content::Bytes(bytes) })
    })
}

async fn collect(mut stream: ByteStream) -> Result<Vec<u8>> {
    let mut all = Vec::new();
    while let Some(piece) = stream.try_next().await? {
        all.extend_from_slice(&piece);
    }
    Ok(all)
}

#[expect(clippy::needless_pass_by_value, reason = "it is what `map_err` hands over")]
fn failure(error: Error) -> Failure {
    let mut message = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        message = format!("{message}: {cause}");
        source = cause.source();
    }
    Failure {
        message,
        debug: format!("{error:?} {error:#?}"),
        status: error.status().map(|status| status.as_u16()),
        headers: pairs(error.headers()),
        code: error.code().map(str::to_owned),
        body: String::from_utf8_lossy(error.body()).into_owned(),
    }
}

fn pairs(headers: &HeaderMap) -> Vec<(String, String)> {
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value.as_bytes()))).collect()
}
