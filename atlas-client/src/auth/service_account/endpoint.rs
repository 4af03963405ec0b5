//! The endpoint that issues and revokes access tokens (RFC 6749, RFC 7009): one request each, no retries.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method};
use serde_json::Value;
use url::form_urlencoded::byte_serialize;

use super::token::is_sendable;
use crate::auth::header::sensitive;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Secret, decode};
use crate::retry::Retry;
use crate::transport::{Channel, CollectError, Outgoing, Progress, failure};

/// The life of a token whose response does not say.
const LIFE: Duration = Duration::from_secs(3600);
/// The shortest life of a token that is believed.
const SHORTEST_LIFE: Duration = Duration::from_secs(1);
/// No token is trusted for longer than this.
pub(super) const LONGEST_LIFE: Duration = Duration::from_secs(24 * 3600);
/// How long nobody asks for a token after the endpoint refused one because of a limit.
pub(super) const BACK_OFF: Duration = Duration::from_secs(10);
/// The longest time that the endpoint can ask its callers to back off.
const LONGEST_BACK_OFF: Duration = Duration::from_secs(60);
/// More bytes than any token response has, and more than its value takes.
const LIMIT: usize = 1 << 20;

/// A service account's name and password, ready for the header.
pub(super) struct Basic(Secret);

impl Basic {
    pub(super) fn new(id: &str, secret: &Secret) -> Self {
        // RFC 6749 2.3.1: both are form-encoded before they are joined.
        let encode = |text: &str| Secret::from(byte_serialize(text.as_bytes()).collect::<String>());
        let pair = Secret::from(format!("{}:{}", encode(id).expose(), encode(secret.expose()).expose()));
        let encoded = Secret::from(STANDARD.encode(pair.expose()));
        Self(Secret::from(format!("Basic {}", encoded.expose())))
    }
}

/// A new token, and how long it is good.
pub(super) async fn request_token(channel: &Channel, basic: &Basic) -> Result<(Secret, Duration)> {
    let form = "grant_type=client_credentials".to_owned();
    let body = post(channel, basic, "/api/oauth/token", form).await?;
    // The body holds the token, so the error does not get it.
    read_token(&body).map_err(|problem| {
        let hint = "check the base URL, and that no proxy responds in place of the API";
        Error::new(ErrorKind::Decode, problem).with_hint(hint)
    })
}

/// Revokes a token.
pub(super) async fn revoke_token(channel: &Channel, basic: &Basic, token: &Secret) -> Result<()> {
    let encoded: String = byte_serialize(token.expose().as_bytes()).collect();
    let form = format!("token={encoded}&token_type_hint=access_token");
    let revoked = post(channel, basic, "/api/oauth/revoke", form).await;
    revoked.map(drop).map_err(|error| error.with_message("the access token could not be revoked"))
}

/// Sends a form to the authorization server.
async fn post(channel: &Channel, basic: &Basic, path: &str, form: String) -> Result<Bytes> {
    let push_path = |url: &mut String| {
        url.push_str(path);
        Ok(())
    };
    let url = channel.base.join(push_path).map_err(|problem| Error::new(ErrorKind::Request, problem))?;
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    headers.insert(AUTHORIZATION, sensitive(basic.0.clone())?);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    headers.insert(USER_AGENT, channel.user_agent.clone());
    let progress = Progress::default();
    let (method, body, is_repeated) = (&Method::POST, Bytes::from(form), false);
    let request = Outgoing { method, url: &url, headers, body, is_repeated, progress: &progress };
    let failed = |error| {
        let error = failure(error, channel.base.origin());
        // Getting two tokens does no harm.
        if error.retry() == Retry::IfIdempotent { error.with_retry(Retry::Always) } else { error }
    };
    channel.transport.settle(is_repeated).await;
    let (parts, body) = channel.transport.send(request).await.map_err(failed)?.into_parts();
    match body.collect(LIMIT).await {
        Ok(body) if parts.status.is_success() => Ok(body),
        Ok(body) => Err(refused(Error::from_response(parts.status, parts.headers, body, true))),
        Err(CollectError::Broken(error)) => Err(failed(error)),
        Err(CollectError::TooLarge) => {
            Err(Error::new(ErrorKind::TooLarge, "the response of the token endpoint is too large"))
        }
    }
}

