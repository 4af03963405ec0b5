//! `codegen.toml`: decisions that no OpenAPI document contains.
//!
//! Typed, and strict: an unknown key is an error. Entries apply to every document; that each of ours matches something in our own
//! document is checked in [`check`], after everything has its name. Entries under `[elsewhere]` concern parts of Atlas that our own
//! document does not have, and apply where they match.

pub mod check;
mod secrets;

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::diagnostics::{Diagnostic, Diagnostics, Location};

pub use secrets::Secrets;

/// Everything that `codegen.toml` says.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Config {
    name: String,
    text: String,
    entries: Entries,
}

/// The file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
struct Entries {
    operation: Vec<Operation>,
    features: BTreeMap<String, String>,
    secrets: Secrets,
    keep: Vec<Keep>,
    accept: Vec<Accept>,
    model: Vec<Model>,
    rename: Vec<Rename>,
    elsewhere: Elsewhere,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
struct Elsewhere {
    operation: Vec<Operation>,
    keep: Vec<Keep>,
    model: Vec<Model>,
    rename: Vec<Rename>,
}

/// An operation whose name stays what its documentation calls it, whatever a document calls it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Operation {
    /// Method and path: `GET /api/atlas/v2/orgs/{orgId}/apiKeys`.
    pub call: Spanned<String>,
    /// The id that names it, where it is pinned.
    pub id: Option<String>,
    /// Other ids that people may search for.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Whether its response is a string that holds a private key or a password.
    #[serde(default)]
    pub secret_response: bool,
}

/// A read-only property that requests carry all the same.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Keep {
    /// `Schema.property`.
    property: Spanned<String>,
    /// Why the server needs it.
    #[expect(dead_code, reason = "for the readers of the file, which must have it")]
    reason: String,
}

/// A place of our own document without a faithful type, accepted.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Accept {
    /// Pointer of the schema.
    at: Spanned<String>,
    /// Why it is accepted.
    #[expect(dead_code, reason = "for the readers of the file, which must have it")]
    reason: String,
}

/// Other names of a component schema.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Model {
    name: Spanned<String>,
    aliases: Vec<String>,
}

/// A Rust name that is chosen instead of derived.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rename {
    /// What: see [`Renamed`].
    of: Spanned<String>,
    to: String,
}

/// What a `rename` entry can name, and how it spells it.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_enums, reason = "a question, made by callers")]
pub enum Renamed<'a> {
    /// A type: the component's name, the name that an inline schema gets from its parent and field, or a pointer.
    Type(&'a str),
    /// A property, a value of an enum, or a variant of a union: `Type.property`, with the names of the document.
    Member(&'a str, &'a str),
    /// A parameter: `operationId?parameter`.
    Parameter(&'a str, &'a str),
    /// A method of a handle: `operationId()`.
    Method(&'a str),
    /// A module and handle method: `tag:Name of the tag`.
    Tag(&'a str),
}

impl Renamed<'_> {
    /// How `codegen.toml` spells it.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Self::Type(name) => name.to_owned(),
            Self::Member(owner, member) => format!("{owner}.{member}"),
            Self::Parameter(operation, parameter) => format!("{operation}?{parameter}"),
            Self::Method(operation) => format!("{operation}()"),
            Self::Tag(tag) => format!("tag:{tag}"),
        }
    }
}

/// Reads `codegen.toml`. `name` is what diagnostics call the file.
///
/// # Errors
///
/// When the text is not TOML, has an unknown key, lacks a needed one, or has a value of a wrong kind.
pub fn parse(name: &str, text: &str) -> Result<Config, Diagnostics> {
    match toml::from_str(text) {
        Ok(entries) => Config { name: name.to_owned(), text: text.to_owned(), entries }.checked(),
        Err(error) => {
            let place = error.span().unwrap_or(0..0);
            Err(Diagnostic::error(error.message()).at(Location::in_text(name, text, place)).into())
        }
    }
}

impl Config {
    /// Refuses names that are not identifiers.
    fn checked(self) -> Result<Self, Diagnostics> {
        let renames = self.entries.rename.iter().chain(&self.entries.elsewhere.rename);
        let wrong = renames.filter(|rename| !is_identifier(&rename.to));
        let errors: Diagnostics = wrong
            .map(|rename| self.error(&rename.of, format!("`{}` is not a valid Rust identifier", rename.to)))
            .collect();
        if errors.is_empty() { Ok(self) } else { Err(errors) }
    }

    /// What is decided about an operation, by method and path: `GET /api/…`.
    #[must_use]
    pub fn operation(&self, call: &str) -> Option<&Operation> {
        let all = self.entries.operation.iter().chain(&self.entries.elsewhere.operation);
        all.into_iter().find(|operation| operation.call.get_ref() == call)
    }

