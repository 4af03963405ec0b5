//! Inline enums that a document writes out again wherever they are used, as one type.
//!
//! Three kinds are the same thing by the place that they are at: one parameter in the paths of several operations; two
//! properties of one object (`minInstanceSize` and `maxInstanceSize`); a property of what is sent and of what is
//! returned (`…Request` and `…Response`). In the last two the lists of values must agree. The name is what the names
//! have in common, whether or not another type wants it: else a new type could part those that were one.

use std::collections::{BTreeMap, BTreeSet};

use super::enum_groups::{Groups, is_inline_enum, values_of};
use super::list::push_new;
use crate::case;
use crate::ir::{Operation, ParamLocation, TypeDef, TypeId};

/// Words that tell a request from its response, and a change from what is changed.
const DIRECTIONS: [&str; 6] = ["create", "patch", "request", "response", "update", "view"];

/// One parameter in the paths of several operations, which are the same up to it.
pub(super) fn of_paths(types: &[TypeDef], operations: &[Operation]) -> Groups {
    let mut places: BTreeMap<(&str, &str), Vec<TypeId>> = BTreeMap::new();
    for operation in operations {
        for param in operation.params.iter().filter(|param| param.location == ParamLocation::Path) {
            let Some(id) = param.ty.named().filter(|id| is_inline_enum(&types[id.0])) else { continue };
            let Some((before, _)) = operation.path.split_once(&format!("{{{}}}", param.wire)) else { continue };
            push_new(places.entry((before, &param.wire)).or_default(), id);
        }
    }
    let mut groups = Groups::default();
    for ((_, param), ids) in places {
        if let Some(name) = path_name(&words_of(types, &ids), param) {
            groups.join(&ids, name);
        }
    }
    groups
}

/// Properties of one object whose names end alike.
pub(super) fn of_objects(types: &[TypeDef]) -> Groups {
    let mut groups = Groups::default();
    for def in types {
        let mut by_end: BTreeMap<String, Vec<TypeId>> = BTreeMap::new();
        for field in def.fields().iter().filter(|_| def.patch_of().is_none()) {
            let Some(id) = field.ty.named().filter(|id| is_inline_enum(&types[id.0])) else { continue };
            let end = case::words(&field.wire).pop().unwrap_or_default();
            push_new(by_end.entry(end).or_default(), id);
        }
        for ids in by_end.values().flat_map(|ids| by_values(types, ids)) {
            if let Some(name) = shared_ends(&words_of(types, &ids)) {
                groups.join(&ids, name);
            }
        }
    }
    groups
}

/// One property of schemas whose names differ by the direction only.
pub(super) fn of_directions(types: &[TypeDef]) -> Groups {
    let mut stems: BTreeMap<String, Vec<TypeId>> = BTreeMap::new();
    for (index, def) in types.iter().enumerate().filter(|(_, def)| is_inline_enum(def)) {
        if let Some(stem) = without_direction(def) {
            stems.entry(stem).or_default().push(TypeId(index));
        }
    }
    let mut groups = Groups::default();
    for (stem, ids) in stems {
        // Two lists of values cannot have one name.
        if let [ids] = by_values(types, &ids).as_slice() {
            groups.join(ids, stem);
        }
    }
    groups
}

/// The words in the names of types.
fn words_of(types: &[TypeDef], ids: &[TypeId]) -> Vec<Vec<String>> {
    ids.iter().map(|id| case::words(&types[id.0].wire)).collect()
}

/// The types that have the same values, in groups of two and more.
pub(super) fn by_values(types: &[TypeDef], ids: &[TypeId]) -> Vec<Vec<TypeId>> {
    let mut lists: BTreeMap<BTreeSet<&str>, Vec<TypeId>> = BTreeMap::new();
    for id in ids {
        let values = values_of(&types[id.0]).iter().map(|value| value.wire.as_str()).collect();
        lists.entry(values).or_default().push(*id);
    }
    lists.into_values().filter(|ids| ids.len() > 1).collect()
}

/// The words that all names end with: `Matcher`.
pub(super) fn shared_end(names: &[Vec<String>]) -> Option<String> {
    let (first, others) = names.split_first()?;
    let end = others.iter().map(|other| case::shared_end(first, other)).min()?;
    (end > 0).then(|| case::pascal(&first[first.len() - end..]))
}

/// What the names have in common at their start and at their end: `AutoScalingInstanceSize` of
/// `AutoScalingMaxInstanceSize` and `AutoScalingMinInstanceSize`.
fn shared_ends(names: &[Vec<String>]) -> Option<String> {
    let (first, others) = names.split_first()?;
    let start = others.iter().map(|other| case::shared_start(first, other)).min()?;
    let rests: Vec<Vec<String>> = names.iter().map(|words| words[start..].to_vec()).collect();
    let end = shared_end(&rests)?;
    (start > 0).then(|| format!("{}{end}", case::pascal(&first[..start])))
}

/// The name of a parameter in the paths of several operations, after what the operations act on.
///
/// That is what their names begin with after the verb, or what most of them are called; else the parameter alone, if it
/// has a name of two words.
fn path_name(names: &[Vec<String>], param: &str) -> Option<String> {
    let param = case::words(param);
    let stems: Option<Vec<Vec<String>>> =
        names.iter().map(|name| Some(name.strip_suffix(param.as_slice())?.get(1..)?.to_vec())).collect();
    let stems = stems?;
    let shortest = stems.iter().min_by_key(|stem| (stem.len(), *stem))?;
    let alike = |stem: &[String], other: &[String]| {
        stem.iter().zip(other).take_while(|(a, b)| a.trim_end_matches('s') == b.trim_end_matches('s')).count()
    };
    let start = stems.iter().map(|stem| alike(shortest, stem)).min()?;
    let is_usual = |stem: &&Vec<String>| {
        let same = |other: &&Vec<String>| other.len() == stem.len() && alike(stem, other) == stem.len();
        stems.iter().filter(same).count() * 2 > stems.len()
    };
    let stem = match stems.iter().filter(is_usual).min() {
        _ if start > 1 => shortest.get(..start)?,
        Some(stem) => stem.as_slice(),
        None if param.len() > 1 => &[],
        None => return None,
    };
    // `GroupIntegration` and `integrationType` are `GroupIntegrationType`.
    let overlap = (1..=param.len().min(stem.len())).rev().find(|count| stem.ends_with(&param[..*count]));
    Some(case::pascal(&[stem, &param[overlap.unwrap_or(0)..]].concat()))
}

/// The name of a property's enum without the words that tell a direction in the name of the object.
fn without_direction(def: &TypeDef) -> Option<String> {
    let mut segments: Vec<_> = def.origin.segments().collect();
    let at = segments.iter().rposition(|segment| segment == "properties")?;
    let property = case::words(&segments.drain(at..).nth(1)?);
    let words = case::words(&def.wire);
    let own = case::shared_end(&property, &words);
    let (object, own) = words.split_at(words.len() - own);
    let object = object.iter().filter_map(|word| {
        // `Create20241113` is a word as well.
        let rest = DIRECTIONS.iter().find_map(|direction| word.strip_prefix(direction));
        let rest = rest.filter(|rest| rest.chars().all(|c| c.is_ascii_digit()));
        rest.map_or(Some(word.clone()), |rest| (!rest.is_empty()).then(|| rest.to_owned()))
    });
    Some(case::pascal(&object.chain(own.iter().cloned()).collect::<Vec<_>>()))
}
