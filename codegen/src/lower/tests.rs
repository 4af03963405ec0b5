//! Lowering, naming and analysis together, on small descriptions and on whole ones.

mod official;
mod support;
