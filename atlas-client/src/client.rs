//! The client: a handle that is cheap to clone and shared by everything made from it.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderValue, Method};

use crate::auth::Auth;
use crate::builder::ClientBuilder;
use crate::error::{BuildError, Result};
use crate::model::Strictness;
use crate::raw::RawRequest;
use crate::retry::RetryPolicy;
use crate::transport::Transport;
use crate::url::BaseUrl;

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
pub struct Client(Arc<Inner>);

/// What all clones share.
pub(crate) struct Inner {
    pub(crate) channel: Arc<Channel>,
    pub(crate) auth: Auth,
    /// How long one attempt may take.
    pub(crate) timeout: Duration,
    pub(crate) retry: RetryPolicy,
    /// How large a JSON answer may be, in bytes.
    pub(crate) body_limit: usize,
    pub(crate) strictness: Strictness,
}

/// The way to the server, and where it is.
pub(crate) struct Channel {
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) base: BaseUrl,
    pub(crate) user_agent: HeaderValue,
}

impl Client {
    pub(crate) fn new(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }

    /// Makes a client from the environment: see [`ClientBuilder::from_env`].
    ///
    /// # Errors
    ///
    /// If credentials are missing or incomplete, or the base URL is not acceptable. The error names the
    /// variables, never their values.
    pub fn from_env() -> Result<Self, BuildError> {
        ClientBuilder::from_env()?.build()
    }

    /// Starts a client with settings of its own.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// Starts a request without types, for whatever the typed operations do not cover.
    ///
    /// `path` starts with a slash; each `{…}` in it stands for a value that
    /// [`RawRequest::path`] gives, in order, and that is encoded there. Authentication, retries,
    /// limits and errors are those of the typed operations.
    pub fn request(&self, method: Method, path: impl Into<String>) -> RawRequest {
        RawRequest::new(self.clone(), method, path.into())
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
        crate::send::revoke(self.inner()).await
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base_url", &self.base_url()).finish_non_exhaustive()
    }
}
