//! Tags that variants do not declare.

use super::super::list::push_new;
use crate::ir::{Docs, Field, Presence, TypeDef, TypeId, TypeKind, TypeRef};

/// Gives a struct that is for several values of a tag without declaring it a property for the tag, which requests must
/// have: else the value would be lost between a response and a request. A variant with a single value needs none, the
/// engine adds it.
pub(super) fn add(types: &mut [TypeDef]) {
    let mut missing: Vec<(TypeId, String)> = Vec::new();
    for def in types.iter() {
        let TypeKind::Union(union) = &def.kind else { continue };
        let several = union.variants.iter().flat_map(|variant| {
            variant.clauses.iter().filter(|clause| clause.values.len() > 1).map(|clause| (&variant.ty, clause))
        });
        for (ty, clause) in several.filter(|_| union.tag.is_some()) {
            let TypeRef::Named(id) = ty else { continue };
            let TypeKind::Struct(shape) = &types[id.0].kind else { continue };
            if shape.fields.iter().all(|field| field.wire != clause.property) {
                push_new(&mut missing, (*id, clause.property.clone()));
            }
        }
    }
    for (id, property) in missing {
        let origin = types[id.0].origin.clone();
        if let TypeKind::Struct(shape) = &mut types[id.0].kind {
            shape.fields.push(Field {
                wire: property,
                docs: Docs { summary: "Tells which of several kinds this is.".to_owned(), body: Vec::new() },
                ty: TypeRef::String,
                presence: Presence::Optional,
                required: true,
                can_lack: true,
                origin,
                ..Field::default()
            });
        }
    }
}
