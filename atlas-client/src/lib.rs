//! Client for the MongoDB Atlas Administration API v2.
//!
//! The operations ([`api`]) and their types ([`models`]) are generated from an OpenAPI document; what
//! this page describes is the same for all of them.
//!
//! # Make a client
//!
//! ```no_run
//! use atlas_client::{Client, Credentials};
//!
//! # fn run() -> Result<(), atlas_client::BuildError> {
//! // MONGODB_ATLAS_CLIENT_ID and MONGODB_ATLAS_CLIENT_SECRET, or an API key: see ClientBuilder::from_env.
//! let client = Client::from_env()?;
//!
//! let client = Client::builder()
//!     .credentials(Credentials::service_account("mdb_sa_id_…", "mdb_sa_sk_…"))
//!     .user_agent("my-controller/1.4")
//!     .build()?;
//! # Ok(())
//! # }
//! ```
//!
//! | credentials | what they are |
//! | --- | --- |
//! | [`Credentials::service_account`] | OAuth 2.0 client credentials: one token for all clones, refreshed in time |
//! | [`Credentials::api_key`] | HTTP digest: the challenge is remembered, so that a call is one round trip |
//! | [`Credentials::bearer`] | a token that the caller gets and refreshes |
//!
//! Make one client and clone it: a clone is a pointer, and shares token and connections. A program that
//! runs often and briefly keeps its token in a [`TokenStore`]. Plain http is refused unless it stays on the
//! machine or [`ClientBuilder::allow_http`] says so.
//!
//! # Call an operation
//!
//! `client.<tag>()` gives a handle, its methods the operations. Path values, required parameters and
//! the body are arguments; all else is set on the builder that comes back. Path values are raw text:
//! `192.0.2.0/24`, `$external`, ARNs and distinguished names are encoded here, once; an empty value,
//! `.` and `..` are refused before anything is sent.
//!
//! - `send().await` gives the body;
//! - `send_full().await` gives a [`Response`]: status, headers, [`RateLimit`] and body;
//! - `items()` and `pages()` go through a list;
//! - `with_timeout`, `with_retry` and `with_header` are for this one call.
//!
//! What can be left out takes a value or an `Option`, so that what is parsed needs its type:
//! `"2026-01-01T00:00:00Z".parse::<DateTime<Utc>>()?`.
//!
//! A builder owns its client: it can be stored, or sent by another task. It does nothing until it is sent.
//!
//! # Handles
//!
#![doc = include_str!("generated/handles.md")]
//!
//! # Go through a list
//!
//! `items()` gives [`Items`]: pages are asked for as their items are, and dropping it ends the requests.
//!
//! ```text
//! let mut users = client.database_users().list_database_users(group_id).items_per_page(500).items();
//! while let Some(user) = users.try_next().await? {
//!     println!("{}", user.username);
//! }
//! ```
//!
//! `with_prefetch()` asks for the next page while the items of this one are used. It is a
//! [`Stream`](futures_core::Stream) too. The next page is where the last one's link `rel=next`
//! leads, never on another server; a missing `totalCount` is fine.
//!
//! # Understand an error
//!
//! There is one [`Error`] for all operations: [`kind`](Error::kind), [`status`](Error::status), Atlas's
//! [`code`](Error::code), and questions such as [`is_not_found`](Error::is_not_found) and
//! [`may_have_been_applied`](Error::may_have_been_applied). It is one pointer, it names the operation,
//! says what to do about the errors everybody meets first, and never shows a secret.
//!
//! # Retries and timeouts
//!
//! A call is sent up to four times: if there was no connection, for every method; after 408, 425, 500, 502, 503, 504
//! and broken connections for idempotent methods only. Rate limits are waited out on top of that, for every method and
//! as long as the limit of the whole call allows; all clones of a client wait together. [`RetryPolicy`] changes that,
//! for a client or a call; [`ClientBuilder::timeout`] is the time of one attempt. Every future here can be dropped at
//! any time; what was sent by then may still be carried out.
//!
//! Waiting needs a Tokio runtime with time enabled, the built-in transport one with I/O as well. A client can be used
//! from any number of runtimes, also one for each call or thread: each has connections of its own, and all share the
//! token; a call goes on only on the one it began on. Synchronous programs use `blocking`, a feature.
//!
//! # Wait for work to end
//!
//! Atlas responds before work such as building a cluster has ended. [`Wait`] looks again and again, and
//! is not put off by a resource that cannot be seen yet or a server that is away for a moment.
//!
//! # Reach what is not covered
//!
//! [`Client::request`] sends any method to any path, with the same authentication, retries and errors:
//!
//! ```no_run
//! # async fn run(client: atlas_client::Client) -> atlas_client::Result<()> {
//! use atlas_client::{Json, Method};
//!
//! let groups: Json = client
//!     .request(Method::GET, "/api/atlas/v2/groups")
//!     .version("2023-01-01")
//!     .query("itemsPerPage", "5")
//!     .send()
//!     .await?
//!     .json()?;
//! # Ok(())
//! # }
//! ```
//!
//! [`version`](RawRequest::version) asks for any version, older and newer ones and `preview` too. A property that a
//! model lacks is read and sent as JSON: a [`RawResponse`] is decoded as a model, as [`Json`], or as both, and
//! `serde_json::to_value(&model)` is all that a model holds, to add a property to.
//!
//! # Decode
//!
//! What this release does not know is tolerated: unknown properties are skipped, unknown enum values
//! and union members are kept as `Unknown`. What all variants of a union have is read without a `match`
//! (`connection.name()`), also from an `Unknown` one. A required property that is missing or null gets its type's
//! empty value, unless the client has [`strict_decoding`](ClientBuilder::strict_decoding); it is left out
//! when the value is sent again, unless it was set since. Requests leave read-only properties out.
//!
//! The value of an `Unknown` union, like any other [`Json`], is one of `serde_json`: integers beyond 64 bits and
//! decimals beyond a double are rounded, and the last of two equal keys counts. A program that must send such numbers
//! back as they are turns on the feature `arbitrary_precision` of `serde_json`.
//!
//! A body that the program made needs its required properties: without one, sending fails before anything
//! goes out, with an error that names the fields and where they are. A property counts as set if a `with_…`
//! method set it or if it is not empty.
//! `with_missing_fields()` on the call sends the body all the same.
//!
//! # Watch
//!
//! `tracing` events of the target `atlas_client`: each response (`debug`), each retry (`warn`), tokens and
//! digest challenges (`debug`). They have operation, method, path, status and times, never a query, a
//! body or a credential. The 401 that opens a digest exchange is one of them and no failure.
//!
//! Each call is a span `call` (`info`), and each of its attempts is a span `attempt` in it, with the names that
//! OpenTelemetry gives the attributes of HTTP clients: `http.request.method`, `url.template`, `server.address`,
//! `server.port`, `http.response.status_code`, `error.type`, and `http.request.resend_count` if it is not 0; `url.full`
//! of attempts is without the query. `operation` is this crate's; `otel.name`, `otel.kind` and `otel.status_code` are
//! for `tracing-opentelemetry`.
//!
//! [`ClientBuilder::around_attempts`] takes a hook that runs around each attempt, within its span: it sees operation,
//! status, error and duration, may change headers, and can fail or respond instead of sending. The examples `metrics`,
//! `inject_faults` and `request_header` have one each; the last is a stack of tower layers.
//!
//! # Features
//!
//! | feature | default | what it does |
//! | --- | --- | --- |
//! | one per tag, and `full` for all | `full` | which operations and models are compiled |
//! | `rustls` | yes | the built-in transport: reqwest, rustls with aws-lc, the system's certificates, proxy variables |
//! | `rustls-ring` | | the same with ring, which compiles faster; see below |
//! | `reqwest` | by the above | the built-in transport without TLS, for [`ClientBuilder::reqwest_client`] |
//! | `blocking` | | the module `blocking`: calls, lists and waits from synchronous code |
//! | `testing` | | the module `testing`: scripted responses for tests of your own |
//! | `gzip` | yes | JSON responses may be compressed |
//!
//! `rustls-ring` (instead of `rustls`) hands reqwest a TLS set-up made here, which reqwest takes only
//! from the version of rustls it uses itself; a later patch release of reqwest may need a release of
//! this crate, and building the client fails until then. With none of these features, hand in a
//! [`transport`].

