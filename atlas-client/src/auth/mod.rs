//! Who the caller is: credentials, and what each attempt gets from them.
//!
//! An attempt asks for an [`Authorization`], sends the header made of it, and has the response checked, which
//! may ask for one more round with another header. That round is not a retry: a server that answers
//! 401 has refused before doing anything.

mod digest;
mod hex;
mod service_account;
mod store;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};

use crate::error::{Error, ErrorKind, Result};
use crate::model::Secret;
use crate::transport::Channel;
use digest::{Digest, Lease, Verdict};
use service_account::{ServiceAccount, Token};
pub use store::{StoreFuture, StoredToken, TokenStore};

/// Who the caller is. `Debug` does not show it.
#[derive(Clone)]
pub struct Credentials(Kind);

#[derive(Clone)]
enum Kind {
    Anonymous,
    Bearer(Secret),
    ServiceAccount { id: String, secret: Secret },
    ApiKey { public: String, private: Secret },
}

impl Credentials {
    /// A service account: OAuth 2.0 client credentials.
    ///
    /// The client gets a token with the first call, uses it for all calls and all its clones, and
    /// refreshes it shortly before it expires or when Atlas does not accept it any more. A service account
    /// has at most 100 valid tokens, each for one hour, so make one client and clone it; a program
    /// that runs often and briefly keeps its token in a [`TokenStore`].
    ///
    /// A request for a token whose caller gives up, and an early refresh, go on as a task of the runtime for up to
    /// 30 seconds, so that no token is lost. Where a client is used from more than one runtime, an early refresh is
    /// part of the call that begins it.
    #[must_use]
    pub fn service_account(id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self(Kind::ServiceAccount { id: id.into(), secret: secret.into() })
    }

    /// A programmatic API key: HTTP digest (RFC 7616, MD5 and SHA-256).
    ///
    /// The client uses the nonce of a challenge for the calls that follow, so that a steady caller needs one round
    /// trip per call.
    #[must_use]
    pub fn api_key(public: impl Into<String>, private: impl Into<Secret>) -> Self {
        Self(Kind::ApiKey { public: public.into(), private: private.into() })
    }

    /// An access token that the caller gets and refreshes.
    #[must_use]
    pub fn bearer(token: impl Into<Secret>) -> Self {
        Self(Kind::Bearer(token.into()))
    }

    /// None: for the few operations that need none, and for gateways that add their own.
    #[must_use]
    pub fn anonymous() -> Self {
        Self(Kind::Anonymous)
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match &self.0 {
            Kind::Anonymous => "Credentials(anonymous)",
            Kind::Bearer(_) => "Credentials(bearer token)",
            Kind::ServiceAccount { .. } => "Credentials(service account)",
            Kind::ApiKey { .. } => "Credentials(API key)",
        })
    }
}

/// The state that goes with the credentials of one client and its clones.
pub(crate) enum Auth {
    Anonymous,
    Bearer(Secret),
    ServiceAccount(Arc<ServiceAccount>),
    Digest(Digest),
}

/// What one attempt authenticates with.
pub(crate) enum Authorization {
    Anonymous,
    Bearer(Secret),
    Token { token: Token, replaced: bool },
    Digest(Lease),
}

/// What to do after a response.
pub(crate) enum Next {
    /// The response counts.
    Done,
    /// Send the request again, with this and after this delay.
    Again(Authorization, Duration),
}

impl Auth {
    /// `base` is the server, `store` what keeps the tokens of a service account.
    pub(crate) fn new(credentials: Credentials, base: &str, store: Option<Arc<dyn TokenStore>>) -> Self {
        match credentials.0 {
            Kind::Anonymous => Self::Anonymous,
            Kind::Bearer(token) => Self::Bearer(token),
            Kind::ServiceAccount { id, secret } => {
                let account = ServiceAccount::new(&id, &secret);
                Self::ServiceAccount(Arc::new(match store {
                    Some(store) => account.with_store(store, store::key(base, &id)),
                    None => account,
                }))
            }
            Kind::ApiKey { public, private } => Self::Digest(Digest::new(public, private)),
        }
    }

    /// What the next attempt authenticates with; may have to get a token first.
    pub(crate) async fn authorize(&self, channel: &Arc<Channel>) -> Result<Authorization> {
        Ok(match self {
            Self::Anonymous => Authorization::Anonymous,
            Self::Bearer(token) => Authorization::Bearer(token.clone()),
            Self::ServiceAccount(account) => {
                Authorization::Token { token: account.token(channel, None).await?, replaced: false }
            }
            Self::Digest(digest) => Authorization::Digest(digest.lease().await),
        })
    }

    /// Shows a response to the grant that its request was sent with.
    pub(crate) async fn check(
        &self,
        authorization: Authorization,
        status: StatusCode,
        headers: &HeaderMap,
        uri: &Uri,
        channel: &Arc<Channel>,
    ) -> Result<Next> {
        match (self, authorization) {
            (Self::Digest(digest), Authorization::Digest(lease)) => Ok(match digest.check(lease, status, headers)? {
                Verdict::Done => Next::Done,
                Verdict::Again(lease, delay) => Next::Again(Authorization::Digest(lease), delay),
            }),
            (Self::ServiceAccount(account), Authorization::Token { token, .. })
                if status != StatusCode::UNAUTHORIZED =>
            {
                account.note_accepted(&token);
                Ok(Next::Done)
            }
            (Self::ServiceAccount(account), Authorization::Token { token, replaced }) => {
                if replaced {
                    account.note_refused(uri.path());
                    return Ok(Next::Done);
                }
                let token = account.replace(channel, &token, uri.path()).await?;
                let again = |token| Next::Again(Authorization::Token { token, replaced: true }, Duration::ZERO);
                Ok(token.map_or(Next::Done, again))
            }
            _ => Ok(Next::Done),
        }
    }

    /// Revokes the access token, if there is one.
    pub(crate) async fn revoke(&self, channel: &Channel) -> Result<()> {
        match self {
            Self::ServiceAccount(account) => account.revoke(channel).await,
            Self::Anonymous | Self::Bearer(_) | Self::Digest(_) => Ok(()),
        }
    }
}

impl Authorization {
    /// The `Authorization` header for a request.
    pub(crate) fn header(&mut self, auth: &Auth, method: &Method, uri: &Uri) -> Result<Option<HeaderValue>> {
        let value = match (self, auth) {
            (Self::Bearer(token), _) => bearer(token),
            (Self::Token { token, .. }, _) => bearer(token.secret()),
            (Self::Digest(lease), Auth::Digest(digest)) => match digest.header(lease, method, uri)? {
                Some(text) => text,
                None => return Ok(None),
            },
            _ => return Ok(None),
        };
        sensitive(&value).map(Some)
    }
}

fn bearer(token: &Secret) -> Secret {
    Secret::from(format!("Bearer {}", token.expose()))
}

/// A header value that HTTP libraries neither show nor compress with others.
fn sensitive(text: &Secret) -> Result<HeaderValue> {
    let mut value = HeaderValue::from_str(text.expose())
        .map_err(|_| Error::new(ErrorKind::Credentials, "the credentials hold characters that no header may have"))?;
    value.set_sensitive(true);
    Ok(value)
}
