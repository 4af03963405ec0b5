//! `Debug` for every model: like the derived one, but with JSON names, without absent fields, and
//! without anything that is or may be a secret.

use std::fmt;

use super::{Active, Json, Object, Slot, View};

/// Formats `slot`.
///
/// # Errors
///
/// If the formatter fails.
#[doc(hidden)]
pub fn fmt(slot: &dyn Slot, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    fmt::Debug::fmt(&Show(slot.view()), f)
}

/// A value as `Debug` shows it.
struct Show<'a>(View<'a>);

/// What a secret is shown as.
struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}

impl fmt::Debug for Show<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            View::Absent => f.write_str("None"),
            View::Null => f.write_str("null"),
            View::Bool(value) => value.fmt(f),
            View::Int(value) => value.fmt(f),
            View::UInt(value) => value.fmt(f),
            View::Float(value) => value.fmt(f),
            View::Str(text) | View::Enum(text) => text.fmt(f),
            View::Secret(_) => Redacted.fmt(f),
            View::Time(time) => time.fmt(f),
            View::Date(date) => date.fmt(f),
            View::Json(value) => fmt::Display::fmt(value, f),
            View::Object(object) => show_object(object, f),
            View::List(list) => {
                let items = (0..).map_while(|index| list.get(index));
                f.debug_list().entries(items.map(|slot| Show(slot.view()))).finish()
            }
            View::Map(map) => {
                let entries = map.entries();
                f.debug_map().entries(entries.iter().map(|(key, slot)| (key, Show(slot.view())))).finish()
            }
            View::Union(union) => match union.active() {
                Active::Variant(name, slot) => f.debug_tuple(name).field(&Show(slot.view())).finish(),
                Active::Unknown(value) => f.debug_tuple("Unknown").field(&Outline(value)).finish(),
            },
        }
    }
}

fn show_object(object: &dyn Object, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let schema = object.schema();
    let mut result = Ok(());
    object.read(&mut |slots, _| {
        let mut shown = f.debug_struct(schema.name);
        for (field, slot) in schema.fields.iter().zip(slots) {
            match slot.view() {
                View::Absent => {}
                _ if field.flags.is_secret() => {
                    shown.field(field.name, &Redacted);
                }
                view => {
                    shown.field(field.name, &Show(view));
                }
            }
        }
        for slot in slots.get(schema.fields.len()..).unwrap_or_default() {
            shown.field("additional", &Show(slot.view()));
        }
        result = shown.finish();
    });
    result
}

/// The shape of a value this crate knows nothing of: anything in it may be a secret.
struct Outline<'a>(&'a Json);

impl fmt::Debug for Outline<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Json::Null => f.write_str("null"),
            Json::Bool(_) => f.write_str("<boolean>"),
            Json::Number(_) => f.write_str("<number>"),
            Json::String(_) => f.write_str("<string>"),
            Json::Array(items) => write!(f, "<array of {}>", items.len()),
            Json::Object(entries) => f.debug_set().entries(entries.keys()).finish(),
        }
    }
}
