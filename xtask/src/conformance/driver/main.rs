//! The driver of `cargo xtask conformance`: presents the generated client to the checker.
//!
//! These files are the same for every document; `operations` and `models` are generated.

#![allow(unused, deprecated, reason = "not every document needs all of it, and deprecated operations count too")]

mod client;
mod glue;
mod models;
mod operations;

use std::process::ExitCode;

use conformance::checker;

fn main() -> ExitCode {
    match checker::main(&mut client::Generated::default(), std::env::args().skip(1)) {
        Ok((report, clean)) => {
            print!("{report}");
            if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
