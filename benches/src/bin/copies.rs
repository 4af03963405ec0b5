//! Writes a document several times as large: `copies DOCUMENT TIMES OUT`, as JSON.
//!
//! A program of its own: the memory that it takes would count for those that the same program starts and measures.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use benches::copies::copies;
use clap::Parser;

/// Writes a document several times as large, as JSON.
#[derive(Debug, Parser)]
struct Options {
    /// The document.
    document: PathBuf,
    /// How many times it has each path and schema.
    times: usize,
    /// The file to write.
    out: PathBuf,
}

fn main() -> Result<()> {
    let Options { document, times, out } = Options::parse();
    let text = fs::read(&document).with_context(|| format!("cannot read {}", document.display()))?;
    let larger = copies(&serde_yaml::from_slice(&text)?, times)?;
    fs::write(&out, larger.to_string()).with_context(|| format!("cannot write {}", out.display()))
}
