//! Names inside types: fields, values of enums, variants of unions.

use super::context::Names;
use super::reserved;
use super::scope::{Claim, Scope, Settled, Style};
use crate::case;
use crate::config::Renamed;
use crate::ir::{Presence, StringEnum, Struct, TypeDef, TypeId, TypeKind, TypeRef, Union, Variant};
use crate::lock::variant_keys;

/// Names the members of all types.
pub(super) fn assign(names: &mut Names<'_>, types: &mut [TypeDef]) {
    for i in 0..types.len() {
        let settled = match &types[i].kind {
            TypeKind::Struct(shape) => fields(names, i, &types[i], shape),
            TypeKind::Enum(shape) => values(names, i, &types[i], shape),
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

fn fields(names: &mut Names<'_>, index: usize, def: &TypeDef, shape: &Struct) -> Vec<Settled> {
    let scope = Scope::new(Style::Snake, "_", reserved::NEVER_RAW.iter().copied());
    // A nullable field has a second setter, which sets it to null.
    let nulls = shape.fields.iter().filter(|field| field.presence == Presence::Nullable);
    let nulls: Vec<String> = nulls.map(|field| format!("{}_null", scope.plain(&field.wire))).collect();
    let additional = shape.additional.is_some().then(|| "additional".to_owned());
    let scope = scope.without(nulls).without(additional);
    let claims = shape.fields.iter().map(|field| Claim::of(&field.wire)).collect();
    let place = |i: usize, wire| (&shape.fields[i].origin, Renamed::Member(&def.wire, wire));
    let known = names.known(index).map(|known| &known.fields);
    names.settle_members(scope, "properties", known, claims, place)
}

fn values(names: &mut Names<'_>, index: usize, def: &TypeDef, shape: &StringEnum) -> Vec<Settled> {
    let scope = Scope::new(Style::Pascal, "Value", reserved::VARIANTS.iter().copied());
    let claims = shape.values.iter().map(|value| Claim::of(&value.wire)).collect();
    let place = |_, wire| (&def.origin, Renamed::Member(&def.wire, wire));
    let known = names.known(index).map(|known| &known.values);
    names.settle_members(scope, "values", known, claims, place)
}

fn variants<'t>(names: &mut Names<'_>, types: &'t [TypeDef], index: usize, union: &'t Union) -> Vec<Settled> {
    let def = &types[index];
    let scope = Scope::new(Style::Pascal, "Variant", reserved::VARIANTS.iter().copied());
    // Types have their names already, chosen ones included.
    let of_union = case::words(&def.rust);
    let claim = |(variant, key): (&'t Variant, String)| match &variant.ty {
        &TypeRef::Named(TypeId(id)) => {
            let TypeDef { wire, rust, component, .. } = &types[id];
            let words = case::words(rust);
            // An inline variant is called after the union and its own label.
            let label =
                rust.strip_prefix(&def.rust).filter(|label| !component && label.starts_with(char::is_uppercase));
            let preferred = label.map_or_else(|| case::pascal(case::distinct(&of_union, &words)), str::to_owned);
            let longer = vec![preferred.clone(), rust.clone()];
            let preferred = tag_value(union, variant).unwrap_or(preferred);
            Claim { wire, key, preferred: Some(preferred), longer, ..Claim::default() }
        }
        other => {
            let preferred = name_of_held(types, other).filter(|_| key != other.kind_word());
            Claim { wire: other.kind_word(), key, preferred, ..Claim::default() }
        }
    };
    let claims = union.variants.iter().zip(variant_keys(types, union)).map(claim).collect();
    let place = |_, wire| (&def.origin, Renamed::Member(&def.wire, wire));
    let known = names.known(index).map(|known| &known.variants);
    names.settle_members(scope, "variants", known, claims, place)
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
