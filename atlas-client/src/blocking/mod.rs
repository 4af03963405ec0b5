//! Calls from synchronous code: requests, lists, byte streams and waits, on a runtime of their own.
//!
//! ```no_run
//! use atlas_client::blocking::Blocking;
//! use atlas_client::{Client, Json, Method};
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let (client, blocking) = (Client::from_env()?, Blocking::new()?);
//!     let groups = client.request(Method::GET, "/api/atlas/v2/groups");
//!     let groups: Json = blocking.run(groups.send())?.json()?;
//!     println!("{groups}");
//!     Ok(())
//! }
//! ```
//!
//! | what | how |
//! | --- | --- |
//! | a request | `blocking.run(call.send())?` |
//! | a list | `for item in blocking.items(call.items()) { let item = item?; … }`, and [`pages`](Blocking::pages) |
//! | a download | `std::io::copy(&mut blocking.reader(stream), &mut file)?` |
//! | a wait | `blocking.run(Wait::default().until(…))?` |
//!
//! Make one [`Blocking`] with the client and clone it, also to other threads: its runtime goes on between calls, so
//! that tokens are refreshed and connections kept as in an asynchronous program.
//!
//! On a thread of a Tokio runtime, those of `spawn_blocking` included, all of this is an error of the kind
//! [`ErrorKind::Request`](crate::ErrorKind::Request), and nothing is sent: there it could stop all tasks of that
//! runtime.

mod background;
mod iter;
mod read;

use std::fmt;
use std::future::Future;

use bytes::Bytes;

use crate::call::ByteStream;
use crate::error::{BuildError, Result};
use crate::pagination::{Items, Pages};
use background::Background;

pub use iter::{BlockingItems, BlockingPages};
pub use read::BlockingReader;

/// Runs calls to their end on a runtime of its own. Clones share it, and can be used from any number of threads.
#[derive(Clone)]
pub struct Blocking(Background);

impl Blocking {
    /// Starts the runtime.
    ///
    /// # Errors
    ///
    /// If its thread cannot be started.
    pub fn new() -> Result<Self, BuildError> {
        Background::start().map(Self)
    }

    /// Runs a call, or anything that awaits calls, to its end.
    ///
    /// # Errors
    ///
    /// The error of the call; or one of the kind [`ErrorKind::Request`](crate::ErrorKind::Request) on a thread of a
    /// Tokio runtime.
    pub fn run<T>(&self, call: impl Future<Output = Result<T>>) -> Result<T> {
        self.0.run(call)
    }

    /// The items of a list, as an iterator of results.
    ///
    /// It ends after an error. To ask for the page again that failed, [run](Self::run) [`Items::try_next`] instead.
    pub fn items<I>(&self, items: Items<I>) -> BlockingItems<I> {
        BlockingItems { background: self.0.clone(), items, failed: false }
    }

    /// The pages of a list, as an iterator of results.
    ///
    /// It ends after an error. To ask for the page again that failed, [run](Self::run) [`Pages::try_next`] instead.
    pub fn pages<P>(&self, pages: Pages<P>) -> BlockingPages<P> {
        BlockingPages { background: self.0.clone(), pages, failed: false }
    }

    /// The bytes of a stream, to be read like a file.
    #[must_use]
    pub fn reader(&self, stream: ByteStream) -> BlockingReader {
        BlockingReader { background: self.0.clone(), stream, chunk: Bytes::new() }
    }
}

impl fmt::Debug for Blocking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Blocking(..)")
    }
}
