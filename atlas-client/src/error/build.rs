//! Why a client could not be made.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;

/// Why a client could not be made: credentials are missing, the base URL is invalid, or TLS cannot be
/// set up. Names environment variables where they matter, never their values.
#[derive(Debug)]
pub struct BuildError {
    pub(super) message: Cow<'static, str>,
    missing_credentials: bool,
    pub(super) source: Option<Box<dyn StdError + Send + Sync>>,
}

impl BuildError {
    pub(crate) fn new(message: impl Into<Cow<'static, str>>) -> Self {
        Self { message: message.into(), missing_credentials: false, source: None }
    }

    pub(crate) fn missing_credentials(message: impl Into<Cow<'static, str>>) -> Self {
        Self { missing_credentials: true, ..Self::new(message) }
    }

    #[cfg(any(feature = "reqwest", feature = "blocking"))]
    pub(crate) fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Whether credentials are missing or incomplete.
    #[must_use]
    pub fn is_missing_credentials(&self) -> bool {
        self.missing_credentials
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for BuildError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}
