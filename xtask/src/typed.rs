//! Commands and wrong arguments as people type them.

use std::fmt;

use codegen::{DocsLevel, VersionChoice};

use crate::identity::Version;
use crate::regenerate::Request;
use crate::spec::Spec;
use crate::workspace::COMMAND;

/// Arguments that fit the options and cannot be meant: the exit code is that of any wrong argument.
#[derive(Debug)]
pub struct WrongArguments(pub(crate) String);

impl fmt::Display for WrongArguments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for WrongArguments {}

/// A word of a command, quoted where a shell would read it as something else.
pub(crate) fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:@%+=,~".contains(c);
    let starts_plain = !word.starts_with('~');
    if !word.is_empty() && starts_plain && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

/// The options for a choice of versions.
pub(crate) fn version_options(choice: &VersionChoice) -> Vec<String> {
    let until = choice.until.iter().flat_map(|date| ["--api-version".to_owned(), date.clone()]);
    let flags = [("--preview", choice.preview), ("--upcoming", choice.upcoming)];
    let flags = flags.into_iter().filter(|(_, is_set)| *is_set).map(|(flag, _)| flag.to_owned());
    until.chain(flags).collect()
}

/// The command that writes what was asked for.
pub(crate) fn regenerate(request: &Request) -> String {
    let mut words = vec![COMMAND.to_owned()];
    let mut option = |name: &str, value: Option<String>| {
        words.extend(value.into_iter().flat_map(|value| [name.to_owned(), quoted(&value)]));
    };
    option("--spec", request.spec.as_ref().map(Spec::to_argument));
    option("--out", request.out.as_ref().map(|out| out.display().to_string()));
    option("--docs", docs(request.docs).map(str::to_owned));
    option("--name", request.identity.name.clone());
    option("--crate-version", request.identity.version.as_ref().map(version));
    words.extend(version_options(&request.version));
    words.join(" ")
}

/// The name of a level that is not the usual one.
fn docs(level: DocsLevel) -> Option<&'static str> {
    match level {
        DocsLevel::None => Some("none"),
        DocsLevel::Summary => Some("summary"),
        DocsLevel::Full => None,
    }
}

fn version(version: &Version) -> String {
    match version {
        Version::Exactly(version) => version.clone(),
        Version::Next => "next".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_a_shell_would_split() {
        for plain in ["atlas.yaml", "../atlas-full", "https://example.com/a.yaml", "ä"] {
            assert_eq!(quoted(plain), plain);
        }
        for (word, shown) in [("my atlas.yaml", "'my atlas.yaml'"), ("", "''"), ("it's", "'it'\\''s'"), ("~a", "'~a'")]
        {
            assert_eq!(quoted(word), shown);
        }
    }

    #[test]
    fn options_of_a_request() {
        let request = Request {
            spec: Some(Spec::from_argument("my atlas.yaml")),
            out: Some("../atlas-full".into()),
            version: VersionChoice { until: Some("2024-08-05".to_owned()), preview: true, upcoming: false },
            docs: DocsLevel::None,
            ..Request::default()
        };
        assert_eq!(
            regenerate(&request),
            "cargo xtask regenerate --spec 'my atlas.yaml' --out ../atlas-full --docs none --api-version 2024-08-05 --preview"
        );
        assert_eq!(regenerate(&Request::default()), COMMAND);
    }
}
