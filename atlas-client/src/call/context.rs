//! What a client and its clones share, and what every call needs of it.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use super::hook::AttemptHook;
use super::pacer::Pacer;
use crate::auth::Auth;
use crate::model::Strictness;
use crate::retry::RetryPolicy;
use crate::transport::Channel;

/// What a client and its clones share.
pub(crate) struct Context {
    pub(crate) channel: Arc<Channel>,
    pub(crate) auth: Auth,
    /// How long one attempt may take.
    pub(crate) timeout: Duration,
    pub(crate) retry: RetryPolicy,
    /// How large a JSON response may be, in bytes.
    pub(crate) body_limit: usize,
    pub(crate) strictness: Strictness,
    pub(crate) pacer: Pacer,
    /// What runs around each attempt.
    pub(crate) hook: Option<Arc<dyn AttemptHook>>,
    /// The media type of requests that do not say which version they are about.
    pub(crate) media_type: Cow<'static, str>,
    /// Whether the API is Atlas, whose error bodies are known.
    pub(crate) is_atlas: bool,
}
