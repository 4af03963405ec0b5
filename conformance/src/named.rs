//! Keys whose value has entries of any names: a response that is called `default` or a header `example` is not data.

const NAMED: [&str; 13] = [
    "callbacks", "content", "encoding", "headers", "links", "mapping", "parameters", "properties", "requestBodies",
    "responses", "schemas", "securitySchemes", "variables",
];

/// Whether the names below a key are the author's.
pub(crate) fn has_names(key: &str) -> bool {
    NAMED.contains(&key)
}
