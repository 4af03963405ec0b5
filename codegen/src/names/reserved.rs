//! Names that the generated code uses itself, per scope.

/// Words that are not identifiers even with `r#`.
pub(super) const NEVER_RAW: &[&str] = &["_", "crate", "self", "super"];

/// Methods of the traits that a union implements, which a getter must not hide.
pub(super) const GETTERS: &[&str] = &[
    "borrow", "clone", "clone_from", "clone_into", "default", "eq", "fmt", "from", "into", "ne", "serialize",
    "to_owned", "try_into", "type_id",
];

/// Types of the models: what the prelude brings, and what generated models and operations name. Sorted.
pub(crate) const TYPES: &[&str] = &[
    "AsRef", "Box", "ByteStream", "Client", "Clone", "Copy", "DateTime", "Debug", "Default", "Display", "Drop", "Eq",
    "Err", "Extend", "Fn", "FnMut", "FnOnce", "From", "FromIterator", "Hash", "Into", "IntoField", "IntoFuture",
    "IntoItems", "IntoIterator", "IntoList", "IntoListField", "Items", "Iterator", "Json", "Map", "Method",
    "NaiveDate", "None", "Nullable", "Object", "Ok", "OpenEnum", "Operation", "Option", "Ord", "Pages", "PartialEq",
    "PartialOrd", "Pending", "Request", "Response", "Result", "Secret", "Self", "Send", "Sized", "Slot", "Some",
    "String", "Sync", "ToOwned", "ToParam", "ToString", "TryFrom", "TryInto", "Union", "Unpin", "Utc", "Vec",
];

/// Variants of string enums and unions.
pub(super) const VARIANTS: &[&str] = &["Self", "Unknown"];

/// Setters and arguments of one operation.
pub(super) const PARAMETERS: &[&str] =
    &["_", "body", "clone", "crate", "into_future", "items", "pages", "self", "send", "send_full", "super"];

/// Beginnings of what the runtime adds to every builder.
pub(super) const PARAMETER_PREFIXES: &[&str] = &["send_", "with_"];

/// Methods of a handle; each is also a static in capitals.
pub(super) const METHODS: &[&str] = &["_", "clone", "crate", "fmt", "operations", "self", "super"];

/// Modules, which are also files, and methods of the client.
pub(super) const MODULES: &[&str] = &[
    "api", "base_url", "builder", "clone", "close", "fmt", "from_env", "meta", "models", "new", "request", "revoke",
    "send", "shared",
];

/// Features of the crate that are not tags.
pub(super) const FEATURES: &[&str] = &["default", "full", "native-tls", "rustls", "std", "tracing"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_sorted() {
        assert!(TYPES.is_sorted());
    }
}