// A model inside a model, more than 60 deep: for each, the compiler looks into all of them.
#![recursion_limit = "1024"]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod auth;
#[cfg(feature = "blocking")]
#[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
pub mod blocking;
mod call;
mod client;
mod error;
#[rustfmt::skip]
mod generated;
#[doc(hidden)]
pub mod model;
mod pagination;
mod rate_limit;
mod raw;
mod retry;
mod runtime;
mod task;
#[cfg(feature = "testing")]
#[cfg_attr(docsrs, doc(cfg(feature = "testing")))]
pub mod testing;
#[cfg(test)]
mod tests;
pub mod transport;
mod url;
mod wait;

pub use bytes::Bytes;
pub use http;
pub use http::{HeaderMap, Method, StatusCode};
pub use serde_json::json;

pub use crate::auth::{Credentials, StoreFuture, StoredToken, TokenStore};
pub use crate::call::{
    Attempt, AttemptFuture, AttemptHook, AttemptResponse, ByteStream, Pending, RawResponse, Response,
};
pub use crate::client::{Client, ClientBuilder};
pub use crate::error::{ApiError, BuildError, Error, ErrorKind, FieldProblem, Result};
pub use crate::generated::{api, meta, models};
pub use crate::model::{DateTime, DecodeError, Json, Map, NaiveDate, Nullable, Secret, Utc};
pub use crate::pagination::{Items, Pages};
pub use crate::rate_limit::RateLimit;
pub use crate::raw::RawRequest;
pub use crate::retry::RetryPolicy;
pub use crate::wait::Wait;
