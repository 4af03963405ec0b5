//! Work that goes on beside its caller, or after it.
//!
//! | function | who drives the work | if the caller drops it |
//! | --- | --- | --- |
//! | `spawn` | the runtime, from now on | it ends |
//! | `finish` | the runtime, from now on | it goes on |
//! | `detach` | the runtime, from now on | nobody waits for it |
//! | `offload` | a thread for work that blocks, or the caller where none is free soon | it goes on |
//! | `at_home`, `until` | the caller | it ends |

use std::any::Any;
use std::future::{pending, poll_fn};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;
use std::time::Duration;

use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::task::{JoinError, JoinHandle};
use tokio::time::{Instant, timeout, timeout_at};
use tracing::{Instrument as _, Span};

use crate::error::{Error, ErrorKind, Result};

/// A boxed future, as all operations return it.
pub(crate) type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// What work of a task or on another thread comes to, of a type that its caller knows.
pub(crate) type Outcome = Box<dyn Any + Send>;

/// Has the runtime drive `work` at once, until what is returned is dropped. Outside of a runtime, it waits to be
/// polled like any other future.
pub(crate) fn spawn<T: Send + 'static>(work: BoxFuture<Result<T>>) -> BoxFuture<Result<T>> {
    let Ok(runtime) = Handle::try_current() else {
        return work;
    };
    let mut task = Task(start(&runtime, outcome_of(work), Span::current()));
    Box::pin(async move { ended((&mut task.0).await) })
}

/// A task that ends when this is dropped.
struct Task(JoinHandle<Outcome>);

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Has the runtime drive `work`. Not generic: what a runtime needs for a task would be compiled for each type of work.
fn start(runtime: &Handle, work: BoxFuture<Outcome>, span: Span) -> JoinHandle<Outcome> {
    runtime.spawn(work.instrument(span))
}

fn outcome_of<T: Send + 'static>(work: impl Future<Output = T> + Send + 'static) -> BoxFuture<Outcome> {
    Box::pin(async move { Box::new(work.await) as Outcome })
}

/// What the work of a task that has ended came to.
fn ended<T: 'static>(task: Result<Outcome, JoinError>) -> Result<T> {
    unpack(task.map_err(lost)?)
}

/// An outcome as the type that its caller knows it to be.
pub(crate) fn unpack<T: 'static>(outcome: Outcome) -> Result<T> {
    match outcome.downcast::<Result<T>>() {
        Ok(outcome) => *outcome,
        Err(_) => Err(Error::new(ErrorKind::Io, "the work of a call came to a value of another type")),
    }
}

/// The runtime that some work began on. It drives the timers and connections of that work, and no other runtime does.
pub(crate) struct Home(Option<Handle>);

impl Home {
    pub(crate) fn here() -> Self {
        Self(Handle::try_current().ok())
    }

    /// Whether this is polled elsewhere, while that runtime has ended, or runs only while it is blocked on.
    pub(crate) fn is_left(&self) -> bool {
        let Some(home) = &self.0 else { return false };
        let is_here = Handle::try_current().is_ok_and(|current| current.id() == home.id());
        !is_here && (home.runtime_flavor() == RuntimeFlavor::CurrentThread || has_ended(home))
    }
}

/// Whether a runtime was shut down: then it ends each task that it is given at once.
fn has_ended(runtime: &Handle) -> bool {
    let task = Task(start(runtime, Box::pin(pending()), Span::none()));
    task.0.is_finished()
}

/// The error of work that has [left](Home::is_left) its runtime. The timers of that one would panic, or never end.
pub(crate) fn left(what: &str) -> String {
    format!("{what} is polled on another Tokio runtime than it began on, which has ended or runs only while blocked on")
}

/// Polls `work` until it is ready, or has left the runtime that it began on.
pub(crate) async fn at_home<T>(what: &str, mut work: impl Future<Output = T> + Unpin) -> Result<T> {
    let home = Home::here();
    poll_fn(|cx| {
        if home.is_left() {
            return Poll::Ready(Err(Error::new(ErrorKind::Io, left(what))));
        }
        Pin::new(&mut work).poll(cx).map(Ok)
    })
    .await
}

fn lost(error: JoinError) -> Error {
    match error.try_into_panic() {
        // As if the transport had panicked in the caller's own task.
        Ok(panic) => std::panic::resume_unwind(panic),
        Err(error) => Error::new(ErrorKind::Io, "the runtime ended before the call did").with_source(error),
    }
}

/// How late the end of a time is noticed where the program did not run then, and how long its work then goes on.
pub(crate) const LATE: Duration = Duration::from_millis(250);

/// What `work` comes to until `end`. Where the program did not run then, as when it blocks its threads or was stopped,
/// what is waited for may be there: a moment more shows it.
pub(crate) async fn until<T>(end: Instant, work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    match timeout_at(end, work.as_mut()).await {
        Err(_) if end.elapsed() > LATE => timeout(LATE, work).await.ok(),
        outcome => outcome.ok(),
    }
}

/// How long work waits for a thread.
const THREAD_TIMEOUT: Duration = Duration::from_millis(50);

/// Runs `work` on a thread for work that blocks; here, outside of a runtime or where none of its threads is free
/// soon: all of them may be waiting for calls that wait for their responses to be decoded.
///
/// Not generic: what a runtime needs for a task would be compiled again for each type of response.
pub(crate) fn offload(work: Box<dyn FnOnce() -> Outcome + Send>) -> BoxFuture<Result<Outcome>> {
    let Ok(runtime) = Handle::try_current() else {
        return Box::pin(async move { Ok(work()) });
    };
    let here = Arc::new(Mutex::new(Some(work)));
    let there = Arc::clone(&here);
    let mut task = runtime.spawn_blocking(move || take(&there).map(|work| work()));
    Box::pin(async move {
        let outcome = match at_home("the call", pin!(timeout(THREAD_TIMEOUT, &mut task))).await {
            Ok(Ok(outcome)) => outcome,
            _ => match take(&here) {
                Some(work) => Ok(Some(work())),
                // A thread has begun with it.
                None => task.await,
            },
        };
        outcome.map_err(lost)?.ok_or_else(|| Error::new(ErrorKind::Decode, "the work of a call was taken away"))
    })
}

fn take<T>(work: &Mutex<Option<T>>) -> Option<T> {
    work.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// Has the runtime drive `work` at once and to its end, also if what is returned is dropped, or kept and not polled.
/// Outside of a runtime, it waits to be polled like any other future.
pub(crate) fn finish<T: Send + 'static>(
    work: impl Future<Output = Result<T>> + Send + 'static,
) -> BoxFuture<Result<T>> {
    let Ok(runtime) = Handle::try_current() else {
        return Box::pin(work);
    };
    // Dropping its handle lets a task go on.
    let task = start(&runtime, outcome_of(work), Span::current());
    Box::pin(async move { ended(task.await) })
}

/// Has this runtime drive `work` at once and to its end, in no span: nobody waits for it.
pub(crate) fn detach<T: Send + 'static>(runtime: &Handle, work: impl Future<Output = T> + Send + 'static) {
    start(runtime, outcome_of(work), Span::none());
}
