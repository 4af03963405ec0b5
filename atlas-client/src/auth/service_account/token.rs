//! An access token and its times.

use std::time::Duration;

use tokio::runtime::Id;
use tokio::time::Instant;

use super::flight::current_runtime;
use crate::model::Secret;

/// How long before its end a token is replaced: a tenth of its life, at most this.
pub(super) const SKEW: Duration = Duration::from_secs(60);

/// An access token.
#[derive(Clone)]
pub(crate) struct Token {
    secret: Secret,
    /// Tells this token from earlier and later ones.
    pub(super) generation: u64,
    pub(super) refresh_at: Instant,
    pub(super) expires_at: Instant,
    /// The runtime of the call that got it.
    pub(super) runtime: Option<Id>,
}

impl Token {
    pub(super) fn new(secret: Secret, generation: u64, life: Duration) -> Self {
        let now = Instant::now();
        let skew = (life / 10).min(SKEW);
        let (refresh_at, expires_at) = (now + life.saturating_sub(skew), now + life);
        Self { secret, generation, refresh_at, expires_at, runtime: current_runtime() }
    }

    pub(crate) fn secret(&self) -> &Secret {
        &self.secret
    }

    pub(super) fn is_fresh(&self) -> bool {
        Instant::now() < self.refresh_at
    }

    pub(super) fn is_valid(&self) -> bool {
        Instant::now() < self.expires_at
    }
}

/// Whether a text can be sent as a bearer token.
pub(super) fn is_sendable(token: &Secret) -> bool {
    let token = token.expose();
    !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn refresh_before_expiry() {
        const HOUR: Duration = Duration::from_secs(3600);
        let now = Instant::now();
        let hour = Token::new("t".into(), 1, HOUR);
        assert_eq!((hour.refresh_at - now, hour.expires_at - now), (HOUR.saturating_sub(SKEW), HOUR));
        let short = Token::new("t".into(), 1, Duration::from_secs(2));
        assert_eq!(short.refresh_at - now, Duration::from_millis(1800));
    }

    #[test]
    fn sendable_tokens() {
        assert!(is_sendable(&"eyJ.a-b_c~+/=".into()));
        for text in ["", "a b", "a\n", "\u{7f}", "ü"] {
            assert!(!is_sendable(&text.into()), "{text:?}");
        }
    }
}
