//! When a 401 earns a new token.
//!
//! A 401 can mean that the token was revoked, and then a new one cures it. It can also mean that the caller may not use
//! this endpoint, and then a new token for each call would use up the 100 that an account has. So an endpoint that
//! refused a new token as well earns no other for a while, unless it accepts one in the meantime.
//!
//! Whatever the endpoints do, only a few tokens are replaced in that time: a server of which one replica refuses
//! everything accepts and refuses by turns, and a program can look at many projects that its account is not in.

use std::time::Duration;

use http::Method;
use tokio::time::Instant;

/// How long an endpoint earns no new token, and how long a token that was replaced counts.
const COOLDOWN: Duration = Duration::from_secs(300);
/// How many endpoints are remembered.
const MOST_ENDPOINTS: usize = 64;
/// How many tokens are replaced within the cool-down: 60 an hour.
const MOST_REPLACED: usize = 5;

/// What accepts or refuses tokens, a method and a path: who may read a resource may be refused when changing it.
pub(super) type Endpoint<'a> = (&'a Method, &'a str);

/// The endpoints that refused new tokens, and the tokens that were replaced. The latest are last.
#[derive(Default)]
pub(super) struct Reauth {
    refusing: Vec<RefusingEndpoint>,
    /// By the generation of the token that was refused, the first of those in a row.
    replaced: Vec<(u64, Instant)>,
}

/// An endpoint that refused a new token.
struct RefusingEndpoint {
    method: Method,
    path: String,
    at: Instant,
}

impl RefusingEndpoint {
    fn is_of(&self, (method, path): Endpoint<'_>) -> bool {
        self.method == *method && self.path == path
    }
}

impl Reauth {
    /// Whether the 401 of this endpoint to the token of this generation, or to stored ones tried in its place, earns a
    /// new token.
    pub(super) fn allows(&mut self, endpoint: Endpoint<'_>, generation: u64) -> bool {
        let is_recent = |at: Instant| at.elapsed() < COOLDOWN;
        if self.refusing.iter().any(|refusing| refusing.is_of(endpoint) && is_recent(refusing.at)) {
            return false;
        }
        self.replaced.retain(|(_, at)| is_recent(*at));
        // Many calls can meet the end of one token, and its replacement can fail at first, or be a stored one.
        if self.replaced.iter().any(|(known, _)| *known == generation) {
            return true;
        }
        if self.replaced.len() >= MOST_REPLACED {
            return false;
        }
        self.replaced.push((generation, Instant::now()));
        true
    }

    /// Notes that this endpoint refused a new token.
    pub(super) fn refused(&mut self, endpoint: Endpoint<'_>) {
        self.accepted(endpoint);
        if self.refusing.len() == MOST_ENDPOINTS {
            self.refusing.remove(0);
        }
        let (method, path) = (endpoint.0.clone(), endpoint.1.to_owned());
        self.refusing.push(RefusingEndpoint { method, path, at: Instant::now() });
    }

    /// Notes that this endpoint accepted a token: what it refused before does not count any more.
    pub(super) fn accepted(&mut self, endpoint: Endpoint<'_>) {
        self.refusing.retain(|refusing| !refusing.is_of(endpoint));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn get(path: &str) -> Endpoint<'_> {
        (&Method::GET, path)
    }

    #[tokio::test(start_paused = true)]
    async fn endpoints_that_refuse_new_tokens() {
        let mut reauth = Reauth::default();
        assert!(reauth.allows(get("/a"), 1));
        reauth.refused(get("/a"));
        assert!(!reauth.allows(get("/a"), 2), "once is enough");
        assert!(reauth.allows(get("/b"), 2) && reauth.allows((&Method::POST, "/a"), 2), "others earn one");
        reauth.accepted(get("/b"));
        assert!(!reauth.allows(get("/a"), 2));
        tokio::time::sleep(COOLDOWN).await;
        assert!(reauth.allows(get("/a"), 2));
        for path in 0..1000 {
            reauth.refused(get(&path.to_string()));
        }
        assert_eq!(reauth.refusing.len(), MOST_ENDPOINTS);
    }

    #[tokio::test(start_paused = true)]
    async fn endpoint_that_accepts_after_a_refusal() {
        let mut reauth = Reauth::default();
        reauth.refused(get("/a"));
        reauth.accepted(get("/a"));
        assert!(reauth.allows(get("/a"), 2));
    }

    #[tokio::test(start_paused = true)]
    async fn tokens_that_are_replaced() {
        let mut reauth = Reauth::default();
        for generation in 1..=5 {
            assert!(reauth.allows(get("/a"), generation));
            reauth.accepted(get("/a"));
        }
        assert!(!reauth.allows(get("/b"), 6), "five are enough, whoever accepts them");
        assert!(reauth.allows(get("/b"), 5), "calls that meet the end of one token share the next");
        tokio::time::sleep(COOLDOWN).await;
        assert!(reauth.allows(get("/b"), 6));
        assert_eq!(reauth.replaced.len(), 1);
    }
}
