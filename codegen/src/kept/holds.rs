//! Whether a type that users know holds all values of a new one.

use std::collections::BTreeSet;

use super::known::Known;
use super::spelled::{Spelled, presence, spelled};
use crate::ir::{Api, Origin, Presence, Struct, TypeDef, TypeId, TypeKind, TypeRef};
use crate::lock::TypeNames;

/// The type to use in place of `new`, if the one that the lock spells as `old` holds its values.
pub(super) fn fit(known: &mut Known<'_>, api: &mut Api, old: &str, new: &TypeRef, origin: &Origin) -> Option<TypeRef> {
    if known.is_same(old, new) {
        return Some(new.clone());
    }
    if !known.holds(api, old, new, &mut BTreeSet::new()) {
        return None;
    }
    let kept = known.parse(old, origin)?;
    if let (Some(id), Some(new)) = (kept.named(), new.named()) {
        known.add_values(api, id, new);
    }
    Some(kept)
}

/// Pairs of types that are compared already, as types contain themselves.
type Open<'l> = BTreeSet<(&'l str, TypeId)>;

impl<'l> Known<'l> {
    /// Whether `old`, as the lock spells it, holds the values of `new`.
    fn holds(&self, api: &Api, old: &str, new: &TypeRef, open: &mut Open<'l>) -> bool {
        match (spelled(old), new) {
            // Anything.
            (Spelled::Name("Json"), _) => true,
            (Spelled::Option(old), TypeRef::Option(new)) => self.holds(api, old, new, open),
            (Spelled::Option(old), new) => self.holds(api, old, new, open),
            (Spelled::List(old), TypeRef::List(new)) | (Spelled::Map(old), TypeRef::Map(new)) => {
                self.holds(api, old, new, open)
            }
            (Spelled::Name(old), TypeRef::Named(id)) => self.holds_named(api, old, *id, open),
            (Spelled::Name(old), new) => match new {
                TypeRef::DateTime | TypeRef::Date if old == "String" => true,
                // Enums are open.
                TypeRef::String => old == "String" || self.is_enum(api, old),
                new => api.spelled(new) == old,
            },
            _ => false,
        }
    }

    fn is_enum(&self, api: &Api, name: &str) -> bool {
        let is_still = self.now(api, name).is_none_or(|now| matches!(now.kind, TypeKind::Enum(_)));
        is_still && self.live(name).is_some_and(|names| names.kind.as_deref() == Some("enum"))
    }

    /// A type of the lock as the document has it now.
    fn now<'a>(&self, api: &'a Api, name: &str) -> Option<&'a TypeDef> {
        api.types.get(self.id(name)?.0)
    }

    fn holds_named(&self, api: &Api, old: &str, new: TypeId, open: &mut Open<'l>) -> bool {
        if self.names(new).is_some_and(|names| names.name == old) {
            return true;
        }
        let Some(def) = api.types.get(new.0) else { return false };
        match &def.kind {
            TypeKind::Enum(_) => old == "String" || self.is_enum(api, old),
            TypeKind::Struct(shape) => {
                let names = self.live(old).filter(|names| names.kind.as_deref() == Some("struct"));
                names.is_some_and(|names| {
                    // What is compared already is decided by the rest.
                    !open.insert((&names.name, new)) || self.holds_fields(api, names, shape, open)
                })
            }
            TypeKind::Union(_) => false,
        }
    }

    /// Whether a struct of the lock has all fields of another one, and demands none that the other lacks; also as the
    /// document has it now, which may have swapped the names of two schemas.
    fn holds_fields(&self, api: &Api, names: &'l TypeNames, shape: &Struct, open: &mut Open<'l>) -> bool {
        let known = |wire: &str| names.fields.get(wire)?.ty.as_deref();
        let is_there = |wire: &str| shape.fields.iter().any(|field| field.wire == wire);
        let demanded = |ty: Option<&str>| ty.is_some_and(|ty| presence(ty).0 == Presence::Required);
        !shape.fields.is_empty()
            && shape.additional.is_none()
            && names.fields.iter().all(|(wire, entry)| !demanded(entry.ty.as_deref()) || is_there(wire))
            && self.now(api, &names.name).is_none_or(|now| match &now.kind {
                TypeKind::Struct(now) => now.fields.iter().all(|field| match known(&field.wire) {
                    Some(ty) => self.holds(api, presence(ty).1, &field.ty, open),
                    None => field.presence != Presence::Required || is_there(&field.wire),
                }),
                TypeKind::Enum(_) | TypeKind::Union(_) => false,
            })
            && shape
                .fields
                .iter()
                .all(|field| known(&field.wire).is_some_and(|ty| self.holds(api, presence(ty).1, &field.ty, open)))
    }
}
