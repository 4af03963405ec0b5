//! The features block of the client's manifest: one feature per tag, and `full`.

use anyhow::{Context as _, Result, bail};
use codegen::is_feature;
use toml::{Table, Value};

const BEGIN: &str = "# @generated features";
const END: &str = "# @end";

/// `manifest` with the text between the two marker lines replaced by one line per feature.
///
/// # Errors
///
/// When the manifest lacks a marker line, or cargo would not read the result: a manifest like that locks the whole
/// workspace, this command included.
pub fn with_features(manifest: &str, features: &[String]) -> Result<String> {
    let (before, after) = around(manifest)?;
    let mut block = String::new();
    let all: Vec<_> = features.iter().map(|feature| format!("    \"{feature}\",\n")).collect();
    block.push_str("full = [\n");
    block.extend(all);
    block.push_str("]\n");
    block.extend(features.iter().map(|feature| format!("{feature} = []\n")));
    let text = format!("{before}{block}{after}");
    check(&text, features).context("the client's Cargo.toml would not be valid; nothing was written")?;
    Ok(text)
}

/// Names that no generated feature can have: the manifest's own features, and its optional dependencies.
///
/// # Errors
///
/// When the manifest lacks a marker line or is not TOML.
pub fn reserved(manifest: &str) -> Result<Vec<String>> {
    let (before, after) = around(manifest)?;
    // Without the generated block, which may be what is wrong.
    let manifest: Table = format!("{before}{after}").parse().context("the client's Cargo.toml is not valid TOML")?;
    let table = |name: &str| manifest.get(name).and_then(Value::as_table);
    let features = table("features").into_iter().flatten().map(|(name, _)| name.clone());
    let is_optional = |dependency: &Value| dependency.get("optional") == Some(&Value::Boolean(true));
    let dependencies = table("dependencies").into_iter().flatten().filter(|(_, value)| is_optional(value));
    let mut names: Vec<_> = features.chain(dependencies.map(|(name, _)| name.clone())).collect();
    names.push("full".to_owned());
    names.sort();
    names.dedup();
    Ok(names)
}

fn check(text: &str, features: &[String]) -> Result<()> {
    if let Some(invalid) = features.iter().find(|feature| !is_feature(feature)) {
        bail!("`{invalid}` is not a valid feature name");
    }
    text.parse::<Table>().map_err(|error| anyhow::anyhow!("{}", error.message().to_owned()))?;
    Ok(())
}

/// The text before and after the generated block.
fn around(manifest: &str) -> Result<(&str, String)> {
    let (before, rest) = split_after_line(manifest, BEGIN).with_context(|| missing(BEGIN))?;
    let end = rest.lines().position(|line| line.trim() == END).with_context(|| missing(END))?;
    Ok((before, rest.split_inclusive('\n').skip(end).collect()))
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
    fn an_invalid_manifest_is_not_made() {
        for (features, words) in [
            (["str eams"].as_slice(), "`str eams` is not a valid feature name"),
            (&["default"], "duplicate key"),
            (&["a", "a"], "duplicate key"),
        ] {
            let features: Vec<_> = features.iter().map(|&name| name.to_owned()).collect();
            let error = format!("{:#}", with_features(MANIFEST, &features).unwrap_err());
            assert!(error.contains("nothing was written") && error.contains(words), "{error}");
        }
    }

    #[test]
    fn reserved_names() {
        let dependencies = "[dependencies]\nhttp = \"1\"\nflate2 = { version = \"1\", optional = true }\n";
        let broken = MANIFEST.replace("old = []", "str eams = []");
        assert_eq!(reserved(&format!("{broken}{dependencies}")).unwrap(), ["default", "flate2", "full"]);
    }

    #[test]
    fn names_the_missing_marker() {
        let error = with_features("[features]\n", &[]).unwrap_err();
        assert!(error.to_string().contains("# @generated features"), "{error}");
        let error = with_features("# @generated features\n", &[]).unwrap_err();
        assert!(error.to_string().contains("# @end"), "{error}");
    }
}
