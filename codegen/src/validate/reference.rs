//! References: that each leads to a component of the kind that is wanted.

use serde_json::{Map, Value};

use super::mismatch::describe;
use super::suggest::{did_you_mean, is_misspelling, nearest};
use super::walk::Walk;
use crate::diagnostics::Diagnostic;
use crate::openapi::kinds::Rule;
use crate::openapi::reference::{component_name, follow};
use crate::openapi::tables::DEFINITIONS;
use crate::pointer::Pointer;

/// Keys that may be beside `$ref`: they describe, and a reader of the typed document can look them up.
const BESIDE: &[&str] = &["$ref", "description", "summary", "title", "deprecated", "example", "externalDocs"];

/// Keys that say more about a value whose schema is a `$ref`, and count beside it, although OpenAPI 3.0 ignores them.
const COUNTED: &[&str] = &[
    "default", "exclusiveMaximum", "exclusiveMinimum", "format", "maxItems", "maxLength", "maximum", "minItems",
    "minLength", "minimum", "nullable", "pattern", "readOnly", "uniqueItems", "writeOnly",
];

/// Sections whose components have no use unless something refers to them.
pub(super) const REFERRED: &[&str] = &["schemas", "parameters", "responses", "requestBodies", "headers"];

/// Security requirements name the components of this section.
pub(super) const SECURITY: &str = "securitySchemes";

/// Keys that give something another shape, so that they are hardly beside `$ref` on purpose.
const SHAPE: &[&str] =
    &["allOf", "anyOf", "content", "enum", "headers", "in", "items", "name", "oneOf", "properties", "schema"];

/// For how many missing components the one that was meant is looked for, which takes a look at all of them.
const MAX_EXPLAINED: usize = 50;

/// Checks an object that has a `$ref`.
pub(super) fn check<'a>(walk: &mut Walk<'a>, rule: &'static Rule, entries: &'a Map<String, Value>) {
    let at = walk.here().push("$ref");
    beside(walk, rule, &at, entries);
    match entries.get("$ref") {
        Some(Value::String(reference)) => match target(walk.root, rule, reference) {
            Ok(name) => refer(walk, rule.section, &name, at),
            Err((message, help)) => {
                if !Pointer::parse(reference).is_some_and(|place| refer_part(walk, rule.section, &place)) {
                    walk.error(&at, message, help);
                }
            }
        },
        Some(other) => {
            let help = format!("write `$ref: '#/components/{}/NAME'`, with quotation marks", rule.section);
            walk.error(&at, format!("`$ref` must be a string, not {}", describe(other)), help);
        }
        None => {}
    }
}

/// Reports keys beside `$ref`: those that are ignored, or else, in our own document, those that only OpenAPI 3.0
/// ignores.
fn beside<'a>(walk: &mut Walk<'a>, rule: &Rule, at: &Pointer, entries: &'a Map<String, Value>) {
    let here = walk.here();
    // What only leads to another schema is followed without a look at what is beside it.
    let is_alias = component_name(&here, rule.section).is_some();
    let is_counted = |key: &&str| rule.section == "schemas" && !is_alias && COUNTED.contains(key);
    let keys = entries.keys().map(String::as_str).filter(|key| !BESIDE.contains(key) && !key.starts_with("x-"));
    let keys = keys.filter(|key| !walk.is_tolerant() || !DEFINITIONS.contains(key));
    let (counted, ignored): (Vec<&str>, Vec<&str>) = keys.partition(is_counted);
    if let Some(first) = ignored.iter().find(|key| SHAPE.contains(key)).or(ignored.first()) {
        let key = here.push(first);
        let message = format!("`{first}` beside `$ref` is ignored");
        let is_error = SHAPE.contains(first);
        let places = walk.places;
        let found = if is_error { places.error_at_key(&key, message) } else { places.warning_at_key(&key, message) };
        let found = found.with_help("move it into what `$ref` leads to, or check the indentation");
        let found = found.with_related("the `$ref`", places.key_location(at));
        let others = ignored.iter().filter(|key| *key != first).take(2).map(|key| places.key_location(&here.push(key)));
        let found = others.fold(found, |found, place| found.with_related("this is ignored as well", place));
        walk.push_harmless(found);
    } else if let Some(first) = counted.first().filter(|_| !walk.is_tolerant()) {
        let message = format!("`{first}` beside `$ref` is not valid: OpenAPI 3.0 ignores it");
        let warning = walk.places.warning_at_key(&here.push(first), message);
        let warning = warning.with_help(format!("put the `$ref` into an `allOf`, with `{first}` beside that"));
        walk.push(warning.with_related("the `$ref`", walk.places.key_location(at)));
    }
}

