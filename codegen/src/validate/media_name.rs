//! Names of media types and headers.

use super::suggest::{did_you_mean, nearest};
use crate::openapi::media_name::{TOP_LEVEL, halves, is_token, is_valid};
use crate::version::MediaType;

/// What is wrong with the name of a media type, and what to do. A misspelt one would lose the version of a body in
/// silence.
pub(super) fn wrong_name(name: &str) -> Option<(String, String)> {
    let Some((top, subtype)) = halves(name) else {
        return Some((format!("`{name}` is not a valid media type"), "write one as `application/json`".to_owned()));
    };
    if !is_valid(name) {
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
