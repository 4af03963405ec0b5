//! The settings of the built-in transport.

use std::time::Duration;

/// What the built-in client is made of.
#[derive(Clone)]
pub(crate) struct Settings {
    /// Certificates in PEM to trust besides the system's.
    pub(crate) roots: Vec<Vec<u8>>,
    /// Whether there will be TLS at all: without it, no certificates are loaded.
    pub(crate) tls: bool,
    /// Whether proxies of the environment are used.
    pub(crate) proxies: bool,
    /// After how long an idle connection is not used for requests that are not repeated.
    pub(crate) write_idle_timeout: Duration,
}
