//! What the setters of unions call: sets a property of whatever variant there is.

use std::any::Any;

use super::{ActiveMut, Choice, Json, Model, Place, Token, Union, View, support};

/// Sets the property called `property` of what `union` holds. In an `Unknown` value that is an object, it sets the
/// key; a variant that has no such property stays as it is.
#[doc(hidden)]
pub fn set<T: Model>(union: &mut dyn Union, property: &str, value: T) {
    let mut value = Some(value);
    with_place(union, property, &mut |place| {
        let Some(value) = value.take() else { return };
        match place {
            Target::Place(place) => put(place, value),
            Target::Json(json) => *json = support::serialize(&value, serde_json::value::Serializer).unwrap_or_default(),
        }
    });
}

/// Where a property goes: into a field, or into a value that no variant holds.
enum Target<'a> {
    Place(Place<'a>),
    Json(&'a mut Json),
}

/// The part of [`set`] that does not depend on the type.
fn with_place(union: &mut dyn Union, property: &str, put: &mut dyn FnMut(Target<'_>)) {
    match union.active_mut() {
        ActiveMut::Unknown(Json::Object(entries)) => {
            put(Target::Json(entries.entry(property).or_insert(Json::Null)));
        }
        ActiveMut::Unknown(_) => {}
        // A list or map would be emptied by asking for its place.
        ActiveMut::Variant(slot) if !matches!(slot.view(), View::Object(_) | View::Union(_)) => {}
        ActiveMut::Variant(slot) => match slot.place(Token::Value) {
            Place::Union(inner) => with_place(inner, property, put),
            Place::Object(object) => {
                let schema = object.schema();
                object.write(&mut |slots, set| {
                    let Some(index) = schema.find(property, 0) else { return };
                    let Some(slot) = slots.get_mut(index) else { return };
                    put(Target::Place(slot.place(Token::Value)));
                    set.insert(index);
                });
            }
            _ => {}
        },
    }
}

fn put<T: Model>(place: Place<'_>, value: T) {
    let any: &mut dyn Any = match place {
        // One variant can have a string where another one has an enum.
        Place::Enum(place, values) => {
            if let View::Str(text) | View::Enum(text) = value.view() {
                place.set(Choice::of(text, values));
            }
            return;
        }
        Place::Bool(place) => place,
        Place::Int(place) => place,
        Place::UInt(place) => place,
        Place::Float(place) => place,
        Place::Str(place) => match value.view() {
            View::Enum(text) => return text.clone_into(place),
            _ => place,
        },
        Place::Secret(place) => place,
        Place::Time(place) => place,
        Place::Date(place) => place,
        Place::Json(place) => place,
        Place::Object(place) => place,
        Place::List(place) => place,
        Place::Map(place) => place,
        Place::Union(place) => place,
        Place::Done | Place::Ignore => return,
    };
    if let Some(place) = any.downcast_mut() {
        *place = value;
    }
}
