//! `--out DIR`: a complete crate that needs nothing of the checkout it came from.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use toml::{Table, Value};
use walkdir::WalkDir;

use crate::counted::counted;
use crate::features::with_features;
use crate::identity::Identity;
use crate::out_folder;
use crate::owned::{Owned, Policy};
use crate::regenerate::client_manifest;
use crate::workspace::{LOCK, Workspace};

/// The script of `new-client` that brings a crate up to date.
pub const UPDATE: &str = "update";

/// What the README says about it.
const TEAM: &str = "\
`ATLAS_CLIENT=../atlas-client ./update`, with the folder of the generator's checkout, does all of it: it fetches the newest document, \
writes the code, raises the version by what changed for users since the last tag, tells what that is, and compiles the crate. \
`./update 1.0.0` sets the version instead. Commit what it wrote, and tag what you release.\n\n\
`.github/workflows/update.yml` runs the script every week and opens a pull request. It needs the variable `ATLAS_CLIENT_REPOSITORY`, the \
generator's repository as OWNER/NAME, and leave to open pull requests (Settings, Actions, General). Both files are yours: no update \
changes them.\n\n";

/// Every file of the stand-alone crate: the runtime of this checkout, the generated code, a manifest without
/// inheritance, a README and the licences.
///
/// # Errors
///
/// When the checkout cannot be read, or `out` is not a folder to put a crate into.
pub fn crate_files(
    workspace: &Workspace,
    out: &Path,
    identity: &Identity,
    is_team: bool,
    output: &codegen::Output,
) -> Result<Owned> {
    let mut crate_ = Owned::in_folder(&out_folder::check(workspace, out)?);
    for (path, text) in runtime(workspace)? {
        crate_.insert(format!("src/{path}"), text, Policy::Generated);
    }
    for (path, text) in &output.files {
        crate_.insert(format!("src/generated/{path}"), text, Policy::Generated);
    }
    crate_.close("src/generated");
    let manifest = with_features(&client_manifest(workspace)?, &output.features)?;
    let root = fs::read_to_string(workspace.manifest()).context("cannot read the workspace's Cargo.toml")?;
    crate_.insert(
        "Cargo.toml",
        manifest_text(&without_inheritance(&manifest, &root)?, identity, output)?,
        Policy::Editable,
    );
    crate_.insert("README.md", readme(output, identity, is_team), Policy::Editable);
    crate_.insert("REPORT.md", &output.report, Policy::Generated);
    crate_.insert(LOCK, output.lock.text(), Policy::Shared);
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        let text = fs::read_to_string(workspace.root().join(name)).with_context(|| format!("cannot read {name}"))?;
        crate_.insert(name, text.replace("\r\n", "\n"), Policy::Generated);
    }
    Ok(crate_)
}

/// The hand-written sources of the client, by path below `src`.
fn runtime(workspace: &Workspace) -> Result<Vec<(String, String)>> {
    let source = workspace.client().join("src");
    let mut files = Vec::new();
    for entry in WalkDir::new(&source).sort_by_file_name() {
        let entry = entry.with_context(|| format!("cannot list {}", source.display()))?;
        if entry.file_type().is_dir() || entry.path().starts_with(workspace.generated()) {
            continue;
        }
        let text =
            fs::read_to_string(entry.path()).with_context(|| format!("cannot read {}", entry.path().display()))?;
        let path = entry.path().strip_prefix(&source)?.to_string_lossy().replace('\\', "/");
        files.push((path, text.replace("\r\n", "\n")));
    }
    Ok(files)
}

