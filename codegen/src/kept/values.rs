//! Values of string enums that the document no longer has.

use super::known::gone;
use super::matched::matched;
use crate::ir::{Api, EnumValue, TypeKind};
use crate::lock::Lock;

/// Keeps the values of string enums that the document no longer has: on the wire a variant costs nothing, and to remove
/// one would break who names it.
pub(super) fn keep(api: &mut Api, lock: &Lock) {
    let matched = matched(lock, api);
    for (def, known) in api.types.iter_mut().zip(matched.types) {
        let (TypeKind::Enum(shape), Some(known)) = (&mut def.kind, known) else { continue };
        for wire in known.values.keys() {
            if shape.values.iter().all(|value| value.wire != *wire) {
                shape.values.push(EnumValue {
                    wire: wire.clone(),
                    docs: gone(),
                    removed: true,
                    ..EnumValue::default()
                });
            }
        }
    }
}
