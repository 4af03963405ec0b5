//! Integers beyond 64 bits, which were read as the nearest floating-point numbers: `minimum: -9223372036854775809`.

use serde_json::Value;

use super::trail::Trail;
use crate::ir::Fallback;
use crate::openapi::places::Places;
use crate::yaml::spans::Span;

const TOO_LARGE: &str = "an integer beyond 64 bits is read as a floating-point number";

/// Notes where such integers are.
pub(super) fn note(places: Places<'_>, large: &[Span], found: &mut Vec<Fallback>) {
    if !large.is_empty() {
        walk(places.raw, &Trail::Root, &mut |at| {
            let at = at.pointer();
            if places.spans.find(places.raw, &at).is_some_and(|place| large.contains(&place.value)) {
                found.push(Fallback::new(TOO_LARGE, at));
            }
        });
    }
}

/// Visits all floating-point numbers.
fn walk(value: &Value, at: &Trail<'_>, visit: &mut impl FnMut(&Trail<'_>)) {
    match value {
        Value::Number(number) if number.is_f64() => visit(at),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, &Trail::Index(at, index), visit);
            }
        }
        Value::Object(entries) => {
            for (key, value) in entries {
                walk(value, &Trail::Key(at, key), visit);
            }
        }
        _ => {}
    }
}
