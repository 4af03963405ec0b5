//! Making a client: settings, their defaults, and what is refused.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use super::environment;
use super::handle::Client;
use crate::auth::{Auth, Credentials, TokenStore};
use crate::call::{AttemptHook, Context, Pacer};
use crate::error::BuildError;
use crate::generated::meta::{IS_ATLAS, NEWEST_VERSION, SERVER};
use crate::model::Strictness;
use crate::retry::RetryPolicy;
use crate::transport::{AnyTransport, Channel, Transport};
use crate::url::BaseUrl;

const TIMEOUT: Duration = Duration::from_secs(60);
#[cfg(feature = "reqwest")]
const WRITE_IDLE_TIMEOUT: Duration = Duration::from_secs(5);
const BODY_LIMIT: usize = 64 << 20;
const USER_AGENT: &str = concat!("atlas-client/", env!("CARGO_PKG_VERSION"), " (rust)");

/// The settings of a client that is not built yet.
///
/// ```no_run
/// use std::time::Duration;
/// use atlas_client::{Client, Credentials, RetryPolicy};
///
/// # fn run() -> Result<(), atlas_client::BuildError> {
/// let client = Client::builder()
///     .credentials(Credentials::api_key("abcdefgh", "11111111-2222-3333-4444-555555555555"))
///     .base_url("https://cloud.mongodbgov.com")
///     .user_agent("my-controller/1.4")
///     .timeout(Duration::from_secs(20))
///     .retry(RetryPolicy::default().with_max_attempts(6))
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[must_use = "a builder does nothing until it is built"]
pub struct ClientBuilder {
    credentials: Option<Credentials>,
    base_url: Option<String>,
    allow_http: bool,
    user_agent: Option<String>,
    timeout: Duration,
    retry: RetryPolicy,
    body_limit: usize,
    strictness: Strictness,
    transport: Option<AnyTransport>,
    token_store: Option<Arc<dyn TokenStore>>,
    hook: Option<Arc<dyn AttemptHook>>,
    #[cfg(feature = "reqwest")]
    allow_http_proxy: bool,
    #[cfg(feature = "reqwest")]
    roots: Vec<Vec<u8>>,
    #[cfg(feature = "reqwest")]
    write_idle_timeout: Duration,
}

impl Client {
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
}

impl Default for ClientBuilder {
    fn default() -> Self {
        Self {
            credentials: None,
            base_url: SERVER.map(str::to_owned),
            allow_http: false,
            user_agent: None,
            timeout: TIMEOUT,
            retry: RetryPolicy::default(),
            body_limit: BODY_LIMIT,
            strictness: Strictness::Tolerant,
            transport: None,
            token_store: None,
            hook: None,
            #[cfg(feature = "reqwest")]
            allow_http_proxy: false,
            #[cfg(feature = "reqwest")]
            roots: Vec::new(),
            #[cfg(feature = "reqwest")]
            write_idle_timeout: WRITE_IDLE_TIMEOUT,
        }
    }
}

impl ClientBuilder {
    /// Takes credentials and base URL from the environment.
    ///
    /// | variable | meaning |
    /// | --- | --- |
    /// | `MONGODB_ATLAS_CLIENT_ID`, `MONGODB_ATLAS_CLIENT_SECRET` | service account |
    /// | `MONGODB_ATLAS_PUBLIC_API_KEY`, `MONGODB_ATLAS_PRIVATE_API_KEY` | API key |
    /// | `MONGODB_ATLAS_PUBLIC_KEY`, `MONGODB_ATLAS_PRIVATE_KEY` | API key, as other tools spell it |
    /// | `MONGODB_ATLAS_BASE_URL` | base URL, if not [`SERVER`] |
    ///
    /// What is set on the builder afterwards wins over the environment; in the environment a service
    /// account wins over an API key. An empty variable counts as not set, half a pair is an error.
    /// The variables are Atlas's, also in a client that was generated from another document: a program of another API
    /// reads its own and calls [`credentials`](Self::credentials) and [`base_url`](Self::base_url).
    ///
    /// Proxies are taken from `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` by every client, this or not; none is used for
    /// plain http unless [`allow_http_proxy`](Self::allow_http_proxy) says so.
    ///
    /// # Errors
    ///
    /// If credentials are missing or incomplete. The error names the variables, never their values.
    pub fn from_env() -> Result<Self, BuildError> {
        let environment = environment::from_env()?;
        let builder = Self::default().credentials(environment.credentials);
        Ok(match environment.base_url {
            Some(url) => builder.base_url(url),
            None => builder,
        })
    }

