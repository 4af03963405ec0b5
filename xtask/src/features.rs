//! The features block of the client's manifest: one feature per tag, and `full`.

use anyhow::{Context as _, Result, bail};
use codegen::is_feature;
use toml::{Table, Value};

use crate::block;

/// `manifest` with the text between the two marker lines replaced by one line per feature.
///
/// # Errors
///
/// When the manifest lacks a marker line, or cargo would not read the result: a manifest like that locks the whole
/// workspace, this command included.
pub fn with_features(manifest: &str, features: &[String]) -> Result<String> {
    let inside = block::inside(manifest, "features")?;
    let mut block = String::new();
    let all: Vec<_> = features.iter().map(|feature| format!("    \"{feature}\",\n")).collect();
    block.push_str("full = [\n");
    block.extend(all);
    block.push_str("]\n");
    block.extend(features.iter().map(|feature| format!("{feature} = []\n")));
    let mut text = manifest.to_owned();
    text.replace_range(inside, &block);
    check(&text, features).context("the client's Cargo.toml would not be valid; nothing was written")?;
    Ok(text)
}

/// Names that no generated feature can have: the manifest's own features, and its optional dependencies.
///
/// # Errors
///
/// When the manifest lacks a marker line or is not TOML.
pub fn reserved(manifest: &str) -> Result<Vec<String>> {
    // Without the generated block, which may be what is wrong.
    let mut text = manifest.to_owned();
    text.replace_range(block::inside(manifest, "features")?, "");
    let manifest: Table = text.parse().context("the client's Cargo.toml is not valid TOML")?;
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
