//! Header values that hold credentials.

use http::HeaderValue;

use crate::error::{Error, ErrorKind, Result};
use crate::model::Secret;

/// The header of a bearer token.
pub(super) fn bearer(token: &Secret) -> Secret {
    Secret::from(format!("Bearer {}", token.expose()))
}

/// A header value that HTTP libraries neither show nor compress with others.
pub(super) fn sensitive(text: &Secret) -> Result<HeaderValue> {
    let mut value = HeaderValue::from_str(text.expose())
        .map_err(|_| Error::new(ErrorKind::Credentials, "the credentials hold characters that no header may have"))?;
    value.set_sensitive(true);
    Ok(value)
}
