//! Whether the entries of `codegen.toml` make sense by themselves, before any document is read.

use std::collections::BTreeMap;

use toml::Spanned;

use super::Config;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::METHODS;
use crate::validate::suggest::{did_you_mean, nearest};

/// The configuration, unless an entry makes no sense. `reserved` are the features that the client has of its own.
pub(crate) fn checked(mut config: Config, reserved: &[String]) -> Result<Config, Diagnostics> {
    config.reserved = reserved.to_vec();
    let errors = check(&config);
    if errors.is_empty() { Ok(config) } else { Err(errors) }
}

/// What is wrong with an entry by itself, and what to do about it.
type Invalid = Option<(String, String)>;

type Check = fn(&Config, &str) -> Invalid;

fn check(config: &Config) -> Diagnostics {
    let entries = &config.entries;
    let secrets = [&entries.secrets, &entries.elsewhere.secrets];
    // What may be there once only, and what is wrong with one of them.
    let unique: [(&str, Vec<&Spanned<String>>, Check); 11] = [
        ("call", entries.operations().map(|operation| &operation.call).collect(), invalid_call),
        ("id", entries.operations().filter_map(|operation| operation.id.as_ref()).collect(), invalid_identifier),
        ("feature", entries.features.values().collect(), invalid_feature),
        ("rule", secrets.iter().flat_map(|table| &table.texts).collect(), invalid_rule),
        ("rule", secrets.iter().flat_map(|table| &table.containers).collect(), invalid_rule),
        ("rule", secrets.iter().flat_map(|table| &table.except).collect(), invalid_rule),
        ("property", entries.keeps().map(|keep| &keep.property).collect(), invalid_member),
        ("property", entries.returned_ids().collect(), invalid_member),
        ("place", entries.accept.iter().map(|accept| &accept.at).collect(), invalid_pointer),
        ("model", entries.models().map(|model| &model.name).collect(), |_, _| None),
        ("name", entries.renames().map(|rename| &rename.of).collect(), |_, _| None),
    ];
    let mut found = Diagnostics::default();
    for (what, entries, invalid) in unique {
        found.extend(entries.iter().filter_map(|entry| error(config, entry, invalid)));
        found.extend(twice(config, what, entries));
    }
    let aliases = entries.operations().flat_map(|operation| &operation.aliases);
    let aliases = aliases.chain(entries.models().flat_map(|model| &model.aliases));
    found.extend(aliases.filter_map(|alias| error(config, alias, invalid_alias)));
    found.extend(entries.renames().filter_map(|rename| error(config, &rename.to, invalid_identifier)));
    found
}

fn error(config: &Config, entry: &Spanned<String>, invalid: Check) -> Option<Diagnostic> {
    let (message, help) = invalid(config, entry.get_ref())?;
    Some(config.error(entry, message).with_help(help))
}

/// Every entry that has what an earlier one has: it would never apply.
fn twice(config: &Config, what: &str, mut entries: Vec<&Spanned<String>>) -> Vec<Diagnostic> {
    entries.sort_by_key(|entry| entry.span().start);
    let mut first: BTreeMap<&str, &Spanned<String>> = BTreeMap::new();
    let mut found = Vec::new();
    for entry in entries {
        match first.get(entry.get_ref().as_str()) {
            Some(earlier) => {
                let error = config.error(entry, format!("a second entry for the {what} `{}`", entry.get_ref()));
                let error = error.with_related("first given here", config.location(earlier));
                found.push(error.with_help("remove one of the two, or put both together"));
            }
            None => _ = first.insert(entry.get_ref(), entry),
        }
    }
    found
}

fn invalid_call(_: &Config, text: &str) -> Invalid {
    let methods = METHODS.map(|(_, method)| method.as_str());
    match text.split_once(' ') {
        Some((method, path)) if methods.contains(&method) => {
            let is_path = path.starts_with('/') && !path.contains(char::is_whitespace);
            let help = "a path starts with `/`, as in `GET /api/atlas/v2/orgs`";
            unless(is_path, || format!("`{path}` is not a path"), help)
        }
        Some((method, path)) if path.starts_with('/') => {
            let all = || format!("the methods are {}", methods.join(", "));
            Some((format!("`{method}` is not a method"), nearest(method, methods).map_or_else(all, did_you_mean)))
        }
        _ => {
            let path = if text.starts_with('/') { text } else { "/api/atlas/v2/orgs" };
            Some((format!("`{text}` is not a method and a path"), format!("write `GET {path}`")))
        }
    }
}

