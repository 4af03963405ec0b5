//! The nonces of a client, each leased to one request at a time.
//!
//! A server that checks counters refuses the later of two requests that share a nonce, so they are not shared. How many
//! nonces can be open at once is the server's secret: Apache, for one, forgets the oldest when its table is full, and
//! each client that gets a new one pushes another out. The pool therefore starts with few, lets their number grow while
//! callers wait, and halves it when a nonce was forgotten before its time: the server calls it stale although it has
//! just made it, or although it has accepted an older one.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, timeout_at};

use super::challenge::Challenge;

/// How many nonces are open at first.
const FIRST: usize = 8;
/// The fewest: a server that forgets so fast is not helped by fewer.
const FEWEST: usize = 2;
/// The most. Ten calls a second need one for each 100 ms that a response takes.
const MOST: usize = 64;
/// How long the number of open nonces does not grow again to one that was too many.
const MEMORY: Duration = Duration::from_secs(60);
/// How long a request waits for a nonce. It then goes out without one: the others may be held by calls that nobody
/// polls.
const WAIT: Duration = Duration::from_secs(5);

/// A nonce and how often it was used.
pub(super) struct Nonce {
    pub(super) challenge: Arc<Challenge>,
    /// The challenge's own, or one announced later.
    pub(super) text: String,
    pub(super) count: u32,
    pub(super) made: Instant,
    /// Its age when it was sent last.
    pub(super) age: Duration,
}

/// The nonces of a client.
#[derive(Default)]
pub(super) struct Pool {
    state: Mutex<State>,
    freed: Notify,
}

struct State {
    /// Those that are free, the freshest last.
    free: VecDeque<Nonce>,
    /// How many are leased.
    leased: usize,
    /// How many may be open, free ones included.
    limit: usize,
    /// How many requests wait for one.
    waiting: usize,
    /// How many requests have succeeded since the limit was changed.
    successes: usize,
    /// The age of the oldest nonce that was accepted: a lower bound of their life.
    life: Duration,
    /// A limit that was too high, and until when that counts.
    ceiling: Option<(usize, Instant)>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            free: VecDeque::new(),
            leased: 0,
            limit: FIRST,
            waiting: 0,
            successes: 0,
            life: Duration::ZERO,
            ceiling: None,
        }
    }
}

/// The right to use one nonce, for one request.
pub(crate) struct Lease {
    pool: Arc<Pool>,
    /// None before the first challenge.
    pub(super) nonce: Option<Nonce>,
    /// How many challenges this request has met.
    pub(super) challenges: u32,
    /// Whether the nonce is free again.
    returned: bool,
}

impl Pool {
    /// Leases a free nonce, or the right to get one.
    pub(super) async fn lease(self: &Arc<Self>) -> Lease {
        if let Some(lease) = self.try_lease() {
            return lease;
        }
        let end = Instant::now() + WAIT;
        let _waiting = Waiting::new(self);
        loop {
            // Registered before the second look, so that no wake-up is missed.
            let freed = self.freed.notified();
            if let Some(lease) = self.try_lease() {
                return lease;
            }
            if timeout_at(end, freed).await.is_err() {
                self.lock().leased += 1;
                return self.leased(None);
            }
        }
    }

    fn try_lease(self: &Arc<Self>) -> Option<Lease> {
        let mut state = self.lock();
        let nonce = state.free.pop_back();
        if nonce.is_none() && state.leased >= state.limit {
            return None;
        }
        state.leased += 1;
        drop(state);
        Some(self.leased(nonce))
    }

    fn leased(self: &Arc<Self>, nonce: Option<Nonce>) -> Lease {
        Lease { pool: Arc::clone(self), nonce, challenges: 0, returned: false }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Notes that a nonce was accepted; how many requests can go out now that had to wait.
    fn grow(&mut self) -> usize {
        self.successes += 1;
        let most = match self.ceiling {
            Some((ceiling, until)) if Instant::now() < until => ceiling - 1,
            _ => MOST,
        };
        if self.waiting == 0 || self.successes < self.limit || self.limit >= most {
            return 0;
        }
        let limit = (self.limit + self.limit.div_ceil(2)).min(most);
        let more = limit - self.limit;
        (self.limit, self.successes) = (limit, 0);
        more
    }

    fn shrink(&mut self) {
        // One verdict for all requests that were under way together.
        if self.successes > 0 || self.ceiling.is_none() {
            self.ceiling = Some((self.limit.max(FEWEST + 1), Instant::now() + MEMORY));
            self.limit = (self.limit / 2).max(FEWEST);
            self.successes = 0;
        }
        let fits = self.limit.saturating_sub(self.leased);
        let surplus = self.free.len().saturating_sub(fits);
        self.free.drain(..surplus);
    }
}

impl Lease {
    /// Takes the nonce of a challenge.
    pub(super) fn renew(&mut self, challenge: Challenge) {
        let text = challenge.nonce.clone();
        self.nonce =
            Some(Nonce { challenge: Arc::new(challenge), text, count: 0, made: Instant::now(), age: Duration::ZERO });
        self.challenges += 1;
    }

    /// Notes that the server called the nonce stale.
    pub(super) fn note_stale(&self) {
        let Some(nonce) = &self.nonce else { return };
        let mut state = self.pool.lock();
        if self.challenges > 0 || nonce.made.elapsed() < state.life {
            state.shrink();
        }
    }

    /// Gives the nonce back, which was accepted; `next` is the one that the server announced for the next request.
    pub(super) fn accepted(mut self, next: Option<String>) {
        let Some(mut nonce) = self.nonce.take() else { return };
        if let Some(next) = next {
            nonce.text = next;
            nonce.count = 0;
            nonce.made = Instant::now();
        }
        let more = {
            let mut state = self.pool.lock();
            state.life = state.life.max(nonce.age);
            // At the same moment as the nonce is free, so that no other is taken to be one too many.
            state.leased -= 1;
            self.returned = true;
            if nonce.count < u32::MAX && state.leased + state.free.len() < state.limit {
                state.free.push_back(nonce);
            }
            state.grow()
        };
        for _ in 0..more {
            self.pool.freed.notify_one();
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if !self.returned {
            self.pool.lock().leased -= 1;
        }
        self.pool.freed.notify_one();
    }
}

/// Counts a request among those that wait.
struct Waiting<'a>(&'a Pool);

impl<'a> Waiting<'a> {
    fn new(pool: &'a Pool) -> Self {
        pool.lock().waiting += 1;
        Self(pool)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.lock().waiting -= 1;
    }
}
