//! Names inside types: fields, values of enums, variants of unions.

use std::collections::BTreeMap;

use super::context::Names;
use super::scope::{Claim, Scope, Settled, Style};
use super::{keep, reserved};
use crate::case;
use crate::config::Renamed;
use crate::ir::{Presence, TypeDef, TypeId, TypeKind, TypeRef, Union, Variant};
use crate::lock::{name_of, variant_keys};
use crate::pointer::Pointer;

/// Names the members of all types.
pub(super) fn assign(names: &mut Names<'_>, types: &mut [TypeDef]) {
    for i in 0..types.len() {
        let settled = match &types[i].kind {
            TypeKind::Struct(_) => fields(names, i, &types[i]),
            TypeKind::Enum(_) => values(names, i, &types[i]),
            TypeKind::Union(union) => variants(names, types, i, union),
        };
        let settled = settled.into_iter().map(|settled| settled.name);
        match &mut types[i].kind {
            TypeKind::Struct(shape) => shape.fields.iter_mut().zip(settled).for_each(|(field, name)| field.rust = name),
            TypeKind::Enum(shape) => shape.values.iter_mut().zip(settled).for_each(|(value, name)| value.rust = name),
            TypeKind::Union(union) => {
                union.variants.iter_mut().zip(settled).for_each(|(variant, name)| variant.rust = name);
            }
        }
    }
}

/// A member that wants a name.
pub(super) struct Member<'t> {
    pub(super) wire: &'t str,
    /// What the lock calls it, where that is not the wire name.
    pub(super) key: Option<String>,
    pub(super) origin: &'t Pointer,
    /// The short name, where it is not just the wire name.
    pub(super) preferred: Option<String>,
    pub(super) longer: Vec<String>,
}

impl Member<'_> {
    fn key(&self) -> &str {
        self.key.as_deref().unwrap_or(self.wire)
    }
}

fn fields(names: &mut Names<'_>, index: usize, def: &TypeDef) -> Vec<Settled> {
    let TypeKind::Struct(shape) = &def.kind else { return Vec::new() };
    let scope = Scope::new(Style::Snake, "_", reserved::NEVER_RAW.iter().copied());
    // A nullable field has a second setter, which sets it to null.
    let nulls = shape.fields.iter().filter(|field| field.presence == Presence::Nullable);
    let nulls: Vec<String> = nulls.map(|field| format!("{}_null", scope.plain(&field.wire))).collect();
    let additional = shape.additional.is_some().then(|| "additional".to_owned());
    let scope = scope.without(nulls).without(additional);
    let member = |(wire, origin)| Member { wire, origin, key: None, preferred: None, longer: Vec::new() };
    let members = shape.fields.iter().map(|field| (field.wire.as_str(), &field.origin)).map(member);
    settle(names, scope, def, known(names, index, def), "properties", &members.collect::<Vec<_>>())
}

fn values(names: &mut Names<'_>, index: usize, def: &TypeDef) -> Vec<Settled> {
    let TypeKind::Enum(shape) = &def.kind else { return Vec::new() };
    let scope = Scope::new(Style::Pascal, "Value", reserved::VARIANTS.iter().copied());
    let member = |wire| Member { wire, origin: &def.origin, key: None, preferred: None, longer: Vec::new() };
    let members = shape.values.iter().map(|value| value.wire.as_str()).map(member);
    settle(names, scope, def, known(names, index, def), "values", &members.collect::<Vec<_>>())
}

fn variants(names: &mut Names<'_>, types: &[TypeDef], index: usize, union: &Union) -> Vec<Settled> {
    let def = &types[index];
    let scope = Scope::new(Style::Pascal, "Variant", reserved::VARIANTS.iter().copied());
    // Types have their names already, chosen ones included.
    let of_union = case::words(&def.rust);
    let keys = variant_keys(types, union);
    let member = |(variant, key): (&Variant, &String)| match &variant.ty {
        &TypeRef::Named(TypeId(id)) => {
            let TypeDef { wire, rust, component, .. } = &types[id];
            let words = case::words(rust);
            // An inline variant is called after the union and its own label.
            let label =
                rust.strip_prefix(&def.rust).filter(|label| !component && label.starts_with(char::is_uppercase));
            let preferred = label.map_or_else(|| case::pascal(case::distinct(&of_union, &words)), str::to_owned);
            let longer = vec![preferred.clone(), rust.clone()];
            let preferred = tag_value(union, variant).unwrap_or(preferred);
            Member { wire, origin: &def.origin, key: Some(key.clone()), preferred: Some(preferred), longer }
        }
        other => {
            let preferred = name_of_held(types, other).filter(|_| key != other.kind_word());
            Member {
                wire: other.kind_word(),
                origin: &def.origin,
                key: Some(key.clone()),
                preferred,
                longer: Vec::new(),
            }
        }
    };
    let members = union.variants.iter().zip(&keys).map(member);
    settle(names, scope, def, known(names, index, def), "variants", &members.collect::<Vec<_>>())
}

/// What one of several lists or maps is called: `MapOfInteger`.
fn name_of_held(types: &[TypeDef], ty: &TypeRef) -> Option<String> {
    let (TypeRef::List(held) | TypeRef::Map(held)) = ty else { return None };
    let held = match held.element() {
        TypeRef::Named(id) => &types[id.0].rust,
        _ => held.kind_word(),
    };
    Some(format!("{}Of{held}", ty.kind_word()))
}

/// A variant with a single value of the tag is called after it. Its type can be in several unions, and says less:
/// `FlexAvgReadExecutionTime` is a `TimeMetricThresholdView`.
fn tag_value(union: &Union, variant: &Variant) -> Option<String> {
    let clause = variant.clauses.first().filter(|clause| union.tag.is_some() && !clause.is_scalar)?;
    let [value] = clause.values.as_slice() else { return None };
    Some(case::pascal(&case::words(value))).filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// What the lock knows about the members of a type.
fn known<'n>(names: &Names<'n>, index: usize, def: &TypeDef) -> Option<&'n BTreeMap<String, String>> {
    names.known.types.get(index).and_then(Option::as_deref).map(|known| known.members(&def.kind))
}

/// Names members as `known`, their part of the lock, has them; the others by what they want.
pub(super) fn settle(
    names: &mut Names<'_>,
    scope: Scope,
    def: &TypeDef,
    known: Option<&BTreeMap<String, String>>,
    what: &str,
    members: &[Member<'_>],
) -> Vec<Settled> {
    let config = names.config;
    let is_there = |key: &str| members.iter().any(|member| member.key() == key);
    let scope = scope.holding(known.into_iter().flat_map(|known| keep::held(known, is_there)));
    let claims: Vec<Claim<'_>> = members
        .iter()
        .map(|member| Claim {
            wire: member.wire,
            key: member.key().to_owned(),
            fixed: config.rename(Renamed::Member(&def.wire, member.wire)),
            kept: known.and_then(|known| known.get(member.key())).map(|entry| name_of(entry)),
            preferred: member.preferred.clone(),
            tier: 0,
            longer: member.longer.clone(),
        })
        .collect();
    names.settle(&scope, what, &claims, |i, _| (members[i].origin, Renamed::Member(&def.wire, members[i].wire)))
}
