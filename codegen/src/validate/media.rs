//! Media types, request bodies and links.

use serde_json::{Map, Value};

use super::suggest::{did_you_mean, nearest};
use super::walk::Walk;
use crate::ir::Format;
use crate::openapi::media_name::essence;
use crate::version::MediaType;

/// Suffixes of Atlas's media types.
const SUFFIXES: &[&str] = &["json", "csv", "gzip", "yaml"];

/// Checks that the format in the name of a media type is a known one, and that the version is the one that Atlas writes
/// beside it.
pub(super) fn media_type<'a>(walk: &mut Walk<'a>, media: &'a Map<String, Value>) {
    let here = walk.here();
    let name = here.last().unwrap_or_default();
    let essence = essence(&name);
    let suffix = essence.strip_prefix("application/vnd.atlas.").and_then(|rest| Some(rest.rsplit_once('+')?.1));
    if let Some(suffix) = suffix.filter(|suffix| !SUFFIXES.contains(suffix)) {
        let warning = walk.places.warning_at_key(&here, format!("`{suffix}` in `{name}` is not a known format"));
        let meant = nearest(suffix, SUFFIXES.iter().copied());
        walk.push(warning.with_help(meant.map_or_else(|| "it is read as bytes".to_owned(), did_you_mean)));
    }
    let version = MediaType::parse(&name).ok().and_then(|media| media.version).map(|version| version.to_string());
    let written = media.get("x-xgen-version").and_then(Value::as_str);
    if let (Some(version), Some(written)) = (version, written)
        && version != written
        && version != "preview"
    {
        let message = format!("this media type is version {version}, but says that it is {written}");
        let warning = walk.places.warning_at_key(&here, message);
        let other = walk.places.location(&here.push("x-xgen-version"));
        walk.push(warning.with_related("it says so here", other).with_help("check both dates"));
    }
}

/// Checks that a request body has a media type, and JSON a schema. A response may have a media type and no schema.
pub(super) fn request_body<'a>(walk: &mut Walk<'a>, body: &'a Map<String, Value>) {
    let at = walk.here().push("content");
    let Some(content) = body.get("content").and_then(Value::as_object) else { return };
    if content.is_empty() {
        let message = "`content` of a request body must not be empty";
        walk.error(&at, message, "add a media type, or remove the request body");
    }
    let is_json = |name: &str| MediaType::parse(name).is_ok_and(|media| media.format == Format::Json);
    for (name, _) in content.iter().filter(|(name, media)| media.get("schema").is_none() && is_json(name)) {
        let message = "this request body has no `schema`: it can be anything";
        walk.push(walk.places.warning_about(&at.push(name), message).with_help("add a `schema`"));
    }
}

/// Checks that a link leads to one operation. Which operations there are is known at the end.
pub(super) fn link<'a>(walk: &mut Walk<'a>, link: &'a Map<String, Value>) {
    if link.contains_key("operationRef") == link.contains_key("operationId") {
        walk.push(walk.missing("a link", "operationId", "either `operationId` or `operationRef`"));
    }
    walk.links.push((walk.here(), link));
}
