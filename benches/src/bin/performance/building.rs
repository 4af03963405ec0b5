//! What the compiler needs for the generated crates and for a program that uses one.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use anyhow::{Context as _, Result, ensure};
use benches::report::{Row, megabytes};
use benches::run::{self, Task, Usage};

use crate::generation::generate;
use crate::{Bench, Body, Section, cargo};

/// A crate to build.
struct Crate {
    name: String,
    folder: PathBuf,
    /// Without default features, if not empty.
    features: &'static [&'static str],
    /// Whether a release build takes minutes.
    large: bool,
}

/// How a crate is built.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Build {
    Check,
    Release,
    /// A check after an edit, with what the compiler kept from the one before.
    Incremental,
}

/// The program with five calls.
const PROGRAM: &str = include_str!("program.rs");

/// Check, release and incremental builds, and a program.
pub(crate) fn sections(bench: &Bench, generator: &Path) -> Result<Vec<Section>> {
    let crates = crates(bench, generator)?;
    let mut sections = Vec::new();
    let builds = [
        (Build::Check, "Checking", "checking", "`cargo check` of the crate alone, without incremental data."),
        (
            Build::Incremental,
            "Checking after an edit",
            "incremental",
            "The same after a constant was added, with incremental data.",
        ),
        (Build::Release, "Release build", "release", "`cargo build --release` of the crate alone."),
    ];
    for (build, title, chart, about) in builds {
        eprintln!("{}", title.to_lowercase());
        let is_measured = |crate_: &&Crate| build != Build::Release || !(bench.options.quick && crate_.large);
        let crates: Vec<_> = crates.iter().filter(is_measured).collect();
        let rows = built(bench, &crates, build)?;
        let about = format!("{about} Dependencies were built before.");
        sections.push(Section { title, about, body: Body::Usage(chart, rows) });
    }
    eprintln!("a program");
    sections.push(program(bench, &crates)?);
    Ok(sections)
}

/// The crate of the official document first: ratios are to it.
fn crates(bench: &Bench, generator: &Path) -> Result<Vec<Crate>> {
    let mut crates = Vec::new();
    let mut add = |name: &str, document: &Path, features, large| {
        let folder = bench.path(if large { "full" } else { "default" });
        if !folder.exists() {
            run::measure(&mut generate(bench, generator, document, &folder), &mut Usage::default())?;
            lock(bench, &folder)?;
        }
        crates.push(Crate { name: name.to_owned(), folder, features, large: large && crates.is_empty() });
        Ok::<_, anyhow::Error>(())
    };
    if let Some(official) = &bench.options.official {
        add("MongoDB's document", official, &[], true)?;
        add("MongoDB's document, one feature", official, &["database-users", "rustls"], true)?;
    }
    add("our document", &bench.root.join("spec/openapi.yaml"), &[], false)?;
    for peer in &bench.options.peer {
        crates.push(Crate { name: peer.name.clone(), folder: peer.folder.clone(), features: &[], large: true });
    }
    Ok(crates)
}

/// The versions of the checkout, so that all crates share their dependencies.
fn lock(bench: &Bench, folder: &Path) -> Result<()> {
    fs::copy(bench.root.join("Cargo.lock"), folder.join("Cargo.lock")).context("cannot copy Cargo.lock")?;
    Ok(())
}

fn built(bench: &Bench, crates: &[&Crate], build: Build) -> Result<Vec<Row>> {
    for crate_ in crates {
        run::measure(&mut command(bench, crate_, build), &mut Usage::default())?;
    }
    let tasks: Vec<_> = crates
        .iter()
        .map(|crate_| Task {
            name: crate_.name.clone(),
            prepare: Box::new(move || edit(&crate_.folder.join("src/lib.rs"), build)),
            command: Box::new(move || command(bench, crate_, build)),
        })
        .collect();
    let usages = run::interleaved(&tasks, bench.rounds(3))?;
    Ok(tasks.iter().map(|task| task.name.clone()).zip(usages).collect())
}

fn command(bench: &Bench, crate_: &Crate, build: Build) -> Command {
    let mut cargo = cargo(bench);
    let (command, incremental) = match build {
        Build::Check => (&["check"][..], "0"),
        Build::Release => (&["build", "--release"][..], "0"),
        Build::Incremental => (&["check"][..], "1"),
    };
    cargo.args(command).arg("--quiet").current_dir(&crate_.folder).stderr(Stdio::null());
    if !crate_.features.is_empty() {
        cargo.arg("--no-default-features").arg("--features").arg(crate_.features.join(","));
    }
    cargo.env("CARGO_TARGET_DIR", bench.target()).env("CARGO_INCREMENTAL", incremental);
    cargo
}

/// Makes cargo build the file's crate again; with incremental data, because something is new in it.
fn edit(file: &Path, build: Build) -> Result<()> {
    static EDITS: AtomicUsize = AtomicUsize::new(0);
    let mut file = fs::OpenOptions::new().append(true).open(file)?;
    if build == Build::Incremental {
        writeln!(file, "const _: usize = {};", EDITS.fetch_add(1, Ordering::Relaxed))?;
    }
    file.set_modified(SystemTime::now())?;
    Ok(())
}

/// A program that makes five calls: built from nothing but its dependencies, after an edit, and its size.
fn program(bench: &Bench, crates: &[Crate]) -> Result<Section> {
    let ours = crates.iter().find(|crate_| crate_.folder.ends_with("default")).context("our crate is measured")?;
    let program = Crate { name: "program".into(), folder: bench.path("program"), features: &[], large: false };
    fs::create_dir_all(program.folder.join("src"))?;
    let client = ours.folder.display();
    let manifest = format!(
        "[package]\nname = \"program\"\nedition = \"2024\"\n\n[dependencies]\natlas-client = {{ path = \"{client}\" }}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n\n[workspace]\n"
    );
    fs::write(program.folder.join("Cargo.toml"), manifest)?;
    fs::write(program.folder.join("src/main.rs"), PROGRAM)?;
    lock(bench, &program.folder)?;
    run::measure(&mut command(bench, &program, Build::Release), &mut Usage::default())?;
    let main = program.folder.join("src/main.rs");
    let task = |name: &str, touched: Vec<PathBuf>| Task {
        name: name.to_owned(),
        prepare: Box::new(move || touched.iter().try_for_each(|file| edit(file, Build::Release))),
        command: Box::new(|| command(bench, &program, Build::Release)),
    };
    let tasks = [
        task("client and program", vec![ours.folder.join("src/lib.rs"), main.clone()]),
        task("program after an edit", vec![main]),
    ];
    let usages = run::interleaved(&tasks, bench.rounds(3))?;
    let rows: Vec<Row> = tasks.iter().map(|task| task.name.clone()).zip(usages).collect();
    let binary = bench.target().join("release").join(format!("program{}", std::env::consts::EXE_SUFFIX));
    let size = fs::metadata(&binary).context("the program was built")?.len();
    ensure!(size > 0, "{} is empty", binary.display());
    #[expect(clippy::cast_precision_loss, reason = "shown in megabytes")]
    let size = megabytes(size as f64);
    let about = format!("Release builds of a program with five calls of the default client. Its binary has {size}.");
    Ok(Section { title: "A program", about, body: Body::Usage("program", rows) })
}