/// The error of a response without a token. It is about the credentials only where the response says so: a gateway that
/// is down has seen none, and a limit does not refuse them.
fn refused(error: Error) -> Error {
    let (refuses, hint) = match (error.status().map_or(0, |status| status.as_u16()), error.code()) {
        (401, _) | (_, Some("invalid_client" | "unauthorized_client")) => {
            (true, "check the client ID and secret of the service account, and that the secret is not expired")
        }
        (403, Some("access_denied")) => (
            true,
            "a service account has at most 100 valid tokens, each for one hour: make one client and clone it, or \
             revoke tokens when a short-lived program ends",
        ),
        (403, Some(_)) => (true, ""),
        (429, _) => (false, "the token endpoint allows only a few requests a minute: make one client and clone it"),
        (404, _) => (false, "the token endpoint was not found: check the base URL"),
        _ => (false, ""),
    };
    // A refusal is not asked for again at once; only the gateways' errors pass.
    let retry = if error.retry() == Retry::IfIdempotent { Retry::Always } else { Retry::Never };
    let error = if refuses { error.with_kind(ErrorKind::Credentials) } else { error };
    let error = if error.kind() == ErrorKind::Redirect { error } else { error.with_refusal_hint(hint) };
    error.of_token_endpoint().with_retry(retry).with_message("the service account got no access token")
}

/// How long nobody asks for a token after this error.
pub(super) fn back_off(error: &Error) -> Duration {
    match error.status().map(|status| status.as_u16()) {
        Some(429) => error.retry_after().unwrap_or(BACK_OFF).min(LONGEST_BACK_OFF),
        Some(403) => BACK_OFF,
        _ => Duration::ZERO,
    }
}

/// Reads `{"access_token": …, "expires_in": …, "token_type": "Bearer"}`.
fn read_token(body: &[u8]) -> Result<(Secret, Duration), &'static str> {
    let mut body = decode::json_within(body, LIMIT).map_err(|_| "the token endpoint did not respond with JSON")?;
    if let Some(kind) = body.get("token_type").and_then(Value::as_str)
        && !kind.eq_ignore_ascii_case("bearer")
    {
        return Err("the token endpoint issued a token that is not a bearer token");
    }
    let seconds = match body.get("expires_in") {
        Some(Value::Number(seconds)) => seconds.as_f64(),
        Some(Value::String(seconds)) => seconds.parse().ok(),
        _ => None,
    };
    // A life of less than a second counts as missing: otherwise each call would need a token.
    let life =
        seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()).filter(|life| *life >= SHORTEST_LIFE);
    match body.get_mut("access_token").map(Value::take) {
        Some(Value::String(token)) if !token.is_empty() => {
            let token = Secret::from(token);
            let life = life.unwrap_or(LIFE).min(LONGEST_LIFE);
            if is_sendable(&token) {
                Ok((token, life))
            } else {
                Err("the token endpoint issued a token that cannot be sent")
            }
        }
        _ => Err("the token endpoint issued no access token"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn basic_credentials_are_form_encoded_first() {
        let basic = Basic::new("mdb sa:1", &Secret::from("a+b/c%~"));
        let text = basic.0.expose().strip_prefix("Basic ").unwrap();
        let text = String::from_utf8(STANDARD.decode(text).unwrap()).unwrap();
        assert_eq!(text, "mdb+sa%3A1:a%2Bb%2Fc%25%7E");
    }

    #[test]
    fn token_responses() {
        let read =
            |text: &str| read_token(text.as_bytes()).map(|(token, life)| (token.expose().to_owned(), life.as_secs()));
        assert_eq!(read(r#"{"access_token":"t","expires_in":3600,"token_type":"Bearer"}"#), Ok(("t".into(), 3600)));
        assert_eq!(read(r#"{"access_token":"t","expires_in":"120"}"#), Ok(("t".into(), 120)));
        assert_eq!(read(r#"{"access_token":"t","token_type":"bearer"}"#), Ok(("t".into(), 3600)));
        assert_eq!(read(r#"{"access_token":"t","expires_in":-1}"#), Ok(("t".into(), 3600)));
        assert_eq!(read(r#"{"access_token":"t","expires_in":0}"#), Ok(("t".into(), 3600)));
        assert_eq!(read(r#"{"access_token":"t","expires_in":0.001}"#), Ok(("t".into(), 3600)));
        assert_eq!(read(r#"{"access_token":"t","expires_in":1e300}"#), Ok(("t".into(), 3600)));
        assert_eq!(read(r#"{"access_token":"t","expires_in":9e9}"#), Ok(("t".into(), LONGEST_LIFE.as_secs())));
        for bad in [
            "",
            "[]",
            "{}",
            r#"{"access_token":""}"#,
            r#"{"access_token":7}"#,
            r#"{"access_token":"t","token_type":"mac"}"#,
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
