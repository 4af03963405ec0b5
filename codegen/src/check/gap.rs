//! Where something that is missing would stand, so that a diagnostic can point there.
//!
//! Nobody can know, but the description itself tells how its author orders things: the keys of an object by the
//! other objects that have the missing key, names by a list that is in the same order, or by the alphabet.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde_json::Value;

use super::walk::Walk;
use crate::diagnostics::Diagnostic;
use crate::pointer::Pointer;

/// How an entry and the missing one are ordered, by the strongest sign first.
type Order = [Ordering; 2];

/// For how many missing keys the description is searched for the usual order; few diagnostics are shown.
const MAX_EXPLAINED: usize = 100;

/// For [`name`], where there is no list to compare with.
pub(super) const BY_NAME: &[&str] = &[];

/// Adds where a key of OpenAPI would stand in the object at `block`.
pub(super) fn key(walk: &Walk<'_>, found: Diagnostic, block: &Pointer, missing: &str) -> Diagnostic {
    if walk.explained.replace(walk.explained.get() + 1) >= MAX_EXPLAINED {
        return found;
    }
    let keys: Vec<_> = entries(walk, block).into_iter().map(|(key, _)| key).collect();
    let usual = usual_order(walk.root, &keys, missing);
    add(walk, found, block, missing, |key| [usual.get(key).copied().unwrap_or(0).cmp(&0), Ordering::Equal])
}

/// Adds where a name would stand in the mapping or list at `block`, whose entries may be in the order of `names`, or
/// else of the alphabet.
pub(super) fn name(
    walk: &Walk<'_>,
    found: Diagnostic,
    block: &Pointer,
    missing: &str,
    names: &[impl AsRef<str>],
) -> Diagnostic {
    let rank = |wanted: &str| names.iter().position(|name| name.as_ref() == wanted);
    let wanted = rank(missing);
    add(walk, found, block, missing, |name| {
        let listed = rank(name).zip(wanted).map_or(Ordering::Equal, |(rank, wanted)| rank.cmp(&wanted));
        [listed, name.cmp(missing)]
    })
}

/// Adds where the missing entry would stand, by how each entry there is ordered towards it. Nothing where no entry
/// gives a sign, or all stand on one line.
fn add(
    walk: &Walk<'_>,
    found: Diagnostic,
    block: &Pointer,
    missing: &str,
    order: impl Fn(&str) -> Order,
) -> Diagnostic {
    let entries = entries(walk, block);
    let orders: Vec<_> = entries.iter().map(|(name, _)| order(name)).collect();
    let is_one_line = walk.places.end(block).line == walk.places.key_location(block).line;
    if is_one_line || orders.iter().all(|order| *order == [Ordering::Equal; 2]) {
        return found;
    }
    match entries.get(position(&orders)) {
        Some((_, next)) => {
            found.with_related(format!("`{missing}` would stand before this"), walk.places.key_location(next))
        }
        None => found.with_related(format!("`{missing}` would stand after this"), walk.places.end(block)),
    }
}

/// The names and places of what an object or list has; an item is called by its name or by what it refers to.
fn entries<'a>(walk: &Walk<'a>, block: &Pointer) -> Vec<(&'a str, Pointer)> {
    match walk.places.value(block) {
        Some(Value::Object(entries)) => entries.keys().map(|key| (key.as_str(), block.push(key))).collect(),
        Some(Value::Array(items)) => {
            items.iter().enumerate().map(|(index, item)| (item_name(item), block.index(index))).collect()
        }
        _ => Vec::new(),
    }
}

fn item_name(item: &Value) -> &str {
    let name = item.as_str().or_else(|| item.get("name")?.as_str()).or_else(|| item.get("$ref")?.as_str());
    name.map_or("", |name| name.rsplit('/').next().unwrap_or(name))
}

/// The index before which the fewest entries stand on the wrong side; the last one of several.
fn position(orders: &[Order]) -> usize {
    // How many more are on the wrong side than before the first entry: each entry passed is right if it is less.
    let wrong = orders.iter().scan([0_isize; 2], |wrong, order| {
        *wrong = [wrong[0] + order[0] as isize, wrong[1] + order[1] as isize];
        Some(*wrong)
    });
    let indexed = (1..).zip(wrong).chain([(0, [0; 2])]);
    indexed.min_by_key(|(index, wrong)| (*wrong, std::cmp::Reverse(*index))).map_or(0, |(index, _)| index)
}

/// For each key of an incomplete object, whether it stands after `missing` (more than zero) or before it in the objects
/// of the description that have both. The more keys an object shares with the incomplete one, the more it counts.
fn usual_order<'a>(root: &Value, keys: &[&'a str], missing: &str) -> BTreeMap<&'a str, isize> {
    let mut usual = BTreeMap::new();
    let mut rest = vec![root];
    while let Some(value) = rest.pop() {
        match value {
            Value::Object(entries) => {
                rest.extend(entries.values());
                let index = |key: &str| entries.keys().position(|other| other == key);
                let Some(at) = index(missing) else { continue };
                let shared: Vec<_> = keys.iter().filter_map(|key| Some((*key, index(key)?))).collect();
                let weight = shared.len().cast_signed();
                for (key, index) in shared {
                    *usual.entry(key).or_default() += if index < at { -weight } else { weight };
                }
            }
            Value::Array(items) => rest.extend(items),
            _ => {}
        }
    }
    usual
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering::{Equal, Greater, Less};

    use serde_json::json;

    use super::*;

    #[test]
    fn stands_where_the_fewest_are_on_the_wrong_side() {
        let by = |first: &[Ordering]| position(&first.iter().map(|order| [*order, Equal]).collect::<Vec<_>>());
        assert_eq!(by(&[]), 0);
        assert_eq!(by(&[Less, Less, Greater]), 2);
        assert_eq!(by(&[Greater, Less, Less, Greater, Greater]), 3);
        assert_eq!(by(&[Equal, Equal]), 2);
        assert_eq!(position(&[[Equal, Less], [Equal, Greater], [Greater, Less]]), 1);
    }

    #[test]
    fn learns_the_order_from_the_whole_description() {
        let root = json!([{ "a": 1, "k": { "k": 1, "b": 2 } }, { "b": 0, "k": 0, "c": 0 }, { "b": 0 }]);
        let usual = usual_order(&root, &["a", "b", "c", "d"], "k");
        assert_eq!(usual.into_iter().collect::<Vec<_>>(), [("a", -1), ("b", -1), ("c", 2)]);
    }
}
