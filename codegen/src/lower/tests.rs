//! Lowering, naming and analysis together, on small documents and on whole ones.

mod alternatives;
mod hostile;
mod inheritance;
mod objects;
mod official;
mod operations;
mod parameters;
mod support;
mod unsaid_alternatives;
