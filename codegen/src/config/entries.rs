//! The keys of `codegen.toml`, as they are in the file. Texts that can be wrong carry their place.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

/// The file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(super) struct Entries {
    pub(super) operation: Vec<Operation>,
    pub(super) features: BTreeMap<Spanned<String>, Spanned<String>>,
    pub(super) secrets: Secrets,
    pub(super) returned: Returned,
    pub(super) keep: Vec<Keep>,
    pub(super) accept: Vec<Accept>,
    pub(super) model: Vec<Model>,
    pub(super) rename: Vec<Rename>,
    pub(super) elsewhere: Elsewhere,
}

/// What applies where it matches.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(super) struct Elsewhere {
    pub(super) operation: Vec<Operation>,
    pub(super) secrets: Secrets,
    pub(super) returned: Returned,
    pub(super) keep: Vec<Keep>,
    pub(super) model: Vec<Model>,
    pub(super) rename: Vec<Rename>,
}

/// An operation whose name stays what its documentation calls it, whatever a document calls it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Operation {
    /// Method and path: `GET /api/atlas/v2/orgs/{orgId}/apiKeys`.
    pub(super) call: Spanned<String>,
    /// The id that names it, where it is pinned.
    pub(super) id: Option<Spanned<String>>,
    /// Other ids that people may search for.
    #[serde(default)]
    pub(super) aliases: Vec<Spanned<String>>,
    /// Whether its response is a string that holds a private key or a password.
    #[serde(default)]
    pub(crate) secret_response: bool,
}

/// Rules for the names of properties that hold credentials.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Secrets {
    /// Strings.
    pub(super) texts: Vec<Spanned<String>>,
    /// Lists, maps and objects.
    pub(super) containers: Vec<Spanned<String>>,
    /// What the other two would take by mistake.
    pub(super) except: Vec<Spanned<String>>,
}

/// Read-only properties that the server always returns, although the document does not require them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Returned {
    /// `Schema.property`, each a string.
    pub(super) ids: Vec<Spanned<String>>,
}

/// A read-only property that requests carry all the same.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Keep {
    /// `Schema.property`.
    pub(super) property: Spanned<String>,
    /// Why the server needs it.
    #[expect(dead_code, reason = "for the readers of the file, which must have it")]
    reason: String,
}

/// A place of our own document without a faithful type, accepted.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Accept {
    /// Pointer of the schema.
    pub(super) at: Spanned<String>,
    /// Why it is accepted.
    #[expect(dead_code, reason = "for the readers of the file, which must have it")]
    reason: String,
}

/// Other names of a component schema.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Model {
    pub(super) name: Spanned<String>,
    pub(super) aliases: Vec<Spanned<String>>,
}

/// A Rust name that is chosen instead of derived.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rename {
    /// What: see [`Renamed`](super::Renamed).
    pub(super) of: Spanned<String>,
    pub(super) to: Spanned<String>,
}

impl Operation {
    /// The id that names it, where it is pinned.
    pub(crate) fn id(&self) -> Option<&str> {
        self.id.as_ref().map(|id| id.get_ref().as_str())
    }

    /// Other ids that people may search for.
    pub(crate) fn aliases(&self) -> Vec<String> {
        texts(&self.aliases)
    }
}

/// Texts without their places.
pub(super) fn texts(list: &[Spanned<String>]) -> Vec<String> {
    list.iter().map(|text| text.get_ref().clone()).collect()
}

impl Entries {
    pub(super) fn operations(&self) -> impl Iterator<Item = &Operation> + Clone {
        self.operation.iter().chain(&self.elsewhere.operation)
    }

    pub(super) fn keeps(&self) -> impl Iterator<Item = &Keep> + Clone {
        self.keep.iter().chain(&self.elsewhere.keep)
    }

    pub(super) fn returned_ids(&self) -> impl Iterator<Item = &Spanned<String>> + Clone {
        self.returned.ids.iter().chain(&self.elsewhere.returned.ids)
    }

    pub(super) fn models(&self) -> impl Iterator<Item = &Model> + Clone {
        self.model.iter().chain(&self.elsewhere.model)
    }

    pub(super) fn renames(&self) -> impl Iterator<Item = &Rename> + Clone {
        self.rename.iter().chain(&self.elsewhere.rename)
    }
}
