//! When a 401 earns a new token.
//!
//! A 401 can mean that the token was revoked, and then a new one cures it. It can also mean that the caller may not use
//! this endpoint, and then a new token for each call would use up the 100 that an account has. So a path that refused a
//! new token as well earns no other for a while, and if several paths did in a row, none does.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::Instant;

/// How long a path, or all of them, earns no new token.
const REAUTH_COOLDOWN: Duration = Duration::from_secs(300);
/// How many paths are remembered.
const MOST_PATHS: usize = 64;
/// After how many new tokens in a row that no path accepted none is asked for.
const MOST_IN_VAIN: u32 = 3;

/// The paths that refused new tokens.
#[derive(Default)]
pub(super) struct Reauth {
    /// The latest last.
    paths: VecDeque<(String, Instant)>,
    /// How many new tokens in a row were refused and have been accepted by no other path since.
    in_vain: u32,
    last: Option<Instant>,
}

impl Reauth {
    /// Whether a 401 of this path earns a new token.
    pub(super) fn allows(&self, path: &str) -> bool {
        let recent = |at: &Instant| at.elapsed() < REAUTH_COOLDOWN;
        let everywhere = self.in_vain >= MOST_IN_VAIN && self.last.as_ref().is_some_and(recent);
        !everywhere && !self.paths.iter().any(|(known, at)| known == path && recent(at))
    }

    /// Notes that this path refused a new token.
    pub(super) fn refused(&mut self, path: &str) {
        self.paths.retain(|(known, _)| known != path);
        if self.paths.len() == MOST_PATHS {
            self.paths.pop_front();
        }
        let now = Instant::now();
        self.paths.push_back((path.to_owned(), now));
        self.in_vain = self.in_vain.saturating_add(1);
        self.last = Some(now);
    }

    /// Notes that a path accepted the current token.
    pub(super) fn accepted(&mut self) {
        self.in_vain = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn paths_that_refuse_new_tokens() {
        let mut reauth = Reauth::default();
        assert!(reauth.allows("/a"));
        reauth.refused("/a");
        assert!(!reauth.allows("/a") && reauth.allows("/b"));
        tokio::time::sleep(REAUTH_COOLDOWN).await;
        assert!(reauth.allows("/a"));
        for path in 0..1000 {
            reauth.refused(&path.to_string());
            reauth.accepted();
        }
        assert_eq!(reauth.paths.len(), MOST_PATHS);
        assert!(reauth.allows("/a"));
    }

    #[tokio::test(start_paused = true)]
    async fn new_tokens_in_vain() {
        let mut reauth = Reauth::default();
        for path in ["/a", "/b", "/c"] {
            assert!(reauth.allows(path));
            reauth.refused(path);
        }
        assert!(!reauth.allows("/d"));
        reauth.accepted();
        assert!(reauth.allows("/d"));
    }
}
