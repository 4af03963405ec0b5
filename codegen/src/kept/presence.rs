//! Whether a field is `T`, `Option<T>` or `Nullable<T>`, and whether a type has setters.

use super::getters;
use super::matched::matched;
use super::spelled::presence;
use crate::ir::{Api, Presence, TypeKind};
use crate::lock::Lock;

/// Keeps how fields can be missing, and setters.
///
/// `Option<T>` holds what became required or nullable, and null is read as `None`; `Nullable<T>` holds everything. A
/// `T` that can be missing now has its type's empty value then, and is left out of requests unless it was set. To be
/// able to tell, or to send null, is worth a new major version: then the maintainer takes the entry out of the lock.
pub(crate) fn keep_presence(api: &mut Api, lock: &Lock) {
    let matched = matched(lock, api);
    let mut kept: Vec<(usize, usize, Presence)> = Vec::new();
    for (index, (def, known)) in api.types.iter().zip(&matched.types).enumerate() {
        let (TypeKind::Struct(shape), Some(known)) = (&def.kind, known) else { continue };
        for (at, field) in shape.fields.iter().enumerate().filter(|(_, field)| !field.boxed) {
            let Some(was) = known.fields.get(&field.wire).and_then(|entry| entry.ty.as_deref()) else { continue };
            let (was, ty) = presence(was);
            let fits = ty == api.spelled(&field.ty) && was != field.presence;
            // A patch type exists to leave fields out.
            if fits && (was != Presence::Required || def.patch_of().is_none()) {
                kept.push((index, at, was));
            }
        }
    }
    for (index, at, presence) in kept {
        if let TypeKind::Struct(shape) = &mut api.types[index].kind {
            shape.fields[at].presence = presence;
            let field = shape.fields[at].clone();
            let spelled = api.spelled_field(&field);
            api.note_kept(&field.origin, format!("`{}: {spelled}`", field.rust));
        }
    }
    getters::keep(api, &matched.types);
    let setters: Vec<bool> =
        matched.types.iter().map(|known| known.as_ref().is_some_and(|known| known.request)).collect();
    for (def, setters) in api.types.iter_mut().zip(setters) {
        def.in_request |= setters;
    }
}
