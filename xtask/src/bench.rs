//! `cargo xtask bench`: the figures of docs/PERFORMANCE.md.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::Args;

use crate::cli::exit;
use crate::typed::WrongArguments;
use crate::workspace::{Workspace, cargo};

/// Measure the generator, what the compiler needs for the generated crates, and calls; write docs/PERFORMANCE.md.
///
/// Runs for about an hour, with `--quick` for a quarter of one, and needs a machine at rest. What is measured
/// is built in a temporary folder.
#[derive(Args, Debug)]
#[command(after_long_help = "\
Examples:
  cargo xtask bench --official atlas.yaml
      Everything, with MongoDB's own document that `cargo xtask fetch` downloaded.
  cargo xtask bench --official atlas.yaml --peer openapi-to-rust=../theirs
      Beside the crate in ../theirs, which another generator made of the same document (docs/comparison.md).
  cargo xtask bench --quick --out /tmp
      A first look, which changes nothing here.")]
pub(crate) struct Bench {
    /// About a quarter of an hour: fewer rounds, and no release build of the official crate.
    #[arg(long)]
    quick: bool,

    /// MongoDB's own document. Without it, only ours is measured.
    #[arg(long, value_name = "FILE")]
    official: Option<PathBuf>,

    /// A crate that another generator made of the same document, to build beside ours.
    #[arg(long, value_name = "NAME=DIR")]
    peer: Vec<String>,

    /// A program with the same five calls as ours that uses such a crate by its path, to build beside it.
    #[arg(long, value_name = "NAME=DIR")]
    program: Vec<String>,

    /// What a shell runs to have another generator read the same document and write its crate.
    #[arg(long, value_name = "NAME=COMMAND")]
    generator: Vec<String>,

    /// A folder for what cargo builds, so that another run finds it. [default: a temporary one]
    #[arg(long, value_name = "DIR")]
    target: Option<PathBuf>,

    /// The folder for PERFORMANCE.md and its charts. [default: docs]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Bench {
    /// Runs the program that measures: apart, so that the command line builds without what it needs.
    pub(crate) fn run(self, workspace: &Workspace) -> Result<ExitCode> {
        self.check()?;
        let mut command = cargo();
        command
            .args(["run", "--quiet", "--release", "--package", "benches", "--bin", "performance", "--manifest-path"]);
        command.arg(workspace.manifest()).arg("--").args(self.arguments());
        Ok(exit(command.status().context("cannot run cargo")?.success()))
    }

    /// Looks at what is named, before anything is built for minutes.
    fn check(&self) -> Result<(), WrongArguments> {
        if let Some(official) = self.official.as_ref().filter(|official| !official.is_file()) {
            return Err(WrongArguments(format!("--official {} is not a file", official.display())));
        }
        for (option, values) in [("--peer", &self.peer), ("--program", &self.program)] {
            let is_folder =
                |value: &&String| value.split_once('=').is_some_and(|(_, folder)| Path::new(folder).is_dir());
            if let Some(value) = values.iter().find(|value| !is_folder(value)) {
                return Err(WrongArguments(format!("{option} {value} is not NAME=DIR with a folder that is there")));
            }
        }
        if let Some(value) = self.generator.iter().find(|value| !value.contains('=')) {
            return Err(WrongArguments(format!("--generator {value} is not NAME=COMMAND")));
        }
        Ok(())
    }

    fn arguments(self) -> Vec<std::ffi::OsString> {
        let mut arguments = Vec::new();
        arguments.extend(self.quick.then(|| "--quick".into()));
        for (name, path) in [("--official", self.official), ("--target", self.target), ("--out", self.out)] {
            arguments.extend(path.into_iter().flat_map(|path| [name.into(), path.into()]));
        }
        for (name, values) in [("--peer", self.peer), ("--program", self.program), ("--generator", self.generator)] {
            arguments.extend(values.into_iter().flat_map(|value| [name.into(), value.into()]));
        }
        arguments
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_folders_that_are_not_there() {
        let bench = |official: Option<&str>, peer: &[&str]| Bench {
            quick: true,
            official: official.map(Into::into),
            peer: peer.iter().map(ToString::to_string).collect(),
            program: Vec::new(),
            generator: Vec::new(),
            target: None,
            out: None,
        };
        let here = env!("CARGO_MANIFEST_DIR");
        assert!(bench(Some(&format!("{here}/Cargo.toml")), &[&format!("theirs={here}")]).check().is_ok());
        for wrong in
            [bench(Some("nope.yaml"), &[]), bench(Some(here), &[]), bench(None, &["nope"]), bench(None, &["a=nope"])]
        {
            assert!(wrong.check().is_err(), "{wrong:?}");
        }
        assert!(Bench { generator: vec!["nope".to_owned()], ..bench(None, &[]) }.check().is_err());
    }

    #[test]
    fn options_are_handed_on() {
        let (official, peer, program) = (Some("a.yaml".into()), vec!["x=y".to_owned()], vec!["x=z".to_owned()]);
        let generator = vec!["x=x generate".to_owned()];
        let arguments = Bench { quick: true, official, peer, program, generator, target: None, out: None }.arguments();
        let handed_on =
            ["--quick", "--official", "a.yaml", "--peer", "x=y", "--program", "x=z", "--generator", "x=x generate"];
        assert_eq!(arguments, handed_on);
    }
}