fn unless(is_valid: bool, message: impl FnOnce() -> String, help: &str) -> Invalid {
    (!is_valid).then(|| (message(), help.to_owned()))
}

fn invalid_identifier(_: &Config, name: &str) -> Invalid {
    let help = "use letters, digits and `_`, and do not start with a digit";
    unless(is_identifier(name), || format!("`{name}` is not a valid Rust identifier"), help)
}

/// What `#[doc(alias)]` takes, narrowed to what an id can be.
fn invalid_alias(_: &Config, text: &str) -> Invalid {
    let is_valid = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "_.-".contains(c));
    let help = "use letters, digits, `_`, `.` and `-`";
    unless(is_valid, || format!("`{text}` is not a name that people search for"), help)
}

/// Cargo's rules, and those of crates.io, which wants ASCII.
fn invalid_feature(config: &Config, name: &str) -> Invalid {
    let help = "use lower-case letters, digits and `-`, starting with a letter or digit";
    unless(is_feature(name), || format!("`{name}` is not a valid feature name"), help).or_else(|| {
        let message = || format!("the client has a feature or dependency `{name}` of its own");
        let is_free = config.reserved.iter().all(|reserved| reserved != name);
        unless(is_free, message, "name the feature of the tag otherwise")
    })
}

/// Whether cargo takes this name for a feature.
#[must_use]
pub fn is_feature(name: &str) -> bool {
    let first = |c: char| c.is_ascii_alphanumeric() || c == '_';
    name.starts_with(first) && name.chars().all(|c| first(c) || "-+.".contains(c))
}

fn invalid_pointer(_: &Config, at: &str) -> Invalid {
    unless(at.starts_with("#/"), || format!("`{at}` is not a JSON pointer"), "it starts with `#/`")
}

fn invalid_rule(_: &Config, text: &str) -> Invalid {
    let is_valid = if text.contains('.') { is_member(text) } else { text.chars().any(char::is_alphanumeric) };
    let help = "a rule is the end of a property's name, or `Schema.property`";
    unless(is_valid, || format!("`{text}` is not a rule for names"), help)
}

fn invalid_member(_: &Config, text: &str) -> Invalid {
    let help = format!("write the schema before it: `Schema.{text}`");
    unless(is_member(text), || format!("`{text}` is not `Schema.property`"), &help)
}

/// `Schema.property`.
fn is_member(text: &str) -> bool {
    text.split_once('.').is_some_and(|(schema, property)| !schema.is_empty() && !property.is_empty())
}

