//! Unions: which alternatives a schema has, which variants they become, and what tells these apart.

mod alike;
mod alternatives;
mod clauses;
mod common;
mod discriminator;
mod labels;
mod missing_tags;
mod parents;
mod spread;
mod tag_values;
mod variants;

pub(crate) use common::find as find_common;

use crate::ir::TypeDef;

/// Finds what tells the variants of each union apart that no discriminator tells apart, when all types are lowered.
pub(super) fn tell_apart(types: &mut [TypeDef]) {
    missing_tags::add(types);
    clauses::find(types);
    parents::find(types);
}
