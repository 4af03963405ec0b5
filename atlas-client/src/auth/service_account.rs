//! Service accounts: OAuth 2.0 client credentials (RFC 6749) with one shared token.
//!
//! All callers share the token. When there is none, one caller asks for it while the others wait; they
//! share its failure too, so that a lock-out is not answered by a storm.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use http::{HeaderValue, Method, Request};
use serde_json::Value;
use tokio::sync::Mutex;
use tokio::time::Instant;
use url::form_urlencoded::byte_serialize;

use super::{StoredToken, TokenStore, sensitive};
use crate::client::Channel;
use crate::error::{Error, ErrorKind, Result};
use crate::model::Secret;
use crate::retry::Retry;
use crate::transport::CollectError;

/// How long before its end a token is replaced: a tenth of its life, at most this.
const SKEW: Duration = Duration::from_secs(60);
/// The life of a token when the answer does not say.
const LIFE: Duration = Duration::from_secs(3600);
/// No token is trusted for longer than this.
const LONGEST_LIFE: Duration = Duration::from_secs(24 * 3600);
/// After a new token was refused like the one before it, how long a 401 earns no other: the cause is
/// not the token, and a caller who may not do something must not use up the account's tokens.
const FUTILE: Duration = Duration::from_secs(300);
/// How long the token endpoint is left alone after it refused for want of room.
const PAUSE: Duration = Duration::from_secs(10);
/// More than any token answer has.
const LIMIT: usize = 1 << 20;

/// A service account and its token.
pub(crate) struct ServiceAccount {
    /// `id:secret`, encoded for Basic authentication.
    basic: Secret,
    token: RwLock<Option<Token>>,
    /// Held while a token is asked for.
    gate: Mutex<Gate>,
    /// How many requests for a token have ended.
    flights: AtomicU64,
    store: Option<Store>,
}

/// Where tokens are kept, and under which key.
struct Store {
    store: Arc<dyn TokenStore>,
    key: String,
}

#[derive(Default)]
struct Gate {
    failure: Option<Failure>,
    /// Until when a 401 earns no new token.
    futile_until: Option<Instant>,
}

/// The last request for a token, if it failed.
struct Failure {
    error: Error,
    /// The number of the request.
    flight: u64,
    /// Until when nobody asks again.
    until: Instant,
}

/// An access token.
#[derive(Clone)]
pub(crate) struct Token {
    secret: Secret,
    generation: u64,
    refresh_at: Instant,
    expires_at: Instant,
}

impl Token {
    pub(super) fn secret(&self) -> &Secret {
        &self.secret
    }

    /// Tells this token from later ones.
    pub(super) fn generation(&self) -> u64 {
        self.generation
    }
}

impl ServiceAccount {
    pub(super) fn new(id: &str, secret: &Secret) -> Self {
        // RFC 6749 2.3.1: both are form-encoded before they are joined.
        let encode = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
        let pair = Secret::from(format!("{}:{}", encode(id), encode(secret.expose())));
        Self {
            basic: Secret::from(format!("Basic {}", STANDARD.encode(pair.expose()))),
            token: RwLock::new(None),
            gate: Mutex::default(),
            flights: AtomicU64::new(0),
            store: None,
        }
    }

    /// Keeps tokens in `store`.
    pub(super) fn with_store(mut self, store: Arc<dyn TokenStore>, key: String) -> Self {
        self.store = Some(Store { store, key });
        self
    }

    /// The current token, or a new one; never the one of generation `rejected`, or one before it.
    pub(super) async fn token(&self, channel: &Channel, rejected: Option<u64>) -> Result<Token> {
        if let Some(token) = self.current(rejected, |token| token.refresh_at) {
            return Ok(token);
        }
        let arrived = self.flights.load(Ordering::SeqCst);
        let mut gate = self.gate.lock().await;
        if let Some(token) = self.current(rejected, |token| token.refresh_at) {
            return Ok(token);
        }
        if let Some(failure) = &gate.failure {
            // It failed while this caller waited, or it asked for a pause.
            if failure.flight > arrived || Instant::now() < failure.until {
                return Err(failure.error.duplicate());
            }
        }
        // A token that was refused is replaced by a new one: the stored one may be the same.
        if rejected.is_none()
            && let Some((secret, life)) = self.load().await
        {
            tracing::debug!(seconds = life.as_secs(), "loaded an access token");
            let token = Token::new(secret, self.flights.fetch_add(1, Ordering::SeqCst) + 1, life);
            self.set(Some(token.clone()));
            return Ok(token);
        }
        let answer = self.request_token(channel).await;
        let flight = self.flights.fetch_add(1, Ordering::SeqCst) + 1;
        match answer {
            Ok((secret, life)) => {
                tracing::debug!(seconds = life.as_secs(), "got an access token");
                let token = Token::new(secret.clone(), flight, life);
                self.set(Some(token.clone()));
                gate.failure = None;
                if let Some(token) = StoredToken::lasting(secret, life) {
                    self.save(Some(token)).await;
                }
                Ok(token)
            }
            Err(error) => {
                let until = Instant::now() + pause(&error);
                gate.failure = Some(Failure { error: error.duplicate(), flight, until });
                match self.current(rejected, |token| token.expires_at) {
                    Some(token) => {
                        tracing::warn!(%error, "the access token could not be renewed yet");
                        Ok(token)
                    }
                    None => Err(error),
                }
            }
        }
    }

