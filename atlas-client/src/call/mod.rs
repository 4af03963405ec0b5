//! One call, from its request to what its response is decoded to.
//!
//! ```text
//! Request ─prepare─▶ Call ─send─▶ attempt, attempt, … ─▶ Received ─decode─▶ value
//! ```
//!
//! Nothing but the last step is generic, and nothing here knows the client: calls share a [`Context`].

mod around;
mod attempt;
mod budget;
mod context;
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
    AnyStream, Decode, Decoding, EmptyBody, JsonBody, JsonOrNull, Later, OptionalJson, OptionalSecret, OptionalText,
    SecretText, StreamedBody, TextBody, WholeBody, begin,
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
