//! `cargo xtask servers`: the servers that the client is tried against, and the suite that does it.

#![allow(clippy::doc_markdown, reason = "help for a terminal: names of programs and variables are not code there")]

use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context as _, Result, bail};
use clap::{Args, Subcommand};

use crate::cli::exit;
use crate::typed::WrongArguments;
use crate::workspace::{Workspace, cargo};

/// Try the client against real servers: Apache, lighttpd, HAProxy, oidc-provider, Prism and WireMock.
///
/// None of them was written for this project: HTTP digest, OAuth 2.0, the validation of every operation against the
/// document, rate limits, TLS and faults on the wire are checked by programs that know nothing of the client.
/// docs/runtime.md lists what they prove.
#[derive(Args, Debug)]
pub(crate) struct Servers {
    #[command(subcommand)]
    command: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Install(Install),
    Test(Test),
}

/// Install the servers; does nothing if they are there.
///
/// apache2, lighttpd, haproxy and a Java runtime come from apt (Debian or Ubuntu, as root or with sudo), the others
/// from npm, in the versions of tests/servers/package-lock.json. No service is started.
#[derive(Args, Debug)]
struct Install {
    /// The folder for npm's servers. [default: $ATLAS_TEST_SERVERS, or target/test-servers]
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Install the servers if need be, and run the suite that starts and stops them.
///
/// Each test starts its own servers on loopback and free ports, and stops them whatever becomes of it. It takes about a
/// minute.
#[derive(Args, Debug)]
#[command(after_long_help = "\
Examples:
  cargo xtask servers test
      Everything.
  cargo xtask servers test digest --counts
      HTTP digest only, and how many requests the calls took.
  cargo xtask servers test oauth --times 10
      Whether the tests of tokens hold ten times in a row.")]
struct Test {
    /// Only tests with this in their name, such as `digest`, `oauth`, `prism` or `faults`.
    #[arg(value_name = "NAME")]
    name: Option<String>,

    /// Print what was counted in the servers' logs.
    #[arg(long)]
    counts: bool,

    /// Run the suite this often, and stop at the first failure.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    times: u32,

    /// Run with what is installed; tests whose server is missing say so and are skipped.
    #[arg(long)]
    no_install: bool,
}

impl Servers {
    pub(crate) fn run(self, workspace: &Workspace) -> Result<ExitCode> {
        Ok(exit(match self.command {
            Action::Install(options) => install(workspace, options.folder)?,
            Action::Test(options) => options.run(workspace)?,
        }))
    }
}

impl Test {
    fn run(self, workspace: &Workspace) -> Result<bool> {
        if !self.no_install && !install(workspace, None)? {
            return Ok(false);
        }
        if let Some(name) = self.name.as_ref().filter(|_| !self.has_tests(workspace)) {
            return Err(WrongArguments(format!("no test of the suite has `{name}` in its name")).into());
        }
        for _ in 0..self.times {
            let mut cargo = cargo();
            cargo.current_dir(workspace.root()).args(self.arguments());
            if !self.no_install {
                cargo.env("ATLAS_REQUIRE_SERVERS", "1");
            }
            if !cargo.status().context("cannot run cargo")?.success() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether a name is that of any test. A suite that cannot be listed says so when it is run.
    fn has_tests(&self, workspace: &Workspace) -> bool {
        let mut cargo = cargo();
        cargo.current_dir(workspace.root()).args(self.arguments()).arg("--list").stderr(Stdio::inherit());
        let Ok(listed) = cargo.output() else { return true };
        !listed.status.success() || String::from_utf8_lossy(&listed.stdout).lines().any(|line| line.ends_with(": test"))
    }

    /// The arguments for cargo.
    fn arguments(&self) -> Vec<OsString> {
        let mut arguments: Vec<OsString> =
            ["test", "--package", "tests", "--test", "real_servers", "--"].map(Into::into).into();
        arguments.extend(self.name.iter().map(Into::into));
        if self.counts {
            arguments.push("--nocapture".into());
        }
        arguments
    }
}

/// Runs the script that CI runs too; whether it succeeded.
fn install(workspace: &Workspace, folder: Option<PathBuf>) -> Result<bool> {
    let script = workspace.root().join("tests/servers/install");
    match Command::new("bash").arg(&script).args(folder).status() {
        Ok(status) => Ok(status.success()),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            bail!("the servers are installed by a bash script, and bash is not installed")
        }
        Err(error) => Err(error).with_context(|| format!("{} could not be run", workspace.display(&script))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_become_arguments_of_the_suite() {
        let test = Test { name: Some("digest".into()), counts: true, times: 1, no_install: false };
        assert_eq!(
            test.arguments(),
            ["test", "--package", "tests", "--test", "real_servers", "--", "digest", "--nocapture"]
        );
    }
}
