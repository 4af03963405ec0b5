//! The names lock: every name that was given, by what it was given to.
//!
//! It is written beside the generated code and read the next time. What it names keeps its name; what is new gets a name that nothing
//! in the lock has, also not something that the document no longer has: else a call that compiled would do something else.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::signature;
use crate::diagnostics::{Diagnostic, Diagnostics, Location};
use crate::ir::{Api, Docs, EnumValue, Operation, Param, ParamLocation, Presence, Tag, TypeDef, TypeKind, TypeRef};

const HEAD: &str = "\
# Names that this crate has given. Written by `cargo xtask regenerate`, which keeps what it finds here and adds what is new.
# Commit it. Remove an entry of something that is gone to free its name.

";

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
    /// What a success is read as; none for an operation that is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response: Option<String>,
    /// Further formats of the response.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub formats: Vec<String>,
    /// The dated version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// When that version is removed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sunset: Option<String>,
    /// Whether the document marks it deprecated.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub deprecated: bool,
    /// The body, where it can be left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Arguments of the method in their order: `group_id: String`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub arguments: Vec<String>,
    /// Setters, and the names of arguments, by place and name on the wire: `query pageNum`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, String>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Whether requests contain it, so that it has setters.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub request: bool,
    /// The type of further properties.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional: Option<String>,
    /// Fields of a struct.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, String>,
    /// Variants of a string enum.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, String>,
    /// Variants of a union, by what they hold.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub variants: BTreeMap<String, String>,
}

impl OperationNames {
    /// The names alone, of an operation that is gone.
    fn gone(&self) -> Self {
        let parameters = self.parameters.iter().map(|(key, entry)| (key.clone(), name_of(entry).to_owned())).collect();
        let (tag, method, builder) = (self.tag.clone(), self.method.clone(), self.builder.clone());
        Self { tag, method, builder, parameters, former: self.former.clone(), ..Self::default() }
    }
}

impl TypeNames {
    /// The names of the members of a type of this kind, also of those that are gone.
    pub(super) fn members(&self, kind: &TypeKind) -> &BTreeMap<String, String> {
        match kind {
            TypeKind::Struct(_) => &self.fields,
            TypeKind::Enum(_) => &self.values,
            TypeKind::Union(_) => &self.variants,
        }
    }

    /// The names alone, of a type that is gone.
    fn gone(&self) -> Self {
        let names = |members: &BTreeMap<String, String>| {
            members.iter().map(|(wire, entry)| (wire.clone(), name_of(entry).to_owned())).collect()
        };
        let (fields, values, variants) = (names(&self.fields), names(&self.values), names(&self.variants));
        let (name, former) = (self.name.clone(), self.former.clone());
        Self { name, former, fields, values, variants, ..Self::default() }
    }
}

