//! The runtime behind blocking calls.

use std::future::Future;
use std::sync::Arc;

use tokio::runtime::{Builder, Handle, Runtime};

use crate::error::{BuildError, Error, ErrorKind, Result};

/// The runtime behind blocking calls; clones share it.
#[derive(Clone)]
pub(super) struct Background(Arc<Owned>);

/// One thread that is always there, besides the threads that wait for their calls.
struct Owned(Option<Runtime>);

impl Background {
    pub(super) fn start() -> Result<Self, BuildError> {
        let runtime = Builder::new_multi_thread().worker_threads(1).thread_name("atlas-client").enable_all().build();
        let runtime = runtime
            .map_err(|error| BuildError::new("the thread for blocking calls cannot be started").with_source(error))?;
        Ok(Self(Arc::new(Owned(Some(runtime)))))
    }

    pub(super) fn run<T>(&self, call: impl Future<Output = Result<T>>) -> Result<T> {
        if Handle::try_current().is_ok() {
            let message = "a blocking call on a thread of a Tokio runtime would stop the tasks of that runtime";
            let hint = "await the call there, or make blocking calls on a thread of `std::thread`";
            return Err(Error::new(ErrorKind::Request, message).with_hint(hint));
        }
        match &self.0.0 {
            Some(runtime) => runtime.block_on(call),
            None => Err(Error::new(ErrorKind::Request, "the runtime of blocking calls has ended")),
        }
    }
}

/// Ends the runtime without waiting for it, which would panic on a thread of another runtime.
impl Drop for Owned {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}
