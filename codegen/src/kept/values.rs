//! Values of string enums that the document no longer has.

use super::known::gone;
use super::matched::matched;
use crate::ir::{Api, EnumValue, TypeKind};
use crate::lock::{Entry, Lock};

/// Keeps the values of string enums that the document no longer has: on the wire a variant costs nothing, and to remove
/// one would break who names it.
///
/// `RED = "Red: value"` is a variant that users have, `RED = "Red"` a name that one had before a reshape took it. Older
/// locks have names alone, for variants too.
pub(super) fn keep(api: &mut Api, lock: &Lock) {
    let is_value = |entry: &Entry| entry.ty.is_some();
    let tells_values = lock.types.values().flat_map(|names| names.values.values()).any(is_value);
    let matched = matched(lock, api);
    for (def, known) in api.types.iter_mut().zip(matched.types) {
        let (TypeKind::Enum(shape), Some(known)) = (&mut def.kind, known) else { continue };
        for (wire, _) in known.values.iter().filter(|(_, entry)| !tells_values || is_value(entry)) {
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