/// The name of an entry: `id` of `id: String`.
pub(crate) fn name_of(entry: &str) -> &str {
    entry.split(':').next().unwrap_or(entry)
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

    /// The names of `api`, and those of this lock that `api` has nothing for.
    #[must_use]
    pub(crate) fn updated(&self, api: &Api) -> Self {
        let matched = self.matched(api);
        let mut lock = Self {
            tags: self.tags.clone(),
            operations: self.operations.iter().map(|(call, names)| (call.clone(), names.gone())).collect(),
            types: self.types.iter().map(|(key, names)| (key.clone(), names.gone())).collect(),
        };
        lock.types.retain(|key, _| !matched.used.contains(key.as_str()));
        for tag in &api.tags {
            let names = TagNames { module: tag.module.clone(), handle: tag.rust.clone(), feature: tag.feature.clone() };
            // A tag that was renamed has its names under the new one.
            lock.tags.retain(|_, old| old.module != names.module);
            lock.tags.insert(tag.name.clone(), names);
        }
        for operation in &api.operations {
            let known = lock.operations.remove(&operation.call()).unwrap_or_default();
            lock.operations.insert(operation.call(), signature::operation(api, operation, known));
        }
        for (def, known) in api.types.iter().zip(matched.types) {
            let known = known.map(TypeNames::gone).unwrap_or_default();
            lock.types.insert(type_key(def), signature::type_(api, def, known));
        }
        lock
    }

    /// What the lock knows about each type of `api`.
    ///
    /// Components are found by their pointer. An inline type is found by pointer and proposed name, else by the one of them that still
    /// fits: the pointer changes with the version of an operation, the proposed name with the operation's id.
    pub(super) fn matched<'l>(&'l self, api: &Api) -> Matched<'l> {
        let mut found: Vec<Option<(&str, &TypeNames)>> = vec![None; api.types.len()];
        let exact = |def: &TypeDef| self.types.get_key_value(&type_key(def));
        for (def, found) in api.types.iter().zip(&mut found) {
            *found = exact(def).map(|(key, names)| (key.as_str(), names));
        }
        for part in [wire_of as fn(&str) -> Option<&str>, pointer_of] {
            let used: BTreeSet<&str> = found.iter().flatten().map(|(key, _)| *key).collect();
            let mut left: BTreeMap<&str, Vec<(&str, &TypeNames)>> = BTreeMap::new();
            for (key, names) in self.types.iter().filter(|(key, _)| !used.contains(key.as_str())) {
                left.entry(part(key).unwrap_or_default()).or_default().push((key, names));
            }
            let keys: Vec<String> = api.types.iter().map(type_key).collect();
            let mut wanted: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            for (index, key) in keys.iter().enumerate().filter(|(index, _)| found[*index].is_none()) {
                wanted.entry(part(key).unwrap_or_default()).or_default().push(index);
            }
            for (part, indexes) in wanted.iter().filter(|(part, _)| !part.is_empty()) {
                if let ([index], Some([one])) = (indexes.as_slice(), left.get(part).map(Vec::as_slice)) {
                    found[*index] = Some(*one);
                }
            }
        }
        let used = found.iter().flatten().map(|(key, _)| *key).collect();
        Matched { types: found.into_iter().map(|found| found.map(|(_, names)| names)).collect(), used }
    }
}

/// What a lock knows about the types of an API.
pub(super) struct Matched<'l> {
    /// By the index of the type.
    pub(super) types: Vec<Option<&'l TypeNames>>,
    /// The keys of the lock that a type was found for.
    pub(super) used: BTreeSet<&'l str>,
}

/// How the lock calls a type: a component by its pointer, an inline type by pointer and proposed name.
pub(crate) fn type_key(def: &TypeDef) -> String {
    if def.component { def.origin.to_string() } else { format!("{} {}", def.origin, def.wire) }
}

fn wire_of(key: &str) -> Option<&str> {
    key.rsplit_once(' ').map(|(_, wire)| wire)
}

fn pointer_of(key: &str) -> Option<&str> {
    key.rsplit_once(' ').map(|(pointer, _)| pointer)
}

/// How the lock calls a parameter: `query pageNum`.
pub(super) fn parameter_key(param: &Param) -> String {
    let place = match param.location {
        ParamLocation::Path => "path",
        ParamLocation::Query | ParamLocation::QueryJoined(_) => "query",
        ParamLocation::Header => "header",
    };
    format!("{place} {}", param.wire)
}

/// How the lock calls a variant: the schema that it holds, or what kind of value.
pub(super) fn variant_key(api: &Api, ty: &TypeRef) -> String {
    match ty {
        TypeRef::Named(id) => api.type_def(*id).wire.clone(),
        other => super::members::kind(other).to_owned(),
    }
}

/// Names of a scope that things had which are gone: nothing new may have them.
pub(super) fn held<'l>(
    names: impl IntoIterator<Item = (&'l String, &'l String)>,
    is_there: impl Fn(&str) -> bool,
) -> impl Iterator<Item = String> {
    names.into_iter().filter(move |(key, _)| !is_there(key)).map(|(_, entry)| name_of(entry).to_owned())
}

/// Keeps each operation on the handle that the lock knows it on.
///
/// When a tag is renamed, or all its operations move to a new tag, the new one takes over its names. When operations move to a tag that
/// is known already, their old handle stays for them.
pub(super) fn keep_tags(api: &mut Api, lock: &Lock) {
    if lock.operations.is_empty() {
        return;
    }
    let known = |operation: &Operation| lock.operations.get(&operation.call()).map(|names| names.tag.clone());
    for index in 0..api.operations.len() {
        let Some(tag) = known(&api.operations[index]).filter(|tag| lock.tags.contains_key(tag)) else { continue };
        if api.tags[api.operations[index].tag].name == tag || successor(api, lock, &tag).is_some() {
            continue;
        }
        let at = api.tags.iter().position(|other| other.name == tag).unwrap_or_else(|| {
            api.tags.push(Tag { name: tag, ..Default::default() });
            api.tags.len() - 1
        });
        api.operations[index].tag = at;
    }
    let used: BTreeSet<usize> = api.operations.iter().map(|operation| operation.tag).collect();
    let order: Vec<usize> = used.into_iter().collect();
    api.tags = order.iter().map(|tag| api.tags[*tag].clone()).collect();
    for operation in &mut api.operations {
        operation.tag = order.iter().position(|tag| *tag == operation.tag).unwrap_or(0);
    }
}

