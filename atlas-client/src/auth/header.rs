//! Header values that hold credentials.

use bytes::Bytes;
use http::HeaderValue;

use crate::error::{Error, ErrorKind, Result};
use crate::model::Secret;

/// The header of a bearer token.
pub(super) fn bearer(token: &Secret) -> Result<HeaderValue> {
    sensitive(Secret::from(format!("Bearer {}", token.expose())))
}

/// A header value that HTTP libraries neither show nor compress with others. Its clones share its memory, which is
/// wiped when the last one is dropped.
pub(super) fn sensitive(text: Secret) -> Result<HeaderValue> {
    let is_ascii = text.expose().is_ascii();
    match HeaderValue::from_maybe_shared(Bytes::from_owner(Text(text))) {
        Ok(mut value) if is_ascii => {
            value.set_sensitive(true);
            Ok(value)
        }
        _ => Err(Error::new(ErrorKind::Credentials, "the credentials hold characters that no header may have")),
    }
}

struct Text(Secret);

impl AsRef<[u8]> for Text {
    fn as_ref(&self) -> &[u8] {
        self.0.expose().as_bytes()
    }
}
