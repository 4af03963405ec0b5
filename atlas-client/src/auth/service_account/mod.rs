//! Service accounts: OAuth 2.0 client credentials (RFC 6749) with one shared token.
//!
//! All callers share the token. When there is none, one caller asks for it while the others wait; they share its
//! failure too, so that an endpoint that refuses is not asked by all of them. Each token counts among the account's 100
//! valid ones, so a request for one goes on when its caller gives up. While a token is still valid, nobody waits for
//! the next one, unless the program's runtimes do not outlive its calls.
//!
//! For example, the clones A and B of a client, on runtimes of their own, and tokens that are valid for an hour:
//!
//! - Minute 0: A has a call. `token` finds no token and begins flight 1 on A's runtime: the store, then the endpoint.
//! - B has a call too and waits for flight 1. If A's runtime did not drive it for a second, B would begin flight 2.
//! - Flight 1 ends with token 1, its `generation`. Both go on, A as soon as the store has the token.
//! - Minute 59: token 1 is valid, but not fresh. B's next call begins flight 2 and waits for it: token 1 was got on A's
//!   runtime, and B's own may end with the call. A's call would leave flight 2 to a task and go on with token 1.
//! - Minute 70: token 2 was revoked elsewhere, and calls to an endpoint get a 401. They `replace` it if [`reauth`] says
//!   that the 401 earns a token: one of them begins flight 3, and all go on with token 3, as it is later than theirs.
//! - Minute 71: the endpoint refuses token 3 as well. The call fails, and for five minutes its 401 earns no other.

mod endpoint;
mod flight;
mod reauth;
mod stored;
mod token;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::{Instant, timeout};

use self::endpoint::{BACK_OFF, Basic, back_off, request_token, revoke_token};
use self::flight::{Flight, Flights, Turn, current_runtime};
use self::reauth::{Endpoint, Reauth};
use self::stored::{MOST_REFUSED, Store};
pub(crate) use self::token::Token;
use self::token::{Issued, Refused};
use super::store::{StoredToken, TokenStore};
use crate::error::{Error, ErrorKind, Result};
use crate::model::Secret;
use crate::retry::Retry;
use crate::task::{detach, finish, until};
use crate::transport::Channel;

/// How long a request for a token, or to revoke one, may take, whoever waits for it: all others wait as well.
const TOKEN_TIMEOUT: Duration = Duration::from_secs(30);
/// How long a call whose token is still valid waits for the next one, where it has to.
const REFRESH_TIMEOUT: Duration = Duration::from_secs(5);

/// A service account and its token.
pub(crate) struct ServiceAccount {
    basic: Basic,
    token: RwLock<Option<Arc<Token>>>,
    flights: Arc<Flights>,
    failure: Mutex<Option<Failure>>,
    reauth: Mutex<Reauth>,
    store: Option<Store>,
}

/// The last request for a token, if it failed.
struct Failure {
    error: Error,
    flight: u64,
    at: Instant,
}

impl Failure {
    /// Whether the endpoint asked its callers to back off, and that time is not over.
    fn is_binding(&self) -> bool {
        self.at.elapsed() < back_off(&self.error)
    }

    /// Whether a refresh that can wait is not tried again yet.
    fn delays_refresh(&self) -> bool {
        self.at.elapsed() < BACK_OFF || self.is_binding()
    }
}

impl ServiceAccount {
    pub(super) fn new(id: &str, secret: &Secret) -> Self {
        Self {
            basic: Basic::new(id, secret),
            token: RwLock::default(),
            flights: Arc::default(),
            failure: Mutex::default(),
            reauth: Mutex::default(),
            store: None,
        }
    }

    /// Keeps tokens in `store`.
    pub(super) fn with_store(mut self, store: Arc<dyn TokenStore>, key: String) -> Self {
        self.store = Some(Store::new(store, key));
        self
    }

