//! Names of the getters of unions.

use super::context::Names;
use super::members::{Member, settle};
use super::reserved;
use super::scope::{Scope, Style};
use crate::ir::{TypeDef, TypeKind};

/// Names the properties that all variants of a union have: as the field is called in the first variant that has it.
pub(super) fn assign(names: &mut Names<'_>, types: &mut [TypeDef]) {
    for index in 0..types.len() {
        let def = &types[index];
        let TypeKind::Union(union) = &def.kind else { continue };
        let scope = Scope::new(Style::Snake, "_", reserved::NEVER_RAW.iter().chain(reserved::GETTERS).copied());
        let setters: Vec<String> =
            union.common.iter().map(|property| format!("with_{}", scope.plain(&property.wire))).collect();
        let members = union.common.iter().map(|property| Member {
            wire: &property.wire,
            origin: &def.origin,
            key: None,
            preferred: union.fields(types, &property.wire).first().map(|field| field.rust.clone()),
            longer: Vec::new(),
        });
        let members: Vec<_> = members.collect();
        let known = names.known.types.get(index).and_then(Option::as_ref).map(|known| known.getters.clone());
        let settled = settle(names, scope.without(setters), def, known.as_ref(), "getters", &members);
        if let TypeKind::Union(union) = &mut types[index].kind {
            union.common.iter_mut().zip(settled).for_each(|(property, settled)| property.rust = settled.name);
        }
    }
}
