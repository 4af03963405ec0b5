//! The fuzz targets of `fuzz/`, on any compiler: with the corpora, and with changes of them that are the same in every
//! run. `.ci/full` fuzzes for longer, with libFuzzer.

#![allow(
    unused,
    deprecated,
    unreachable_pub,
    reason = "the driver serves every document; deprecated operations count too"
)]

#[path = "../../../fuzz/src/challenge.rs"]
mod challenge;
#[path = "../../../fuzz/src/decode.rs"]
mod decode;
#[path = "../../../fuzz/src/document.rs"]
mod document;
#[path = "../../../xtask/src/conformance/driver/glue.rs"]
mod glue;
#[path = "../../../fuzz/src/link.rs"]
mod link;
#[rustfmt::skip]
#[path = "../conformance/generated/models/mod.rs"]
mod models;
#[path = "../../../fuzz/src/retry_after.rs"]
mod retry_after;
#[path = "../../../fuzz/src/url.rs"]
mod url;
#[path = "../../../fuzz/src/wire.rs"]
mod wire;

use std::fs;
use std::path::Path;

/// Calls a target with its corpus, and `count` times with an entry that is changed in a few places.
fn run(target: &str, count: usize, run: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(target);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry of the folder").path()).collect();
    paths.sort();
    let corpus: Vec<Vec<u8>> = paths.iter().map(|path| fs::read(path).expect("the entry can be read")).collect();
    assert!(corpus.len() >= 3, "{target}: only {} entries", corpus.len());
    for entry in &corpus {
        run(entry);
    }
    let mut dice = fastrand::Rng::with_seed(1);
    for _ in 0..count {
        let mut entry = corpus[dice.usize(..corpus.len())].clone();
        for _ in 0..dice.usize(1..6) {
            change(&mut entry, &corpus, &mut dice);
        }
        run(&entry);
    }
}

fn change(entry: &mut Vec<u8>, corpus: &[Vec<u8>], dice: &mut fastrand::Rng) {
    let at = dice.usize(..=entry.len());
    let end = dice.usize(at..=entry.len().min(at + 8));
    match dice.u8(..5) {
        0 => entry.insert(at, dice.u8(..)),
        1 => drop(entry.splice(at..end, [])),
        2 => drop(entry.splice(at..end, [dice.u8(..)])),
        3 => {
            let piece = entry[at..end].to_vec();
            drop(entry.splice(at..at, piece));
        }
        _ => {
            let other = &corpus[dice.usize(..corpus.len())];
            let from = dice.usize(..=other.len());
            let piece = other[from..other.len().min(from + 12)].to_vec();
            drop(entry.splice(at..end, piece));
        }
    }
}

#[test]
fn challenges() {
    run("challenge", 3_000, challenge::run);
}

#[test]
fn decoded_values() {
    run("decode", 20_000, decode::run);
}

#[test]
fn documents() {
    run("document", 400, document::run);
}

#[test]
fn links() {
    run("link", 1_000, link::run);
}

#[test]
fn retry_after_values() {
    run("retry_after", 3_000, retry_after::run);
}

#[test]
fn urls() {
    run("url", 5_000, url::run);
}
