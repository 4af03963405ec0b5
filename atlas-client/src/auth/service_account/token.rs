//! An access token and its times.

use std::time::Duration;

use http::HeaderValue;
use tokio::runtime::Id;
use tokio::time::Instant;

use super::flight::current_runtime;
use crate::auth::header::bearer;
use crate::error::Result;
use crate::model::Secret;

/// How long before its end a token is replaced: a tenth of its life, at most this.
pub(super) const SKEW: Duration = Duration::from_secs(60);

/// An access token.
pub(crate) struct Token {
    secret: Secret,
    header: HeaderValue,
    /// Tells this token from earlier and later ones.
    pub(super) generation: u64,
    pub(super) refresh_at: Instant,
    pub(super) expires_at: Instant,
    /// The runtime of the call that got it.
    pub(super) runtime: Option<Id>,
    /// Whether the endpoint issued it for this process: one from a store may have been revoked since.
    pub(crate) is_new: bool,
}

impl Token {
    /// # Errors
    ///
    /// If it has characters that no header may have.
    pub(super) fn new(secret: Secret, generation: u64, life: Duration, is_new: bool) -> Result<Self> {
        let header = bearer(&secret)?;
        let now = Instant::now();
        let skew = (life / 10).min(SKEW);
        let (refresh_at, expires_at) = (now + life.saturating_sub(skew), now + life);
        Ok(Self { secret, header, generation, refresh_at, expires_at, runtime: current_runtime(), is_new })
    }

    pub(super) fn secret(&self) -> &Secret {
        &self.secret
    }

    /// The header that shows it.
    pub(crate) fn header(&self) -> &HeaderValue {
        &self.header
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
        let hour = Token::new("t".into(), 1, HOUR, true).unwrap();
        assert_eq!((hour.refresh_at - now, hour.expires_at - now), (HOUR.saturating_sub(SKEW), HOUR));
        let short = Token::new("t".into(), 1, Duration::from_secs(2), true).unwrap();
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
