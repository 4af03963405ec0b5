//! HTTP digest authentication (RFC 7616): MD5 and SHA-256, `qop=auth`. `-sess` algorithms and `auth-int` are not
//! supported.
//!
//! A request leases a nonce from the pool, or goes out without credentials and responds to the challenge it gets. What
//! a 401 means depends on the nonce that was refused:
//!
//! | nonce | `stale=true` | otherwise |
//! | --- | --- | --- |
//! | none yet | respond to the challenge | the same |
//! | used before | it has expired: respond to the new challenge | the same, as not all servers say `stale` |
//! | made for this request | forgotten: respond to the new one, up to 10 times | the key is wrong, or see below |
//!
//! A key that was accepted before may be refused although it is right, by a server that forgets nonces and does not say
//! so: the request then responds up to 3 times.
//!
//! For example, the first two calls of a client, the second one after the server has restarted:
//!
//! ```text
//! lease      no nonce                     lease      nonce a, used once
//! header     none              ─▶ 401     header     a, nc=2           ─▶ 401, stale=true
//! check      Again, nonce a               check      Again, nonce b
//! header     a, nc=1           ─▶ 200     header     b, nc=1           ─▶ 200
//! check      Done: a goes to the pool     check      Done: b goes to the pool
//! ```

mod challenge;
mod header;
mod pool;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use http::response::Parts;
use http::{HeaderValue, Method, StatusCode};

use self::challenge::{Offer, next_nonce, strongest};
use self::header::{Keys, authorization, client_nonce};
pub(super) use self::pool::Lease;
use self::pool::Pool;
use super::header::digest;
use super::refusal::{Refusal, shows_acceptance};
use crate::error::Result;
use crate::model::Secret;

/// How many challenges a request responds to while the server calls each new nonce stale.
const MOST_STALE: u32 = 10;
/// The same while it refuses them without a reason, although the credentials were right before.
const MOST_REFUSED: u32 = 3;
/// The longest delay before the second response of a request to a challenge; it doubles from then on.
const DELAY: Duration = Duration::from_millis(10);
const LONGEST_DELAY: Duration = Duration::from_millis(500);

/// A key pair and its nonces.
pub(crate) struct Digest {
    public: String,
    private: Secret,
    pool: Arc<Pool>,
    /// Whether the server has accepted the credentials before.
    proven: AtomicBool,
}

/// What a response means for the request.
pub(super) enum Verdict {
    /// The response counts.
    Done(Option<Refusal>),
    /// Send the request again, after this delay.
    Again(Lease, Duration),
}

impl Digest {
    pub(super) fn new(public: String, private: Secret) -> Self {
        Self { public, private, pool: Arc::default(), proven: AtomicBool::new(false) }
    }

    /// A nonce for a request, if there is one.
    pub(super) async fn lease(&self) -> Lease {
        self.pool.lease().await
    }

    /// The `Authorization` header, or `None` for a request that has met no challenge.
    pub(super) fn header(&self, lease: &mut Lease, method: &Method, target: &str) -> Result<Option<HeaderValue>> {
        let Some(nonce) = &mut lease.nonce else {
            return Ok(None);
        };
        nonce.count += 1;
        nonce.age = nonce.made.elapsed();
        let keys = Keys { user: &self.public, password: self.private.expose() };
        digest(keys.user, authorization(&keys, nonce, method.as_str(), target, &client_nonce()?)).map(Some)
    }

    /// Takes the nonce back after a response, or has the request sent again with a fresh one.
    pub(super) fn check(&self, mut lease: Lease, Parts { status, headers, .. }: &Parts) -> Verdict {
        if *status != StatusCode::UNAUTHORIZED {
            if lease.nonce.is_some() && shows_acceptance(*status) {
                self.proven.store(true, Ordering::Relaxed);
            }
            lease.accepted(next_nonce(headers));
            return Verdict::Done(None);
        }
        let proven = self.proven.load(Ordering::Relaxed);
        let challenge = match strongest(headers) {
            Offer::Digest(challenge) => challenge,
            Offer::None if lease.nonce.is_none() => return Verdict::Done(Some(NOT_ASKED_FOR)),
            Offer::None => return Verdict::Done(Some(refused(proven))),
            Offer::Unsupported(what) => {
                let message = format!("the server asks for an unsupported kind of HTTP digest, {what}");
                return Verdict::Done(Some(Refusal::unsupported(message, "nothing is known about the API key")));
            }
        };
        if challenge.stale {
            lease.note_stale();
        }
        if let Some(refusal) = gives_up(&lease, challenge.stale, proven) {
            return Verdict::Done(Some(refusal));
        }
        let delay = delay(lease.challenges);
        tracing::debug!(algorithm = ?challenge.algorithm, stale = challenge.stale, "digest challenge");
        lease.renew(challenge);
        Verdict::Again(lease, delay)
    }
}

const NOT_ASKED_FOR: Refusal =
    Refusal::new("the server did not ask for HTTP digest, so the API key was not sent: check the base URL");

/// Why a request does not respond to another challenge, if it does not.
fn gives_up(lease: &Lease, stale: bool, proven: bool) -> Option<Refusal> {
    match lease.challenges {
        // What was refused, if anything, was a nonce from the pool, which may have expired.
        0 => None,
        met if stale => (met >= MOST_STALE).then(|| always_stale(proven)),
        met => (!proven || met >= MOST_REFUSED).then(|| refused(proven)),
    }
}

/// The refusal of a key that the server asked for.
fn refused(proven: bool) -> Refusal {
    Refusal::new(if proven {
        "the server accepted the API key before: check that it is of the organization or account that owns this, and \
         was not deleted and did not expire since"
    } else {
        "check that the key is right, both its public and its private part, not expired, and of the organization or \
         account that owns this"
    })
}

/// The refusal of a server that calls each nonce stale that it makes.
fn always_stale(proven: bool) -> Refusal {
    let message = format!("the server called {MOST_STALE} new digest nonces in a row stale");
    Refusal::passing(
        message,
        if proven {
            "the server accepted the API key before, but forgets nonces before they are used: make fewer calls at once"
        } else {
            "the server forgets nonces before they are used, so nothing is known about the API key: make fewer calls \
             at once"
        },
    )
}

/// How long to wait before the next response to a challenge: not at all for the first, a random time later on, so that
/// requests whose nonces pushed each other out do not return together.
fn delay(challenges: u32) -> Duration {
    match challenges.checked_sub(1) {
        None => Duration::ZERO,
        Some(doublings) => (DELAY * (1 << doublings.min(10))).min(LONGEST_DELAY).mul_f64(fastrand::f64()),
    }
}
