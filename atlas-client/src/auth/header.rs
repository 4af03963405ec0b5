//! Header values that hold credentials.

use bytes::Bytes;
use http::HeaderValue;
use zeroize::Zeroizing;

use crate::error::{Error, ErrorKind, Result};
use crate::model::Secret;

/// The header of a bearer token.
pub(super) fn bearer(token: &Secret) -> Result<HeaderValue> {
    sensitive(Secret::from(format!("Bearer {}", token.expose())))
}

/// A header value that HTTP libraries neither show nor compress with others. Its clones share its memory, which is
/// wiped when the last one is dropped.
pub(super) fn sensitive(text: Secret) -> Result<HeaderValue> {
    let value = if text.expose().is_ascii() { value(Text(text)) } else { None };
    value.ok_or_else(|| Error::new(ErrorKind::Credentials, "the credentials hold characters that no header may have"))
}

/// The same of the response of `user` to a digest challenge. What else is not ASCII in it came from the server.
pub(super) fn digest(user: &str, bytes: Zeroizing<Vec<u8>>) -> Result<HeaderValue> {
    let value = if user.is_ascii() { value(bytes) } else { None };
    value.ok_or_else(|| {
        Error::new(ErrorKind::Credentials, "the public part of the API key holds characters that no header may have")
    })
}

fn value(bytes: impl AsRef<[u8]> + Send + 'static) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_maybe_shared(Bytes::from_owner(bytes)).ok()?;
    value.set_sensitive(true);
    Some(value)
}

struct Text(Secret);

impl AsRef<[u8]> for Text {
    fn as_ref(&self) -> &[u8] {
        self.0.expose().as_bytes()
    }
}
