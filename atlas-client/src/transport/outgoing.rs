//! A request on its way to a transport.

use bytes::Bytes;
use http::{HeaderMap, Method, Uri};

use super::error::{TransportError, TransportErrorKind};
use super::progress::Progress;
use crate::url::Destination;

/// A request on its way to a transport.
///
/// The built-in transport takes it as it is; any other gets an [`http::Request`], whose extensions cost more than the
/// rest of it.
pub(crate) struct Outgoing<'a> {
    pub(crate) method: &'a Method,
    pub(crate) url: &'a Destination,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// Whether it is sent again if it gets lost.
    #[cfg_attr(not(feature = "reqwest"), expect(dead_code, reason = "only built-in pools ask"))]
    pub(crate) is_repeated: bool,
    pub(crate) progress: &'a Progress,
}

impl TryFrom<Outgoing<'_>> for http::Request<Bytes> {
    type Error = TransportError;

    fn try_from(outgoing: Outgoing<'_>) -> Result<Self, TransportError> {
        let uri = Uri::try_from(outgoing.url.as_str())
            .map_err(|error| TransportError::new(TransportErrorKind::Request, error))?;
        let mut request = Self::new(outgoing.body);
        *request.method_mut() = outgoing.method.clone();
        *request.uri_mut() = uri;
        *request.headers_mut() = outgoing.headers;
        request.extensions_mut().insert(outgoing.progress.clone());
        Ok(request)
    }
}
