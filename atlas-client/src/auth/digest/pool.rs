//! The nonces of a client, each leased to one request at a time.
//!
//! A server that checks counters refuses the later of two requests that share a nonce, so they are not shared. How many
//! nonces can be open at once is the server's secret: Apache, for one, forgets the oldest when its table is full, and
//! each client that gets a new one pushes another out. The pool therefore starts with few, lets their number grow while
//! callers wait, also where those that hold them are slow or stuck, and halves it when a nonce was forgotten before its
//! time: the server calls it stale although it has just made it, or although it has accepted an older one. Nonces that
//! were made before such a verdict say nothing for another: a server that restarts forgets all at once.
//!
//! The limit of open nonces is kept with permits of a semaphore, the turns: a request takes one, and whoever ends its
//! [`Lease`] lets the next one have it. At any time, turns that are free + leases = limit + debt. For example, 20 calls
//! at once, and a server that remembers 12 nonces:
//!
//! | what happens | limit | leases | debt | wait |
//! | --- | --- | --- | --- | --- |
//! | 8 get turns and nonces of their own | 8 | 8 | 0 | 12 |
//! | 8 responses while others wait: half as many again may go out | 12 | 12 | 0 | 0 |
//! | more calls come, and 12 more responses | 18 | 18 | 0 | 5 |
//! | a nonce is stale that was just made: 9 is the limit, and 17 the highest for a minute | 9 | 18 | 9 | 5 |
//! | 9 leases end and pay the debt: no other request gets their turns | 9 | 9 | 0 | 5 |

use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Semaphore;
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
/// How long a request waits for a nonce. It then goes out without one, however many are open.
const WAIT: Duration = Duration::from_secs(5);
/// After how long a time in which no request got a nonce or gave one back their number grows: they are held by slow
/// calls, or by calls that nobody polls.
const SILENCE: Duration = Duration::from_millis(500);

/// A nonce and how often it was used.
pub(super) struct Nonce {
    pub(super) challenge: Arc<Challenge>,
    /// The challenge's own, or one announced later.
    pub(super) text: Vec<u8>,
    pub(super) count: u32,
    pub(super) made: Instant,
    /// Its age when it was sent last.
    pub(super) age: Duration,
    /// How many verdicts there were when it was made.
    pub(super) verdicts: u32,
}

/// The nonces of a client.
pub(super) struct Pool {
    state: Mutex<State>,
    /// A permit for each request that may go out now. Those that wait get theirs in turn: who comes late overtakes
    /// nobody.
    turns: Semaphore,
}

impl Default for Pool {
    fn default() -> Self {
        Self { state: Mutex::default(), turns: Semaphore::new(FIRST) }
    }
}

struct State {
    /// Those that are free, the freshest last.
    free: Vec<Nonce>,
    /// How many are leased.
    leased: usize,
    /// How many may be open, free ones included: as many as are leased and as there are turns, without the debt.
    limit: usize,
    /// How many leases end without a turn for another request: those beyond the limit.
    debt: usize,
    /// How many requests wait for one.
    waiting: usize,
    /// How many requests have succeeded since the limit was changed.
    successes: usize,
    /// The age of the oldest nonce that was accepted: a lower bound of their life.
    life: Duration,
    /// How often the limit was too high.
    verdicts: u32,
    /// A limit that was too high, and until when that counts.
    ceiling: Option<(usize, Instant)>,
    /// When a lease began or ended last, or the limit was changed.
    moved: Instant,
}