/// Keeps the values of string enums that the document no longer has: on the wire a variant costs nothing, and to remove one would
/// break who names it.
pub(super) fn keep_values(api: &mut Api, lock: &Lock) {
    let matched = lock.matched(api);
    for (def, known) in api.types.iter_mut().zip(matched.types) {
        let (TypeKind::Enum(shape), Some(known)) = (&mut def.kind, known) else { continue };
        for wire in known.values.keys() {
            if shape.values.iter().all(|value| value.wire != *wire) {
                let docs = Docs { summary: "No longer in the OpenAPI document.".to_owned(), body: Vec::new() };
                shape.values.push(EnumValue { wire: wire.clone(), rust: String::new(), docs, removed: true });
            }
        }
    }
}

/// Keeps what a type can be where the document now says less or more, and the old shape holds the values of the new one.
///
/// A field that was `Option<T>` stays so when it becomes required or nullable: null is read as `None`, and to send it was not possible
/// before. One that was `Nullable<T>` stays so whatever becomes of it. A type that had setters keeps them.
pub(crate) fn keep_shapes(api: &mut Api, lock: &Lock) {
    let matched = lock.matched(api);
    let mut kept: Vec<(usize, usize, Presence)> = Vec::new();
    for (index, (def, known)) in api.types.iter().zip(&matched.types).enumerate() {
        let (TypeKind::Struct(shape), Some(known)) = (&def.kind, known) else { continue };
        for (at, field) in shape.fields.iter().enumerate().filter(|(_, field)| !field.boxed) {
            let Some((_, was)) = known.fields.get(&field.wire).and_then(|entry| entry.split_once(": ")) else {
                continue;
            };
            let was = was.split("; ").next().unwrap_or(was);
            let inner = signature::rust(api, &field.ty);
            let presence = match field.presence {
                Presence::Required | Presence::Nullable if was == format!("Option<{inner}>") => Presence::Optional,
                _ if was == format!("Nullable<{inner}>") => Presence::Nullable,
                other => other,
            };
            if presence != field.presence {
                kept.push((index, at, presence));
            }
        }
    }
    for (index, at, presence) in kept {
        if let TypeKind::Struct(shape) = &mut api.types[index].kind {
            shape.fields[at].presence = presence;
        }
    }
    for (def, known) in api.types.iter_mut().zip(matched.types) {
        def.in_request |= known.is_some_and(|known| known.request);
    }
}

/// The tag that a tag of the lock was renamed to: it is new, has all operations of the one that is gone, and no others that are known.
fn successor<'a>(api: &'a Api, lock: &Lock, tag: &str) -> Option<&'a str> {
    if api.tags.iter().any(|other| other.name == tag) {
        return None;
    }
    let known = api.operations.iter().filter_map(|operation| {
        Some((lock.operations.get(&operation.call())?.tag.as_str(), api.tags[operation.tag].name.as_str()))
    });
    let (_, new) = known.clone().find(|(old, _)| *old == tag)?;
    (known.clone().all(|(old, now)| (old == tag) == (now == new)) && !lock.tags.contains_key(new)).then_some(new)
}

/// The names that the lock has for each tag: its own, or those of the tag that it is the new name of.
pub(super) fn tag_names<'l>(api: &Api, lock: &'l Lock) -> Vec<Option<&'l TagNames>> {
    let renamed: BTreeMap<&str, &TagNames> =
        lock.tags.iter().filter_map(|(old, names)| Some((successor(api, lock, old)?, names))).collect();
    let of = |tag: &Tag| lock.tags.get(&tag.name).or_else(|| renamed.get(tag.name.as_str()).copied());
    api.tags.iter().map(of).collect()
}
