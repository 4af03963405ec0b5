//! The project's command line, as a library so that tests call what people call.
//!
//! Everything that touches the file system, the terminal or the network lives here; the generator itself is pure.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line prints")]

mod bench;
mod block;
mod changes;
pub mod cli;
mod conformance;
mod counted;
pub mod diff;
pub mod download;
pub mod features;
pub mod fetch;
pub mod format;
pub mod identity;
mod names_lock;
mod new_client;
mod out_folder;
pub mod owned;
mod prove;
pub mod regenerate;
mod release;
mod servers;
pub mod spec;
pub mod standalone;
pub mod summary;
mod sunsets;
pub mod typed;
pub mod workspace;
