//! Types that others take the place of, and types that are gone.

use super::operations::Operation;
use super::types::{TypeDef, TypeId, TypeKind, TypeRef};

/// Leads every reference to the type that takes the place of its own, and removes the types that are not themselves.
///
/// `becomes` has an id for each type: its own, that of another type, or none when nothing refers to the type any more.
/// `is_same` tells whether a type still has the values that it had.
pub(crate) fn replace_types(
    types: &mut Vec<TypeDef>,
    operations: &mut [Operation],
    becomes: &[Option<TypeId>],
    is_same: impl Fn(TypeId) -> bool,
) {
    let stays = |index: usize| becomes[index] == Some(TypeId(index));
    let mut left = 0;
    let mut position = Vec::with_capacity(types.len());
    for index in 0..types.len() {
        position.push(left);
        left += usize::from(stays(index));
    }
    let mut indexes = 0..types.len();
    types.retain(|_| indexes.next().is_some_and(stays));
    let lead = |id: &mut TypeId| id.0 = position[becomes[id.0].unwrap_or(*id).0];
    for def in types {
        match &mut def.kind {
            TypeKind::Enum(_) => {}
            TypeKind::Struct(shape) => {
                let page = shape.page.as_mut().map(|page| &mut page.item);
                let fields = shape.fields.iter_mut().map(|field| &mut field.ty);
                let held = fields.chain(shape.additional.as_mut()).chain(page);
                held.filter_map(TypeRef::named_mut).chain(&mut shape.patch_of).for_each(lead);
            }
            TypeKind::Union(union) => {
                for variant in &mut union.variants {
                    variant.ty.named_mut().into_iter().for_each(lead);
                    for clause in &mut variant.clauses {
                        clause.values_of = clause.values_of.filter(|id| is_same(*id));
                        clause.values_of.iter_mut().for_each(lead);
                    }
                }
                union.patch_of.iter_mut().for_each(lead);
            }
        }
    }
    for operation in operations {
        operation.references_mut().filter_map(TypeRef::named_mut).for_each(lead);
    }
}
