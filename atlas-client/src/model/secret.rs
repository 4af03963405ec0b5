//! Strings that must not be shown.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroize;

/// A password, key or token.
///
/// Its memory is wiped when it is dropped, `Debug` never shows it, and it has no `Display`: the
/// only way to its text is [`expose`](Secret::expose).
///
/// Serializing a `Secret`, or a model with one in it, writes the text: whoever serializes a model
/// asks for all of it. Take the field out first if the result is meant for a log.
///
/// ```
/// # use atlas_client::Secret;
/// let password = Secret::from("correct horse");
/// assert_eq!(password.expose(), "correct horse");
/// assert!(!format!("{password:?}").contains("horse"));
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The text itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Takes `text`, wiping what was there.
    pub(super) fn set(&mut self, text: &str) {
        self.0.zeroize();
        self.0.push_str(text);
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<&String> for Secret {
    fn from(text: &String) -> Self {
        Self(text.clone())
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}
