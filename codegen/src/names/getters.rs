//! Names of the getters of unions.

use super::context::Names;
use super::reserved;
use super::scope::{Claim, Scope, Style};
use crate::config::Renamed;
use crate::ir::{TypeDef, TypeKind};

/// Names the properties that all variants of a union have: as the field is called in the first variant that has it.
pub(super) fn assign(names: &mut Names<'_>, types: &mut [TypeDef]) {
    for index in 0..types.len() {
        let def = &types[index];
        let TypeKind::Union(union) = &def.kind else { continue };
        let scope = Scope::new(Style::Snake, "_", reserved::NEVER_RAW.iter().chain(reserved::GETTERS).copied());
        let setters: Vec<String> =
            union.common.iter().map(|property| format!("with_{}", scope.plain(&property.wire))).collect();
        let claims = union.common.iter().map(|property| {
            let preferred = union.fields(types, &property.wire).first().map(|field| field.rust.clone());
            Claim { preferred, ..Claim::of(&property.wire) }
        });
        let place = |_, wire| (&def.origin, Renamed::Member(&def.wire, wire));
        let known = names.known(index).map(|known| &known.getters);
        let settled = names.settle_members(scope.without(setters), "getters", known, claims.collect(), place);
        if let TypeKind::Union(union) = &mut types[index].kind {
            union.common.iter_mut().zip(settled).for_each(|(property, settled)| property.rust = settled.name);
        }
    }
}