    /// Whether the id of an operation is pinned, by method and path.
    #[must_use]
    pub fn pins(&self, call: &str) -> bool {
        self.operation(call).is_some_and(|operation| operation.id.is_some())
    }

    /// The feature of a tag.
    #[must_use]
    pub fn feature(&self, tag: &str) -> Option<&str> {
        self.entries.features.get(tag).map(String::as_str)
    }

    /// Which properties hold passwords, keys and tokens.
    #[must_use]
    pub fn secrets(&self) -> &Secrets {
        &self.entries.secrets
    }

    /// Whether requests carry a property although it is read-only.
    #[must_use]
    pub fn keeps(&self, schema: &str, property: &str) -> bool {
        let mut all = self.entries.keep.iter().chain(&self.entries.elsewhere.keep);
        all.any(|keep| keep.property.get_ref().split_once('.') == Some((schema, property)))
    }

    /// Whether a place without a faithful type is accepted.
    #[must_use]
    pub fn accepts(&self, pointer: &str) -> bool {
        self.entries.accept.iter().any(|accept| accept.at.get_ref() == pointer)
    }

    /// Other names of a component schema.
    #[must_use]
    pub fn model_aliases(&self, component: &str) -> &[String] {
        let mut all = self.entries.model.iter().chain(&self.entries.elsewhere.model);
        all.find(|model| model.name.get_ref() == component).map_or(&[], |model| &model.aliases)
    }

    /// The Rust name that is chosen for something.
    #[must_use]
    pub fn rename(&self, renamed: Renamed<'_>) -> Option<&str> {
        let mut all = self.entries.rename.iter().chain(&self.entries.elsewhere.rename).peekable();
        all.peek()?;
        let key = renamed.key();
        all.find(|rename| *rename.of.get_ref() == key).map(|rename| rename.to.as_str())
    }

    /// What diagnostics call the file.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// An error about an entry.
    fn error(&self, entry: &Spanned<String>, message: String) -> Diagnostic {
        Diagnostic::error(message).at(Location::in_text(self.name.as_str(), &self.text, entry.span()))
    }
}

fn is_identifier(name: &str) -> bool {
    let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    plain && name.bytes().any(|b| b != b'_') && !name.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(text: &str) -> Config {
        parse("codegen.toml", text).unwrap()
    }

    #[test]
    fn entries_by_key() {
        let config = config(
            r##"
            [features]
            "X.509 Authentication" = "x509-authentication"
            [[operation]]
            call = "GET /a/{id}"
            id = "getA"
            aliases = ["readA"]
            secret-response = true
            [[keep]]
            property = "Spec.id"
            reason = "sent back"
            [[accept]]
            at = "#/components/schemas/A"
            reason = "no shape"
            [[model]]
            name = "New"
            aliases = ["Old"]
            [[rename]]
            of = "Model.value"
            to = "Better"
            [elsewhere]
            [[elsewhere.keep]]
            property = "Other.id"
            reason = "sent back"
            "##,
        );
        assert_eq!(config.operation("GET /a/{id}").unwrap().id.as_deref(), Some("getA"));
        assert!(config.operation("GET /a/{id}").unwrap().secret_response);
        assert!(config.operation("PUT /a/{id}").is_none());
        assert_eq!(config.feature("X.509 Authentication"), Some("x509-authentication"));
        assert!(config.keeps("Spec", "id") && config.keeps("Other", "id") && !config.keeps("Spec", "name"));
        assert!(config.accepts("#/components/schemas/A") && !config.accepts("#/components/schemas/B"));
        assert_eq!(config.model_aliases("New"), ["Old"]);
        assert_eq!(config.rename(Renamed::Member("Model", "value")), Some("Better"));
        assert_eq!(config.rename(Renamed::Type("Model")), None);
    }

    #[test]
    fn an_unknown_key_is_an_error_with_its_place() {
        let errors = parse("codegen.toml", "[secrets]\nendings = []\nending = []\n").unwrap_err();
        let error = errors.iter().next().unwrap();
        assert!(error.message.contains("unknown field `ending`"), "{}", error.message);
        assert_eq!((error.line(), error.column()), (Some(3), Some(1)));
    }

    #[test]
    fn a_missing_key_and_a_wrong_kind_are_errors() {
        assert!(parse("c", "[[keep]]\nproperty = \"a.b\"\n").is_err());
        assert!(parse("c", "features = 3\n").is_err());
        assert!(parse("c", "[features\n").is_err());
        assert!(parse("c", "[[rename]]\nof = \"a\"\nto = \"9b\"\n").is_err());
    }

    #[test]
    fn nothing_is_fine() {
        assert!(config("").operation("GET /").is_none());
    }
}
