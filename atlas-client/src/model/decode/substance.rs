//! Whether a document said anything about the model that it was decoded into.
//!
//! A tolerant decode takes `{}` and `{"message":"…"}` for any model whose fields may all be missing. As a response that
//! would be an empty user that nobody created, so the outermost value is looked at again.

use super::super::choose::has_known;
use super::super::union::ActiveMut;
use super::super::{Active, Object, Place, Slot, Token, Union, View};
use super::fields::Known;

/// What is said of a null in a place that takes none.
pub(super) const NULL: &str = "null, where a value was expected";

/// What a document lacks that was decoded into `slot`; `known` tells which fields of the outermost object came.
pub(super) fn lacking(slot: &mut dyn Slot, filled: bool, known: Known) -> Option<&'static str> {
    if !filled {
        return Some(NULL);
    }
    if matches!(slot.view(), View::Union(_))
        && let Place::Union(union) = slot.place(Token::Value)
        && is_strange(union)
    {
        return Some("none of the properties of any variant is there");
    }
    match slot.view() {
        View::Union(union) => match union.active() {
            Active::Unknown(value) if value.is_null() => Some(NULL),
            Active::Unknown(value) if value.as_object().is_some_and(serde_json::Map::is_empty) => {
                Some("an object without properties")
            }
            Active::Variant(name, slot) => says_nothing(union, name, slot).then_some("none of the properties is there"),
            Active::Unknown(_) => None,
        },
        View::Object(object) => {
            let schema = object.schema();
            let expects = schema.fields.iter().any(|field| field.flags.is_expected());
            match known {
                Known::Required => None,
                _ if expects => Some("none of the required properties is there"),
                Known::Optional => None,
                Known::Nothing if schema.fields.is_empty() || has_undeclared(object) => None,
                Known::Nothing => Some("none of the properties is there"),
            }
        }
        _ => None,
    }
}

/// Whether an object is kept that has no property of any variant, where there are variants. One of a variant that the
/// service has got since has the tag, or properties that others have too.
fn is_strange(union: &mut dyn Union) -> bool {
    if union.variants().variants.is_empty() {
        return false;
    }
    let ActiveMut::Unknown(value) = union.active_mut() else { return false };
    let value = std::mem::take(value);
    let is_strange = value.as_object().is_some_and(|object| !object.is_empty() && !has_known(union, object, 0));
    union.set_unknown(value);
    is_strange
}

/// Whether a variant was chosen for an object that has none of its properties. A property that tells variants apart and
/// that this one does not declare may have come.
fn says_nothing(union: &dyn Union, name: &str, slot: &dyn Slot) -> bool {
    let View::Object(object) = slot.view() else { return false };
    let schema = object.schema();
    let when = union.variants().variant(name).map_or(&[][..], |variant| variant.when);
    if schema.fields.is_empty() || when.iter().any(|when| schema.find(when.property, 0).is_none()) {
        return false;
    }
    let mut any = false;
    object.read(&mut |slots, set| any = set.any(slots));
    !any
}

/// Whether properties under other names came.
fn has_undeclared(object: &dyn Object) -> bool {
    let declared = object.schema().fields.len();
    let mut found = false;
    object.read(&mut |slots, _| {
        found = slots.get(declared).is_some_and(|slot| match slot.view() {
            View::Map(map) => !map.entries().is_empty(),
            _ => false,
        });
    });
    found
}
