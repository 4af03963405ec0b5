//! `PartialEq` for every model.

use super::{Active, Object, Slot, View};

/// Whether two values are equal.
#[doc(hidden)]
pub fn eq(a: &dyn Slot, b: &dyn Slot) -> bool {
    match (a.view(), b.view()) {
        (View::Absent, View::Absent) | (View::Null, View::Null) => true,
        (View::Bool(a), View::Bool(b)) => a == b,
        (View::Int(a), View::Int(b)) => a == b,
        (View::UInt(a), View::UInt(b)) => a == b,
        #[allow(clippy::float_cmp, reason = "what PartialEq means for a float")]
        (View::Float(a), View::Float(b)) => a == b,
        (View::Str(a), View::Str(b)) | (View::Enum(a), View::Enum(b)) => a == b,
        (View::Secret(a), View::Secret(b)) => a == b,
        (View::Time(a), View::Time(b)) => a == b,
        (View::Date(a), View::Date(b)) => a == b,
        (View::Json(a), View::Json(b)) => a == b,
        (View::Object(a), View::Object(b)) => eq_objects(a, b),
        (View::List(a), View::List(b)) => {
            let mut pairs = (0..).map(|index| (a.get(index), b.get(index)));
            pairs.find_map(|pair| match pair {
                (Some(a), Some(b)) => (!eq(a, b)).then_some(false),
                (None, None) => Some(true),
                _ => Some(false),
            }) == Some(true)
        }
        (View::Map(a), View::Map(b)) => {
            let (a, b) = (a.entries(), b.entries());
            // The order tells documents apart, such as the keys of an index.
            a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| a.0 == b.0 && eq(a.1, b.1))
        }
        (View::Union(a), View::Union(b)) => match (a.active(), b.active()) {
            (Active::Variant(name_a, a), Active::Variant(name_b, b)) => name_a == name_b && eq(a, b),
            (Active::Unknown(a), Active::Unknown(b)) => a == b,
            _ => false,
        },
        _ => false,
    }
}

fn eq_objects(a: &dyn Object, b: &dyn Object) -> bool {
    let mut equal = false;
    a.read(&mut |a, _| b.read(&mut |b, _| equal = a.len() == b.len() && a.iter().zip(b).all(|(a, b)| eq(*a, *b))));
    equal
}
