//! Names of media types: `application/json`.

/// Top-level media types that are registered.
pub(crate) const TOP_LEVEL: &[&str] = &[
    "application", "audio", "example", "font", "haptics", "image", "message", "model", "multipart", "text", "video",
    "*",
];

/// Type and subtype, if both are of the right characters.
pub(crate) fn halves(name: &str) -> Option<(&str, &str)> {
    let essence = name.split(';').next().unwrap_or_default().trim();
    essence.split_once('/').filter(|(top, subtype)| is_token(top) && is_token(subtype))
}

/// A media type without its parameters, in lower case: `text/plain` of `Text/Plain; charset=utf-8`.
pub(crate) fn essence(name: &str) -> String {
    name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether a name is a media type at all.
pub(crate) fn is_valid(name: &str) -> bool {
    halves(name).is_some_and(|(top, _)| TOP_LEVEL.contains(&top.to_ascii_lowercase().as_str()))
}

/// Whether a text is a token of RFC 9110: the name of a header, or a half of a media type.
pub(crate) fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}
