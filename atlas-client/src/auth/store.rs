//! Access tokens that outlive the program: the hook that loads and saves them.

use std::collections::HashMap;
use std::error::Error as StdError;
use std::pin::Pin;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, SecondsFormat, Utc};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

use crate::model::Secret;

/// What the methods of a [`TokenStore`] return.
pub type StoreFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, Box<dyn StdError + Send + Sync>>> + Send + 'a>>;

/// Keeps the access token of a service account from one run of a program to the next, for programs
/// that run often and briefly: each token counts among the account's 100 live ones for an hour, used
/// or not.
///
/// The client loads before it would ask for a token, and saves each token it gets. A stored token that
/// is about to expire is not used; one that Atlas no longer takes is replaced. A store that fails
/// or panics does no harm to a call: the client asks for a token, and says so in a `tracing` event with
/// the error's text, which must therefore hold no secret. One that takes longer than five seconds to load
/// or save is not asked for five minutes.
///
/// `key` tells servers and service accounts apart. It is short, good as a file name, and no secret;
/// the token is one. A store of files that only their owner can read:
///
/// ```no_run
/// use std::io::{ErrorKind, Write as _};
/// use std::path::PathBuf;
///
/// use atlas_client::{Client, StoreFuture, StoredToken, TokenStore};
///
/// struct Folder(PathBuf);
///
/// impl TokenStore for Folder {
///     fn load<'a>(&'a self, key: &'a str) -> StoreFuture<'a, Option<StoredToken>> {
///         Box::pin(async move {
///             match std::fs::read(self.0.join(key)) {
///                 Ok(json) => Ok(serde_json::from_slice(&json).ok()),
///                 Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
///                 Err(e) => Err(e.into()),
///             }
///         })
///     }
///
///     fn save<'a>(&'a self, key: &'a str, token: Option<StoredToken>) -> StoreFuture<'a, ()> {
///         Box::pin(async move {
///             let path = self.0.join(key);
///             let Some(token) = token else {
///                 return Ok(std::fs::remove_file(path)?);
///             };
///             // Written beside and renamed, so that no other program reads half a token.
///             let new = path.with_extension(std::process::id().to_string());
///             // A new file, so that no link is followed and the permissions are these.
///             let _ = std::fs::remove_file(&new);
///             let mut options = std::fs::OpenOptions::new();
///             options.write(true).create_new(true);
///             #[cfg(unix)]
///             std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
///             options.open(&new)?.write_all(&serde_json::to_vec(&token)?)?;
///             Ok(std::fs::rename(new, path)?)
///         })
///     }
/// }
///
/// # fn run() -> Result<(), atlas_client::BuildError> {
/// let folder = PathBuf::from("/var/lib/my-job/tokens");
/// let client = atlas_client::ClientBuilder::from_env()?.token_store(Folder(folder)).build()?;
/// # Ok(())
/// # }
/// ```
pub trait TokenStore: Send + Sync + 'static {
    /// The token that was saved last under `key`, if there is one.
    fn load<'a>(&'a self, key: &'a str) -> StoreFuture<'a, Option<StoredToken>>;

    /// Saves a token under `key`, in place of any other; `None` after the token that is there was revoked.
    ///
    /// A client saves one token at a time; clients that share a store may save at once.
    fn save<'a>(&'a self, key: &'a str, token: Option<StoredToken>) -> StoreFuture<'a, ()>;
}

/// An access token as a [`TokenStore`] keeps it. `Debug` does not show it; serializing it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredToken {
    token: Secret,
    expires_at: DateTime<Utc>,
}

impl StoredToken {
    /// A token and when it expires.
    #[must_use]
    pub fn new(token: impl Into<Secret>, expires_at: DateTime<Utc>) -> Self {
        Self { token: token.into(), expires_at }
    }

    /// The token.
    #[must_use]
    pub fn token(&self) -> &Secret {
        &self.token
    }

    /// When Atlas stops taking it.
    #[must_use]
    pub fn expires_at(&self) -> DateTime<Utc> {
        self.expires_at
    }

    /// A token that is good for `life` from now on.
    pub(super) fn lasting(token: Secret, life: Duration) -> Option<Self> {
        let end =
            DateTime::<Utc>::from(SystemTime::now()).checked_add_signed(chrono::TimeDelta::from_std(life).ok()?)?;
        Some(Self { token, expires_at: end })
    }

    /// How long it is good yet, by this machine's clock.
    pub(super) fn life(&self) -> Duration {
        (self.expires_at - DateTime::<Utc>::from(SystemTime::now())).to_std().unwrap_or_default()
    }
}

/// As an object of two strings, `token` and `expires_at`.
impl Serialize for StoredToken {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let expires_at = self.expires_at.to_rfc3339_opts(SecondsFormat::Secs, true);
        serializer.collect_map([("token", self.token.expose()), ("expires_at", &expires_at)])
    }
}

impl<'de> Deserialize<'de> for StoredToken {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut fields = HashMap::<String, Secret>::deserialize(deserializer)?;
        let mut take = |name: &'static str| fields.remove(name).ok_or_else(|| D::Error::missing_field(name));
        let (token, expires_at) = (take("token")?, take("expires_at")?);
        let expires_at = DateTime::parse_from_rfc3339(expires_at.expose())
            .map_err(|_| D::Error::custom("`expires_at` is not a valid timestamp"))?;
        Ok(Self { token, expires_at: expires_at.to_utc() })
    }
}

/// The key of the account `id` at the server `base`.
pub(super) fn key(base: &str, id: &str) -> String {
    let hash = Sha256::digest(format!("{base}\n{id}"));
    let hex = super::hex::hex(&hash[..16]);
    format!("atlas-{hex}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_survives_json_and_is_not_shown() {
        let token = StoredToken::lasting("canary".into(), Duration::from_secs(3600)).unwrap();
        assert!(!format!("{token:?}").contains("canary"));
        let back: StoredToken = serde_json::from_slice(&serde_json::to_vec(&token).unwrap()).unwrap();
        assert_eq!(back.token(), token.token());
        assert!(back.life() > Duration::from_secs(3590) && back.life() <= Duration::from_secs(3600));
    }

    #[test]
    fn invalid_stored_tokens() {
        for text in [r#"{"token":"canary"}"#, r#"{"token":"canary","expires_at":"canary"}"#, r#"{"expires_at":"x"}"#] {
            let error = serde_json::from_str::<StoredToken>(text).unwrap_err();
            assert!(!error.to_string().contains("canary"), "{error}");
        }
    }

    #[test]
    fn an_expired_token_has_no_life() {
        let token = StoredToken::new("t", DateTime::UNIX_EPOCH);
        assert_eq!(token.life(), Duration::ZERO);
    }

    #[test]
    fn keys_differ_by_server_and_account() {
        let keys = [key("https://a", "i"), key("https://b", "i"), key("https://a", "j")];
        assert!(keys[0] != keys[1] && keys[0] != keys[2] && keys[1] != keys[2]);
        assert!(keys.iter().all(|key| key.len() == 38 && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')));
    }
}