    /// A token for the call whose token of this generation got a 401; `None` if that would not help.
    pub(super) async fn renew(&self, channel: &Channel, rejected: u64) -> Result<Option<Token>> {
        if self.current(Some(rejected), |token| token.refresh_at).is_none() {
            let gate = self.gate.lock().await;
            if gate.futile_until.is_some_and(|until| Instant::now() < until) {
                return Ok(None);
            }
        }
        tracing::debug!("the access token was not accepted; getting another one");
        self.token(channel, Some(rejected)).await.map(Some)
    }

    /// Notes that a new token was not accepted either.
    pub(super) async fn renewal_was_futile(&self) {
        self.gate.lock().await.futile_until = Some(Instant::now() + FUTILE);
    }

    /// Gives the token back and forgets it.
    pub(super) async fn revoke(&self, channel: &Channel) -> Result<()> {
        let _gate = self.gate.lock().await;
        let Some(token) = self.current(None, |token| token.expires_at) else {
            return Ok(());
        };
        let encoded: String = byte_serialize(token.secret.expose().as_bytes()).collect();
        let form = format!("token={encoded}&token_type_hint=access_token");
        let revoked = self.post(channel, "/api/oauth/revoke", form).await;
        revoked.map_err(|error| error.with_message("the access token could not be revoked"))?;
        self.set(None);
        self.save(None).await;
        Ok(())
    }

    /// The stored token and how long it is good yet, if that is worth while.
    async fn load(&self) -> Option<(Secret, Duration)> {
        let Store { store, key } = self.store.as_ref()?;
        match store.load(key).await {
            Ok(token) => {
                let token = token?;
                let life = token.life().min(LONGEST_LIFE);
                (life > SKEW).then(|| (token.token().clone(), life))
            }
            Err(error) => {
                tracing::warn!(error, "the access token could not be loaded");
                None
            }
        }
    }

    async fn save(&self, token: Option<StoredToken>) {
        if let Some(Store { store, key }) = &self.store
            && let Err(error) = store.save(key, token).await
        {
            tracing::warn!(error, "the access token could not be saved");
        }
    }

    fn current(&self, rejected: Option<u64>, end: impl Fn(&Token) -> Instant) -> Option<Token> {
        let token = self.token.read().unwrap_or_else(PoisonError::into_inner);
        token
            .as_ref()
            .filter(|token| Instant::now() < end(token) && rejected.is_none_or(|last| token.generation > last))
            .cloned()
    }

    fn set(&self, token: Option<Token>) {
        *self.token.write().unwrap_or_else(PoisonError::into_inner) = token;
    }

    async fn request_token(&self, channel: &Channel) -> Result<(Secret, Duration)> {
        let form = "grant_type=client_credentials".to_owned();
        let body = self.post(channel, "/api/oauth/token", form).await?;
        // The body holds the token, so the error does not get it.
        read_token(&body).map_err(|problem| Error::new(ErrorKind::Credentials, problem))
    }

    /// Sends a form to the authorization server.
    async fn post(&self, channel: &Channel, path: &str, form: String) -> Result<Bytes> {
        let uri = channel.base.join(path).map_err(|problem| Error::new(ErrorKind::Request, problem))?;
        let mut request = Request::new(Bytes::from(form));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = uri;
        let headers = request.headers_mut();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(AUTHORIZATION, sensitive(&self.basic)?);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        headers.insert(USER_AGENT, channel.user_agent.clone());
        let failed = |error| Error::from_transport(error, channel.base.origin()).with_retry(Retry::Always);
        let (parts, body) = channel.transport.send(request).await.map_err(failed)?.into_parts();
        match body.collect(LIMIT).await {
            Ok(body) if parts.status.is_success() => Ok(body),
            Ok(body) => Err(refused(Error::from_answer(parts.status, parts.headers, body))),
            Err(CollectError::Broken(error)) => Err(failed(error)),
            Err(CollectError::TooLarge) => {
                Err(Error::new(ErrorKind::TooLarge, "the answer of the token endpoint is too large"))
            }
        }
    }
}

