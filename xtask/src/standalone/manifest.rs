//! The `Cargo.toml` of a stand-alone crate.
//!
//! Its features and dependencies are in blocks of their own. A later run writes these anew, and what the package says
//! of [`PACKAGE`]; all else is the crate's owner's.

use std::ops::Range;

use anyhow::{Context as _, Result};
use toml::de::DeTable;
use toml::{Spanned, Table, Value};

use crate::block;
use crate::identity::Identity;

/// What a block is made of, and what of it an owner decides instead.
const BLOCKS: [(&str, &[&str]); 2] = [("features", &["default"]), ("dependencies", &[])];

/// What the run decides of the package, and what the code needs.
const PACKAGE: [&str; 4] = ["name", "version", "edition", "rust-version"];

/// The manifest of a new crate: that of the client without inheritance, with the crate's own name, version, description
/// and licence. `title` is that of its API.
///
/// # Errors
///
/// When a manifest is not TOML, or inherits what the workspace does not have.
pub(super) fn text(
    client: &str,
    workspace: &str,
    identity: &Identity,
    title: &str,
    license: Option<&str>,
) -> Result<String> {
    let mut manifest = without_inheritance(client, workspace)?;
    if let Some(description) = manifest.get_mut("package").and_then(|package| package.get_mut("description")) {
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        *description = Value::String(format!("A client, generated from an OpenAPI document: {title}"));
    }
    identity.apply(&mut manifest, license);
    let mut text = toml::to_string_pretty(&manifest.remove_entry("package").into_iter().collect::<Table>())?;
    for (name, owners) in BLOCKS {
        let Some(Value::Table(table)) = manifest.remove(name) else { continue };
        let (of_owner, generated): (Table, Table) =
            table.into_iter().partition(|(key, _)| owners.contains(&key.as_str()));
        let generated = block::written(name, &entries(&generated)?);
        text = format!("{text}\n[{name}]\n{}{generated}", entries(&of_owner)?);
    }
    Ok(format!("{text}\n{}", toml::to_string_pretty(&manifest)?))
}

/// One entry after the other, so that others can follow in the same table: what is a table itself is in one line.
fn entries(table: &Table) -> Result<String> {
    let entry = |(key, value): (&String, &Value)| match value {
        Value::Table(_) => Ok(format!("{key} = {value}\n")),
        _ => toml::to_string_pretty(&Table::from_iter([(key.clone(), value.clone())])),
    };
    Ok(table.iter().map(entry).collect::<Result<_, _>>()?)
}

/// A manifest that its owner may have edited, with what is not the owner's as in a new one.
///
/// # Errors
///
/// When it lacks a block, or would not be valid afterwards.
pub(super) fn updated(found: &str, new: &str) -> Result<String> {
    let mut text = found.to_owned();
    for (name, _) in BLOCKS {
        let inside = block::inside(&text, name)?;
        text.replace_range(inside, &new[block::inside(new, name)?]);
    }
    let now: Table = new.parse()?;
    // The library keeps its name when the package gets another one.
    if let (Some(library), None) = (now.get("lib"), text.parse::<Table>()?.get("lib")) {
        text = format!("{text}\n[lib]\n{}", toml::to_string_pretty(library)?);
    }
    for key in PACKAGE {
        if let (Some(at), Some(value)) = (package_value(&text, key)?, now["package"].get(key)) {
            text.replace_range(at, &value.to_string());
        }
    }
    Ok(text)
}

/// Where a manifest says this of its package, if it does: it may inherit it from a workspace.
fn package_value(manifest: &str, key: &str) -> Result<Option<Range<usize>>> {
    let manifest = DeTable::parse(manifest)?.into_inner();
    let package = manifest.get("package").and_then(|package| package.get_ref().as_table());
    let value = package.and_then(|package| package.get(key)).filter(|value| value.get_ref().as_str().is_some());
    Ok(value.map(Spanned::span))
}

