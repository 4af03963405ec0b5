//! How a document of others is read where it is not valid but has one meaning.
//!
//! Our own document is held to the standard ([`Profile::Strict`]). A document that somebody else publishes cannot be
//! mended by the person who generates from it ([`Profile::Tolerant`]): what is wrong with it and can be read in one way
//! only is rewritten here, before the checks see it. Each [`Fallback`] becomes a line of REPORT.md, and all that say
//! the same become one warning with a count. What stays ambiguous, such as a path parameter under two names, is left
//! for the checks to refuse.
//!
//! Each pass of [`apply`] reads the whole document as the ones before left it, so that their order counts:
//!
//! 1. `numbers` changes nothing: it looks large integers up at their places in the text.
//! 2. `here` compares values, the names of keys and their places with OpenAPI's tables: `3.1` becomes the version
//!    `3.1.0`, which `later` asks for, `in: Query` the `query` that `parameters` compares with, `GET` the method by
//!    which the others find operations, and a key one level too high or too low is moved. It replaces merge keys by
//!    what they refer to, which all others read, and removes keywords without a value, so that others can complete what
//!    is missing. It looks numbers that are meant as strings up in the text, so that it comes before those that move
//!    or copy what has them.
//! 3. `elsewhere` finds what is in another document, which `references` cannot copy, and bodies that are a schema
//!    alone.
//! 4. `newer` reads OpenAPI 3.2 as 3.1, and `later` 3.1 as 3.0, the only words that the others know.
//! 5. `references` copies what is referred to where it is used. The others read a copy in its new place, and there it
//!    can lack what a parameter must have.
//! 6. `schemas` reads what only schemas have, in the words of 3.0 by now, copies included.
//! 7. `missing` completes titles, versions and variables of servers, and removes links that lead to no operation.
//! 8. `paths` leaves nothing but names in the braces of a path, with which `operations` compares parameters.
//! 9. `parameters` gives each a schema, and makes bodies of those in the body. `operations` reads both.
//! 10. `security` reads schemes and requirements, which no other pass does.
//! 11. `operations` comes last: it needs the names in the path, the parameters and the bodies as they are in the end.

mod elsewhere;
mod further;
mod here;
mod keywords;
mod later;
mod level;
mod meant;
mod media;
mod missing;
mod newer;
mod numbers;
mod operations;
mod parameters;
mod paths;
mod references;
mod schemas;
mod security;
mod spelling;
mod statuses;
mod trail;
mod types;
mod walk;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::Fallback;
use crate::openapi::places::Places;
use crate::pointer::Pointer;
use crate::yaml::spans::Span;

/// How strictly a document is held to the standard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// Whatever is not valid is an error: for a document that its author can mend.
    #[default]
    Strict,
    /// What is not valid but has one meaning is read that way and reported.
    Tolerant,
}

/// The document as it is read, and what was not valid; the module says why the passes are in this order. Nothing to
/// rewrite gives no document. `large` has the integers that were read as floating-point numbers.
pub(crate) fn apply(places: Places<'_>, large: &[Span]) -> (Option<Value>, Vec<Fallback>) {
    let mut root = places.raw.clone();
    let mut found = Vec::new();
    numbers::note(places, large, &mut found);
    here::read(&mut root, places, &mut found);
    elsewhere::read(&mut root, &mut found);
    newer::read(&mut root, &mut found);
    let is_later = later::is_later(&root);
    if is_later {
        later::read(&mut root, &mut found);
    }
    references::inline(&mut root, is_later, &mut found);
    schemas::read(&mut root, &mut found);
    missing::read(&mut root, &mut found);
    paths::read(&mut root, &mut found);
    parameters::read(&mut root, &mut found);
    security::read(&mut root, &mut found);
    operations::read(&mut root, &mut found);
    if found.is_empty() { (None, found) } else { (Some(root), found) }
}

/// One warning for all that say the same, at the first place. `warning` makes one of a place and a message.
pub(crate) fn warnings(found: &[Fallback], warning: impl Fn(&Pointer, &str) -> Diagnostic) -> Diagnostics {
    let mut same: BTreeMap<&str, Vec<&Fallback>> = BTreeMap::new();
    for one in found {
        same.entry(&one.what).or_default().push(one);
    }
    let counted =
        |(what, all): (&str, Vec<&Fallback>)| Some(with_count(warning(&all.first()?.origin, what), all.len() - 1));
    same.into_iter().filter_map(counted).collect()
}

/// Says how often the same happens again.
fn with_count(warning: Diagnostic, more: usize) -> Diagnostic {
    match more {
        0 => warning,
        1 => warning.with_note("1 more place; REPORT.md lists both"),
        more => warning.with_note(format!("{more} more places; REPORT.md lists all")),
    }
}
