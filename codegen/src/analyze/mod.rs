//! What follows from the whole: who reaches a type, which tags own it, where it contains itself.
//!
//! Each pass is a function over the IR that fills in the fields it is documented to fill in, and decides nothing else.

mod cycles;
pub(crate) mod layout;
mod reach;

use crate::ir::Api;

/// Runs all passes.
pub(crate) fn run(api: &mut Api) {
    reach::usage(api);
    reach::ownership(api);
    cycles::boxes(api);
}
