//! One request for a token at a time, whoever waits for it, on whatever runtime.
//!
//! A flight belongs to the runtime that it began on: only that one drives it. A program can have runtimes that are idle
//! (a current-thread runtime outside of `block_on`) or end (a runtime for each call). A flight therefore shows
//! that it is being driven, and who waits for one that is not begins another.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::runtime::{Handle, Id};
use tokio::sync::Notify;
use tokio::time::timeout;

/// How often a flight shows that its runtime drives it.
const BEAT: Duration = Duration::from_millis(250);
/// How long a flight of another runtime may be silent.
const SILENCE: Duration = Duration::from_secs(1);

/// The flight that is under way, if there is one.
#[derive(Default)]
pub(super) struct Flights {
    state: Mutex<State>,
    ended: Notify,
}

#[derive(Default)]
struct State {
    current: Option<Current>,
    /// How many flights have begun.
    begun: u64,
    /// Whether a flight was ever lost because nobody drove it.
    lost: bool,
}

struct Current {
    number: u64,
    runtime: Option<Id>,
    beat: Arc<Mutex<Instant>>,
}

impl Current {
    /// Whether it belongs to another runtime, which does not drive it.
    fn is_abandoned(&self) -> bool {
        self.runtime != current_runtime() && lock(&self.beat).elapsed() > SILENCE
    }
}

/// The duty to end a flight. Dropping it ends the flight too: its runtime has gone.
pub(super) struct Flight {
    flights: Arc<Flights>,
    number: u64,
    beat: Arc<Mutex<Instant>>,
    done: bool,
}

/// What to do about a token.
pub(super) enum Turn {
    /// Begin: it is this caller's.
    Mine(Flight),
    /// Wait for the flight of this number.
    Wait(u64),
}

impl Flights {
    /// Begins a flight unless one is under way.
    pub(super) fn begin(self: &Arc<Self>) -> Turn {
        let mut state = lock(&self.state);
        if let Some(current) = &state.current {
            if !current.is_abandoned() {
                return Turn::Wait(current.number);
            }
            state.lost = true;
        }
        state.begun += 1;
        let number = state.begun;
        let beat = Arc::new(Mutex::new(Instant::now()));
        state.current = Some(Current { number, runtime: current_runtime(), beat: Arc::clone(&beat) });
        Turn::Mine(Flight { flights: Arc::clone(self), number, beat, done: false })
    }

    /// Waits until the flight of this number has ended, or is not driven any more.
    pub(super) async fn wait(&self, number: u64) {
        loop {
            let ended = self.ended.notified();
            tokio::pin!(ended);
            // Registered before the look, so that no wake-up is missed.
            ended.as_mut().enable();
            match &lock(&self.state).current {
                Some(current) if current.number == number && !current.is_abandoned() => {}
                _ => return,
            }
            let _ = timeout(BEAT, ended).await;
        }
    }

    /// Whether no flight is under way.
    pub(super) fn is_idle(&self) -> bool {
        lock(&self.state).current.is_none()
    }

    /// Whether flights must end within the call that begins them: their runtime may not drive them any longer.
    pub(super) fn were_lost(&self) -> bool {
        lock(&self.state).lost
    }
}

impl Flight {
    /// Tells this flight from others.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// Drives `work`, and shows that it is driven.
    pub(super) async fn drive<T>(&self, work: impl Future<Output = T>) -> T {
        tokio::pin!(work);
        loop {
            *lock(&self.beat) = Instant::now();
            if let Ok(outcome) = timeout(BEAT, work.as_mut()).await {
                return outcome;
            }
        }
    }

    /// Ends the flight.
    pub(super) fn end(mut self) {
        self.done = true;
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        let mut state = lock(&self.flights.state);
        if state.current.as_ref().is_some_and(|current| current.number == self.number) {
            state.current = None;
        }
        state.lost |= !self.done;
        drop(state);
        self.flights.ended.notify_waiters();
    }
}

/// The runtime that polls this.
pub(super) fn current_runtime() -> Option<Id> {
    Handle::try_current().ok().map(|handle| handle.id())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