    /// Sets who the caller is. Required; [`Credentials::anonymous`] says that nobody is meant.
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = Some(credentials);
        self
    }

    /// Sets where the API is: [`SERVER`] if not set. Required where that is `None`. A path in it goes in front of every
    /// path, as gateways want it.
    ///
    /// [`build`](Self::build) refuses plain http to another machine, a user name or password, a query,
    /// and the path of the API itself.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Allows plain http to another machine: everybody on the way can then read the credentials.
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.allow_http = allow;
        self
    }

    /// Sets the name of the program; it goes in front of this crate's own in `User-Agent`.
    pub fn user_agent(mut self, name: impl Into<String>) -> Self {
        self.user_agent = Some(name.into());
        self
    }

    /// Sets how long one attempt may take, reading the response included: 60 seconds if not set.
    ///
    /// What an attempt waits for before it begins does not count: a rate limit, and with an API key up to five seconds
    /// for a nonce, if other calls of the client hold them all.
    ///
    /// For a [`ByteStream`](crate::ByteStream) it bounds the time to the headers, and then each silence
    /// between two chunks. The time for all attempts together is
    /// [`RetryPolicy::with_overall_limit`]'s.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Sets which failures are retried: as in [`RetryPolicy::default`] if not set.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Sets how large a JSON response may be, in bytes: 64 MiB if not set. Byte streams have no limit.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// Makes a required property that is missing or null in a response an error, where otherwise it gets
    /// its type's empty value. For tests rather than production: Atlas does leave some out.
    pub fn strict_decoding(mut self, strict: bool) -> Self {
        self.strictness = if strict { Strictness::Strict } else { Strictness::Tolerant };
        self
    }

    /// Keeps the access token of a service account from one run of the program to the next: see
    /// [`TokenStore`]. Without effect for other credentials.
    pub fn token_store(mut self, store: impl TokenStore) -> Self {
        self.token_store = Some(Arc::new(store));
        self
    }

    /// Runs `hook` around each attempt of each call: it can change headers, measure, log, delay, and fail or respond
    /// instead of sending. Replaces the hook that was set before.
    ///
    /// ```
    /// use atlas_client::{Attempt, Client};
    ///
    /// let builder = Client::builder().around_attempts(|attempt: Attempt| async move {
    ///     let label = format!("{} {}", attempt.method(), attempt.path_template());
    ///     let started = std::time::Instant::now();
    ///     let outcome = attempt.send().await;
    ///     println!("{label}: {:?} after {:?}", outcome.as_ref().map(|ok| ok.status()), started.elapsed());
    ///     outcome
    /// });
    /// ```
    ///
    /// Without a limit of its own, a client sends as many requests at once as there are calls, each on a connection. A
    /// hook can hold a permit while it sends:
    ///
    /// ```
    /// use std::sync::Arc;
    /// use atlas_client::{Attempt, Client};
    /// use tokio::sync::Semaphore;
    ///
    /// let permits = Arc::new(Semaphore::new(100));
    /// let builder = Client::builder().around_attempts(move |attempt: Attempt| {
    ///     let permits = Arc::clone(&permits);
    ///     async move {
    ///         let _permit = permits.acquire().await;
    ///         attempt.send().await
    ///     }
    /// });
    /// ```
    ///
    /// A call that has a permit and is not polled, such as one of `buffer_unordered` while the loop around it awaits
    /// another call, keeps it: give such calls to tasks, or a program with few permits can wait for itself until the
    /// overall limit.
    ///
    /// See [`AttemptHook`], and the examples `metrics`, `inject_faults` and `request_header`.
    pub fn around_attempts(mut self, hook: impl AttemptHook) -> Self {
        self.hook = Some(Arc::new(hook));
        self
    }

    /// Sends everything through `transport` instead of the built-in one: see
    /// [`transport`](crate::transport).
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(AnyTransport::Other(Arc::new(transport)));
        self
    }

    /// Allows plain http through a proxy of the environment: the proxy can then read the credentials. Otherwise plain
    /// http, if it is allowed at all, goes to the server directly.
    #[cfg(feature = "reqwest")]
    #[cfg_attr(docsrs, doc(cfg(feature = "reqwest")))]
    pub fn allow_http_proxy(mut self, allow: bool) -> Self {
        self.allow_http_proxy = allow;
        self
    }

    /// Sends everything through a reqwest client configured elsewhere, of reqwest 0.13, for proxies, certificates or
    /// DNS of your own. Turn redirects, retries, and decompression off in it:
    ///
    /// ```no_run
    /// # fn run() -> Result<(), Box<dyn std::error::Error>> {
    /// let http = reqwest::Client::builder()
    ///     .proxy(reqwest::Proxy::all("http://proxy.example.com:3128")?)
    ///     .redirect(reqwest::redirect::Policy::none())
    ///     .retry(reqwest::retry::never())
    ///     .build()?;
    /// let client = atlas_client::ClientBuilder::from_env()?.reqwest_client(http).build()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// reqwest decompresses only with its features `gzip`, `brotli`, `deflate` and `zstd`. `timeout` of that client
    /// counts besides [`timeout`](Self::timeout).
    #[cfg(feature = "reqwest")]
    #[cfg_attr(docsrs, doc(cfg(feature = "reqwest")))]
    pub fn reqwest_client(self, client: reqwest::Client) -> Self {
        let transport = crate::transport::reqwest::Reqwest::from_client(client);
        Self { transport: Some(AnyTransport::BuiltIn(transport)), ..self }
    }

    /// Trusts the certificates in this PEM text, besides the system's; can be called again. Without effect on a
    /// [`reqwest_client`](Self::reqwest_client) or [`transport`](Self::transport).
    #[cfg(feature = "reqwest")]
    #[cfg_attr(docsrs, doc(cfg(feature = "reqwest")))]
    pub fn root_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.roots.push(pem.into());
        self
    }

    /// Sets after how long an idle connection is not used any more for requests that are not repeated: POST and PATCH,
    /// and all requests without retries. 5 seconds if not set.
    ///
    /// A server can close an idle connection while a request is on its way. Other requests are then sent again, these
    /// are not: they get a new connection instead. The limit for other requests is 30 seconds.
    #[cfg(feature = "reqwest")]
    #[cfg_attr(docsrs, doc(cfg(feature = "reqwest")))]
    pub fn write_idle_timeout(mut self, timeout: Duration) -> Self {
        self.write_idle_timeout = timeout;
        self
    }

    /// Makes the client. Sends nothing.
    ///
    /// # Errors
    ///
    /// If there are no credentials or no base URL, the base URL is not acceptable, or TLS cannot be set up.
    pub fn build(self) -> Result<Client, BuildError> {
        let url = self.base_url.as_deref().ok_or_else(|| {
            BuildError::new(
                "the base URL is missing, and the document has no server that can be used: call base_url(…)",
            )
        })?;
        let base = BaseUrl::parse(url)
            .map_err(|problem| BuildError::new(format!("the base URL cannot be used: {problem}")))?;
        if IS_ATLAS && base.has_api_path() {
            return Err(BuildError::new(
                "the base URL cannot be used: it has the path of the API in it: leave out /api/atlas and what follows",
            ));
        }
        if base.is_exposed() && !self.allow_http {
            return Err(BuildError::new(
                "the base URL is plain http, which would show the credentials to everybody on the way: \
                 use https, or allow_http(true) if the network is yours",
            ));
        }
        let user_agent = match &self.user_agent {
            Some(name) => HeaderValue::from_str(&format!("{name} {USER_AGENT}"))
                .map_err(|_| BuildError::new("the user agent has characters that no header may have"))?,
            None => HeaderValue::from_static(USER_AGENT),
        };
        let credentials = self.credentials.clone().ok_or_else(|| {
            BuildError::missing_credentials("there are no credentials: call credentials(…) or use from_env()")
        })?;
        let transport = match &self.transport {
            Some(transport) => transport.clone(),
            None => self.built_in(&base)?,
        };
        let auth = Auth::new(credentials, &base.to_string(), self.token_store);
        Ok(Client(Arc::new(Context {
            channel: Arc::new(Channel { transport, base, user_agent }),
            auth,
            timeout: self.timeout,
            retry: self.retry,
            body_limit: self.body_limit,
            strictness: self.strictness,
            pacer: Pacer::default(),
            hook: self.hook,
            media_type: newest_json(),
            is_atlas: IS_ATLAS,
        })))
    }

    #[cfg(feature = "reqwest")]
    fn built_in(&self, base: &BaseUrl) -> Result<AnyTransport, BuildError> {
        use crate::transport::reqwest::{Reqwest, Settings};

        Ok(AnyTransport::BuiltIn(Reqwest::new(Settings {
            roots: self.roots.clone(),
            tls: base.is_tls(),
            // What stays on the machine would leave it by a proxy, which can read plain http.
            proxies: !base.is_loopback() && (base.is_tls() || self.allow_http_proxy),
            write_idle_timeout: self.write_idle_timeout,
        })?))
    }

    #[cfg(not(feature = "reqwest"))]
    #[allow(clippy::unused_self, reason = "the other build of this function needs it")]
    fn built_in(&self, _: &BaseUrl) -> Result<AnyTransport, BuildError> {
        Err(BuildError::new("there is no transport: turn on the feature `rustls`, or hand one in"))
    }
}

/// JSON of the newest version that an operation has: a server may respond to a request without a version with 406,
/// or in its oldest one.
fn newest_json() -> Cow<'static, str> {
    NEWEST_VERSION.map_or(Cow::Borrowed("application/json"), |date| format!("application/vnd.atlas.{date}+json").into())
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the base URL: it may have a password in it, which only `build` finds out.
        f.debug_struct("ClientBuilder")
            .field("credentials", &self.credentials)
            .field("timeout", &self.timeout)
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_server_and_no_base_url() {
        let builder = ClientBuilder { base_url: None, ..Client::builder() }.credentials(Credentials::anonymous());
        assert!(builder.build().unwrap_err().to_string().contains("call base_url(…)"));
    }
}
