//! What the names lock keeps of the shapes that users know, where the document has others now.
//!
//! A shape is kept when it holds all values of the new one: `Option<T>` holds what became required, a `String` what
//! became an enum, `Json` anything. Nothing that was sent before is sent otherwise. What is kept costs precision, until
//! `cargo xtask regenerate --reshape` takes the document's shapes.

mod alternatives;
mod calls;
mod fields;
mod follow;
mod getters;
mod holds;
mod known;
mod matched;
mod presence;
mod spelled;
mod tags;
mod values;

pub(crate) use matched::{Matched, matched};
pub(crate) use presence::keep_presence;
pub(crate) use tags::tag_names;

use crate::config::Config;
use crate::ir::Api;
use crate::lock::Lock;

/// Keeps handles, types of fields, fields, values, arguments and responses; with `reshape` only handles,
/// and which types are which. Nothing has a Rust name yet.
///
/// Which types are which comes first, since all that is kept is looked up by type. A field or an argument that stays
/// can be of a type that only the lock has: such types are made as they are asked for, filled in when nobody asks any
/// more, and added last. Values are kept in all enums, also those.
pub(crate) fn keep(api: &mut Api, lock: &Lock, config: &Config, reshape: bool) {
    if lock.operations.is_empty() && lock.types.is_empty() {
        return;
    }
    tags::keep(api, lock);
    follow::follow(api, lock);
    if reshape {
        return;
    }
    let mut known = known::Known::new(lock, api);
    fields::keep(api, &mut known, config);
    calls::keep(api, &mut known);
    fields::fill(&mut known, config);
    api.types.extend(known.into_types());
    api.remove_unreached();
    values::keep(api, lock);
}
