//! `codegen.toml`: decisions that no OpenAPI document contains.
//!
//! Typed, and strict: an unknown key is an error. Entries apply to every document; that each of ours matches something
//! in our own document is checked in [`check`], after everything has its name. Entries under `[elsewhere]` concern
//! parts of Atlas that our own document does not have, and apply where they match.

pub(crate) mod check;
mod entries;
mod near;
mod renames;
mod secrets;
mod syntax;
pub(crate) mod valid;

use toml::Spanned;

use crate::diagnostics::{Diagnostic, Diagnostics, Location};

pub(crate) use entries::Operation;
pub(crate) use secrets::Secrets;

use entries::{Entries, texts};

/// Everything that `codegen.toml` says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Config {
    name: String,
    text: String,
    entries: Entries,
    secrets: Secrets,
    /// Features that the client has of its own.
    reserved: Vec<String>,
}

/// What a `rename` entry can name, and how it spells it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Renamed<'a> {
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
    pub(crate) fn key(self) -> String {
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
pub(crate) fn parse(name: &str, text: &str) -> Result<Config, Diagnostics> {
    let entries: Entries = toml::from_str(text).map_err(|error| syntax::explain(name, text, &error))?;
    Ok(Config {
        name: name.to_owned(),
        text: text.to_owned(),
        secrets: Secrets::new(&[&entries.secrets, &entries.elsewhere.secrets]),
        entries,
        reserved: Vec::new(),
    })
}

impl Config {
    /// Features that no tag can have.
    pub(crate) fn reserved_features(&self) -> impl Iterator<Item = &str> {
        self.reserved.iter().map(String::as_str)
    }

    /// What is decided about an operation, by method and path: `GET /api/…`.
    pub(crate) fn operation(&self, call: &str) -> Option<&Operation> {
        self.entries.operations().find(|operation| operation.call.get_ref() == call)
    }

    /// Whether the id of an operation is pinned, by method and path.
    pub(crate) fn pins(&self, call: &str) -> bool {
        self.operation(call).and_then(Operation::id).is_some()
    }

    /// The feature of a tag.
    pub(crate) fn feature(&self, tag: &str) -> Option<&str> {
        self.entries.features.get(tag).map(|feature| feature.get_ref().as_str())
    }

    /// Which properties hold passwords, keys and tokens.
    pub(crate) fn secrets(&self) -> &Secrets {
        &self.secrets
    }

    /// Whether requests carry a property although it is read-only.
    pub(crate) fn keeps(&self, schema: &str, property: &str) -> bool {
        self.entries.keeps().any(|keep| is_property(&keep.property, schema, property))
    }

    /// Whether the server always returns a property that the document does not require.
    pub(crate) fn returns(&self, schema: &str, property: &str) -> bool {
        self.entries.returned_ids().any(|id| is_property(id, schema, property))
    }

    /// Whether a place without a faithful type is accepted.
    pub(crate) fn accepts(&self, pointer: &str) -> bool {
        self.entries.accept.iter().any(|accept| accept.at.get_ref() == pointer)
    }

    /// Other names of a component schema.
    pub(crate) fn model_aliases(&self, component: &str) -> Vec<String> {
        let model = self.entries.models().find(|model| model.name.get_ref() == component);
        model.map(|model| texts(&model.aliases)).unwrap_or_default()
    }

    /// The Rust name that is chosen for something.
    pub(crate) fn rename(&self, renamed: Renamed<'_>) -> Option<&str> {
        let mut all = self.entries.renames().peekable();
        all.peek()?;
        let key = renamed.key();
        all.find(|rename| *rename.of.get_ref() == key).map(|rename| rename.to.get_ref().as_str())
    }

    /// The error about the entry that gives something a name which another thing has.
    pub(crate) fn taken(&self, name: &str, message: &str) -> Option<Diagnostic> {
        let entry = self.entries.renames().find(|rename| rename.to.get_ref() == name)?;
        Some(self.error(&entry.to, message).with_help("choose another name"))
    }

    /// What diagnostics call the file.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// An error about an entry.
    fn error(&self, entry: &Spanned<String>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(message).at(self.location(entry))
    }

    /// Where an entry is.
    fn location(&self, entry: &Spanned<String>) -> Location {
        Location::in_text(self.name.as_str(), &self.text, entry.span())
    }
}

/// Whether an entry names a property: `Schema.property`.
fn is_property(entry: &Spanned<String>, schema: &str, property: &str) -> bool {
    entry.get_ref().split_once('.') == Some((schema, property))
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
            [returned]
            ids = ["Spec.key"]
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
            [elsewhere.returned]
            ids = ["Other.key"]
            "##,
        );
        assert_eq!(config.operation("GET /a/{id}").unwrap().id(), Some("getA"));
        assert!(config.operation("GET /a/{id}").unwrap().secret_response);
        assert!(config.operation("PUT /a/{id}").is_none());
        assert_eq!(config.feature("X.509 Authentication"), Some("x509-authentication"));
        assert!(config.keeps("Spec", "id") && config.keeps("Other", "id") && !config.keeps("Spec", "name"));
        assert!(config.returns("Spec", "key") && config.returns("Other", "key") && !config.returns("Spec", "id"));
        assert!(config.accepts("#/components/schemas/A") && !config.accepts("#/components/schemas/B"));
        assert_eq!(config.model_aliases("New"), ["Old"]);
        assert_eq!(config.rename(Renamed::Member("Model", "value")), Some("Better"));
        assert_eq!(config.rename(Renamed::Type("Model")), None);
    }

    #[test]
    fn an_unknown_key_is_an_error_with_its_place() {
        let errors = parse("codegen.toml", "[secrets]\ntexts = []\nending = []\n").unwrap_err();
        let error = errors.iter().next().unwrap();
        assert_eq!(error.message, "unknown key `ending`");
        assert_eq!(error.help.as_deref(), Some("the keys here are `texts`, `containers`, `except`"));
        assert_eq!((error.line(), error.column()), (Some(3), Some(1)));
    }

    #[test]
    fn a_misspelt_key_has_a_suggestion() {
        for (text, key) in [
            ("[secrets]\ntext = []\n", "texts"),
            ("[[operation]]\ncal = \"GET /\"\n", "call"),
            ("[[operation]]\ncall = \"GET /\"\nsecretResponse = true\n", "secret-response"),
            ("[feature]\n", "features"),
            ("[[elsewhere.renam]]\n", "rename"),
        ] {
            let errors = parse("codegen.toml", text).unwrap_err();
            let help = errors.iter().next().unwrap().help.clone();
            assert_eq!(help, Some(format!("did you mean `{key}`?")), "{text}");
        }
    }

    #[test]
    fn a_missing_key_and_a_wrong_kind_are_errors() {
        assert!(parse("c", "[[keep]]\nproperty = \"a.b\"\n").is_err());
        assert!(parse("c", "features = 3\n").is_err());
        assert!(parse("c", "[features\n").is_err());
        let config = config("[[rename]]\nof = \"a\"\nto = \"9b\"\n");
        assert!(super::valid::checked(config, &[]).is_err());
    }

    #[test]
    fn nothing_is_fine() {
        assert!(config("").operation("GET /").is_none());
    }
}
