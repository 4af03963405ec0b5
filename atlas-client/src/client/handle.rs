//! The client: a handle that is cheap to clone and shared by everything made from it.

use std::fmt;
use std::sync::Arc;

use http::Method;

use crate::call::{Context, revoke};
use crate::error::Result;
use crate::raw::RawRequest;

/// A client of the Atlas Administration API.
///
/// Make one and clone it: clones share connections, the access token and the digest nonces. It needs
/// to run inside a Tokio runtime with time and I/O enabled.
///
/// ```no_run
/// use atlas_client::{Client, Credentials};
///
/// # fn run() -> Result<(), atlas_client::BuildError> {
/// let client = Client::from_env()?;
/// let other = Client::builder().credentials(Credentials::service_account("mdb_sa_id_…", "mdb_sa_sk_…")).build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client(pub(super) Arc<Context>);

impl Client {
    /// Starts a request without types, for whatever the typed operations do not cover.
    ///
    /// `path` starts with a slash; each `{…}` in it is a placeholder for a value that
    /// [`RawRequest::path`] gives, in order, and that is encoded there. Authentication, retries,
    /// limits and errors are those of the typed operations.
    pub fn request(&self, method: Method, path: impl Into<String>) -> RawRequest {
        RawRequest::new(Arc::clone(&self.0), method, path.into())
    }

    /// The base URL, without a slash at the end.
    #[must_use]
    pub fn base_url(&self) -> String {
        self.0.channel.base.to_string()
    }

    /// Gives the service account's access token back, so that it no longer counts among its live
    /// tokens: for short-lived programs, before they end. Later calls get a new token.
    ///
    /// Does nothing if there is no token, or for other credentials.
    ///
    /// # Errors
    ///
    /// If the endpoint cannot be reached or refuses. The token stays in use then.
    pub async fn revoke_token(&self) -> Result<()> {
        revoke(&self.0).await
    }
}

/// What makes a request from a client.
impl AsRef<Arc<Context>> for Client {
    fn as_ref(&self) -> &Arc<Context> {
        &self.0
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base_url", &self.base_url()).finish_non_exhaustive()
    }
}
