//! Tags: which handle an operation belongs to.

use crate::ir::{Docs, Tag};
use crate::markdown;
use crate::openapi::Document;
use crate::version::SelectedOperation;

/// The tag of operations that have none.
const UNTAGGED: &str = "Untagged";

/// The tags that have an operation: those that the document declares in its order, then others in order of first use.
pub(super) fn used<'s>(document: &Document, operations: impl Iterator<Item = &'s SelectedOperation<'s>>) -> Vec<Tag> {
    let used: Vec<&str> = operations.map(of).collect();
    let declared = &document.openapi().tags;
    let mut tags: Vec<Tag> = Vec::new();
    for tag in declared.iter().filter(|tag| used.contains(&tag.name.as_str())) {
        if tags.iter().all(|known| known.name != tag.name) {
            tags.push(tag_of(&tag.name, markdown::clean(tag.description.as_deref().unwrap_or_default())));
        }
    }
    for name in used {
        if tags.iter().all(|known| known.name != name) {
            tags.push(tag_of(name, Docs::default()));
        }
    }
    tags
}

/// The first tag of an operation.
pub(super) fn of<'s>(selected: &'s SelectedOperation<'_>) -> &'s str {
    first(selected.operation)
}

/// The first tag of an operation.
pub(super) fn first(operation: &openapiv3::Operation) -> &str {
    operation.tags.first().map_or(UNTAGGED, String::as_str)
}

fn tag_of(name: &str, docs: Docs) -> Tag {
    Tag { name: name.to_owned(), docs, ..Tag::default() }
}
