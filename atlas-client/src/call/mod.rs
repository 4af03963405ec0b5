//! One call, from its request to what its response is decoded to.
//!
//! ```text
//! Request ─prepare─▶ Call ─send─▶ attempt, attempt, … ─▶ Received ─decode─▶ value
//! ```
//!
//! Nothing but the last step is generic, and nothing here knows the client: calls share a [`Context`]. The files in the
//! order in which a call passes through them:
//!
//! | file | what it is for |
//! | --- | --- |
//! | `context` | what the calls of a client share |
//! | `operation`, `request` | what a builder fills in: an [`Operation`] as data, and a [`Request`] with values |
//! | `pending` | the future that a program awaits: first `send`, then `decode` |
//! | `prepare` | a `Request` becomes a `Call`: URL, headers and body, encoded once for all attempts |
//! | `send` | attempts and the delays between them; completes every error |
//! | `pacer/` | waits before an attempt as long as a rate limit asks for it |
//! | `span`, `hook`, `around` | what is around an attempt: its span, and the program's hook |
//! | `attempt` | one attempt: authorizes, sends, reads the response |
//! | `deadline`, `stage` | which time was over, and where the attempt was by then |
//! | `gzip`, `received` | a success whose body is not decoded yet, and the errors of decoding it |
//! | `decode`, `stream` | what becomes of it, on this thread or another one: a value, or a stream |
//! | `response`, `budget` | a value with status and headers; decoding with serde within bounds |
//!
//! For example, a call with a service account that gets a 401, since its token was revoked, then a 429, then a 200:
//!
//! ```text
//! Pending::poll
//! ├ send                     prepares the request; span `call`
//! │ └ attempts_of            the overall limit begins
//! │   ├ Pacer::admit         at once, as no limit was met before
//! │   ├ hooked, attempt 1    span `attempt`, the hook
//! │   │ └ attempt
//! │   │   ├ Auth::turn       at once: only a digest nonce is waited for
//! │   │   └ exchange         the time of an attempt begins
//! │   │     ├ Auth::authorize    the first token
//! │   │     ├ Transport::send    401
//! │   │     ├ Auth::check        Next::Again with another token: another round, but the same attempt
//! │   │     ├ Transport::send    429 with `Retry-After: 1`
//! │   │     ├ Auth::check        Next::Done
//! │   │     └ read               an error, which says Retry::RateLimited
//! │   ├ Call::rate_limited   tells the pacer; does not count as a failure
//! │   ├ Pacer::admit         a second later, with all calls that it makes wait
//! │   ├ hooked, attempt 2    the second token, 200: an AttemptResponse
//! │   └ Pacer::accepted
//! └ decode::begin            the Received becomes a value; span `call` ends
//! ```

mod around;
mod attempt;
mod budget;
mod context;
mod deadline;
mod decode;
mod gzip;
mod hook;
mod operation;
mod pacer;
mod pending;
mod prepare;
mod received;
mod request;
mod response;
mod send;
mod span;
mod stage;
mod stream;

pub(crate) use context::Context;
pub(crate) use decode::{
    Decode, Decoding, EmptyBody, JsonBody, JsonOrNull, Later, OptionalJson, OptionalSecret, OptionalText, SecretText,
    StreamedBody, TextBody, WholeBody, begin,
};
pub use hook::{Attempt, AttemptFuture, AttemptHook, AttemptResponse};
pub use operation::Operation;
pub(crate) use pacer::Pacer;
pub use pending::Pending;
pub(crate) use received::{Reading, Received};
pub(crate) use request::Request;
#[cfg(feature = "testing")]
pub(crate) use response::Head;
pub use response::{RawResponse, Response};
pub(crate) use send::{revoke, send};
pub use stream::ByteStream;