/// Notes a reference to a component, whether that exists or not.
pub(super) fn refer(walk: &mut Walk<'_>, to: &'static str, name: &str, at: Pointer) {
    let key = (to, name.to_owned());
    if section(walk.root, to).is_some_and(|names| names.contains_key(name)) {
        walk.references.found.insert(key);
    } else {
        walk.references.unresolved.entry(key).or_default().push(at);
    }
}

/// Notes a reference to a schema outside `components.schemas`, which a document of others can have; whether it is one.
pub(super) fn refer_part(walk: &mut Walk<'_>, section: &str, place: &Pointer) -> bool {
    let is_part = walk.is_tolerant() && section == "schemas" && place.find(walk.root).is_some_and(Value::is_object);
    if is_part {
        used(walk, place);
    }
    is_part
}

/// Notes the references within definitions, which count for as long as something can refer to these.
pub(super) fn refer_within(walk: &mut Walk<'_>, definitions: &Value) {
    match definitions {
        Value::Array(items) => items.iter().for_each(|item| refer_within(walk, item)),
        Value::Object(entries) => {
            if let Some(place) = entries.get("$ref").and_then(Value::as_str).and_then(Pointer::parse) {
                used(walk, &place);
            }
            entries.values().for_each(|value| refer_within(walk, value));
        }
        _ => {}
    }
}

/// Notes that the component that a place is in is used.
fn used(walk: &mut Walk<'_>, place: &Pointer) {
    if let Some((section, name)) = place.component()
        && let Some(section) = REFERRED.iter().find(|known| **known == section)
    {
        walk.references.found.insert((section, name.into_owned()));
    }
}

/// Reports the unresolved references, once for each component that is missing.
pub(super) fn report(walk: &mut Walk<'_>) {
    let mut unresolved = std::mem::take(&mut walk.references.unresolved);
    // Where a whole section has a wrong name, that is all that is wrong.
    unresolved.retain(|(of, _), _| !walk.references.misspelt.contains(of));
    for (index, ((of, name), places)) in unresolved.into_iter().enumerate() {
        let Some((first, rest)) = places.split_first().filter(|_| !walk.is_done()) else { return };
        let nested = if index < MAX_EXPLAINED { nested(walk, of, &name, first) } else { None };
        if let Some(error) = nested {
            walk.push(error);
            continue;
        }
        let message = match of {
            SECURITY => format!("undeclared security scheme `{name}`"),
            _ => format!("unresolved reference `#/components/{of}/{name}`"),
        };
        let error = walk.places.error(first, message);
        let error = match rest.len() {
            0 => error,
            1 => error.with_related("so does this", walk.places.location(&rest[0])),
            more => error.with_note(format!("{more} other references lead there as well")),
        };
        let explained = index < MAX_EXPLAINED;
        walk.push(if explained { explain(walk, error, of, &name, rest.is_empty()) } else { error });
    }
}

/// The error about a component that is inside another one, since it is indented too deep.
fn nested(walk: &Walk<'_>, of: &'static str, name: &str, used: &Pointer) -> Option<Diagnostic> {
    let section = Pointer::root().push("components").push(of);
    let deeper = find_key(section.find(walk.root)?, name, &section, 0)?;
    let owner = deeper.segments().nth(2)?;
    let error =
        walk.places.error_at_key(&deeper, format!("`{name}` is inside `{owner}`, and not a component of its own"));
    let sibling = walk.places.key_location(&section.push(&owner));
    let help = format!("indent it by {} columns, like `{owner}`", sibling.column - 1);
    Some(error.with_help(help).with_related("a reference to it", walk.places.location(used)))
}

/// Where an object under a key is inside a value.
fn find_key(value: &Value, name: &str, at: &Pointer, depth: usize) -> Option<Pointer> {
    const DEEP: usize = 8;
    let entries = value.as_object().filter(|_| depth < DEEP)?;
    if depth > 0 && entries.get(name).is_some_and(|value| value.is_object() || value.is_null()) {
        return Some(at.push(name));
    }
    entries.iter().find_map(|(key, value)| find_key(value, name, &at.push(key), depth + 1))
}

