//! Our own document with one thing wrong: it is accepted where that makes sense, and diagnosed where it was changed.
//!
//! 200 mutations, always the same ones for the same document. `MUTATIONS=5000` tries more; `MUTATIONS_SHOW=1`
//! lists what is accepted.

#![expect(clippy::unwrap_used, reason = "a test")]

#[path = "mutations/checker.rs"]
mod checker;
#[path = "mutations/lines.rs"]
mod lines;
#[path = "mutations/mutate.rs"]
mod mutate;

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs};

use checker::Verdict;
use codegen::Source;
use codegen::diagnostics::Diagnostics;
use codegen::openapi::Document;
use codegen::pointer::Pointer;
use codegen::version::{self, VersionChoice};
use mutate::{Mutation, OPERATORS};

/// How many mutations are tried.
const COUNT: usize = 200;

fn document() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/openapi.yaml");
    fs::read_to_string(path).unwrap().replace("\r\n", "\n")
}

fn load(text: &str) -> Result<Document, Diagnostics> {
    codegen::load(&Source::new("spec/openapi.yaml", text.as_bytes()))
}

/// Numbers that look random and are the same each time (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn choose<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[usize::try_from(self.roll() % list.len() as u64).unwrap()]
    }
}

fn mutations(text: &str, count: usize) -> Vec<Mutation> {
    let lines = lines::read(text);
    let mut dice = Dice(20_230_101);
    let mut mutations = Vec::new();
    while mutations.len() < count {
        let operator = OPERATORS[mutations.len() % OPERATORS.len()];
        let line = dice.choose(&lines);
        mutations.extend(mutate::apply(text, line, operator, dice.roll()));
    }
    mutations
}

#[test]
fn mutations_are_accepted_or_diagnosed_where_they_are() {
    let text = document();
    let base = load(&text).unwrap_or_else(|errors| panic!("{errors}"));
    assert!(base.warnings().is_empty(), "{}", base.warnings());
    let count = env::var("MUTATIONS").map_or(COUNT, |count| count.parse().unwrap());

    let mut verdicts: BTreeMap<Verdict, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut accepted = Vec::new();
    for mutation in mutations(&text, count) {
        let result = load(&mutation.text);
        let same = result.as_ref().is_ok_and(|document| document.raw(&Pointer::root()) == base.raw(&Pointer::root()));
        let found = match &result {
            Ok(document) => {
                // Whatever it selects, it must not panic.
                let _ = version::select(document, &VersionChoice::default());
                document.warnings()
            }
            Err(errors) => errors,
        };
        let verdict = checker::check(&mutation, found, result.is_ok(), same);
        *verdicts.entry(verdict).or_default() += 1;
        let place = format!("line {}, {}", mutation.line.at + 1, mutation.line.path.join(" "));
        match verdict {
            Verdict::Wrong => wrong.push(format!("{:?} at {place}: {}\n{found}", mutation.operator, mutation.what)),
            Verdict::OtherMeaning => accepted.push(format!("{:?} at {place}: {}", mutation.operator, mutation.what)),
            _ => {}
        }
    }
    if env::var_os("MUTATIONS_SHOW").is_some() {
        wrong.append(&mut accepted);
    }
    assert!(wrong.is_empty(), "{verdicts:?}\n{}", wrong.join("\n"));
    assert!(verdicts[&Verdict::OnTheLine] > count / 3, "{verdicts:?}");
    assert!(verdicts[&Verdict::OtherMeaning] > count / 20, "{verdicts:?}");
}

#[test]
fn cut_off_documents_do_not_panic() {
    let text = document();
    for end in (0..text.len()).step_by(997).chain([text.len() - 1]) {
        // Cuts characters in two as well.
        let result = codegen::load(&Source::new("cut.yaml", &text.as_bytes()[..end]));
        if let Err(errors) = result {
            assert!(errors.iter().all(|error| error.line().is_some() && error.column().is_some()), "{end}");
            assert!(!errors.render(true).is_empty());
        }
    }
}

#[test]
fn random_bytes_do_not_panic() {
    let mut dice = Dice(42);
    let pieces: Vec<&[u8]> = [
        "- ", ": ", ":", "-", "? ", "\n", "\r\n", "\n  ", "\n    ", "\t", " ", "[", "]", "{", "}", ",", "'", "\"",
        "\\", "|", ">", ">-", "|+", "&a", "*a", "!!str ", "!", "#", "# c", "%YAML 1.2", "---", "...", "<<", "$ref",
        "openapi", "3.0.3", "paths", "/a/{b}", "get", "type", "object", "a", "é", "\u{feff}", "\u{2028}", "\u{0}", "0",
        "-1", "1e3", ".inf", "~", "null", "true", "@", "`", "\u{85}",
    ]
    .map(str::as_bytes)
    .into_iter()
    .chain([&b"\xff"[..]])
    .collect();
    for _ in 0..3000 {
        let length = dice.roll() % 40;
        let bytes: Vec<u8> = (0..length).flat_map(|_| dice.choose(&pieces).iter().copied()).collect();
        match codegen::load(&Source::new("random.yaml", bytes.as_slice())) {
            Ok(document) => drop(document.warnings().render(false)),
            Err(errors) => assert!(!errors.render(false).is_empty(), "{bytes:?}"),
        }
    }
}

#[test]
fn changed_bytes_do_not_panic() {
    let text = document();
    let mut dice = Dice(7);
    for _ in 0..60 {
        let mut bytes = text.clone().into_bytes();
        for _ in 0..3 {
            let at = usize::try_from(dice.roll() % bytes.len() as u64).unwrap();
            bytes[at] = dice.roll().to_le_bytes()[0];
        }
        match codegen::load(&Source::new("changed.yaml", bytes)) {
            Ok(document) => drop(document.warnings().render(false)),
            Err(errors) => assert!(!errors.render(false).is_empty()),
        }
    }
}
