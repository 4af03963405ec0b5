//! Media types, request bodies and links.

use serde_json::{Map, Value};

use super::suggest::{did_you_mean, nearest};
use super::walk::Walk;
use crate::version::MediaType;

/// Top-level media types that are registered.
const TOP_LEVEL: &[&str] = &[
    "application",
    "audio",
    "example",
    "font",
    "haptics",
    "image",
    "message",
    "model",
    "multipart",
    "text",
    "video",
    "*",
];

/// Suffixes of Atlas's media types.
const SUFFIXES: &[&str] = &["json", "csv", "gzip", "yaml"];

/// What is wrong with the name of a media type, and what to do. A misspelt one would lose the version of a body in
/// silence.
pub(super) fn wrong_name(name: &str) -> Option<(String, String)> {
    let essence = name.split(';').next().unwrap_or_default().trim();
    let Some((top, subtype)) = essence.split_once('/').filter(|(top, subtype)| is_token(top) && is_token(subtype))
    else {
        return Some((format!("`{name}` is not a valid media type"), "write one as `application/json`".to_owned()));
    };
    if !TOP_LEVEL.contains(&top) {
        let help = nearest(top, TOP_LEVEL.iter().copied()).map(|top| did_you_mean(&format!("{top}/{subtype}")));
        return Some((
            format!("`{top}` is not a valid media type"),
            help.unwrap_or_else(|| "write a media type as `application/json`".to_owned()),
        ));
    }
    if let Err(version) = MediaType::parse(name) {
        let help = "write the version as `YYYY-MM-DD`, `YYYY-MM-DD.upcoming` or `preview`".to_owned();
        return Some((format!("`{version}` in `{name}` is not a valid version"), help));
    }
    let vendor = vendor(subtype.rsplit_once('+')?.0);
    let meant = nearest(&vendor, ["vnd.atlas"])?;
    Some((format!("`{vendor}` in `{name}` is not Atlas's"), did_you_mean(meant)))
}

/// `vnd.atlas` of `vnd.atlas.2023-01-01`.
fn vendor(subtype: &str) -> String {
    subtype.splitn(3, '.').take(2).collect::<Vec<_>>().join(".")
}

/// What is wrong with the name of a response header, and what to do.
pub(super) fn wrong_header(name: &str) -> Option<(String, String)> {
    (!is_token(name))
        .then(|| (format!("`{name}` is not a valid header name"), "check the indentation of this line".to_owned()))
}

/// Whether a text is a token of RFC 9110: the name of a header, or a half of a media type.
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// Checks that the format in the name of a media type is a known one, and that the version is the one that Atlas writes
/// beside it.
pub(super) fn media_type<'a>(walk: &mut Walk<'a>, media: &'a Map<String, Value>) {
    let here = walk.here();
    let name = here.last().unwrap_or_default();
    let suffix = name.strip_prefix("application/vnd.atlas.").and_then(|rest| Some(rest.rsplit_once('+')?.1));
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
        let warning = walk
            .places
            .warning_at_key(&here, format!("this media type is version {version}, but says that it is {written}"));
        let other = walk.places.location(&here.push("x-xgen-version"));
        walk.push(warning.with_related("it says so here", other).with_help("check both dates"));
    }
}

/// Checks that a request body has a media type, and each a schema. A response may have a media type and no schema.
pub(super) fn request_body<'a>(walk: &mut Walk<'a>, body: &'a Map<String, Value>) {
    let at = walk.here().push("content");
    let Some(content) = body.get("content").and_then(Value::as_object) else { return };
    if content.is_empty() {
        let error = walk.places.error(&at, "`content` of a request body must not be empty");
        walk.push(error.with_help("add a media type, or remove the request body"));
    }
    for (name, _) in content.iter().filter(|(_, media)| media.get("schema").is_none()) {
        let warning =
            walk.places.warning_about(&at.push(name), "this request body has no `schema`: it can be anything");
        walk.push(warning.with_help("add a `schema`"));
    }
}

/// Checks that a link leads to one operation.
pub(super) fn link<'a>(walk: &mut Walk<'a>, link: &'a Map<String, Value>) {
    if link.contains_key("operationRef") == link.contains_key("operationId") {
        let missing = walk.missing("a link", "operationId", "either `operationId` or `operationRef`");
        walk.push(missing);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_media_types() {
        for name in [
            "application/json",
            "application/vnd.atlas.2023-01-01+json",
            "application/vnd.atlas.2024-05-30+csv",
            "application/vnd.atlas.preview+json",
            "application/vnd.atlas.2025-06-01.upcoming+gzip",
            "application/vnd.atlas.2025-06-01+pdf",
            "application/vnd.github.v3+json",
            "application/problem+json",
            "text/plain; charset=utf-8",
            "*/*",
            "image/*",
        ] {
            assert_eq!(wrong_name(name), None, "{name}");
        }
    }

    #[test]
    fn refuses_what_looks_like_a_misspelling() {
        for (name, help) in [
            ("aplication/json", "did you mean `application/json`?"),
            ("application/vnd.atls.2023-01-01+json", "did you mean `vnd.atlas`?"),
            (
                "application/vnd.atlas.2023-01-32+json",
                "write the version as `YYYY-MM-DD`, `YYYY-MM-DD.upcoming` or `preview`",
            ),
            ("json", "write one as `application/json`"),
            ("application", "write one as `application/json`"),
            ("application/", "write one as `application/json`"),
            ("zzzzzz/bar", "write a media type as `application/json`"),
            ("", "write one as `application/json`"),
        ] {
            assert_eq!(wrong_name(name).map(|(_, help)| help).as_deref(), Some(help), "{name}");
        }
    }
}
