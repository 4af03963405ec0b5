//! The names lock: every name that was given, by what it was given to.
//!
//! It is written beside the generated code and read the next time. What it names keeps its name; what is new gets a
//! name that nothing in the lock has, also not something that the document no longer has: else a call that compiled
//! would do something else.

mod entry;
mod returned;

use std::collections::{BTreeMap, BTreeSet};
use std::iter;

pub use entry::{Entry, Flag};
pub use returned::{Returned, ReturnedBody};
use serde::{Deserialize, Serialize};

use crate::diagnostics::{Diagnostic, Diagnostics, Location};
use crate::ir::{Param, TypeDef, TypeKind, TypeRef, Union, Variant};

const HEAD: &str = "\
# Names that this crate has given. Written by `cargo xtask regenerate`, which keeps what it finds here and adds what is new.
# Commit it. Remove an entry of something that is gone to free its name.

";

/// The name of the argument that is a body, which no parameter has.
pub(crate) const BODY: &str = "body";

/// Names by what they were given to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Lock {
    /// By the tag's name in the document.
    pub tags: BTreeMap<String, TagNames>,
    /// By method and path: `GET /api/…`.
    pub operations: BTreeMap<String, OperationNames>,
    /// By pointer; an inline type by pointer and proposed name.
    pub types: BTreeMap<String, TypeNames>,
}

/// The names of a tag.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TagNames {
    /// Module and method of the client.
    pub module: String,
    /// Handle type.
    pub handle: String,
    /// Feature of the crate.
    pub feature: String,
}

/// What an operation is called and, unless it is gone, what its callers see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OperationNames {
    /// The tag whose handle has the method.
    pub tag: String,
    /// Method of the handle.
    pub method: String,
    /// Builder type.
    pub builder: String,
    /// Methods and builders that it was called before, which stay as deprecated aliases.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<(String, String)>,
    /// What a success is read as. None for an operation that is gone.
    pub response: Option<Returned>,
    /// Further formats of the response.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub formats: Vec<String>,
    /// The dated version.
    pub version: Option<String>,
    /// When that version is removed.
    pub sunset: Option<String>,
    /// Whether the document marks it deprecated.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub deprecated: bool,
    /// The body, where it can be left out.
    pub body: Option<String>,
    /// Arguments of the method in their order: `group_id: String`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub arguments: Vec<Entry>,
    /// Setters, and the names of arguments, by place and name on the wire: `query pageNum`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, Entry>,
}

/// What a type and its members are called and, unless they are gone, what they are: `name: Option<String>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TypeNames {
    /// The type.
    pub name: String,
    /// Names that it had before, which stay as deprecated aliases.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<String>,
    /// `struct`, `enum` or `union`; none for a type that is gone.
    pub kind: Option<String>,
    /// Where else an enum is written that is one type for several places, by pointer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
    /// For a patch type: the type that it is made from.
    pub from: Option<String>,
    /// Whether requests contain it, so that it has setters.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub request: bool,
    /// The type of further properties.
    pub additional: Option<String>,
    /// Fields of a struct.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, Entry>,
    /// Variants of a string enum.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, Entry>,
    /// Variants of a union, by what they hold.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub variants: BTreeMap<String, Entry>,
    /// Getters of a union, by property.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub getters: BTreeMap<String, Entry>,
}

/// An enum that is one type for several places.
pub(crate) struct MergedEnum<'l> {
    /// What it was called before a Rust name was chosen.
    pub(crate) wire: &'l str,
    /// Pointers.
    pub(crate) places: BTreeSet<&'l str>,
}

impl Lock {
    /// Reads a lock. `name` is what diagnostics call the file.
    ///
    /// # Errors
    ///
    /// When the text is not the TOML of a lock.
    pub fn parse(name: &str, text: &str) -> Result<Self, Diagnostics> {
        toml::from_str(text).map_err(|error| {
            let place = error.span().unwrap_or(0..0);
            Diagnostic::error(error.message()).at(Location::in_text(name, text, place)).into()
        })
    }

    /// The text of the file.
    #[must_use]
    pub fn text(&self) -> String {
        // Strings in maps of strings: nothing that TOML could not say.
        format!("{HEAD}{}", toml::to_string(self).unwrap_or_default())
    }

