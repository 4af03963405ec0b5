//! Who the caller is.

use std::fmt;

use crate::model::Secret;

/// Who the caller is. `Debug` does not show it.
#[derive(Clone)]
pub struct Credentials(pub(super) Kind);

#[derive(Clone)]
pub(super) enum Kind {
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
    /// that runs often and briefly keeps its token in a [`TokenStore`](crate::TokenStore).
    ///
    /// Tokens come from Atlas's endpoint, `/api/oauth/token` at the base URL. A client of another API gets its own and
    /// hands one in with [`bearer`](Self::bearer); or it is [`anonymous`](Self::anonymous), and the hook of
    /// [`around_attempts`](crate::ClientBuilder::around_attempts) sets the header `authorization` to the current token.
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
