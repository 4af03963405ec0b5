//! Entries and items that are removed.

use serde_json::{Map, Value};

use super::trail::Trail;
use crate::ir::Fallback;
use crate::pointer::Pointer;

/// Removes some entries of an object, and notes each; `what` says why.
pub(super) fn remove(
    entries: &mut Map<String, Value>,
    at: &Trail<'_>,
    found: &mut Vec<Fallback>,
    what: &str,
    is_removed: impl Fn(&str, &Value) -> bool,
) {
    entries.retain(|key, value| {
        let removed = is_removed(key, value);
        if removed {
            found.push(Fallback::new(what, at.pointer().push(key)));
        }
        !removed
    });
}

/// Removes some items of the list `key` of an object, and notes each; `what` says why.
pub(super) fn remove_items(
    owner: &mut Map<String, Value>,
    key: &str,
    at: &Pointer,
    found: &mut Vec<Fallback>,
    what: &str,
    mut is_removed: impl FnMut(&Value) -> bool,
) {
    let Some(list) = owner.get_mut(key).and_then(Value::as_array_mut) else { return };
    let at = at.push(key);
    let mut index = 0;
    list.retain(|item| {
        let removed = is_removed(item);
        if removed {
            found.push(Fallback::new(what, at.index(index)));
        }
        index += 1;
        !removed
    });
}