impl Default for State {
    fn default() -> Self {
        Self {
            free: Vec::new(),
            leased: 0,
            limit: FIRST,
            debt: 0,
            waiting: 0,
            successes: 0,
            life: Duration::ZERO,
            verdicts: 0,
            ceiling: None,
            moved: Instant::now(),
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
        match self.turns.try_acquire() {
            Ok(turn) => turn.forget(),
            Err(_) => self.wait().await,
        }
        let mut state = self.lock();
        state.leased += 1;
        state.moved = Instant::now();
        let nonce = state.free.pop();
        drop(state);
        Lease { pool: Arc::clone(self), nonce, challenges: 0, returned: false }
    }

    async fn wait(&self) {
        let _waiting = Waiting::new(self);
        let mut turn = pin!(self.turns.acquire());
        let end = Instant::now() + WAIT;
        loop {
            let silence = self.lock().end_of_silence().unwrap_or(end);
            if let Ok(Ok(turn)) = timeout_at(end.min(silence), turn.as_mut()).await {
                return turn.forget();
            }
            let mut state = self.lock();
            if Instant::now() >= end {
                return state.widen();
            }
            let turns = state.grow_in_silence();
            drop(state);
            self.turns.add_permits(turns);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The limit beyond which there is no growing now.
    fn most(&self) -> usize {
        match self.ceiling {
            Some((ceiling, until)) if Instant::now() < until => ceiling - 1,
            _ => MOST,
        }
    }

    /// Lets one request more go out, whose turn did not come.
    fn widen(&mut self) {
        if self.limit < self.most() {
            self.limit += 1;
        } else {
            self.debt += 1;
        }
    }

    /// Ends a lease; how many requests can go out now that had to wait.
    fn end(&mut self) -> usize {
        self.leased -= 1;
        self.moved = Instant::now();
        self.pay(1)
    }

    /// Notes that a nonce was accepted; how many requests can go out now that had to wait.
    fn grow_by_success(&mut self) -> usize {
        self.successes += 1;
        if self.waiting == 0 || self.successes < self.limit || self.limit >= self.most() {
            return 0;
        }
        self.grow()
    }

    /// When the limit grows if no lease begins or ends until then; `None` for one that does not.
    fn end_of_silence(&self) -> Option<Instant> {
        (self.limit < self.most()).then(|| self.moved + SILENCE)
    }

    /// Looks whether no lease began or ended for long; how many requests can go out now that had to wait.
    fn grow_in_silence(&mut self) -> usize {
        match self.end_of_silence() {
            Some(end) if end <= Instant::now() => self.grow(),
            _ => 0,
        }
    }

    /// Makes the limit half as high again, as far as it may be.
    fn grow(&mut self) -> usize {
        let limit = (self.limit + self.limit.div_ceil(2)).min(self.most());
        let more = limit - self.limit;
        (self.limit, self.successes, self.moved) = (limit, 0, Instant::now());
        self.pay(more)
    }

    /// What is left of so many turns when the debt is paid.
    fn pay(&mut self, turns: usize) -> usize {
        let paid = turns.min(self.debt);
        self.debt -= paid;
        turns - paid
    }

    /// Halves the limit; by how much it is lower then.
    fn shrink(&mut self) -> usize {
        let limit = (self.limit / 2).max(FEWEST);
        let fewer = self.limit.saturating_sub(limit);
        self.ceiling = Some((self.limit.max(FEWEST + 1), Instant::now() + MEMORY));
        self.verdicts += 1;
        (self.limit, self.successes) = (limit, 0);
        let fits = self.limit.saturating_sub(self.leased);
        let surplus = self.free.len().saturating_sub(fits);
        self.free.drain(..surplus);
        fewer
    }
}

impl Lease {
    /// Takes the nonce of a challenge.
    pub(super) fn renew(&mut self, challenge: Challenge) {
        let (text, verdicts) = (challenge.nonce.clone(), self.pool.lock().verdicts);
        let (challenge, made, age) = (Arc::new(challenge), Instant::now(), Duration::ZERO);
        self.nonce = Some(Nonce { challenge, text, count: 0, made, age, verdicts });
        self.challenges += 1;
    }

    /// Notes that the server called the nonce stale.
    pub(super) fn note_stale(&self) {
        let Some(nonce) = &self.nonce else { return };
        let mut state = self.pool.lock();
        let is_early = self.challenges > 0 || nonce.made.elapsed() < state.life;
        if is_early && nonce.verdicts == state.verdicts {
            let fewer = state.shrink();
            state.debt += fewer - self.pool.turns.forget_permits(fewer);
        }
    }

    /// Gives the nonce back, which was accepted; `next` is the one that the server announced for the next request.
    pub(super) fn accepted(mut self, next: Option<Vec<u8>>) {
        let Some(mut nonce) = self.nonce.take() else { return };
        let mut state = self.pool.lock();
        if let Some(next) = next {
            nonce.text = next;
            nonce.count = 0;
            nonce.made = Instant::now();
            nonce.verdicts = state.verdicts;
        }
        state.life = state.life.max(nonce.age);
        // At the same moment as the nonce is free, so that no other is taken to be one too many.
        let turns = state.end() + state.grow_by_success();
        self.returned = true;
        if nonce.count < u32::MAX && state.leased + state.free.len() < state.limit {
            state.free.push(nonce);
        }
        drop(state);
        self.pool.turns.add_permits(turns);
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if !self.returned {
            let turns = self.pool.lock().end();
            self.pool.turns.add_permits(turns);
        }
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
