//! One version of each operation: the newest stable one that is not newer than the date asked for.
//!
//! A version is a date in the media types of an operation's request and success responses. Bodies and statuses of
//! other versions drop out here, so that nothing after this needs to know that there are versions. References to
//! parameters, bodies and responses are followed; schemas are left as they are.

mod chosen;
mod media_type;
mod operation;
mod selected;
mod wanted;

use operation::Place;
use serde_json::Value;

pub use media_type::is_date;
pub(crate) use media_type::{ApiVersion, MediaType};
pub use selected::{Media, Selected, SelectedOperation, Success, VersionChoice};

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{METHODS, Skipped};
use crate::openapi::Document;
use crate::pointer::Pointer;

/// Chooses a version of each operation.
///
/// # Errors
///
/// When the date is not one of the calendar, or when not one operation has a version to choose.
pub fn select<'a>(document: &'a Document, choice: &VersionChoice) -> Result<Selected<'a>, Diagnostics> {
    if let Some(until) = choice.until.as_deref().filter(|until| !is_date(until)) {
        let error = Diagnostic::error(format!("`{until}` is not a valid date"));
        return Err(error.with_help("write a version as YYYY-MM-DD, as in 2025-03-12").into());
    }
    let mut selected = Selected::default();
    let paths = Pointer::root().push("paths");
    for (path, item) in &document.openapi().paths.paths {
        let at = paths.push(path);
        let Some(item) = item.as_item() else { continue };
        // openapiv3 has a field for each method; the order is that of the text.
        let keys = document.raw(&at).and_then(Value::as_object).into_iter().flat_map(|item| item.keys());
        let methods = keys.filter_map(|key| METHODS.iter().find(|(name, _)| name == key));
        for &(key, method) in methods {
            let Some(operation) = item.iter().find_map(|(name, operation)| (name == key).then_some(operation)) else {
                continue;
            };
            let shared = (item.parameters.as_slice(), at.clone());
            let place = Place { document, path, method, pointer: at.push(key), operation, shared };
            match place.choose(choice) {
                Ok(chosen) => selected.operations.push(place.selected(&chosen)),
                Err(reason) => selected.skipped.push(place.skipped(reason)),
            }
        }
    }
    if selected.operations.is_empty() && !selected.skipped.is_empty() {
        return Err(nothing_selected(&selected.skipped));
    }
    Ok(selected)
}

fn nothing_selected(skipped: &[Skipped]) -> Diagnostics {
    let message = format!("none of the {} operations has a version to generate", skipped.len());
    let example = skipped.first().map(|skipped| format!("{}: {}", skipped.call, skipped.reason)).unwrap_or_default();
    Diagnostic::error(message).with_note(example).with_help("ask for a later date, or for preview versions").into()
}
