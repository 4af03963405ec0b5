//! Commands, run in turn, with the CPU time and memory that each takes.

use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use wait4::Wait4 as _;

use crate::stats::Sample;

/// What a command took, the processes that it started and waited for included.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Usage {
    /// Seconds of CPU time, in the program and in the kernel.
    pub cpu: Sample,
    /// Seconds from start to end.
    pub wall: Sample,
    /// Bytes of memory of the largest process, at most. Linux counts what this program itself has when it starts the
    /// command, so it must stay small.
    pub memory: Sample,
}

/// Something to measure.
pub struct Task<'a> {
    /// What tables call it.
    pub name: String,
    /// Brings about the state that the command starts from. Not measured.
    pub prepare: Box<dyn Fn() -> Result<()> + 'a>,
    /// The command.
    pub command: Box<dyn Fn() -> Command + 'a>,
}

/// Runs all tasks, `rounds` times, one after the other: what slows the machine for a while slows all of them.
///
/// # Errors
///
/// When a command cannot be run, or fails.
pub fn interleaved(tasks: &[Task<'_>], rounds: usize) -> Result<Vec<Usage>> {
    let mut usages = vec![Usage::default(); tasks.len()];
    for _ in 0..rounds {
        for (task, usage) in tasks.iter().zip(&mut usages) {
            (task.prepare)().with_context(|| format!("cannot prepare {}", task.name))?;
            measure(&mut (task.command)(), usage).with_context(|| format!("cannot measure {}", task.name))?;
        }
    }
    Ok(usages)
}

/// Runs a command once, and adds what it took.
///
/// # Errors
///
/// When it cannot be run, or fails.
#[expect(clippy::cast_precision_loss, reason = "bytes of memory, shown in megabytes")]
pub fn measure(command: &mut Command, usage: &mut Usage) -> Result<()> {
    let start = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().context("cannot start it")?;
    let used = child.wait4().context("cannot wait for it")?;
    ensure!(used.status.success(), "{command:?} failed: {}", used.status);
    usage.wall.push(start.elapsed().as_secs_f64());
    usage.cpu.push((used.rusage.utime + used.rusage.stime).as_secs_f64());
    usage.memory.push(used.rusage.maxrss as f64);
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn cargo(argument: &'static str) -> Command {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.arg(argument).stderr(Stdio::null());
        cargo
    }

    fn task<'a>(argument: &'static str, prepared: &'a Cell<usize>) -> Task<'a> {
        let prepare = || {
            prepared.set(prepared.get() + 1);
            Ok(())
        };
        Task { name: argument.to_owned(), prepare: Box::new(prepare), command: Box::new(move || cargo(argument)) }
    }

    #[test]
    fn every_round_runs_every_task() {
        let prepared = Cell::new(0);
        let usages = interleaved(&[task("--version", &prepared), task("--help", &prepared)], 2).unwrap();
        assert_eq!((usages.len(), prepared.get()), (2, 4));
        assert!(usages.iter().all(|usage| usage.memory.median() > Some(0.0) && usage.wall.median() > Some(0.0)));
    }

    #[test]
    fn failing_commands_are_named() {
        let error = interleaved(&[task("--no-such-option", &Cell::new(0))], 1).unwrap_err();
        assert!(format!("{error:#}").contains("cannot measure --no-such-option"), "{error:#}");
    }
}