    /// The enums that users know as one type for several places.
    pub(crate) fn merged_enums(&self) -> Vec<MergedEnum<'_>> {
        let merged = self.types.iter().filter(|(_, names)| !names.places.is_empty());
        let merged = merged.filter_map(|(key, names)| {
            let (pointer, wire) = inline_key(key)?;
            let places = iter::once(pointer).chain(names.places.iter().map(String::as_str)).collect();
            Some(MergedEnum { wire, places })
        });
        merged.collect()
    }

    /// Key and names of the types that are not gone, by their Rust names.
    pub(crate) fn live(&self) -> BTreeMap<&str, (&str, &TypeNames)> {
        let live = self.types.iter().filter(|(_, names)| names.kind.is_some());
        live.map(|(key, names)| (names.name.as_str(), (key.as_str(), names))).collect()
    }
}

impl OperationNames {
    /// The type of the body, where there is one.
    pub(crate) fn body_type(&self) -> Option<&str> {
        let argument = || self.arguments.last().filter(|argument| argument.name == BODY)?.ty.as_deref();
        self.body.as_deref().or_else(argument)
    }

    /// The names alone, of an operation that is gone.
    pub(crate) fn gone(&self) -> Self {
        let parameters = gone(&self.parameters);
        let (tag, method, builder) = (self.tag.clone(), self.method.clone(), self.builder.clone());
        Self { tag, method, builder, parameters, former: self.former.clone(), ..Self::default() }
    }
}

impl TypeNames {
    /// The names of the members of a type of this kind, also of those that are gone.
    pub(crate) fn members(&self, kind: &TypeKind) -> &BTreeMap<String, Entry> {
        match kind {
            TypeKind::Struct(_) => &self.fields,
            TypeKind::Enum(_) => &self.values,
            TypeKind::Union(_) => &self.variants,
        }
    }

    /// The names alone, of a type that is gone.
    pub(crate) fn gone(&self) -> Self {
        let (fields, values) = (gone(&self.fields), gone(&self.values));
        let (variants, getters) = (gone(&self.variants), gone(&self.getters));
        let (name, former) = (self.name.clone(), self.former.clone());
        Self { name, former, fields, values, variants, getters, ..Self::default() }
    }
}

/// The names alone, of what is gone.
fn gone(entries: &BTreeMap<String, Entry>) -> BTreeMap<String, Entry> {
    entries.iter().map(|(key, entry)| (key.clone(), entry.gone())).collect()
}

/// How the lock calls a type: a component by its pointer, an inline type by pointer and proposed name. A space in the
/// name of a component is `%20`: else what follows it would be a proposed name.
pub(crate) fn type_key(def: &TypeDef) -> String {
    let pointer = def.origin.to_string();
    if def.component { pointer.replace('%', "%25").replace(' ', "%20") } else { format!("{pointer} {}", def.wire) }
}

/// The pointer and the proposed name of the key of an inline type. A pointer can have spaces.
pub(crate) fn inline_key(key: &str) -> Option<(&str, &str)> {
    key.rsplit_once(' ')
}

/// How the lock calls a parameter: `query pageNum`.
pub(crate) fn parameter_key(param: &Param) -> String {
    format!("{} {}", param.location.word(), param.wire)
}

/// How the lock calls the variants of a union: by the schema that each holds, or by what kind of value. Where several
/// of them are called the same, each key says all of what it holds: `Map<Integer>`.
pub(crate) fn variant_keys(types: &[TypeDef], union: &Union) -> Vec<String> {
    let short = |variant: &Variant| match &variant.ty {
        TypeRef::Named(id) => types[id.0].wire.clone(),
        other => other.kind_word().to_owned(),
    };
    let keys: Vec<String> = union.variants.iter().map(short).collect();
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for key in &keys {
        *count.entry(key).or_default() += 1;
    }
    let all = union.variants.iter().zip(&keys);
    all.map(|(variant, key)| if count[key.as_str()] == 1 { key.clone() } else { held_key(types, &variant.ty) })
        .collect()
}

/// All of what a variant holds.
fn held_key(types: &[TypeDef], ty: &TypeRef) -> String {
    match ty {
        TypeRef::Named(id) => type_key(&types[id.0]),
        TypeRef::List(inner) | TypeRef::Map(inner) => format!("{}<{}>", ty.kind_word(), held_key(types, inner)),
        TypeRef::Option(inner) => format!("Option<{}>", held_key(types, inner)),
        scalar => scalar.kind_word().to_owned(),
    }
}
