//! What each attempt authenticates with.
//!
//! An attempt asks for an [`Authorization`], sends the header made of it, and has the response checked, which may ask
//! for one more round with another header. That round is not a retry: a server that responds with 401 has refused
//! before doing anything.

use std::sync::Arc;
use std::time::Duration;

use http::response::Parts;
use http::{HeaderValue, Method, StatusCode};

use super::credentials::{Credentials, Kind};
use super::digest::{Digest, Lease, Verdict};
use super::header::bearer;
use super::refusal::{Refusal, shows_acceptance};
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
    Token {
        token: Arc<Token>,
        /// Whether it is a new one, after another was refused.
        replaced: bool,
    },
    Digest(Lease),
}

/// What an attempt had to wait for until other calls of the client gave it back: a nonce, where there are any.
pub(crate) struct Turn(Option<Lease>);

/// What to do after a response.
pub(crate) enum Next {
    /// The response counts; of some refusals more is known than it says.
    Done(Option<Refusal>),
    /// Send the request again, with this and after this delay.
    Again(Authorization, Duration),
}

const REFUSED_TOKEN: Refusal = Refusal::new(
    "the service account got an access token, so its client ID and secret are right: check that it belongs to this \
     organization",
);
const REFUSED_BEARER: Refusal = Refusal::new("check that the access token is right and not expired");
const ANONYMOUS: Refusal = Refusal::new("this call carries no credentials of the client");

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

    /// Waits for other calls of the client, as far as they hold what an attempt needs. The server has no part in
    /// that wait.
    pub(crate) async fn turn(&self) -> Turn {
        Turn(match self {
            Self::Digest(digest) => Some(digest.lease().await),
            Self::Anonymous | Self::Bearer(_) | Self::ServiceAccount(_) => None,
        })
    }

    /// What the next attempt authenticates with; may have to get a token first.
    pub(crate) async fn authorize(&self, channel: &Arc<Channel>, turn: Turn) -> Result<Authorization> {
        Ok(match (self, turn) {
            (_, Turn(Some(lease))) => Authorization::Digest(lease),
            (Self::Bearer(header), _) => Authorization::Bearer(header.as_ref().map_err(Error::duplicate)?.clone()),
            (Self::ServiceAccount(account), _) => {
                Authorization::Token { token: account.token(channel, None).await?, replaced: false }
            }
            (Self::Anonymous | Self::Digest(_), _) => Authorization::Anonymous,
        })
    }

    /// What an attempt lacks that waits for its turn, or for this to authorize it.
    pub(crate) fn missing(&self, waits_for_turn: bool) -> &'static str {
        match self {
            Self::Digest(_) if waits_for_turn => "no digest nonce was free",
            Self::Digest(_) => "no response but digest challenges",
            Self::ServiceAccount(account) => account.missing(),
            Self::Anonymous | Self::Bearer(_) => "no connection",
        }
    }

    /// Shows a response to what its request was authorized with.
    pub(crate) async fn check(
        &self,
        authorization: Authorization,
        response: &Parts,
        (method, url): (&Method, &Destination),
        channel: &Arc<Channel>,
    ) -> Result<Next> {
        let is_refused = response.status == StatusCode::UNAUTHORIZED;
        let refusal = match (self, authorization) {
            (Self::Digest(digest), Authorization::Digest(lease)) => match digest.check(lease, response) {
                Verdict::Done(refusal) => refusal,
                Verdict::Again(lease, delay) => return Ok(Next::Again(Authorization::Digest(lease), delay)),
            },
            (Self::ServiceAccount(account), Authorization::Token { token, replaced }) => {
                let endpoint = (method, url.path());
                if !is_refused {
                    if shows_acceptance(response.status) {
                        account.note_accepted(&token, endpoint);
                    }
                    return Ok(Next::Done(None));
                }
                if replaced {
                    account.note_refused(endpoint);
                } else if let Some(token) = account.replace(channel, &token, endpoint).await? {
                    let replaced = token.is_new;
                    return Ok(Next::Again(Authorization::Token { token, replaced }, Duration::ZERO));
                }
                Some(REFUSED_TOKEN)
            }
            (Self::Bearer(_), _) if is_refused => Some(REFUSED_BEARER),
            (Self::Anonymous, _) if is_refused => Some(ANONYMOUS),
            _ => None,
        };
        Ok(Next::Done(refusal))
    }

    /// Revokes the access token, if there is one.
    pub(crate) async fn revoke(&self, channel: &Arc<Channel>) -> Result<()> {
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
            (Self::Digest(lease), Auth::Digest(digest)) => digest.header(lease, method, url.path_and_query()),
            _ => Ok(None),
        }
    }
}
