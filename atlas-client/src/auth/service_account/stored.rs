//! The user's token store, asked within a time limit and never trusted.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::Duration;

use tokio::time::Instant;

use super::endpoint::LONGEST_LIFE;
use super::token::{SKEW, is_sendable};
use crate::auth::store::{StoreFuture, StoredToken, TokenStore};
use crate::model::Secret;
use crate::task::until;

/// How long a store may take to load or save a token.
const STORE_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a store that did not respond in time is not asked.
const REST: Duration = Duration::from_secs(300);
/// How many stored tokens are tried in a row. A second one can be what another process has saved since the first.
pub(super) const MOST_REFUSED: u32 = 2;

/// Where tokens are kept, and under which key.
pub(super) struct Store {
    tokens: Arc<dyn TokenStore>,
    key: String,
    /// How many wait for it to load, and to change.
    loading: AtomicUsize,
    changing: AtomicUsize,
    /// Held while it is changed: a slow save may not end after the next one.
    change: tokio::sync::Mutex<()>,
    /// When it last did not respond in time.
    hung: Mutex<Option<Instant>>,
}

impl Store {
    pub(super) fn new(tokens: Arc<dyn TokenStore>, key: String) -> Self {
        let (loading, changing) = Default::default();
        Self { tokens, key, loading, changing, change: tokio::sync::Mutex::default(), hung: Mutex::default() }
    }

    /// The stored token and how long it is valid, unless it is about to expire, cannot be sent, or is the one that
    /// was `rejected`.
    pub(super) async fn load(&self, rejected: Option<&Secret>) -> Option<(Secret, Duration)> {
        // Not called before it is asked for, and within what catches a panic.
        let work = async { self.tokens.load(&self.key).await };
        let token = self.ask("loaded", &self.loading, Box::pin(work)).await?;
        let life = token.life().min(LONGEST_LIFE);
        let usable = life > SKEW && rejected != Some(token.token()) && is_sendable(token.token());
        usable.then(|| (token.token().clone(), life))
    }

    /// Saves a token if it is still the current one when those before it are saved.
    pub(super) async fn save(&self, token: StoredToken, is_current: impl Fn() -> bool + Sync) {
        let work = async {
            let _turn = self.change.lock().await;
            if is_current() {
                self.tokens.save(&self.key, Some(token)).await?;
            }
            Ok(None)
        };
        self.ask("saved", &self.changing, Box::pin(work)).await;
    }

    /// Takes this token out. Another one stays: a process that shares the store has saved it since.
    pub(super) async fn remove(&self, token: &Secret) {
        let work = async {
            let _turn = self.change.lock().await;
            let stored = self.tokens.load(&self.key).await?;
            if stored.is_some_and(|stored| stored.token() == token) {
                self.tokens.save(&self.key, None).await?;
            }
            Ok(None)
        };
        self.ask("removed", &self.changing, Box::pin(work)).await;
    }

    /// Whether somebody waits for it to load a token.
    pub(super) fn is_loading(&self) -> bool {
        self.loading.load(Ordering::Relaxed) > 0
    }

    /// Whether somebody waits for it to save or remove one.
    pub(super) fn is_changing(&self) -> bool {
        self.changing.load(Ordering::Relaxed) > 0
    }

    fn hung(&self) -> MutexGuard<'_, Option<Instant>> {
        self.hung.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The token that `work` of the store comes to, if it does. One that hung is not asked for a while: calls would
    /// wait again at each token.
    async fn ask(
        &self,
        done: &str,
        waiting: &AtomicUsize,
        work: StoreFuture<'_, Option<StoredToken>>,
    ) -> Option<StoredToken> {
        if self.hung().is_some_and(|at| at.elapsed() < REST) {
            return None;
        }
        let _waiting = Waiting::new(waiting);
        match until(Instant::now() + STORE_TIMEOUT, unless_it_panics(work)).await {
            Some(Some(Ok(token))) => return token,
            Some(Some(Err(error))) => tracing::warn!(error, "the access token could not be {done}"),
            Some(None) => tracing::warn!("the access token could not be {done}: the token store panicked"),
            None => {
                *self.hung() = Some(Instant::now());
                tracing::warn!("the access token could not be {done} in time");
            }
        }
        None
    }
}

/// Counted while it is there.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn new(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// What `work` comes to. It is not polled again after it has panicked.
async fn unless_it_panics<T>(mut work: impl Future<Output = T> + Unpin) -> Option<T> {
    poll_fn(|cx| match catch_unwind(AssertUnwindSafe(|| Pin::new(&mut work).poll(cx))) {
        Ok(outcome) => outcome.map(Some),
        Err(_) => Poll::Ready(None),
    })
    .await
}
