//! What each attempt authenticates with.
//!
//! An attempt asks for an [`Authorization`], sends the header made of it, and has the response checked, which may ask
//! for one more round with another header. That round is not a retry: a server that responds with 401 has refused
//! before doing anything.

use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderValue, Method, StatusCode};

use super::credentials::{Credentials, Kind};
use super::digest::{Digest, Lease, Verdict};
use super::header::{bearer, sensitive};
use super::service_account::{ServiceAccount, Token};
use super::store::{self, TokenStore};
use crate::error::{Error, Result};
use crate::transport::Channel;
use crate::url::Destination;

/// The state that goes with the credentials of one client and its clones.
pub(crate) enum Auth {
    Anonymous,
    /// The header, or why there is none.
    Bearer(Result<HeaderValue>),
    ServiceAccount(Arc<ServiceAccount>),
    Digest(Digest),
}

/// What one attempt authenticates with.
pub(crate) enum Authorization {
    Anonymous,
    Bearer(HeaderValue),
    Token { token: Arc<Token>, replaced: bool },
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
            Kind::Bearer(token) => Self::Bearer(bearer(&token)),
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
            Self::Bearer(header) => Authorization::Bearer(header.as_ref().map_err(Error::duplicate)?.clone()),
            Self::ServiceAccount(account) => {
                Authorization::Token { token: account.token(channel, None).await?, replaced: false }
            }
            Self::Digest(digest) => Authorization::Digest(digest.lease().await),
        })
    }

    /// Shows a response to what its request was authorized with.
    pub(crate) async fn check(
        &self,
        authorization: Authorization,
        (status, headers): (StatusCode, &HeaderMap),
        (method, url): (&Method, &Destination),
        channel: &Arc<Channel>,
    ) -> Result<Next> {
        match (self, authorization) {
            (Self::Digest(digest), Authorization::Digest(lease)) => Ok(match digest.check(lease, status, headers)? {
                Verdict::Done => Next::Done,
                Verdict::Again(lease, delay) => Next::Again(Authorization::Digest(lease), delay),
            }),
            (Self::ServiceAccount(account), Authorization::Token { .. }) if status != StatusCode::UNAUTHORIZED => {
                if status.is_success() {
                    account.note_accepted((method, url.path()));
                }
                Ok(Next::Done)
            }
            (Self::ServiceAccount(account), Authorization::Token { token, replaced }) => {
                if replaced {
                    account.note_refused((method, url.path()));
                    return Ok(Next::Done);
                }
                let token = account.replace(channel, &token, (method, url.path())).await?;
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
    pub(crate) fn header(&mut self, auth: &Auth, method: &Method, url: &Destination) -> Result<Option<HeaderValue>> {
        match (self, auth) {
            (Self::Bearer(header), _) => Ok(Some(header.clone())),
            (Self::Token { token, .. }, _) => Ok(Some(token.header().clone())),
            (Self::Digest(lease), Auth::Digest(digest)) => {
                digest.header(lease, method, url.path_and_query())?.map(sensitive).transpose()
            }
            _ => Ok(None),
        }
    }
}
