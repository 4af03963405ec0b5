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
/// The same, without a client.
const BY_HAND: &str = include_str!("by_hand.rs");
/// What it needs.
const BY_HAND_DEPENDENCIES: &str = "\
reqwest = { version = \"0.13\", default-features = false, features = [\"json\", \"query\", \"rustls\"] }
serde = { version = \"1\", features = [\"derive\"] }";

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
    sections.push(programs(bench, &crates)?);
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
    let _edited =
        crates.iter().map(|crate_| Edited::of(crate_.folder.join("src/lib.rs"))).collect::<Result<Vec<_>>>()?;
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

/// A file that is edited, and gets its text back: it can be somebody's own.
struct Edited {
    file: PathBuf,
    text: String,
}

impl Edited {
    fn of(file: PathBuf) -> Result<Self> {
        let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        Ok(Self { file, text })
    }
}

impl Drop for Edited {
    fn drop(&mut self) {
        if fs::write(&self.file, &self.text).is_err() {
            eprintln!("{} keeps a constant that was added to it", self.file.display());
        }
    }
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

/// Programs that make the same five calls: built from nothing but their dependencies, after an edit, and their sizes.
fn programs(bench: &Bench, crates: &[Crate]) -> Result<Section> {
    let ours = crates.iter().find(|crate_| crate_.folder.ends_with("default")).context("our crate is measured")?;
    let client = format!("atlas-client = {{ path = \"{}\" }}", ours.folder.display());
    let mut programs = vec![
        written(bench, "this client", "program", PROGRAM, &client)?,
        written(bench, "by hand", "by-hand", BY_HAND, BY_HAND_DEPENDENCIES)?,
    ];
    programs.extend(bench.options.program.iter().map(|peer| program(&peer.name, peer.folder.clone())));
    for program in &programs {
        run::measure(&mut command(bench, program, Build::Release), &mut Usage::default())?;
    }
    let mut tasks = Vec::new();
    for program in &programs {
        let main = program.folder.join("src/main.rs");
        let mut all = clients(bench, program)?;
        all.push(main.clone());
        for (what, touched) in [("from nothing", all), ("after an edit", vec![main])] {
            tasks.push(Task {
                name: format!("{}, {what}", program.name),
                prepare: Box::new(move || touched.iter().try_for_each(|file| edit(file, Build::Release))),
                command: Box::new(move || command(bench, program, Build::Release)),
            });
        }
    }
    let usages = run::interleaved(&tasks, bench.rounds(3))?;
    let rows: Vec<Row> = tasks.iter().map(|task| task.name.clone()).zip(usages).collect();
    let sizes = programs.iter().map(|program| binary_size(bench, program)).collect::<Result<Vec<_>>>()?;
    let about = format!(
        "Release builds of a program that makes five calls, with our document's client, written by hand with reqwest and serde, and\n\
         with the clients of others. From nothing: the client and the program; dependencies were built before. The binaries:\n{}.",
        sizes.join(", ")
    );
    Ok(Section { title: "A program", about, body: Body::Usage("program", rows) })
}

fn program(name: &str, folder: PathBuf) -> Crate {
    Crate { name: name.to_owned(), folder, features: &[], large: false }
}

/// A program of this project, as a crate of its own.
fn written(bench: &Bench, name: &str, package: &str, text: &str, dependencies: &str) -> Result<Crate> {
    let program = program(name, bench.path(package));
    fs::create_dir_all(program.folder.join("src"))?;
    let manifest = format!(
        "[package]\nname = \"{package}\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n\n[workspace]\n"
    );
    fs::write(program.folder.join("Cargo.toml"), manifest)?;
    fs::write(program.folder.join("src/main.rs"), text)?;
    lock(bench, &program.folder)?;
    Ok(program)
}

/// The `lib.rs` of each crate that a program names by its path: the client.
fn clients(bench: &Bench, program: &Crate) -> Result<Vec<PathBuf>> {
    let metadata = metadata(bench, program)?;
    let dependencies = metadata["packages"][0]["dependencies"].as_array().context("cargo names dependencies")?;
    let folders = dependencies.iter().filter_map(|dependency| dependency["path"].as_str());
    Ok(folders.map(|folder| Path::new(folder).join("src/lib.rs")).collect())
}

fn binary_size(bench: &Bench, program: &Crate) -> Result<String> {
    let metadata = metadata(bench, program)?;
    let name = metadata["packages"][0]["name"].as_str().context("cargo names the package")?;
    let binary = bench.target().join("release").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    let size = fs::metadata(&binary).with_context(|| format!("{} was not built", binary.display()))?.len();
    ensure!(size > 0, "{} is empty", binary.display());
    #[expect(clippy::cast_precision_loss, reason = "shown in megabytes")]
    let size = megabytes(size as f64);
    Ok(format!("{} {size}", program.name))
}

/// What cargo says of a crate.
fn metadata(bench: &Bench, crate_: &Crate) -> Result<serde_json::Value> {
    let mut cargo = cargo(bench);
    let cargo = cargo.args(["metadata", "--no-deps", "--format-version", "1"]).current_dir(&crate_.folder);
    let output = cargo.output()?;
    ensure!(output.status.success(), "{}: {}", crate_.folder.display(), String::from_utf8_lossy(&output.stderr));
    Ok(serde_json::from_slice(&output.stdout)?)
}
