//! Tags: which handle an operation belongs to.

use crate::ir::Tag;
use crate::markdown;
use crate::openapi::Document;
use crate::version::SelectedOperation;

/// The tag of operations that have none.
const UNTAGGED: &str = "Untagged";

/// The tags that have an operation: those that the document declares in its order, then others in order of first use.
pub(super) fn used<'s>(document: &Document, operations: impl Iterator<Item = &'s SelectedOperation<'s>>) -> Vec<Tag> {
    let used: Vec<&str> = operations.map(|selected| of(selected.operation)).collect();
    let declared = document.openapi().tags.iter().filter(|tag| used.contains(&tag.name.as_str()));
    let declared = declared.map(|tag| (tag.name.as_str(), tag.description.as_deref().unwrap_or_default()));
    let mut tags: Vec<Tag> = Vec::new();
    for (name, description) in declared.chain(used.iter().map(|name| (*name, ""))) {
        if tags.iter().all(|known| known.name != name) {
            tags.push(Tag { name: name.to_owned(), docs: markdown::clean(description), ..Tag::default() });
        }
    }
    tags
}

/// The first tag of an operation.
pub(super) fn of(operation: &openapiv3::Operation) -> &str {
    operation.tags.first().map_or(UNTAGGED, String::as_str)
}
