//! Service accounts: OAuth 2.0 client credentials (RFC 6749) with one shared token.
//!
//! All callers share the token. When there is none, one caller asks for it while the others wait; they
//! share its failure too, so that a lock-out is not answered by a storm. Each token asked for counts
//! among the account's live ones, so a request for one goes on when its caller gives up. While a token
//! is good yet, its renewal holds nobody up.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::{Mutex, OwnedMutexGuard};
use tokio::time::{Instant, timeout};

use super::token_endpoint::{Basic, LONGEST_LIFE, PAUSE, pause, request_token, revoke_token};
use super::{StoredToken, TokenStore};
use crate::error::{Error, ErrorKind, Result};
use crate::model::Secret;
use crate::retry::Retry;
use crate::task::finish;
use crate::transport::Channel;

/// How long before its end a token is replaced: a tenth of its life, at most this.
const SKEW: Duration = Duration::from_secs(60);
/// After a new token was refused like the one before it, how long a 401 earns no other: the cause is
/// not the token, and a caller who may not do something must not use up the account's tokens.
const REAUTH_COOLDOWN: Duration = Duration::from_secs(300);
/// How long a request for a token may take, whoever waits for it.
const TOKEN_TIMEOUT: Duration = Duration::from_secs(30);

/// A service account and its token.
pub(crate) struct ServiceAccount {
    basic: Basic,
    token: RwLock<Option<Token>>,
    /// Held while a token is asked for.
    gate: Arc<Mutex<Gate>>,
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
    /// When it failed.
    at: Instant,
}

impl Failure {
    /// Whether the endpoint asked to be left alone, and that time is not over.
    fn is_binding(&self) -> bool {
        self.at.elapsed() < pause(&self.error)
    }
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
        Self {
            basic: Basic::new(id, secret),
            token: RwLock::new(None),
            gate: Arc::default(),
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
    pub(super) async fn token(self: &Arc<Self>, channel: &Arc<Channel>, rejected: Option<u64>) -> Result<Token> {
        if let Some(token) = self.current(rejected, |token| token.refresh_at) {
            return Ok(token);
        }
        if let Some(token) = self.current(rejected, |token| token.expires_at) {
            self.renew_early(channel);
            return Ok(token);
        }
        let arrived = self.flights.load(Ordering::SeqCst);
        let gate = Arc::clone(&self.gate).lock_owned().await;
        if let Some(token) = self.current(rejected, |token| token.expires_at) {
            return Ok(token);
        }
        if let Some(failure) = &gate.failure
            // It failed while this caller waited, or it asked for a pause.
            && (failure.flight > arrived || failure.is_binding())
        {
            return Err(failure.error.duplicate());
        }
        // A token that was refused is replaced by a new one: the stored one may be the same.
        let may_load = rejected.is_none();
        finish(Arc::clone(self).obtain(Arc::clone(channel), gate, may_load)).await
    }

    /// Has the token renewed beside the calls that still use it, unless that is under way or has just failed.
    fn renew_early(self: &Arc<Self>, channel: &Arc<Channel>) {
        let (Ok(gate), Ok(runtime)) = (Arc::clone(&self.gate).try_lock_owned(), Handle::try_current()) else {
            return;
        };
        if self.current(None, |token| token.refresh_at).is_some() {
            return;
        }
        if gate.failure.as_ref().is_none_or(|failure| failure.at.elapsed() >= PAUSE && !failure.is_binding()) {
            let renewal = Arc::clone(self).obtain(Arc::clone(channel), gate, true);
            runtime.spawn(async move {
                if let Err(error) = renewal.await {
                    tracing::warn!(%error, "the access token could not be renewed yet");
                }
            });
        }
    }

    /// A token from the store or the endpoint, with the gate closed for as long as that takes.
    async fn obtain(
        self: Arc<Self>,
        channel: Arc<Channel>,
        mut gate: OwnedMutexGuard<Gate>,
        may_load: bool,
    ) -> Result<Token> {
        let outcome = timeout(TOKEN_TIMEOUT, self.load_or_request(&channel, may_load)).await.unwrap_or_else(|_| {
            let message = format!("the service account got no access token within {TOKEN_TIMEOUT:.0?}");
            Err(Error::new(ErrorKind::Timeout, message).with_retry(Retry::Always))
        });
        let flight = self.flights.fetch_add(1, Ordering::SeqCst) + 1;
        match outcome {
            Ok((secret, life)) => {
                let token = Token::new(secret, flight, life);
                *self.token.write().unwrap_or_else(PoisonError::into_inner) = Some(token.clone());
                gate.failure = None;
                Ok(token)
            }
            Err(error) => {
                gate.failure = Some(Failure { error: error.duplicate(), flight, at: Instant::now() });
                Err(error)
            }
        }
    }

    async fn load_or_request(&self, channel: &Channel, may_load: bool) -> Result<(Secret, Duration)> {
        if may_load && let Some((secret, life)) = self.load().await {
            tracing::debug!(seconds = life.as_secs(), "loaded an access token");
            return Ok((secret, life));
        }
        let (secret, life) = request_token(channel, &self.basic).await?;
        tracing::debug!(seconds = life.as_secs(), "got an access token");
        if let Some(token) = StoredToken::lasting(secret.clone(), life) {
            self.save(Some(token)).await;
        }
        Ok((secret, life))
    }

    /// A token for the call whose token of this generation got a 401; `None` if that would not help.
    pub(super) async fn renew(self: &Arc<Self>, channel: &Arc<Channel>, rejected: u64) -> Result<Option<Token>> {
        if self.current(Some(rejected), |token| token.expires_at).is_none() {
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
        self.gate.lock().await.futile_until = Some(Instant::now() + REAUTH_COOLDOWN);
    }

    /// Gives the token back and forgets it.
    pub(super) async fn revoke(&self, channel: &Channel) -> Result<()> {
        let _gate = self.gate.lock().await;
        let Some(token) = self.current(None, |token| token.expires_at) else {
            return Ok(());
        };
        revoke_token(channel, &self.basic, &token.secret).await?;
        *self.token.write().unwrap_or_else(PoisonError::into_inner) = None;
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
}

impl Token {
    fn new(secret: Secret, generation: u64, life: Duration) -> Self {
        let now = Instant::now();
        let skew = (life / 10).min(SKEW);
        Self { secret, generation, refresh_at: now + life.saturating_sub(skew), expires_at: now + life }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_token_is_replaced_before_it_expires() {
        const HOUR: Duration = Duration::from_secs(3600);
        let now = Instant::now();
        let hour = Token::new("t".into(), 1, HOUR);
        assert_eq!((hour.refresh_at - now, hour.expires_at - now), (HOUR.saturating_sub(SKEW), HOUR));
        let short = Token::new("t".into(), 1, Duration::from_secs(2));
        assert_eq!(short.refresh_at - now, Duration::from_millis(1800));
    }
}
