//! The user's token store, asked within a time limit and never trusted.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;

use super::endpoint::LONGEST_LIFE;
use super::token::{SKEW, is_sendable};
use crate::auth::store::{StoredToken, TokenStore};
use crate::model::Secret;

/// How long a store may take to load or save a token.
const STORE_TIMEOUT: Duration = Duration::from_secs(5);

/// Where tokens are kept, and under which key.
pub(super) struct Store {
    pub(super) store: Arc<dyn TokenStore>,
    pub(super) key: String,
}

impl Store {
    /// The stored token and how long it is valid, unless it is about to expire, cannot be sent, or is the one that
    /// was `rejected`.
    pub(super) async fn load(&self, rejected: Option<&Secret>) -> Option<(Secret, Duration)> {
        match timeout(STORE_TIMEOUT, self.store.load(&self.key)).await {
            Ok(Ok(token)) => {
                let token = token?;
                let life = token.life().min(LONGEST_LIFE);
                let usable = life > SKEW && rejected != Some(token.token()) && is_sendable(token.token());
                usable.then(|| (token.token().clone(), life))
            }
            Ok(Err(error)) => {
                tracing::warn!(error, "the access token could not be loaded");
                None
            }
            Err(_) => {
                tracing::warn!("the access token could not be loaded in time");
                None
            }
        }
    }

    pub(super) async fn save(&self, token: Option<StoredToken>) {
        match timeout(STORE_TIMEOUT, self.store.save(&self.key, token)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(error, "the access token could not be saved"),
            Err(_) => tracing::warn!("the access token could not be saved in time"),
        }
    }
}
