//! Where an attempt is: what its time-out is called, and whether its request may have left.
//!
//! Whoever cuts an attempt off, such as `deadline::within`, drops its future, which can tell nothing any more. So it
//! says where it is while it goes on, in a [`Track`]:
//!
//! | stage | cut off there, the error says | bytes may have left |
//! | --- | --- | --- |
//! | `Waiting`, `Authorizing` | what [`Auth::missing`](crate::auth::Auth::missing) says | no |
//! | `Sent` | no connection, or no response | once there is a connection |
//! | `Reading` | no complete response | yes |
//! | `ReadingRefusal` | no complete response | no: it was refused before anything was done |
//!
//! An attempt with a 401 in between goes from `Sent` back to `Authorizing`, since what has left until then was refused.

use std::sync::atomic::{AtomicU8, Ordering};

use super::deadline::Limit;
use super::prepare::Call;
use crate::error::{Error, ErrorKind};
use crate::retry::Retry;
use crate::transport::Progress;

/// Where an attempt is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// It waits for other calls of the client, and its own time has not begun.
    Waiting,
    /// It waits for its credentials: nothing has left, or what has left was refused.
    Authorizing,
    /// The transport has the request.
    Sent,
    /// The headers of the response are there.
    Reading,
    /// The same of a response that refused the request.
    ReadingRefusal,
}

/// The stage of an attempt, for whoever cuts it off.
#[derive(Debug, Default)]
pub(super) struct Track {
    stage: AtomicU8,
    progress: Progress,
}

impl Track {
    pub(super) fn enter(&self, stage: Stage) {
        self.stage.store(stage as u8, Ordering::Relaxed);
    }

    fn stage(&self) -> Stage {
        match self.stage.load(Ordering::Relaxed) {
            0 => Stage::Waiting,
            1 => Stage::Authorizing,
            2 => Stage::Sent,
            3 => Stage::Reading,
            _ => Stage::ReadingRefusal,
        }
    }

    /// What the transport tells its progress to.
    pub(super) fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Whether bytes of the request may have left, and were not refused.
    pub(super) fn may_have_left(&self) -> bool {
        match self.stage() {
            Stage::Waiting | Stage::Authorizing | Stage::ReadingRefusal => false,
            Stage::Sent => !self.progress.is_connecting(),
            Stage::Reading => true,
        }
    }

    /// Notes how the attempt ended: whether Atlas may have carried the request out.
    pub(super) fn end(&self, maybe_applied: bool) {
        self.enter(if maybe_applied { Stage::Reading } else { Stage::Authorizing });
    }

    /// The error of an attempt that is cut off here after `limit`, the attempt's own or that of the whole call.
    pub(super) fn timed_out(&self, call: &Call, limit: Limit) -> Error {
        let what = match self.stage() {
            Stage::Waiting | Stage::Authorizing => call.auth().missing(self.stage() == Stage::Waiting).to_owned(),
            Stage::Sent if self.progress.is_connecting() => {
                format!("no connection to {}", call.context.channel.base.origin())
            }
            Stage::Sent => "no response".to_owned(),
            Stage::Reading | Stage::ReadingRefusal => "no complete response".to_owned(),
        };
        let retry = if self.may_have_left() { Retry::IfIdempotent } else { Retry::Always };
        let message = match limit {
            Limit::Attempt(limit) => format!("{what} within {limit:.1?}"),
            Limit::Overall(limit) => format!("{what} within {limit:.1?}, the overall limit of the call"),
        };
        Error::new(ErrorKind::Timeout, message).with_retry(retry)
    }
}
