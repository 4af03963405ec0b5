//! `cargo xtask sunsets`: when Atlas removes the versions that a client calls.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use codegen::{Lock, Surface, VersionChoice};

use crate::changes::surface;
use crate::cli::date;
use crate::names_lock;
use crate::spec::Spec;
use crate::workspace::Workspace;

/// List a client's operations by the date on which Atlas removes their version.
///
/// Reads the client's names.lock, which `regenerate` writes. With a newer document it tells the version to move to;
/// `cargo xtask changes` tells what that changes.
#[derive(Args, Debug)]
#[command(after_long_help = "\
Examples:
  cargo xtask sunsets
      The client of this checkout.
  cargo xtask sunsets ../atlas-full --spec atlas.yaml
      A crate that `regenerate --out` wrote, with the versions that a newer document has.
  cargo xtask sunsets --before 2027-01-01
      For CI: exits with 2 if a version is removed before that date.")]
pub(crate) struct Sunsets {
    /// A crate that `regenerate --out` wrote, or its names.lock. [default: this checkout]
    #[arg(value_name = "CRATE")]
    client: Option<PathBuf>,

    /// A document that may have newer versions: a file, a URL, or `-` for standard input.
    #[arg(long, value_name = "FILE-OR-URL", value_parser = NonEmptyStringValueParser::new())]
    spec: Option<String>,

    /// Only those before this date (YYYY-MM-DD); exit with 2 if there is one.
    #[arg(long, value_name = "DATE", value_parser = date)]
    before: Option<String>,
}

/// One operation with a date.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Sunset {
    date: String,
    call: String,
    version: String,
    /// The version of a newer document, or why it has none.
    next: Option<String>,
}

impl Sunsets {
    pub(crate) fn run(self, workspace: &Workspace) -> Result<ExitCode> {
        let lock = names_lock::of_client(workspace, self.client.as_deref().unwrap_or(workspace.root()))?;
        // Each operation in its newest version.
        let newer = |spec: &String| surface(workspace, &Spec::from_argument(spec), VersionChoice::default(), None);
        let newer = self.spec.as_ref().map(newer).transpose()?;
        let sunsets = sunsets(&lock, newer.as_ref().map(Surface::lock), self.before.as_deref());
        anstream::print!("{}", text_of(&sunsets, self.before.as_deref()));
        Ok(if self.before.is_some() && !sunsets.is_empty() { ExitCode::from(2) } else { ExitCode::SUCCESS })
    }
}

/// The operations with a date, the nearest first.
fn sunsets(lock: &Lock, newer: Option<&Lock>, before: Option<&str>) -> Vec<Sunset> {
    let mut found: Vec<_> = lock
        .operations
        .iter()
        // What is gone has no response, and is called no more.
        .filter(|(_, operation)| operation.response.is_some())
        .filter_map(|(call, operation)| {
            let date = operation.sunset.clone()?;
            let version = operation.version.clone().unwrap_or_default();
            let next = newer.map(|newer| match newer.operations.get(call).map(|newer| newer.version.clone()) {
                Some(Some(next)) if next > version => next,
                Some(_) => "no newer version".to_owned(),
                None => "no longer in the document".to_owned(),
            });
            Some(Sunset { date, call: call.clone(), version, next })
        })
        // Dates of this form are ordered as text.
        .filter(|sunset| before.is_none_or(|before| sunset.date.as_str() < before))
        .collect();
    found.sort();
    found
}

fn text_of(sunsets: &[Sunset], before: Option<&str>) -> String {
    let until = before.map(|before| format!(" before {before}")).unwrap_or_default();
    let operations = if sunsets.len() == 1 { "operation" } else { "operations" };
    let mut text = format!("{} {operations} in a version that Atlas removes{until}\n", sunsets.len());
    for sunset in sunsets {
        let _ = write!(text, "  {}  {}  version {}", sunset.date, sunset.call, sunset.version);
        if let Some(next) = &sunset.next {
            let _ = write!(text, " -> {next}");
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock(operations: &[(&str, &str, &str)]) -> Lock {
        let entry = |(call, version, sunset): &(&str, &str, &str)| {
            let sunset = if sunset.is_empty() { String::new() } else { format!("sunset = \"{sunset}\"\n") };
            format!("[operations.\"{call}\"]\nresponse = \"()\"\nversion = \"{version}\"\n{sunset}")
        };
        Lock::parse("names.lock", &operations.iter().map(entry).collect::<String>()).unwrap()
    }

    #[test]
    fn nearest_date_first() {
        let client = lock(&[
            ("GET /a", "2023-01-01", "2027-07-01"),
            ("GET /b", "2023-01-01", "2026-03-01"),
            ("GET /c", "2025-03-12", ""),
            ("GET /d", "2023-01-01", "2027-08-01"),
        ]);
        let newer = lock(&[("GET /a", "2023-01-01", "2027-07-01"), ("GET /b", "2024-08-05", "")]);
        let text = text_of(&sunsets(&client, Some(&newer), None), None);
        assert_eq!(
            text,
            "3 operations in a version that Atlas removes\n  2026-03-01  GET /b  version 2023-01-01 -> 2024-08-05\n  \
             2027-07-01  GET /a  version 2023-01-01 -> no newer version\n  \
             2027-08-01  GET /d  version 2023-01-01 -> no longer in the document\n"
        );
        let before = |date| sunsets(&client, None, Some(date)).len();
        assert_eq!((before("2026-03-01"), before("2026-03-02"), before("2028-01-01")), (0, 1, 3));
    }

    #[test]
    fn operations_that_are_gone_do_not_count() {
        let mut client = lock(&[("GET /a", "2023-01-01", "2026-07-01")]);
        for operation in client.operations.values_mut() {
            operation.response = None;
        }
        assert_eq!(sunsets(&client, None, None), []);
    }
}