/// Points, for the only reference to a component or the first of several, at the component that was probably meant,
/// at those that nothing refers to, or at where the missing one belongs.
fn explain(walk: &Walk<'_>, error: Diagnostic, of: &'static str, name: &str, alone: bool) -> Diagnostic {
    let at = Pointer::root().push("components").push(of);
    let place = |name: &str| walk.places.key_location(&at.push(name));
    let names: Vec<&str> = section(walk.root, of).into_iter().flat_map(Map::keys).map(String::as_str).collect();
    let unused = names.iter().copied().filter(|name| !walk.references.found.contains(&(of, (*name).to_owned())));
    let unused: Vec<_> = unused.collect();
    let renamed = nearest(name, unused.iter().copied());
    let meant = renamed.or_else(|| nearest(name, names.iter().copied()));
    let error = match meant {
        Some(meant) => {
            let help =
                if of == SECURITY { did_you_mean(meant) } else { did_you_mean(&format!("#/components/{of}/{meant}")) };
            error.with_help(help).with_related("this is defined here", place(meant))
        }
        None => error.with_help(format!("define `{name}` in `components.{of}`")),
    };
    // Nobody misspells a name the same way twice.
    if alone && meant.is_some_and(|meant| is_misspelling(name, meant)) {
        return error;
    }
    let others = unused.iter().filter(|name| unused.len() <= 3 && meant != Some(**name));
    let error = others.fold(error, |error, name| error.with_related(format!("`{name}` is unused"), place(name)));
    if names.is_empty() {
        return error.with_related("it is not defined in this section", walk.places.block(&at));
    }
    error
}

/// The name of the component that a reference leads to, or what is wrong with the reference and what to do about it.
fn target(root: &Value, rule: &Rule, reference: &str) -> Result<String, (String, String)> {
    let form = format!("write `#/components/{}/NAME`", rule.section);
    let exists = |name: &str| section(root, rule.section).is_some_and(|names| names.contains_key(name));
    // The last part is the name, wherever the author thinks that components are.
    let last = reference.trim_end_matches('/').rsplit(['/', '#']).next().unwrap_or_default();
    let form = if exists(last) { form.replace("NAME", last) } else { form };
    let Some(pointer) = Pointer::parse(reference) else { return Err(unreadable(reference, form)) };
    let segments: Vec<_> = pointer.segments().collect();
    let is_section = |components: &str, found: &str| components == "components" && found == rule.section;
    match segments.as_slice() {
        [components, found, name] if is_section(components, found) => Ok(name.clone().into_owned()),
        [components, found, _, rest @ ..]
            if is_section(components, found) && rest.iter().any(|part| !part.is_empty()) =>
        {
            let message = "references to a part of a component are not supported".to_owned();
            Err((message, "make the part a component of its own".to_owned()))
        }
        _ => Err((format!("`{reference}` is not a reference to {}", rule.what), form)),
    }
}

/// What is wrong with a reference that is not a pointer into this document.
fn unreadable(reference: &str, form: String) -> (String, String) {
    if reference.contains(['‘', '’', '“', '”']) {
        let help = "write `'` or `\"` instead of typographic quotation marks".to_owned();
        return ("these quotation marks are part of the reference".to_owned(), help);
    }
    let elsewhere = !reference.starts_with('#') && reference.contains(['#', '.', ':']);
    if elsewhere {
        ("references to other files are not supported".to_owned(), "bundle the document into one file first".to_owned())
    } else {
        (format!("`{reference}` is not a valid reference"), form)
    }
}

/// The components of a kind.
pub(super) fn section<'a>(root: &'a Value, section: &str) -> Option<&'a Map<String, Value>> {
    root.get("components")?.get(section)?.as_object()
}

/// What an object is, after following references. Nothing for an unresolved or circular reference.
pub(super) fn resolve<'a>(
    root: &'a Value,
    value: &'a Value,
    of: &str,
) -> Option<(Option<Pointer>, &'a Map<String, Value>)> {
    let here = Pointer::root();
    let (at, found) = follow(root, &here, value)?;
    let from = (at != here).then_some(at);
    if let Some(from) = &from {
        component_name(from, of)?;
    }
    Some((from, found.as_object()?))
}