/// `manifest` with every `workspace = true` replaced by what the workspace's manifest says, and without what only the
/// checkout needs.
fn without_inheritance(manifest: &str, root: &str) -> Result<String> {
    let mut manifest: Table = manifest.parse().context("the client's Cargo.toml is not TOML")?;
    let root: Table = root.parse().context("the workspace's Cargo.toml is not TOML")?;
    let shared = |table: &str| root.get("workspace")?.get(table)?.as_table();

    if let Some(Value::Table(package)) = manifest.get_mut("package") {
        inherit(package, shared("package"))?;
        // The published documentation is that of another crate.
        package.remove("documentation");
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
    Ok(toml::to_string_pretty(&manifest)?)
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

/// The manifest with the crate's own name, version and licence.
fn manifest_text(manifest: &str, identity: &Identity, output: &codegen::Output) -> Result<String> {
    let mut manifest: Table = manifest.parse().context("the crate's Cargo.toml is not TOML")?;
    identity.apply(&mut manifest, output.license.as_ref().map(|(name, _)| name.as_str()));
    package_first(manifest)
}

/// The text of a manifest that begins as readers expect it.
fn package_first(mut manifest: Table) -> Result<String> {
    let package = manifest.remove_entry("package").into_iter().collect::<Table>();
    Ok(format!("{}\n{}", toml::to_string_pretty(&package)?, toml::to_string_pretty(&manifest)?))
}

fn readme(output: &codegen::Output, identity: &Identity, is_team: bool) -> String {
    let summary = &output.summary;
    let name = identity.name.as_deref().unwrap_or("atlas-client");
    let mut text = format!(
        "# {name}\n\n\
         A typed Rust client, generated from an OpenAPI document: {}, version {}.\n\n\
         It has {} and {}. [REPORT.md](REPORT.md) lists what was generated, what was left out and why.\n\n\
         This folder is a crate of its own: move it where you like, and depend on it by path. The library is `atlas_client`.\n\n\
         ```toml\n[dependencies]\n{name} = {{ path = \"…\" }}\n```\n\n\
         Each tag of the document is a feature; `full`, on by default, is all of them.\n\n\
         ## Update\n\n\
         {}\
         In a checkout of the generator, with `DIR` for this folder:\n\n\
         ```sh\n\
         cargo xtask fetch                                            # the newest document, into atlas.yaml\n\
         cargo xtask changes DIR atlas.yaml                           # what it means for users, and the version to release\n\
         cargo xtask regenerate --spec atlas.yaml --out DIR           # add --crate-version next to raise the version by that\n\
         cargo xtask sunsets DIR --before 2027-01-01                  # exits with 2 if Atlas removes something before then\n\
         ```\n\n\
         Commit `names.lock`, which keeps the names of methods and types, and `generated.sha256`, the list of generated files: nothing else \
         is overwritten or deleted. An edited `Cargo.toml` or `README.md` is kept.\n\n\
         ## Licence\n\n\
         The hand-written runtime is licensed MIT or Apache-2.0, at your choice.\n",
        plain(&summary.title),
        plain(&summary.version),
        counted(summary.operations, "operation"),
        counted(summary.models, "type"),
        if is_team { TEAM } else { "" },
    );
    match &output.license {
        Some((name, url)) => {
            let url = url.as_ref().map(|url| format!(" ({})", plain(url))).unwrap_or_default();
            let _ = writeln!(
                text,
                "The document that `src/generated` was made from names its own licence: {}{url}. Names and prose that were taken over from \
                 it stay under that licence; mind its terms before you publish this crate.",
                plain(name)
            );
        }
        None => text.push_str("The document that `src/generated` was made from names no licence.\n"),
    }
    text
}

/// Text of a document in Markdown: one line that nothing in it turns into a link or a tag.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if "\\`*_[]<>#|!&".contains(c) {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inherited_entries_are_written_out() {
        let root = "[workspace.package]\nedition = \"2024\"\n[workspace.dependencies]\nserde = { version = \"1\", features = [\"std\"] }\nhttp = \"1\"\n";
        let manifest = "[package]\nname = \"c\"\nedition.workspace = true\n[dependencies]\nserde = { workspace = true, features = [\"rc\"] }\n\
                        http.workspace = true\nurl = \"2\"\n[dev-dependencies]\nx = \"1\"\n[lints]\nworkspace = true\n";
        let text = without_inheritance(manifest, root).unwrap();
        let table: Table = text.parse().unwrap();
        assert_eq!(table["package"]["edition"].as_str(), Some("2024"));
        assert_eq!(table["dependencies"]["http"].as_str(), Some("1"));
        assert_eq!(table["dependencies"]["url"].as_str(), Some("2"));
        assert_eq!(table["dependencies"]["serde"]["features"].as_array().map(Vec::len), Some(2));
        assert!(!text.contains("workspace = true"), "{text}");
        assert!(!table.contains_key("lints") && !table.contains_key("dev-dependencies"));
    }

    #[test]
    fn manifests_begin_with_the_package() {
        let text = "[dependencies]\na = \"1\"\n[package]\nname = \"b\"\n[package.metadata]\nc = 1\n";
        let manifest: Table = text.parse().unwrap();
        let written = package_first(manifest.clone()).unwrap();
        assert!(written.starts_with("[package]\nname = \"b\"\n"), "{written}");
        assert_eq!(written.parse::<Table>().unwrap(), manifest);
    }

    #[test]
    fn text_of_the_document_is_not_markdown() {
        assert_eq!(plain("A\n\n# [b](c) <script>"), "A \\# \\[b\\](c) \\<script\\>");
    }

    #[test]
    fn an_entry_that_the_workspace_lacks_is_named() {
        let error = without_inheritance("[dependencies]\nnope.workspace = true\n", "[workspace]\n").unwrap_err();
        assert!(error.to_string().contains("`nope`"), "{error}");
    }
}
