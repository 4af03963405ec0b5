//! Mistakes that people make, and the first thing that is said about each: where it is, what is wrong and what to do.
//!
//! Each case of `mistakes/*.txt` changes one place of `mistakes/base.yaml` or `mistakes/base.toml`:
//!
//! ```text
//! # a name for the case
//! text of the base
//! ->
//! what is there instead
//! => line:column message
//! help: what to do
//! ```

#![expect(clippy::unwrap_used, reason = "a test")]

use codegen::{Diagnostics, Options, Source, generate};

const DOCUMENT: &str = include_str!("mistakes/base.yaml");
const CONFIG: &str = include_str!("mistakes/base.toml");

/// The areas, with their cases.
const AREAS: [(&str, &str); 5] = [
    ("keys", include_str!("mistakes/keys.txt")),
    ("indentation", include_str!("mistakes/indentation.txt")),
    ("references", include_str!("mistakes/references.txt")),
    ("types", include_str!("mistakes/types.txt")),
    ("configuration", include_str!("mistakes/configuration.txt")),
];

struct Case<'a> {
    name: &'a str,
    from: &'a str,
    to: &'a str,
    expected: &'a str,
}

fn cases(text: &str) -> impl Iterator<Item = Case<'_>> {
    text.split("\n# ").map(|case| {
        let (name, rest) = case.split_once('\n').unwrap();
        let (from, rest) = rest.split_once("\n->").unwrap();
        let (to, expected) = rest.split_once("\n=> ").unwrap();
        let to = to.strip_prefix('\n').unwrap_or(to);
        Case { name: name.trim_start_matches("# "), from, to, expected: expected.trim_end() }
    })
}

/// What is said about our own document.
fn diagnose(document: &str, config: &str) -> Diagnostics {
    let options = Options {
        config_name: "codegen.toml".to_owned(),
        config: config.to_owned(),
        own: true,
        reserved_features: vec!["gzip".to_owned()],
        ..Options::default()
    };
    match generate(&Source::new("openapi.yaml", document), &options) {
        Ok(output) => output.warnings,
        Err(errors) => errors,
    }
}

/// The first diagnostic as the cases have it.
fn first(mut found: Diagnostics) -> String {
    found.sort();
    let Some(first) = found.iter().next() else { return "nothing".to_owned() };
    let (line, column) = (first.line().unwrap_or_default(), first.column().unwrap_or_default());
    let help = first.help.as_deref().unwrap_or_default();
    format!("{line}:{column} {}\nhelp: {help}", first.message)
}

/// The first diagnostic about the base with the change of a case.
fn outcome(case: &Case<'_>) -> String {
    let change = |text: &str| text.replacen(case.from, case.to, 1);
    match (DOCUMENT.contains(case.from), CONFIG.contains(case.from)) {
        (true, _) => first(diagnose(&change(DOCUMENT), CONFIG)),
        (false, true) => first(diagnose(DOCUMENT, &change(CONFIG))),
        (false, false) => panic!("{}: the base has no such text", case.name),
    }
}

#[test]
fn base_without_a_mistake() {
    assert_eq!(first(diagnose(DOCUMENT, CONFIG)), "nothing");
}

#[test]
fn first_messages() {
    for (area, text) in AREAS {
        let mut wrong = Vec::new();
        let mut count = 0;
        for case in cases(text) {
            count += 1;
            let found = outcome(&case);
            if found != case.expected {
                wrong.push(format!("{}\n=> {found}\nnot\n=> {}", case.name, case.expected));
            }
        }
        assert!(wrong.is_empty(), "{area}:\n{}", wrong.join("\n\n"));
        assert!(count >= 10, "{area} has {count} cases");
    }
}

#[test]
fn each_message_says_what_to_do() {
    for (area, text) in AREAS {
        for case in cases(text) {
            let help = case.expected.split_once("\nhelp: ").map(|(_, help)| help).unwrap_or_default();
            assert!(help.len() > 3, "{area}: {} has no help", case.name);
        }
    }
}
