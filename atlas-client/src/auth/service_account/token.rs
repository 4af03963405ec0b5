//! An access token and its times.

use std::sync::atomic::{AtomicBool, Ordering};
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

/// Tokens that were refused in a row, each in place of the one before: the first is whichever the client had, and the
/// others come from the store, until one is accepted or issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refused {
    /// The generation of the first.
    pub(super) first: u64,
    /// How many of them the store returned without any endpoint accepting them.
    pub(super) stored: u32,
}

impl Refused {
    /// The row that begins with the token of this generation.
    pub(super) fn since(first: u64) -> Self {
        Self { first, stored: 0 }
    }
}

/// A token as the endpoint or the store gives it.
pub(super) struct Issued {
    pub(super) secret: Secret,
    /// How long it is valid.
    pub(super) life: Duration,
    /// Whether the endpoint issued it for this process: one from a store may have been revoked since.
    pub(super) is_new: bool,
}

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
    /// As in [`Issued`].
    pub(crate) is_new: bool,
    is_accepted: AtomicBool,
    /// The row that it ends if it is accepted.
    before: Refused,
}

impl Token {
    /// # Errors
    ///
    /// If it has characters that no header may have.
    pub(super) fn new(Issued { secret, life, is_new }: Issued, generation: u64, before: Refused) -> Result<Self> {
        let header = bearer(&secret)?;
        let now = Instant::now();
        let skew = (life / 10).min(SKEW);
        let (refresh_at, expires_at) = (now + life.saturating_sub(skew), now + life);
        let (runtime, is_accepted) = (current_runtime(), AtomicBool::new(false));
        Ok(Self { secret, header, generation, refresh_at, expires_at, runtime, is_new, is_accepted, before })
    }

    pub(super) fn secret(&self) -> &Secret {
        &self.secret
    }

    /// The header that shows it.
    pub(crate) fn header(&self) -> &HeaderValue {
        &self.header
    }

    /// Notes that an endpoint accepted it.
    pub(super) fn note_accepted(&self) {
        self.is_accepted.store(true, Ordering::Relaxed);
    }

    /// The row that it ends or begins when it is refused.
    pub(super) fn refused(&self) -> Refused {
        if self.is_new || self.is_accepted.load(Ordering::Relaxed) {
            return Refused::since(self.generation);
        }
        Refused { stored: self.before.stored + 1, ..self.before }
    }

    /// How long it is valid yet.
    pub(super) fn life(&self) -> Duration {
        self.expires_at.saturating_duration_since(Instant::now())
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
        let token = |life| Token::new(Issued { secret: "t".into(), life, is_new: true }, 1, Refused::since(1)).unwrap();
        let hour = token(HOUR);
        assert_eq!((hour.refresh_at - now, hour.expires_at - now), (HOUR.saturating_sub(SKEW), HOUR));
        let short = token(Duration::from_secs(2));
        assert_eq!(short.refresh_at - now, Duration::from_millis(1800));
    }

    #[tokio::test(start_paused = true)]
    async fn stored_tokens_refused_in_a_row() {
        let token = |generation, is_new, before| {
            let life = Duration::from_secs(3600);
            Token::new(Issued { secret: "t".into(), life, is_new }, generation, before).unwrap()
        };
        let issued = token(1, true, Refused { first: 0, stored: 2 });
        assert_eq!(issued.refused(), Refused { first: 1, stored: 0 });
        let first = token(2, false, issued.refused());
        assert_eq!(first.refused(), Refused { first: 1, stored: 1 });
        let second = token(3, false, first.refused());
        assert_eq!(second.refused(), Refused { first: 1, stored: 2 });
        second.note_accepted();
        assert_eq!(second.refused(), Refused { first: 3, stored: 0 }, "a row ends with what is accepted");
    }

    #[test]
    fn sendable_tokens() {
        assert!(is_sendable(&"eyJ.a-b_c~+/=".into()));
        for text in ["", "a b", "a\n", "\u{7f}", "ü"] {
            assert!(!is_sendable(&text.into()), "{text:?}");
        }
    }
}
