//! The types of a lock: those that the API has, and those that only the lock still has, made when they are needed.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::matched::found;
use super::spelled::{Spelled, spelled};
use crate::ir::{Api, Docs, EnumValue, Origin, StringEnum, Struct, TypeDef, TypeId, TypeKind, TypeRef, json};
use crate::lock::{Lock, TypeNames, inline_key};
use crate::pointer::Pointer;

/// The types of a lock, by the names that they have there.
pub(super) struct Known<'l> {
    pub(super) lock: &'l Lock,
    by_name: BTreeMap<&'l str, (&'l str, &'l TypeNames)>,
    ids: BTreeMap<&'l str, TypeId>,
    names: Vec<Option<&'l TypeNames>>,
    /// Types that the document no longer has, after those of the API.
    made: Vec<TypeDef>,
    first: usize,
}

impl<'l> Known<'l> {
    pub(super) fn new(lock: &'l Lock, api: &Api) -> Self {
        let found = found(lock, api);
        let names: Vec<_> = found.iter().map(|found| found.map(|(_, names)| names)).collect();
        let ids =
            names.iter().enumerate().filter_map(|(index, names)| Some((names.as_ref()?.name.as_str(), TypeId(index))));
        Self { lock, by_name: lock.live(), ids: ids.collect(), made: Vec::new(), first: names.len(), names }
    }

    /// What the lock has about a type.
    pub(super) fn names(&self, id: TypeId) -> Option<&'l TypeNames> {
        *self.names.get(id.0)?
    }

    /// The type that the lock has under a name, if it was found or made.
    pub(super) fn id(&self, name: &str) -> Option<TypeId> {
        self.ids.get(name).copied()
    }

    /// The type that only the lock has, among those that were asked for.
    pub(super) fn made(&mut self, index: usize) -> Option<(&'l TypeNames, &mut TypeDef)> {
        let names = (*self.names.get(self.first + index)?)?;
        Some((names, self.made.get_mut(index)?))
    }

    pub(super) fn into_types(self) -> Vec<TypeDef> {
        self.made
    }

    /// Whether a type is the one that the lock spells so.
    pub(super) fn is_same(&self, old: &str, new: &TypeRef) -> bool {
        new.spelled_by(&|id| Some(self.names(id)?.name.as_str())).as_deref() == Some(old)
    }

    /// The type that the lock spells so, also where the document no longer has it.
    pub(super) fn parse(&mut self, text: &str, origin: &Origin) -> Option<TypeRef> {
        let of = |known: &mut Self, text| known.parse(text, origin).map(Box::new);
        match spelled(text) {
            Spelled::List(item) => of(self, item).map(TypeRef::List),
            Spelled::Map(value) => of(self, value).map(TypeRef::Map),
            Spelled::Option(value) => of(self, value).map(TypeRef::Option),
            Spelled::Name("Json") => Some(json(true, "kept by the names lock", origin.clone())),
            Spelled::Name(name) => {
                let scalar = TypeRef::SCALARS.into_iter().find(|(spelled, _)| *spelled == name);
                scalar.map(|(_, ty)| ty).or_else(|| self.named(name).map(TypeRef::Named))
            }
        }
    }

    pub(super) fn live(&self, name: &str) -> Option<&'l TypeNames> {
        self.by_name.get(name).map(|(_, names)| *names)
    }

    /// The type that the lock has under a name. One that the document no longer has gets its members from the lock,
    /// but for a union, whose variants the lock cannot tell apart.
    fn named(&mut self, name: &str) -> Option<TypeId> {
        if let Some(id) = self.ids.get(name) {
            return Some(*id);
        }
        let (name, (key, names)) =
            self.by_name.get_key_value(name).map(|(name, (key, names))| (*name, (*key, *names)))?;
        let kind = match names.kind.as_deref() {
            Some("enum") => TypeKind::Enum(StringEnum::default()),
            Some("struct") => {
                let patch_of = names.from.as_ref().map(|full| self.named(full));
                if patch_of == Some(None) {
                    return None;
                }
                TypeKind::Struct(Struct { patch_of: patch_of.flatten(), ..Struct::default() })
            }
            _ => return None,
        };
        let (pointer, wire) = inline_key(key).map_or((key, None), |(pointer, wire)| (pointer, Some(wire)));
        let origin = Pointer::parse(pointer)?;
        let wire = wire.map(str::to_owned).or_else(|| origin.last().map(Cow::into_owned))?;
        let id = TypeId(self.first + self.made.len());
        self.ids.insert(name, id);
        self.names.push(Some(names));
        self.made.push(TypeDef {
            wire,
            component: !key.contains(' '),
            docs: gone(),
            origin,
            merged: names.places.iter().filter_map(|place| Pointer::parse(place)).collect(),
            kind,
            ..TypeDef::default()
        });
        Some(id)
    }

    /// Adds the values of an enum to those of a known one, which takes its place.
    pub(super) fn add_values(&mut self, api: &mut Api, known: TypeId, new: TypeId) {
        let TypeKind::Enum(shape) = &api.types[new.0].kind else { return };
        let values: Vec<EnumValue> = shape.values.clone();
        let def = match known.0.checked_sub(self.first) {
            Some(index) => self.made.get_mut(index),
            None => api.types.get_mut(known.0),
        };
        if let Some(TypeDef { kind: TypeKind::Enum(shape), .. }) = def {
            let is_new =
                |value: &EnumValue, shape: &StringEnum| shape.values.iter().all(|known| known.wire != value.wire);
            for value in values {
                if is_new(&value, shape) {
                    shape.values.push(value);
                }
            }
        }
    }
}

/// What the docs say of something that is kept.
pub(super) fn gone() -> Docs {
    Docs { summary: "No longer in the OpenAPI document.".to_owned(), body: Vec::new() }
}
