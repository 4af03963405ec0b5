//! The way out: an HTTP client behind a trait, so that a test or a special network can take its place.
//!
//! The built-in transport is reqwest with rustls. Your own gets requests that are complete, with
//! credentials, and responds to them; retries, authentication, limits and timeouts are above it.
//! Requests and responses are those of the crate `http`, version 1, which is [`atlas_client::http`](crate::http).
//!
//! ```
//! use atlas_client::transport::{self, Body};
//! use atlas_client::{Client, Credentials, Method, http};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::builder()
//!     .credentials(Credentials::bearer("token"))
//!     .transport(transport::from_fn(|request| async move {
//!         assert_eq!(request.uri().path(), "/api/atlas/v2/groups/abc");
//!         Ok(http::Response::new(Body::from(r#"{"name":"demo"}"#)))
//!     }))
//!     .build()?;
//! let group = client.request(Method::GET, "/api/atlas/v2/groups/{groupId}").path("abc").send().await?;
//! assert_eq!(group.body(), r#"{"name":"demo"}"#.as_bytes());
//! # Ok(())
//! # }
//! ```

mod body;
mod channel;
mod error;
mod failure;
mod outgoing;
mod progress;
#[cfg(feature = "reqwest")]
pub(crate) mod reqwest;
mod send;

pub use body::Body;
pub(crate) use body::CollectError;
pub(crate) use channel::{AnyTransport, Channel};
pub use error::{TransportError, TransportErrorKind};
pub(crate) use failure::failure;
pub(crate) use outgoing::Outgoing;
pub use progress::Progress;
pub use send::{FromFn, Transport, TransportFuture, from_fn};