fn is_identifier(name: &str) -> bool {
    let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    plain && name.bytes().any(|b| b != b'_') && !name.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::checked;

    /// The first error: line, column, message and help.
    fn error(text: &str) -> (usize, usize, String, String) {
        let reserved = ["gzip".to_owned(), "default".to_owned()];
        let errors = parse("codegen.toml", text).and_then(|config| checked(config, &reserved)).unwrap_err();
        let error = errors.iter().next().unwrap();
        let help = error.help.clone().unwrap_or_default();
        (error.line().unwrap(), error.column().unwrap(), error.message.clone(), help)
    }

    #[track_caller]
    fn assert_error(text: &str, place: (usize, usize), message: &str, help: &str) {
        let (line, column, said, helped) = error(text);
        assert_eq!((line, column), place, "{said}");
        assert!(said.contains(message), "{said}");
        assert!(helped.contains(help), "{helped}");
    }

    #[test]
    fn feature_names() {
        for invalid in ["str eams", "-a", "a/b", "dep:a", "", "straße"] {
            let text = format!("[features]\n\"A\" = \"a\"\n\"B\" = \"{invalid}\"\n");
            assert_error(&text, (3, 7), "is not a valid feature name", "lower-case letters");
        }
        for name in ["gzip", "default"] {
            assert_error(&format!("[features]\n\"B\" = \"{name}\"\n"), (2, 7), "of its own", "otherwise");
        }
        assert_error("[features]\nA = \"a\"\nB = \"a\"\n", (3, 5), "a second entry for the feature `a`", "");
    }

    #[test]
    fn calls() {
        assert_error("[[operation]]\ncall = \"GTE /a\"\n", (2, 8), "`GTE` is not a method", "did you mean `GET`?");
        assert_error("[[operation]]\ncall = \"get /a\"\n", (2, 8), "`get` is not a method", "did you mean `GET`?");
        assert_error("[[operation]]\ncall = \"GET a\"\n", (2, 8), "`a` is not a path", "starts with `/`");
        assert_error("[[operation]]\ncall = \"/a\"\n", (2, 8), "not a method and a path", "GET /");
        let twice = "[[operation]]\ncall = \"GET /a\"\n[[elsewhere.operation]]\ncall = \"GET /a\"\n";
        assert_error(twice, (4, 8), "a second entry for the call `GET /a`", "");
    }

    #[test]
    fn ids_and_aliases() {
        let operation = |rest: &str| format!("[[operation]]\ncall = \"GET /a\"\n{rest}\n");
        for id in ["9lives", "list users", "list-users", "", "_"] {
            assert_error(&operation(&format!("id = \"{id}\"")), (3, 6), "not a valid Rust identifier", "letters");
        }
        assert_error(&operation("aliases = [\"ok\", \"a b\"]"), (3, 18), "`a b` is not a name", "letters");
        assert_error("[[model]]\nname = \"A\"\naliases = [\"\\\"\"]\n", (3, 12), "is not a name", "letters");
        let twice = "[[operation]]\ncall = \"GET /a\"\nid = \"a\"\n[[operation]]\ncall = \"GET /b\"\nid = \"a\"\n";
        assert_error(twice, (6, 6), "a second entry for the id `a`", "");
    }

    #[test]
    fn rules_for_secrets() {
        assert_error(
            "[secrets]\ntexts = [\"apiKey\", \"Webhook.\"]\n",
            (2, 20),
            "`Webhook.` is not a rule",
            "end of a",
        );
        assert_error("[elsewhere.secrets]\nexcept = [\"-\"]\n", (2, 11), "`-` is not a rule", "end of a");
        let twice = "[secrets]\ntexts = [\"a\"]\n[elsewhere.secrets]\ntexts = [\"a\"]\n";
        assert_error(twice, (4, 10), "a second entry for the rule `a`", "");
    }

    #[test]
    fn other_entries() {
        let reason = "reason = \"r\"\n";
        assert_error(&format!("[[keep]]\nproperty = \"id\"\n{reason}"), (2, 12), "not `Schema.property`", "");
        let keep = format!("[[keep]]\nproperty = \"A.id\"\n{reason}");
        assert_error(&format!("{keep}{keep}"), (5, 12), "second entry for the property", "");
        assert_error(&format!("[[accept]]\nat = \"/a\"\n{reason}"), (2, 6), "not a JSON pointer", "`#/`");
        assert_error("[returned]\nids = [\"A.id\", \"id\"]\n", (2, 16), "not `Schema.property`", "`Schema.id`");
        let twice = "[returned]\nids = [\"A.id\"]\n[elsewhere.returned]\nids = [\"A.id\"]\n";
        assert_error(twice, (4, 8), "second entry for the property `A.id`", "");
        let rename = "[[rename]]\nof = \"A\"\nto = \"B\"\n";
        assert_error(&rename.replace("\"B\"", "\"9b\""), (3, 6), "not a valid Rust identifier", "digit");
        assert_error(&format!("{rename}{rename}"), (5, 6), "second entry for the name `A`", "");
        let model = "[[model]]\nname = \"A\"\naliases = [\"B\"]\n";
        assert_error(&format!("{model}{model}"), (5, 8), "second entry for the model `A`", "");
    }
}
