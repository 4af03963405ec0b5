//! Where and when the figures come from.

use std::fs;
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Result, ensure};
use chrono::{DateTime, Utc};

/// Today, as `YYYY-MM-DD`.
pub(crate) fn date() -> String {
    DateTime::<Utc>::from(SystemTime::now()).format("%Y-%m-%d").to_string()
}

/// Processor, memory and compiler, as a sentence.
pub(crate) fn about() -> Result<String> {
    let rustc = Command::new("rustc").arg("--version").output()?;
    ensure!(rustc.status.success(), "rustc does not tell its version");
    let rustc = String::from_utf8(rustc.stdout)?;
    let cores = std::thread::available_parallelism()?;
    let processor = value("/proc/cpuinfo", "model name").unwrap_or_else(|| "an unnamed processor".to_owned());
    let memory = value("/proc/meminfo", "MemTotal").map(|memory| format!(", {memory} of memory")).unwrap_or_default();
    Ok(format!("{cores} cores of {processor}{memory}, {}, {}.", std::env::consts::OS, rustc.trim()))
}

/// The value of the first line that begins with `key`, in a file of the Linux kernel.
fn value(path: &str, key: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.starts_with(key))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
