//! `--out DIR`: a complete crate that needs nothing of the checkout it came from.

mod manifest;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use codegen::VersionChoice;
use walkdir::WalkDir;

use crate::counted::counted;
use crate::features::with_features;
use crate::identity::Identity;
use crate::out_folder;
use crate::owned::{MANIFEST, Owned, Policy};
use crate::regenerate::client_manifest;
use crate::typed::version_options;
use crate::workspace::{LOCK, Workspace};

/// The script of `new-client` that brings a crate up to date.
pub const UPDATE: &str = "update";

/// What the README says about it.
const TEAM: &str = "\
`ATLAS_CLIENT=../atlas-client ./update`, with the folder of the generator's checkout, does all of it: it fetches the newest document, \
writes the code, raises the version by what changed for users since the last tag, tells what that is, and compiles the crate. \
`./update 1.0.0` sets the version instead. Commit this folder before the first update: changes are those since the last tag, or else \
the last commit. Commit what it wrote, and tag what you release.\n\n\
`.github/workflows/update.yml` runs the script every week and opens a pull request, where this folder is a repository of its own on \
GitHub. It needs the variable `ATLAS_CLIENT_REPOSITORY`, the generator's repository as OWNER/NAME, and the permission to open pull requests \
(Settings, Actions, General). Both files are yours: no update changes them.\n\n";

/// A stand-alone crate.
#[derive(Clone, Copy, Debug)]
pub struct Crate<'a> {
    /// Its folder.
    pub out: &'a Path,
    /// Its name and version.
    pub identity: &'a Identity,
    /// Which version of each operation it calls.
    pub version: &'a VersionChoice,
    /// Whether it has what a team brings it up to date with.
    pub is_team: bool,
}

impl Crate<'_> {
    /// Every file: the runtime of this checkout, the generated code, a manifest without inheritance, a README and the
    /// licences.
    ///
    /// # Errors
    ///
    /// When the checkout cannot be read, or the crate cannot be put into the folder.
    pub fn files(&self, workspace: &Workspace, force: bool, output: &codegen::Output) -> Result<Owned> {
        let mut crate_ = Owned::in_folder(&out_folder::check(workspace, self.out)?);
        for (path, text) in runtime(workspace)? {
            crate_.insert(format!("src/{path}"), text, Policy::Generated);
        }
        for (path, text) in &output.files {
            crate_.insert(format!("src/generated/{path}"), text, Policy::Generated);
        }
        crate_.close("src/generated");
        crate_.insert("Cargo.toml", manifest_text(workspace, self.out, self.identity, force, output)?, Policy::Shared);
        crate_.insert("README.md", self.readme(output), Policy::Editable);
        crate_.insert("REPORT.md", &output.report, Policy::Generated);
        crate_.insert(LOCK, output.lock.text(), Policy::Shared);
        for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
            let text =
                fs::read_to_string(workspace.root().join(name)).with_context(|| format!("cannot read {name}"))?;
            crate_.insert(name, text.replace("\r\n", "\n"), Policy::Generated);
        }
        Ok(crate_)
    }
}

/// The crate's `Cargo.toml`: a new one, or what its owner made of that of an earlier run, brought up to date.
fn manifest_text(
    workspace: &Workspace,
    out: &Path,
    identity: &Identity,
    force: bool,
    output: &codegen::Output,
) -> Result<String> {
    let client = with_features(&client_manifest(workspace)?, &output.features)?;
    let root = fs::read_to_string(workspace.manifest()).context("cannot read the workspace's Cargo.toml")?;
    let license = output.license.as_ref().map(|(name, _)| name.as_str());
    let new = manifest::text(&client, &root, identity, &output.summary.title, license)?;
    let path = out.join("Cargo.toml");
    if force || !out.join(MANIFEST).exists() || !path.exists() {
        return Ok(new);
    }
    let found = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    manifest::updated(&found.replace("\r\n", "\n"), &new)
        .with_context(|| format!("cannot bring {} up to date; mend it, or overwrite it with --force", path.display()))
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

impl Crate<'_> {
    fn readme(&self, output: &codegen::Output) -> String {
        let summary = &output.summary;
        let name = self.identity.name.as_deref().unwrap_or("atlas-client");
        let mut text = format!(
            "# {name}\n\n\
         A typed Rust client, generated from an OpenAPI document: {}, version {}.\n\n\
         It has {} and {}. [REPORT.md](REPORT.md) lists what was generated, what was left out and why.\n\n\
         This folder is a crate of its own: move it where you like, and depend on it by path. The library is `atlas_client`. Below the \
         folder of a workspace, list it in the `members` of that workspace.\n\n\
         ```toml\n[dependencies]\n{name} = {{ path = \"…\" }}\n```\n\n\
         Each tag of the document is a feature; `full`, on by default, is all of them. `cargo doc --open` has every operation, and on its first \
         page how a client is made and called.\n\n\
         ## Update\n\n\
         {}\
         In a checkout of the generator, with `DIR` for this folder:\n\n\
         ```sh\n{}```\n\n\
         Commit `names.lock`, which keeps the names of methods and types, and `generated.sha256`, the list of generated files: nothing else \
         is overwritten or deleted. `Cargo.toml` is yours but for the blocks between `# @generated` and `# @end` and for the name, version, \
         edition and Rust version of the package; an edited `README.md` is kept.\n\n\
         ## Licence\n\n\
         The hand-written runtime is licensed MIT or Apache-2.0, at your choice.\n",
            plain(&summary.title),
            plain(&summary.version),
            counted(summary.operations, "operation"),
            counted(summary.models, "type"),
            if self.is_team { TEAM } else { "" },
            self.commands(),
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

    /// The commands that bring the crate up to date, each with what it is for.
    fn commands(&self) -> String {
        let options = version_options(self.version);
        let chosen = |command: &str| [&[command.to_owned()], options.as_slice()].concat().join(" ");
        let commands = [
            ("fetch".to_owned(), "the newest document, into atlas.yaml"),
            (chosen("changes DIR atlas.yaml"), "what it means for users, and the version to release"),
            (chosen("regenerate --spec atlas.yaml --out DIR"), "add --crate-version next to raise the version by that"),
            ("sunsets DIR --before 2027-01-01".to_owned(), "exits with 2 if Atlas removes something before then"),
        ];
        let width = commands.iter().map(|(command, _)| command.len()).max().unwrap_or_default();
        commands.iter().fold(String::new(), |mut text, (command, what)| {
            let _ = writeln!(text, "cargo xtask {command:width$}  # {what}");
            text
        })
    }
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
    fn text_of_the_document_is_not_markdown() {
        assert_eq!(plain("A\n\n# [b](c) <script>"), "A \\# \\[b\\](c) \\<script\\>");
    }
}
