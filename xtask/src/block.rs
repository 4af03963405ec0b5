//! The part of a manifest that is generated: what is between `# @generated NAME` and `# @end`.

use std::ops::Range;

use anyhow::{Context as _, Result};

const BEGIN: &str = "# @generated";
const END: &str = "# @end";

/// A block as it is written.
pub(crate) fn written(name: &str, inside: &str) -> String {
    format!("{BEGIN} {name}\n{inside}{END}\n")
}

/// Where the block's text is, without the lines that mark it.
///
/// # Errors
///
/// When one of these lines is missing.
pub(crate) fn inside(manifest: &str, name: &str) -> Result<Range<usize>> {
    let begin = format!("{BEGIN} {name}");
    let missing = |marker: &str| {
        format!("Cargo.toml has no line `{marker}`; the generated {name} belong between `{begin}` and `{END}`")
    };
    let start = line(manifest, |line| line.starts_with(&begin)).with_context(|| missing(&begin))?.end;
    let end = line(&manifest[start..], |line| line == END).with_context(|| missing(END))?.start;
    Ok(start..start + end)
}

/// Where the first such line is.
fn line(text: &str, is_wanted: impl Fn(&str) -> bool) -> Option<Range<usize>> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        if is_wanted(line.trim()) {
            return Some(start..end);
        }
        start = end;
    }
    None
}