impl Token {
    fn new(secret: Secret, generation: u64, life: Duration) -> Self {
        let now = Instant::now();
        let skew = (life / 10).min(SKEW);
        Self { secret, generation, refresh_at: now + life.saturating_sub(skew), expires_at: now + life }
    }
}

/// The error of an answer that is no token.
fn refused(error: Error) -> Error {
    let hint = match (error.status().map(|status| status.as_u16()), error.code()) {
        (Some(400 | 401), _) => {
            "check the client ID and secret of the service account, and that the secret is not expired"
        }
        (Some(403), _) => {
            "a service account has at most 100 live tokens, each for one hour: make one client and \
             clone it, or revoke tokens when a short-lived program ends"
        }
        (Some(429), _) => "the token endpoint allows only a few requests a minute: make one client and clone it",
        (Some(404), _) => "there is no token endpoint: check the base URL",
        _ => "",
    };
    // A refusal is not asked for again at once; only the gateways' errors pass.
    let retry = if error.retry() == Retry::IfIdempotent { Retry::Always } else { Retry::Never };
    let error = error.with_kind(ErrorKind::Credentials).with_retry(retry);
    let error = error.with_message("the service account got no access token");
    if hint.is_empty() { error } else { error.with_hint(hint) }
}

/// How long nobody asks again after this.
fn pause(error: &Error) -> Duration {
    match error.status().map(|status| status.as_u16()) {
        Some(429) => error.retry_after().unwrap_or(PAUSE).min(SKEW),
        Some(403) => PAUSE,
        _ => Duration::ZERO,
    }
}

/// Reads `{"access_token": …, "expires_in": …, "token_type": "Bearer"}`.
fn read_token(body: &[u8]) -> Result<(Secret, Duration), &'static str> {
    let mut body: Value = serde_json::from_slice(body).map_err(|_| "the token endpoint did not answer JSON")?;
    if let Some(kind) = body.get("token_type").and_then(Value::as_str)
        && !kind.eq_ignore_ascii_case("bearer")
    {
        return Err("the token endpoint answered a token that is not a bearer token");
    }
    let seconds = match body.get("expires_in") {
        Some(Value::Number(seconds)) => seconds.as_f64(),
        Some(Value::String(seconds)) => seconds.parse().ok(),
        _ => None,
    };
    let life = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    match body.get_mut("access_token").map(Value::take) {
        Some(Value::String(token)) if !token.is_empty() => Ok((token.into(), life.unwrap_or(LIFE).min(LONGEST_LIFE))),
        _ => Err("the token endpoint answered no access token"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn basic_credentials_are_form_encoded_first() {
        let account = ServiceAccount::new("mdb sa:1", &Secret::from("a+b/c%~"));
        let text = account.basic.expose().strip_prefix("Basic ").unwrap();
        let text = String::from_utf8(STANDARD.decode(text).unwrap()).unwrap();
        assert_eq!(text, "mdb+sa%3A1:a%2Bb%2Fc%25%7E");
    }

    #[test]
    fn token_answers() {
        let read =
            |text: &str| read_token(text.as_bytes()).map(|(token, life)| (token.expose().to_owned(), life.as_secs()));
        assert_eq!(read(r#"{"access_token":"t","expires_in":3600,"token_type":"Bearer"}"#), Ok(("t".into(), 3600)));
        assert_eq!(read(r#"{"access_token":"t","expires_in":"120"}"#), Ok(("t".into(), 120)));
        assert_eq!(read(r#"{"access_token":"t","token_type":"bearer"}"#), Ok(("t".into(), 3600)));
        assert_eq!(read(r#"{"access_token":"t","expires_in":-1}"#), Ok(("t".into(), 3600)));
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

    #[tokio::test(start_paused = true)]
    async fn a_token_is_replaced_before_it_expires() {
        let now = Instant::now();
        let hour = Token::new("t".into(), 1, LIFE);
        assert_eq!((hour.refresh_at - now, hour.expires_at - now), (LIFE.saturating_sub(SKEW), LIFE));
        let short = Token::new("t".into(), 1, Duration::from_secs(2));
        assert_eq!(short.refresh_at - now, Duration::from_millis(1800));
    }
}
