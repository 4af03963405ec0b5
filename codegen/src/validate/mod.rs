//! Checks a document before it is read into types: keys, kinds, names, references, and how operations fit their
//! paths.
//!
//! openapiv3 reports one error at a time and not where it is, takes a misspelt key for an absent one, and a schema
//! that it does not understand for one that allows anything. So everything is checked here, on values whose places
//! are known; what passes is what the author meant, or at least what openapiv3 will understand.
//!
//! Strict where a slip would change the generated API in silence; a warning where a document could mean it.

mod composed;
mod cycles;
mod discriminator;
mod links;
mod load;
mod media;
mod media_name;
mod mismatch;
mod misplaced;
mod operations;
mod parameter;
mod parameters;
mod pattern;
mod reference;
mod repair;
mod root;
mod run;
mod schema;
mod security;
mod status;
pub(crate) mod suggest;
mod tags;
mod text;
mod unused;
mod visit;
mod walk;

pub use load::{load, load_as};
