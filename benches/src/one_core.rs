//! Measuring on one core: a move to another one costs more than what is measured.

use std::io;

/// Keeps this thread, and those that it starts, on the first core that it may use, where the system can do that.
///
/// # Errors
///
/// When the system refuses.
#[cfg(target_os = "linux")]
pub fn stay() -> io::Result<()> {
    use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};

    let allowed = sched_getaffinity(None)?;
    let mut one = CpuSet::new();
    if let Some(first) = (0..CpuSet::MAX_CPU).find(|core| allowed.is_set(*core)) {
        one.set(first);
        sched_setaffinity(None, &one)?;
    }
    Ok(())
}

/// Does nothing: only Linux is supported.
///
/// # Errors
///
/// Never.
#[cfg(not(target_os = "linux"))]
pub fn stay() -> io::Result<()> {
    Ok(())
}