    /// The current token, or a new one; never `rejected`, or one before it.
    pub(super) async fn token(
        self: &Arc<Self>,
        channel: &Arc<Channel>,
        rejected: Option<&Arc<Token>>,
    ) -> Result<Arc<Token>> {
        let mut waited = None;
        loop {
            if let Some(token) = self.current(rejected) {
                return Ok(if token.is_fresh() { token } else { self.refresh_early(channel, token).await });
            }
            if let Some(error) = self.shared_failure(waited) {
                return Err(error);
            }
            match self.flights.begin() {
                Turn::Mine(flight) => {
                    // A flight may have ended since the look above.
                    if let Some(token) = self.current(rejected) {
                        flight.end();
                        return Ok(token);
                    }
                    return finish(Arc::clone(self).obtain(Arc::clone(channel), flight, rejected.cloned())).await;
                }
                Turn::Wait(flight) => {
                    self.flights.wait(flight).await;
                    waited = Some(flight);
                }
            }
        }
    }

    /// The error of a caller that asks for no token: the flight that it `waited` for has failed, or the endpoint asked
    /// its callers to back off.
    fn shared_failure(&self, waited: Option<u64>) -> Option<Error> {
        let failure = lock(&self.failure);
        let failure = failure.as_ref()?;
        let has_waited = waited.is_some_and(|flight| flight <= failure.flight);
        (has_waited || failure.is_binding()).then(|| failure.error.duplicate())
    }

    /// Has the token refreshed ahead of time, unless that is under way or has just failed; the token to use.
    async fn refresh_early(self: &Arc<Self>, channel: &Arc<Channel>, token: Arc<Token>) -> Arc<Token> {
        if lock(&self.failure).as_ref().is_some_and(Failure::delays_refresh) {
            return token;
        }
        let Turn::Mine(flight) = self.flights.begin() else {
            return token;
        };
        if let Some(token) = self.current(None).filter(|token| token.is_fresh()) {
            flight.end();
            return token;
        }
        // A runtime that got the last token and is still there will see a task to its end. Of any other, nobody knows.
        let outlives = !self.flights.were_lost() && token.runtime == current_runtime();
        let refresh = Arc::clone(self).obtain(Arc::clone(channel), flight, None);
        let warn = |error: &Error| tracing::warn!(%error, "the access token could not be refreshed yet");
        if outlives && let Ok(runtime) = Handle::try_current() {
            detach(&runtime, async move { refresh.await.inspect_err(warn) });
            return token;
        }
        match timeout(REFRESH_TIMEOUT, finish(refresh)).await {
            Ok(Ok(refreshed)) => refreshed,
            Ok(Err(error)) => {
                warn(&error);
                token
            }
            Err(_) => token,
        }
    }

    /// A token from the store or the endpoint.
    async fn obtain(
        self: Arc<Self>,
        channel: Arc<Channel>,
        flight: Flight,
        rejected: Option<Arc<Token>>,
    ) -> Result<Arc<Token>> {
        let number = flight.number();
        let (secret, row) = match &rejected {
            Some(token) => (Some(token.secret()), token.refused()),
            None => (None, Refused::since(number)),
        };
        let outcome = flight.drive(self.load_or_request(&channel, secret, row)).await;
        let token = match outcome.and_then(|issued| Token::new(issued, number, row)) {
            Ok(token) => Arc::new(token),
            Err(error) => {
                let failure = Failure { error: error.duplicate(), flight: number, at: Instant::now() };
                *lock(&self.failure) = Some(failure);
                flight.end();
                return Err(error);
            }
        };
        self.make_current(&token);
        *lock(&self.failure) = None;
        // The others have their token now. Only this caller waits for the store.
        flight.end();
        if token.is_new
            && let Some(store) = &self.store
            && let Some(stored) = StoredToken::lasting(token.secret().clone(), token.life())
        {
            store.save(stored, || self.is_current(&token)).await;
        }
        Ok(token)
    }

    /// A stored token, or a new one. A store whose tokens are refused again and again is not asked.
    async fn load_or_request(&self, channel: &Channel, rejected: Option<&Secret>, row: Refused) -> Result<Issued> {
        if row.stored < MOST_REFUSED
            && let Some(store) = &self.store
            && let Some((secret, life)) = store.load(rejected).await
        {
            tracing::debug!(seconds = life.as_secs(), "loaded an access token");
            return Ok(Issued { secret, life, is_new: false });
        }
        let (secret, life) = in_time(request_token(channel, &self.basic)).await?;
        tracing::debug!(seconds = life.as_secs(), "got an access token");
        Ok(Issued { secret, life, is_new: true })
    }

