//! What the getters of unions call: a property of whatever variant there is.

use std::any::Any;
use std::borrow::Cow;

use serde_json::from_value;

use super::{Active, DateTime, Json, Model, NaiveDate, Union, Utc, View, time};

/// A value that can be looked up in a union without knowing the variant.
pub trait Get<'a>: Sized {
    /// From the field of a variant; nothing if it is not set or of another kind.
    fn of_view(view: View<'a>) -> Option<Self>;

    /// From the property of a value that no variant holds.
    fn of_json(value: &'a Json) -> Option<Self>;
}

/// The property called `property` of what `union` holds, also of an `Unknown` value.
#[doc(hidden)]
pub fn get<'a, T: Get<'a>>(union: &'a dyn Union, property: &str) -> Option<T> {
    match find(union, property)? {
        Found::View(view) => T::of_view(view),
        Found::Json(value) => T::of_json(value),
    }
}

/// A property, in a variant or in an unknown value.
enum Found<'a> {
    View(View<'a>),
    Json(&'a Json),
}

/// The part of [`get`] that does not depend on the type.
fn find<'a>(union: &'a dyn Union, property: &str) -> Option<Found<'a>> {
    let (name, slot) = match union.active() {
        Active::Variant(name, slot) => (name, slot),
        Active::Unknown(value) => return value.get(property).map(Found::Json),
    };
    let mut found = None;
    match slot.view() {
        View::Union(inner) => found = find(inner, property),
        View::Object(object) => {
            let schema = object.schema();
            object.read(&mut |slots, set| {
                let Some(index) = schema.find(property, 0) else { return };
                let (Some(slot), Some(field)) = (slots.get(index), schema.fields.get(index)) else { return };
                let view = slot.view();
                // A required field that nobody set holds the empty value of its type.
                let is_set = !field.flags.is_required() || set.contains(index, view);
                found = (is_set && !matches!(view, View::Absent)).then_some(Found::View(view));
            });
        }
        _ => {}
    }
    // A tag with a single value may be declared nowhere. What else tells a variant is a guess.
    let is_tag = union.variants().tag == Some(property);
    let implied = || union.variants().variant(name)?.implied().find(|(implied, _)| is_tag && *implied == property);
    found.or_else(|| Some(Found::View(View::Str(implied()?.1.as_str()?))))
}

impl<'a> Get<'a> for &'a str {
    fn of_view(view: View<'a>) -> Option<Self> {
        if let View::Str(text) | View::Enum(text) = view { Some(text) } else { None }
    }

    fn of_json(value: &'a Json) -> Option<Self> {
        value.as_str()
    }
}

/// Implements `Get` for a type with one kind of view, and a reading of JSON.
macro_rules! get {
    ($($ty:ty: $view:pat => $found:expr, $json:expr;)*) => {$(
        impl<'a> Get<'a> for $ty {
            fn of_view(view: View<'a>) -> Option<Self> {
                if let $view = view { Some($found) } else { None }
            }

            fn of_json(value: &'a Json) -> Option<Self> {
                $json(value)
            }
        }
    )*};
}

get! {
    bool: View::Bool(value) => value, Json::as_bool;
    i64: View::Int(value) => value, Json::as_i64;
    u64: View::UInt(value) => value, Json::as_u64;
    f64: View::Float(value) => value, Json::as_f64;
    DateTime<Utc>: View::Time(value) => *value, |value: &Json| time::parse(value.as_str()?);
    NaiveDate: View::Date(value) => *value, |value: &Json| value.as_str()?.parse().ok();
}

/// Models, lists and maps: the field itself, or what an unknown value has there, decoded.
impl<'a, T: Model + Clone + serde::de::DeserializeOwned> Get<'a> for Cow<'a, T> {
    fn of_view(view: View<'a>) -> Option<Self> {
        let any: &dyn Any = match view {
            View::Object(object) => object,
            View::List(list) => list,
            View::Map(map) => map,
            View::Union(union) => union,
            View::Json(value) => value,
            _ => return None,
        };
        any.downcast_ref().map(Cow::Borrowed)
    }

    fn of_json(value: &'a Json) -> Option<Self> {
        from_value(value.clone()).ok().map(Cow::Owned)
    }
}
