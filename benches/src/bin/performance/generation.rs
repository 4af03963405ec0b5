//! The generator's own time and memory, and the size of what it writes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use benches::report::{self, Row};
use benches::run::{self, Task};
use walkdir::WalkDir;

use crate::{Bench, Body, Section, cargo};

/// Time, and lines and bytes.
pub(crate) fn sections(bench: &Bench, generator: &Path) -> Result<Vec<Section>> {
    eprintln!("generating");
    let mut documents = vec![("our document".to_owned(), bench.root.join("spec/openapi.yaml"))];
    if let Some(official) = &bench.options.official {
        documents.push(("MongoDB's document".to_owned(), official.clone()));
    }
    let larger = larger(bench, &documents)?;
    let mut tasks: Vec<_> = documents
        .iter()
        .rev()
        .flat_map(|(name, document)| {
            let out = bench.path(&name.replace([' ', '\''], "-"));
            [
                task(bench, generator, format!("{name}, all files written"), document, &out, true),
                task(bench, generator, format!("{name}, nothing to write"), document, &out, false),
            ]
        })
        .collect();
    tasks.extend(
        larger
            .iter()
            .map(|(name, document)| task(bench, generator, name.clone(), document, &bench.path("larger"), true)),
    );
    tasks.extend(bench.options.generator.iter().map(|(name, command)| of_others(name, command)));
    let usages = run::interleaved(&tasks, bench.rounds(10))?;
    let rows: Vec<Row> = tasks.iter().map(|task| task.name.clone()).zip(usages).collect();
    let about = "`cargo xtask regenerate --out` in a release build. The copies have every path and schema several times, under other \
                 names,\nas JSON. Other generators write over the files of the round before.";
    Ok(vec![
        Section { title: "Generating", about: about.to_owned(), body: Body::Usage("generating", rows) },
        sizes(bench, &documents)?,
    ])
}

/// The largest document several times over, as files.
fn larger(bench: &Bench, documents: &[(String, PathBuf)]) -> Result<Vec<(String, PathBuf)>> {
    let (name, path) = documents.last().context("no document")?;
    let times: &[usize] = if bench.options.quick { &[1, 2] } else { &[1, 2, 4, 8] };
    let file = |times: &usize| {
        let larger = bench.path(&format!("{times}.json"));
        let mut copies = cargo(bench);
        copies.args(["run", "--quiet", "--release", "--package", "benches", "--bin", "copies", "--manifest-path"]);
        // Not in the root: the document's path may be relative.
        copies.arg(bench.root.join("Cargo.toml")).arg("--").arg(path).arg(times.to_string()).arg(&larger);
        ensure!(copies.status()?.success(), "cannot copy the parts of {}", path.display());
        Ok((format!("{name}, {times} ×"), larger))
    };
    times.iter().map(file).collect()
}

fn task<'a>(
    bench: &'a Bench,
    generator: &'a Path,
    name: String,
    document: &'a Path,
    out: &Path,
    writes: bool,
) -> Task<'a> {
    let (empty, out) = (out.to_owned(), out.to_owned());
    let prepare = move || {
        if writes && empty.exists() { fs::remove_dir_all(&empty).map_err(Into::into) } else { Ok(()) }
    };
    Task { name, prepare: Box::new(prepare), command: Box::new(move || generate(bench, generator, document, &out)) }
}

/// Another generator, with the same document as the first row.
fn of_others<'a>(name: &str, command: &'a str) -> Task<'a> {
    let run = move || {
        let mut shell = Command::new("sh");
        shell.args(["-c", command]).stderr(std::process::Stdio::null());
        shell
    };
    Task { name: name.to_owned(), prepare: Box::new(|| Ok(())), command: Box::new(run) }
}

/// `cargo xtask regenerate --spec document --out out`
pub(crate) fn generate(bench: &Bench, generator: &Path, document: &Path, out: &Path) -> Command {
    let mut command = Command::new(generator);
    command.env("CARGO_MANIFEST_DIR", bench.root.join("xtask")).args(["regenerate", "--spec"]).arg(document);
    command.arg("--out").arg(out).stderr(std::process::Stdio::null());
    command
}

fn sizes(bench: &Bench, documents: &[(String, PathBuf)]) -> Result<Section> {
    let mut rows = Vec::new();
    for (name, _) in documents {
        let folder = bench.path(&name.replace([' ', '\''], "-")).join("src/generated");
        let (mut files, mut lines, mut bytes) = (0, 0, 0);
        for entry in WalkDir::new(folder) {
            let entry = entry?;
            if entry.file_type().is_file() {
                let text = fs::read_to_string(entry.path())?;
                files += 1;
                lines += text.lines().count();
                bytes += text.len();
            }
        }
        rows.push(vec![name.clone(), files.to_string(), lines.to_string(), bytes.to_string()]);
    }
    let body = report::table(&["", "files", "lines", "bytes"], &rows);
    let about = "What is generated, without the runtime.".to_owned();
    Ok(Section { title: "Size of the generated code", about, body: Body::Markdown(body) })
}