/// `manifest` with every `workspace = true` replaced by what the workspace's manifest says, and without what only the
/// checkout needs.
fn without_inheritance(manifest: &str, root: &str) -> Result<Table> {
    let mut manifest: Table = manifest.parse().context("the client's Cargo.toml is not TOML")?;
    let root: Table = root.parse().context("the workspace's Cargo.toml is not TOML")?;
    let shared = |table: &str| root.get("workspace")?.get(table)?.as_table();

    if let Some(Value::Table(package)) = manifest.get_mut("package") {
        inherit(package, shared("package"))?;
        // The published documentation is that of another crate, and the keywords may be those of another API.
        package.remove("documentation");
        package.remove("keywords");
    }
    for section in ["dependencies", "build-dependencies"] {
        if let Some(Value::Table(dependencies)) = manifest.get_mut(section) {
            inherit(dependencies, shared("dependencies"))?;
        }
    }
    // Tests, examples and benches stay in the checkout, and so do its lints.
    for section in ["dev-dependencies", "lints", "example", "test", "bench"] {
        manifest.remove(section);
    }
    // Its own workspace, also when it is put inside another one.
    manifest.insert("workspace".into(), Value::Table(Table::new()));
    Ok(manifest)
}

/// Replaces each inheriting entry of `table` by the shared one, keeping what the entry adds.
fn inherit(table: &mut Table, shared: Option<&Table>) -> Result<()> {
    for (name, value) in table.iter_mut() {
        let Some(own) = value.as_table().filter(|own| own.get("workspace") == Some(&Value::Boolean(true))) else {
            continue;
        };
        let base = shared
            .and_then(|shared| shared.get(name))
            .with_context(|| format!("the workspace does not define `{name}`"))?;
        *value = merged(base, own);
    }
    Ok(())
}

