//! Whether what is said about a mutated document is right.
//!
//! Diagnosed means: one of the lines that a diagnostic shows is at most one line away from the mutation, or it is about
//! the block that the mutation is in, or names what was removed or renamed. What is accepted without a word must still
//! say the same, or be a change that an author could have meant: the lists below are all there is, everything else must
//! be diagnosed.

use codegen::diagnostics::{Diagnostic, Diagnostics, Location};

use crate::lines::Line;
use crate::mutate::{Mutation, Operator};

/// What became of a mutation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    /// A diagnostic shows the line, or one beside it.
    OnTheLine,
    /// Accepted: the values are the same as before.
    SameMeaning,
    /// Accepted: the author could have meant it.
    OtherMeaning,
    /// Accepted or diagnosed elsewhere, and should not have been.
    Wrong,
}

/// Judges a mutation by what was found, and whether the document was accepted and says the same as before.
pub(crate) fn check(mutation: &Mutation, found: &Diagnostics, accepted: bool, same: bool) -> Verdict {
    let first = mutation.touched.start().saturating_sub(1) + 1;
    let last = mutation.touched.end() + 2;
    let places: Vec<&Location> = found
        .iter()
        .flat_map(|diagnostic| diagnostic.location.iter().chain(diagnostic.related.iter().map(|(_, place)| place)))
        .collect();
    let shows = |place: &&Location| {
        // A block that is the whole document says nothing.
        let end = place.last_line.filter(|_| place.line > 1).unwrap_or(place.line);
        place.line <= last && first <= end
    };
    if places.iter().any(shows) || found.iter().any(|diagnostic| names(diagnostic, mutation)) {
        Verdict::OnTheLine
    } else if !accepted {
        Verdict::Wrong
    } else if same {
        Verdict::SameMeaning
    } else if could_be_meant(mutation) {
        Verdict::OtherMeaning
    } else {
        Verdict::Wrong
    }
}

/// Whether a diagnostic names the key or value that a mutation took away.
fn names(diagnostic: &Diagnostic, mutation: &Mutation) -> bool {
    let gone = matches!(mutation.operator, Operator::RemoveLine | Operator::RemoveBlock | Operator::RenameKey);
    let value = mutation.line.value.trim_matches(['\'', '"']);
    let value = value.rsplit('/').next().unwrap_or(value);
    let words = [mutation.line.key.as_deref().unwrap_or_default(), value];
    let texts = [diagnostic.message.as_str(), diagnostic.help.as_deref().unwrap_or_default()];
    let says = |text: &str, word: &str| text.contains(&format!("`{word}`")) || text.contains(&format!("/{word}`"));
    gone && words.iter().any(|word| !word.is_empty() && texts.iter().any(|text| says(text, word)))
}

/// Keys whose value is text or a number of the author's choice.
const OPEN_VALUES: &[&str] = &[
    "description", "summary", "title", "name", "operationId", "url", "version", "tokenUrl", "pattern", "minLength",
    "maxLength", "minimum", "maximum", "minItems", "maxItems", "default",
];

/// Keys that may be true or false.
const FLAGS: &[&str] =
    &["nullable", "readOnly", "writeOnly", "deprecated", "uniqueItems", "required", "explode", "exclusiveMinimum"];

/// Keys that an object can do without, so that their removal leaves a document that says less.
const OPTIONAL: &[&str] = &[
    "additionalProperties", "allOf", "contact", "content", "discriminator", "enum", "externalDocs", "format",
    "headers", "license", "mapping", "oneOf", "properties", "requestBody", "schema", "security", "servers", "style",
    "termsOfService", "get", "put", "post", "patch", "delete",
];

/// Keys that only document, so that they may as well stand in another object.
const DOCUMENTATION: &[&str] =
    &["description", "summary", "title", "example", "examples", "deprecated", "externalDocs"];

/// Lists whose items are independent of each other.
const LISTS: &[&str] = &["enum", "required", "parameters", "security", "servers", "oneOf", "allOf", "tags"];

/// Keys that hold a mapping with names of the author's choice.
const NAMED: &[&str] = &[
    "callbacks", "content", "examples", "headers", "links", "mapping", "parameters", "paths", "properties",
    "requestBodies", "responses", "schemas", "scopes", "securitySchemes",
];

/// What the parent of a line is to OpenAPI.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parent {
    /// An object with keys that OpenAPI knows.
    Fixed,
    /// A mapping with names of the author's choice.
    Named,
    /// An example or an extension: anything.
    Free,
}

fn parent(path: &[String]) -> Parent {
    path.iter().fold(Parent::Fixed, |parent, step| match parent {
        Parent::Free => Parent::Free,
        Parent::Fixed if is_free(step) => Parent::Free,
        Parent::Fixed if NAMED.contains(&step.as_str()) => Parent::Named,
        Parent::Fixed | Parent::Named => Parent::Fixed,
    })
}

fn is_free(key: &str) -> bool {
    key.starts_with("x-") || matches!(key, "example" | "value")
}

/// Whether the author could have meant the mutated document, which has no mistake that can be seen.
fn could_be_meant(mutation: &Mutation) -> bool {
    let line = &mutation.line;
    let parent = parent(&line.path);
    let key = line.key.as_deref();
    if parent == Parent::Free || (parent == Parent::Fixed && key.is_some_and(is_free)) {
        return true;
    }
    let is = |keys: &[&str]| parent == Parent::Fixed && key.is_some_and(|key| keys.contains(&key));
    let item_of = |lists: &[&str]| list(line).is_some_and(|list| lists.contains(&list));
    match mutation.operator {
        // `example` and `examples` are both right.
        Operator::MisspellKey | Operator::RenameKey => parent == Parent::Named || is(&["examples"]),
        Operator::MisspellValue => is(OPEN_VALUES) || (key.is_none() && item_of(&["enum"])),
        Operator::ChangeKind => is(OPEN_VALUES) || is(FLAGS) || (key.is_none() && item_of(&["enum"])),
        Operator::RemoveLine | Operator::RemoveBlock => {
            parent == Parent::Named
                || (line.item && item_of(LISTS))
                || is(OPEN_VALUES)
                || is(FLAGS)
                || is(OPTIONAL)
                || is(DOCUMENTATION)
                || (is(&["type"]) && ["allOf:", "oneOf:"].iter().any(|key| stands_below(mutation, key)))
        }
        Operator::Indent => is(DOCUMENTATION) || is(&["properties"]),
        Operator::RepeatBlock => line.item && item_of(&["servers"]),
        Operator::EmptyValue => false,
    }
}

/// Whether a key is further down in the object of the mutated line.
fn stands_below(mutation: &Mutation, key: &str) -> bool {
    let indent = " ".repeat(mutation.line.column);
    let below = mutation.text.lines().skip(mutation.line.at);
    let mut object = below.take_while(|line| line.starts_with(&indent) || line.is_empty());
    object.any(|line| line.strip_prefix(&indent) == Some(key))
}

/// The key of the list that a line is an item of.
fn list(line: &Line) -> Option<&str> {
    match line.path.as_slice() {
        [.., list, item] if item == "-" => Some(list),
        _ => None,
    }
}
