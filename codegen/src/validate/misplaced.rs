//! Keys that an object does not have: whether another one near it does, or an older version of the standard.

use serde_json::{Map, Value};

use crate::markdown::{code, listed};
use crate::openapi::kinds::{Key, Kind, Names, Rule};
use crate::openapi::media_name;
use crate::openapi::words::{RENAMED, is_status};

/// More names for keys of OpenAPI 3.0, which can mean something else: to be asked about, not to be read.
const PERHAPS: [(&str, &str); 5] =
    [("$defs", "schemas"), ("id", "operationId"), ("optional", "required"), ("values", "enum"), ("doc", "description")];

/// The key of an object that another name means.
pub(super) fn renamed(rule: &Rule, name: &str) -> Option<&'static str> {
    let (_, meant) = RENAMED.iter().chain(&PERHAPS).find(|(other, _)| *other == name)?;
    rule.key(meant).map(|key| key.name)
}

/// The section of components with this name, for an unknown key at the top of the document.
pub(super) fn section(root: &Rule, name: &str) -> Option<&'static str> {
    let Kind::Object(rule) = root.key("components")?.kind else { return None };
    rule.key(name).map(|key| key.name)
}

/// What to do about an unknown key of an object that nothing inside it has: where it would be a key.
pub(super) fn help(rule: &Rule, outer: &[&'static Kind], name: &str) -> String {
    let reference = || (name == "$ref").then(|| format!("{} cannot be a reference: write it out here", rule.what));
    reference().or_else(|| outside(outer, name)).or_else(|| swagger(rule, name)).unwrap_or_else(|| keys(rule))
}

/// What to do about a property that is called like a key of its schema, and is hardly a schema.
pub(super) fn property(outer: &[&'static Kind], name: &str) -> Option<String> {
    let [.., Kind::RefOr(rule), Kind::Map(Names::Free, _)] = outer else { return None };
    let is_key = rule.section == "schemas" && rule.key(name).is_some();
    is_key.then(|| format!("it is a property here; indent it less if the schema's own `{name}` is meant"))
}

/// An object or mapping inside this one that has the key.
pub(super) fn inside(rule: &Rule, name: &str, entries: &Map<String, Value>) -> Option<String> {
    let found = |key: &&Key| has(&key.kind, name).is_some();
    let inner = rule.keys.iter().filter(|key| entries.contains_key(key.name)).find(found);
    let inner = inner.or_else(|| rule.keys.iter().find(found))?;
    let what = has(&inner.kind, name)?;
    Some(format!("`{name}` is {what}: indent it below `{}`", inner.name))
}

/// An object or mapping around this one that has the key.
fn outside(outer: &[&'static Kind], name: &str) -> Option<String> {
    // The last one is the object itself.
    let what = outer.iter().rev().skip(1).find_map(|kind| has(kind, name))?;
    Some(format!("`{name}` is {what}: indent it less, like its other keys"))
}

/// What a key is in a value of a kind, if it has it.
fn has(kind: &Kind, name: &str) -> Option<String> {
    match kind {
        Kind::RefOr(rule) if name == "$ref" => Some(format!("a reference to {}", rule.what)),
        Kind::Object(rule) | Kind::RefOr(rule) => rule.key(name).map(|_| format!("a key of {}", rule.what)),
        Kind::FlagOr(kind) => has(kind, name),
        Kind::Map(Names::Paths, _) => name.starts_with('/').then(|| "a path".to_owned()),
        Kind::Map(Names::Statuses, _) => (name != "default" && is_status(name)).then(|| "a status code".to_owned()),
        Kind::Map(Names::MediaTypes, inner) => {
            if media_name::is_valid(name) {
                Some("a media type".to_owned())
            } else {
                has(inner, name).map(|what| format!("{what}, as `application/json`"))
            }
        }
        _ => None,
    }
}

/// What OpenAPI 3.0 has instead of a key of later versions.
pub(super) fn earlier(name: &str) -> &'static str {
    match name {
        "const" => "use an `enum` with one value",
        "examples" => "use `example` with one value",
        "$defs" | "definitions" => "move the schemas to `components.schemas`",
        "prefixItems" => "use `items`, with `minItems` and `maxItems`",
        "patternProperties" => "use `additionalProperties`",
        "contentEncoding" => "use `format: byte`",
        "contentMediaType" => "use `format: binary`",
        "pathItems" => "write each path item out in `paths`",
        "mediaTypes" => "write each media type out in `content`",
        "identifier" => "use `url`",
        _ => "remove it, or say it in the `description`",
    }
}

/// What Swagger 2 had here.
fn swagger(rule: &Rule, name: &str) -> Option<String> {
    let help = match name {
        "definitions" | "parameters" | "responses" | "securityDefinitions" => "move it into `components`",
        "host" | "basePath" | "schemes" => "OpenAPI 3.0 has `servers` for this",
        "consumes" | "produces" => "OpenAPI 3.0 has the media types in `content`",
        "collectionFormat" => "OpenAPI 3.0 has `style` and `explode` for this",
        _ => return None,
    };
    (rule.section != "schemas").then(|| help.to_owned())
}

/// The keys there are, where these are few; of a path item, the methods.
fn keys(rule: &Rule) -> String {
    const FEW: usize = 8;
    let rest = "check the indentation of this line; start the name of an extension with `x-`";
    let names: Vec<_> = rule.keys.iter().map(|key| code(key.name)).take(FEW).collect();
    let is_path = rule.key("patch").is_some();
    if rule.keys.len() > FEW && !is_path {
        return rest.to_owned();
    }
    let what = if is_path { "the methods".to_owned() } else { format!("the keys of {}", rule.what) };
    format!("{what} are {}; {rest}", listed(&names, "and"))
}