    /// What a call lacks that waits here. Of the user's store all who wait for a token wait while it loads; while it
    /// saves, only the call that got the token, and others may wait for the endpoint.
    pub(super) fn missing(&self) -> &'static str {
        match &self.store {
            Some(store) if store.is_loading() => "no response of the token store",
            Some(store) if store.is_changing() && self.flights.is_idle() => "no response of the token store",
            Some(store) if store.is_changing() => "no response of the token store or the token endpoint",
            _ => "no access token from the token endpoint",
        }
    }

    /// A token for the call to `endpoint` that got a 401 with this one; `None` if a new one would not help.
    pub(super) async fn replace(
        self: &Arc<Self>,
        channel: &Arc<Channel>,
        rejected: &Arc<Token>,
        endpoint: Endpoint<'_>,
    ) -> Result<Option<Arc<Token>>> {
        if self.current(Some(rejected)).is_none() && !lock(&self.reauth).allows(endpoint, rejected.refused().first) {
            return Ok(None);
        }
        tracing::debug!("the access token was not accepted; getting another one");
        self.token(channel, Some(rejected)).await.map(Some)
    }

    /// Notes that `endpoint` did not accept a new token either.
    pub(super) fn note_refused(&self, endpoint: Endpoint<'_>) {
        lock(&self.reauth).refused(endpoint);
    }

    /// Notes that `endpoint` accepted this token.
    pub(super) fn note_accepted(&self, token: &Token, endpoint: Endpoint<'_>) {
        token.note_accepted();
        lock(&self.reauth).accepted(endpoint);
    }

    /// Revokes the token and forgets it.
    pub(super) async fn revoke(self: &Arc<Self>, channel: &Arc<Channel>) -> Result<()> {
        let flight = loop {
            match self.flights.begin() {
                Turn::Mine(flight) => break flight,
                Turn::Wait(flight) => self.flights.wait(flight).await,
            }
        };
        finish(Arc::clone(self).forget(Arc::clone(channel), flight)).await
    }

    /// Revokes the token, if there is one, and takes it out of the store: before the flight ends, so that nobody loads
    /// it.
    async fn forget(self: Arc<Self>, channel: Arc<Channel>, flight: Flight) -> Result<()> {
        let work = async {
            let Some(token) = self.current(None) else { return Ok(()) };
            in_time(revoke_token(&channel, &self.basic, token.secret())).await?;
            // Saves that wait for their turn must see that it is gone.
            self.token
                .write()
                .unwrap_or_else(PoisonError::into_inner)
                .take_if(|current| current.generation == token.generation);
            if let Some(store) = &self.store {
                store.remove(token.secret()).await;
            }
            Ok(())
        };
        let outcome = flight.drive(work).await;
        flight.end();
        outcome
    }

    /// Has calls use this token, unless they have a later one: a flight that was thought to be lost can end after the
    /// one that replaced it.
    fn make_current(&self, token: &Arc<Token>) {
        let mut current = self.token.write().unwrap_or_else(PoisonError::into_inner);
        if current.as_ref().is_none_or(|other| other.generation < token.generation) {
            *current = Some(Arc::clone(token));
        }
    }

    fn is_current(&self, token: &Token) -> bool {
        let current = self.token.read().unwrap_or_else(PoisonError::into_inner);
        current.as_ref().is_some_and(|current| current.generation == token.generation)
    }

    /// The token, if it is valid and later than `rejected`.
    fn current(&self, rejected: Option<&Arc<Token>>) -> Option<Arc<Token>> {
        let token = self.token.read().unwrap_or_else(PoisonError::into_inner);
        token
            .as_ref()
            .filter(|token| token.is_valid() && rejected.is_none_or(|last| token.generation > last.generation))
            .cloned()
    }
}

/// What the token endpoint responds within its time.
async fn in_time<T>(request: impl Future<Output = Result<T>>) -> Result<T> {
    until(Instant::now() + TOKEN_TIMEOUT, request).await.unwrap_or_else(|| {
        let message = format!("the token endpoint did not respond within {TOKEN_TIMEOUT:.0?}");
        Err(Error::new(ErrorKind::Timeout, message).with_retry(Retry::Always))
    })
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