/// A shared dependency with the features and flags that an inheriting entry adds.
fn merged(base: &Value, own: &Table) -> Value {
    let extra: Vec<_> = own.iter().filter(|(key, _)| *key != "workspace").collect();
    if extra.is_empty() {
        return base.clone();
    }
    let mut merged = match base {
        Value::Table(table) => table.clone(),
        version => Table::from_iter([("version".to_owned(), version.clone())]),
    };
    for (key, value) in extra {
        match (merged.get_mut(key), value) {
            (Some(Value::Array(all)), Value::Array(more)) => {
                all.extend(more.iter().filter(|item| !all.contains(item)).cloned().collect::<Vec<_>>());
            }
            _ => _ = merged.insert(key.clone(), value.clone()),
        }
    }
    Value::Table(merged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::Version;

    #[test]
    fn inherited_entries_are_written_out() {
        let root = "[workspace.package]\nedition = \"2024\"\n[workspace.dependencies]\nserde = { version = \"1\", features = [\"std\"] }\nhttp = \"1\"\n";
        let manifest = "[package]\nname = \"c\"\nedition.workspace = true\n[dependencies]\nserde = { workspace = true, features = [\"rc\"] }\n\
                        http.workspace = true\nurl = \"2\"\n[dev-dependencies]\nx = \"1\"\n[lints]\nworkspace = true\n";
        let table = without_inheritance(manifest, root).unwrap();
        assert_eq!(table["package"]["edition"].as_str(), Some("2024"));
        assert_eq!(table["dependencies"]["http"].as_str(), Some("1"));
        assert_eq!(table["dependencies"]["url"].as_str(), Some("2"));
        assert_eq!(table["dependencies"]["serde"]["features"].as_array().map(Vec::len), Some(2));
        assert!(!table.to_string().contains("workspace = true"), "{table}");
        assert!(!table.contains_key("lints") && !table.contains_key("dev-dependencies"));
    }

    #[test]
    fn entry_that_the_workspace_lacks() {
        let error = without_inheritance("[dependencies]\nnope.workspace = true\n", "[workspace]\n").unwrap_err();
        assert!(error.to_string().contains("`nope`"), "{error}");
    }

    const CLIENT: &str = "[package]\nname = \"c\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[package.metadata.docs]\na = 1\n\
                          [features]\ndefault = [\"full\"]\nfull = [\"a\", \"b\"]\na = []\nb = []\n\
                          [dependencies]\nhttp = { version = \"1\", optional = true }\n";

    fn manifest(edits: &[(&str, &str)], version: &str) -> String {
        let client = edits.iter().fold(CLIENT.to_owned(), |client, (from, to)| client.replace(from, to));
        let version = Some(Version::Exactly(version.to_owned()));
        text(&client, "[workspace]\n", &Identity { name: None, version }, "", None).unwrap()
    }

    #[test]
    fn a_new_manifest() {
        let text = manifest(&[], "0.1.0");
        let expected: Table = format!("{CLIENT}[workspace]\n").parse().unwrap();
        assert_eq!(text.parse::<Table>().unwrap(), expected, "{text}");
        assert!(text.starts_with("[package]\nedition"), "{text}");
        assert_eq!(updated(&text, &text).unwrap(), text);
    }

    #[test]
    fn what_the_package_is_about() {
        let client =
            CLIENT.replace("[package.metadata", "description = \"Atlas\"\nkeywords = [\"atlas\"]\n[package.metadata");
        let text = text(&client, "[workspace]\n", &Identity::default(), "Pets\n  API", None).unwrap();
        assert!(text.contains("description = \"A client, generated from an OpenAPI document: Pets API\""), "{text}");
        assert!(!text.contains("keywords"), "{text}");
    }

    #[test]
    fn edits_beside_what_is_generated() {
        let edits = [
            ("[package.metadata", "publish = [\"ours\"] # not elsewhere\n\n[package.metadata"),
            ("default = [\"full\"]", "default = []\nmine = []"),
            ("[workspace]", "mine = \"1\"\n\n[workspace]\nmembers = []"),
        ];
        let edited = edits.iter().fold(manifest(&[], "0.1.0"), |text, (from, to)| {
            assert!(text.contains(from), "{from}: {text}");
            text.replace(from, to)
        });
        assert_eq!(updated(&edited, &manifest(&[], "0.1.0")).unwrap(), edited);

        let new = [("b = []", "d = []"), ("\"b\"", "\"d\""), ("2024", "2027"), ("http = {", "bytes = \"1\"\nhttp = {")];
        let updated = updated(&edited, &manifest(&new, "0.2.0")).unwrap();
        let table: Table = updated.parse().unwrap();
        let package = &table["package"];
        assert_eq!((package["version"].as_str(), package["edition"].as_str()), (Some("0.2.0"), Some("2027")));
        assert!(updated.contains("publish = [\"ours\"] # not elsewhere"), "{updated}");
        let keys = |name: &str| table[name].as_table().unwrap().keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys("features"), ["a", "d", "default", "full", "mine"]);
        assert_eq!(keys("dependencies"), ["bytes", "http", "mine"]);
    }

    #[test]
    fn another_name_of_the_package() {
        let named = |name: &str| {
            let identity = Identity { name: Some(name.to_owned()), version: None };
            text(CLIENT, "[workspace]\n", &identity, "", None).unwrap()
        };
        let updated = updated(&named("c"), &named("ours")).unwrap();
        assert_eq!(updated.parse::<Table>().unwrap(), named("ours").parse::<Table>().unwrap(), "{updated}");
        assert_eq!(super::updated(&updated, &named("ours")).unwrap(), updated);
    }

    #[test]
    fn what_an_owner_took_out() {
        let text = manifest(&[], "0.1.0");
        let without = updated(&text.replace("# @generated dependencies\n", ""), &text).unwrap_err().to_string();
        assert!(without.contains("no line `# @generated dependencies`"), "{without}");
        let inherited = text.replace("version = \"0.1.0\"", "version.workspace = true");
        assert_eq!(updated(&inherited, &manifest(&[], "0.2.0")).unwrap(), inherited);
        let twice = text.replace("default = [", "a = []\ndefault = [");
        assert!(updated(&twice, &text).unwrap_err().to_string().contains("duplicate key"));
    }
}
