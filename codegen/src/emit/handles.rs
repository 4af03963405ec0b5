//! `handles.md`: the table of handles for the first page of the crate's docs.

use std::fmt::Write as _;

use super::docs::code;
use crate::DocsLevel;
use crate::ir::Api;

/// A line for each handle: how to get it, the feature that it needs, and what the document says of its tag.
pub(crate) fn handles(api: &Api, level: DocsLevel) -> String {
    let mut text = "| handle | feature | operations |\n| --- | --- | --- |\n".to_owned();
    for tag in &api.tags {
        let (handle, feature) = (code(&format!("client.{}()", tag.module)), code(&tag.feature));
        let about = if level == DocsLevel::None { "" } else { tag.docs.summary.as_str() };
        let about = if about.is_empty() { &tag.name } else { about };
        // A line break or a bar would end the cell.
        let about = about.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|");
        let _ = writeln!(text, "| {handle} | {feature} | {about} |");
    }
    text
}
