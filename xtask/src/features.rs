//! The features block of the client's manifest: one feature per tag, and `full`.

use anyhow::{Context as _, Result};

const BEGIN: &str = "# @generated features";
const END: &str = "# @end";

/// `manifest` with the text between the two marker lines replaced by one line per feature.
///
/// # Errors
///
/// When the manifest lacks a marker line.
pub fn with_features(manifest: &str, features: &[String]) -> Result<String> {
    let (before, rest) = split_after_line(manifest, BEGIN).with_context(|| missing(BEGIN))?;
    let end = rest.lines().position(|line| line.trim() == END).with_context(|| missing(END))?;
    let after: String = rest.split_inclusive('\n').skip(end).collect();

    let mut block = String::new();
    let all: Vec<_> = features.iter().map(|feature| format!("    \"{feature}\",\n")).collect();
    block.push_str("full = [\n");
    block.extend(all);
    block.push_str("]\n");
    block.extend(features.iter().map(|feature| format!("{feature} = []\n")));
    Ok(format!("{before}{block}{after}"))
}

/// The text up to and including the line that reads `marker`, or starts with it, and the text after that line.
fn split_after_line<'a>(text: &'a str, marker: &str) -> Option<(&'a str, &'a str)> {
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        end += line.len();
        if line.trim_start().starts_with(marker) {
            return Some(text.split_at(end));
        }
    }
    None
}

fn missing(marker: &str) -> String {
    format!(
        "the client's Cargo.toml has no line `{marker}`; the generated features belong between `{BEGIN}` and `{END}`"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str =
        "[features]\ndefault = [\"full\"]\n# @generated features (by hand: no)\nold = []\n# @end\n\n[lints]\n";

    #[test]
    fn replaces_the_block_and_nothing_else() {
        let text = with_features(MANIFEST, &["clusters".into(), "database-users".into()]).unwrap();
        assert_eq!(
            text,
            "[features]\ndefault = [\"full\"]\n# @generated features (by hand: no)\nfull = [\n    \"clusters\",\n    \"database-users\",\n]\n\
             clusters = []\ndatabase-users = []\n# @end\n\n[lints]\n"
        );
        assert_eq!(with_features(&text, &["clusters".into(), "database-users".into()]).unwrap(), text);
    }

    #[test]
    fn names_the_missing_marker() {
        let error = with_features("[features]\n", &[]).unwrap_err();
        assert!(error.to_string().contains("# @generated features"), "{error}");
        let error = with_features("# @generated features\n", &[]).unwrap_err();
        assert!(error.to_string().contains("# @end"), "{error}");
    }
}
