//! Measures the generator and what it generates, and writes docs/PERFORMANCE.md: what `cargo xtask bench` runs.

#![allow(clippy::print_stderr, reason = "a command-line program says what it is at")]

mod building;
mod generation;
mod machine;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};
use benches::report::{self, Row};
use clap::Parser;

/// Measures the generator and what it generates.
#[derive(Debug, Parser)]
struct Options {
    /// About a quarter of an hour: fewer rounds, and no release build of the official crate.
    #[arg(long)]
    quick: bool,

    /// MongoDB's own document. Without it, only ours is measured.
    #[arg(long, value_name = "FILE")]
    official: Option<PathBuf>,

    /// A crate that another generator made of the same document, to build beside ours.
    #[arg(long, value_name = "NAME=DIR", value_parser = peer)]
    peer: Vec<Peer>,

    /// A program with the five calls of `program.rs` that uses the client of another generator, by its path.
    #[arg(long, value_name = "NAME=DIR", value_parser = peer)]
    program: Vec<Peer>,

    /// What a shell runs to have another generator read the same document and write its crate.
    #[arg(long, value_name = "NAME=COMMAND", value_parser = generator_of_others)]
    generator: Vec<(String, String)>,

    /// A folder for what cargo builds, so that another run finds it. [default: a temporary one]
    #[arg(long, value_name = "DIR", value_parser = absolute)]
    target: Option<PathBuf>,

    /// The folder for PERFORMANCE.md and its charts. [default: docs]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// A crate of another generator.
#[derive(Clone, Debug)]
struct Peer {
    name: String,
    folder: PathBuf,
}

/// The generators that ours is compared with.
const PEERS: [&str; 2] = ["openapi-to-rust", "progenitor"];

fn peer(text: &str) -> Result<Peer, String> {
    let (name, folder) = text.split_once('=').ok_or("expected NAME=DIR")?;
    Ok(Peer { name: name.to_owned(), folder: absolute(folder)? })
}

fn generator_of_others(text: &str) -> Result<(String, String), String> {
    text.split_once('=')
        .map(|(name, command)| (name.to_owned(), command.to_owned()))
        .ok_or("expected NAME=COMMAND".into())
}

/// A folder as cargo takes it, which runs in another one.
fn absolute(text: &str) -> Result<PathBuf, String> {
    std::path::absolute(text).map_err(|error| error.to_string())
}

/// What the measurements share.
struct Bench {
    root: PathBuf,
    /// A folder for crates and documents, deleted at the end.
    scratch: tempfile::TempDir,
    options: Options,
}

/// What was measured, under a heading.
struct Section {
    title: &'static str,
    about: String,
    body: Body,
}

enum Body {
    /// A table, and a chart of this name.
    Usage(&'static str, Vec<Row>),
    Markdown(String),
}

impl Bench {
    fn rounds(&self, full: usize) -> usize {
        if self.options.quick { full.div_ceil(3) } else { full }
    }

    /// Where cargo builds.
    fn target(&self) -> PathBuf {
        self.options.target.clone().unwrap_or_else(|| self.path("target"))
    }

    /// A path in the scratch folder.
    fn path(&self, name: &str) -> PathBuf {
        self.scratch.path().join(name)
    }
}

fn main() -> Result<()> {
    let options = Options::parse();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
    let out = options.out.clone().unwrap_or_else(|| root.join("docs"));
    let bench = Bench { root, scratch: tempfile::tempdir()?, options };

    eprintln!("building the generator");
    let generator = generator(&bench)?;
    let mut sections = generation::sections(&bench, &generator)?;
    sections.extend(building::sections(&bench, &generator)?);
    eprintln!("decoding, encoding and calls");
    sections.push(values(&bench)?);

    let charts = out.join("performance");
    fs::create_dir_all(&charts)?;
    let mut text = heading(&bench)?;
    for section in &sections {
        write!(text, "\n## {}\n\n{}\n\n", section.title, section.about)?;
        match &section.body {
            Body::Usage(name, rows) => {
                text.push_str(&report::usage_table(rows));
                report::chart(&charts.join(format!("{name}.svg")), section.title, rows)?;
                writeln!(text, "\n![{}](performance/{name}.svg)", section.title)?;
            }
            Body::Markdown(body) => text.push_str(body),
        }
    }
    let path = out.join("PERFORMANCE.md");
    fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    eprintln!("wrote {}", path.display());
    Ok(())
}

fn heading(bench: &Bench) -> Result<String> {
    let absent: Vec<_> =
        PEERS.into_iter().filter(|name| bench.options.peer.iter().all(|peer| peer.name != *name)).collect();
    let peers = if absent.is_empty() { String::new() } else { format!(" Not measured: {}.", absent.join(", ")) };
    let quick =
        if bench.options.quick { " A quick run: few rounds, no release build of the official crate." } else { "" };
    Ok(format!(
        "# Performance\n\nWritten by `cargo xtask bench` on {}.{quick}{peers}\n\n{}\n\n\
         Runs of what is compared are interleaved. CPU is that of the program and of what it started, in user mode and in the\n\
         kernel; memory is that of its largest process; the spread is from the least to the greatest CPU time, as a part of the\n\
         median. Ratios are to the first row of a table.\n",
        machine::date(),
        machine::about()?
    ))
}

/// The generator, built for release.
fn generator(bench: &Bench) -> Result<PathBuf> {
    let mut cargo = cargo(bench);
    let output = cargo
        .args(["build", "--release", "--package", "xtask", "--message-format", "json"])
        .current_dir(&bench.root)
        .output()?;
    ensure!(output.status.success(), "the generator does not build: {}", String::from_utf8_lossy(&output.stderr));
    let messages = String::from_utf8(output.stdout)?;
    let mut executables = messages.lines().filter_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        (message["target"]["name"] == "xtask").then(|| message["executable"].as_str().map(PathBuf::from)).flatten()
    });
    let Some(path) = executables.next_back() else { bail!("cargo names no executable of the generator") };
    Ok(path)
}

fn cargo(bench: &Bench) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // What `cargo run` sets for this program is not meant for those that it starts.
    cargo.env("CARGO_MANIFEST_DIR", bench.root.join("xtask")).env("CARGO_TERM_COLOR", "never");
    cargo
}

/// What the benchmarks in `benches/` print.
fn values(bench: &Bench) -> Result<Section> {
    let mut body = String::new();
    let names: &[&str] = if bench.options.quick { &["models"] } else { &["models", "calls", "calls-cpu"] };
    for name in names {
        let output = cargo(bench)
            .args(["bench", "--quiet", "--package", "benches", "--bench", name])
            .current_dir(&bench.root)
            .output()?;
        ensure!(output.status.success(), "{name} failed: {}", String::from_utf8_lossy(&output.stderr));
        writeln!(body, "```text\n{}\n```", String::from_utf8(output.stdout)?.trim())?;
    }
    let about =
        "`cargo bench --package benches`: models between JSON and Rust, whole calls over loopback,\nand their CPU time.".to_owned();
    Ok(Section { title: "Decoding, encoding and calls", about, body: Body::Markdown(body) })
}
