//! Requests without types: the same authentication, retries, limits and errors, for what the generated
//! operations do not cover.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::Method;
use serde::Serialize;

use crate::call::{ByteStream, Context, Pending, RawResponse, Request, StreamedBody, WholeBody};
use crate::retry::RetryPolicy;

/// A request without types: see [`Client::request`](crate::Client::request).
///
/// ```no_run
/// # async fn run(client: atlas_client::Client) -> atlas_client::Result<()> {
/// use atlas_client::{Json, Method};
///
/// let clusters: Json = client
///     .request(Method::GET, "/api/atlas/v2/groups/{groupId}/clusters")
///     .path("32b6e34b3d91647abb20e7b8")
///     .version("2025-03-12")
///     .query("itemsPerPage", "500")
///     .send()
///     .await?
///     .json()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct RawRequest(Request);

impl RawRequest {
    pub(crate) fn new(context: Arc<Context>, method: Method, path: String) -> Self {
        Self(Request::raw(context, method, path))
    }

    /// Gives the value of the next `{…}` in the path, raw: it is encoded here, once. Empty values,
    /// `.` and `..` are refused.
    pub fn path(self, value: impl Into<String>) -> Self {
        Self(self.0.path(value))
    }

    /// Adds a query parameter, raw. A name can be given many times.
    pub fn query(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        Self(self.0.add_query(name.into(), &value.into()))
    }

    /// Asks for JSON of this date, such as `2025-03-12`, or of `preview`, and says that a body is of it:
    /// `application/vnd.atlas.2025-03-12+json` in `Accept` and `Content-Type`.
    pub fn version(self, date: &str) -> Self {
        let media_type = format!("application/vnd.atlas.{date}+json");
        Self(self.0.with_accept(media_type.clone()).with_content_type(media_type))
    }

    /// Sets `Accept`: JSON of [`meta::NEWEST_VERSION`](crate::meta::NEWEST_VERSION) if not set.
    pub fn accept(self, media_type: impl Into<String>) -> Self {
        Self(self.0.with_accept(media_type.into()))
    }

    /// Sets the media type of the body.
    pub fn content_type(self, media_type: impl Into<String>) -> Self {
        Self(self.0.with_content_type(media_type.into()))
    }

    /// Sets the body to `value` as JSON; a model is sent with its read-only properties.
    pub fn json(mut self, value: &(impl Serialize + ?Sized)) -> Self {
        match serde_json::to_vec(value) {
            Ok(json) => self.0 = self.0.with_default_content_type().with_bytes(json.into()),
            Err(_) => self.0.set_problem("the body cannot be encoded".to_owned()),
        }
        self
    }

    /// Sets the body to these bytes; give their media type with [`content_type`](Self::content_type).
    pub fn bytes(self, body: impl Into<Bytes>) -> Self {
        Self(self.0.with_bytes(body.into()))
    }

    /// Sets a header. What is wrong with it is reported when the request is sent.
    pub fn with_header(self, name: &str, value: &str) -> Self {
        Self(self.0.with_header(name, value))
    }

    /// Sets how long one attempt may take, for this request.
    pub fn with_timeout(self, timeout: Duration) -> Self {
        Self(self.0.with_timeout(timeout))
    }

    /// Sets which failures are retried, for this request.
    pub fn with_retry(self, policy: RetryPolicy) -> Self {
        Self(self.0.with_retry(policy))
    }

    /// Sends the request and reads the whole response, whatever its type, up to the client's limit.
    pub fn send(self) -> Pending<RawResponse> {
        Pending::full::<WholeBody>(self.0)
    }

    /// Sends the request; the response is a stream of bytes without a limit. A page in HTML is an error, unless
    /// [`accept`](Self::accept) asks for one, or for `*/*`.
    pub fn stream(self) -> Pending<ByteStream> {
        Pending::body::<StreamedBody>(self.0)
    }
}
