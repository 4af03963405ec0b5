//! What is on disk, held against what should be.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use walkdir::WalkDir;

use super::manifest::Manifest;
use super::staging::STAGING;
use super::{Kind, Owned, Policy};

/// How a file on disk differs from what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It should be there and is not.
    Missing,
    /// It is as the last run wrote it, which is not what it should say now.
    Changed {
        /// The text on disk.
        found: String,
    },
    /// It was edited since the last run, and is overwritten.
    Edited {
        /// The text on disk.
        found: String,
    },
    /// It was edited since the last run, and stays as it is.
    Kept,
    /// The last run wrote it, and it should not be there any more.
    Extra {
        /// Whether it was edited since.
        edited: bool,
    },
    /// It is in a folder of generated files, and no run wrote it. It stays as it is.
    Foreign,
}

/// Changes by path below the root.
pub type Changes = BTreeMap<String, Change>;

impl Change {
    /// Whether the file is written.
    #[must_use]
    pub fn is_written(&self) -> bool {
        matches!(self, Self::Missing | Self::Changed { .. } | Self::Edited { .. })
    }

    /// Whether the file is deleted.
    #[must_use]
    pub fn is_deleted(&self) -> bool {
        matches!(self, Self::Extra { .. })
    }

    /// Whether the disk is not as it should be: an edit that its owner may make is fine.
    #[must_use]
    pub fn is_drift(&self) -> bool {
        !matches!(self, Self::Kept)
    }
}

/// The changes, with the manifest that was found and the one that should be.
#[derive(Debug)]
pub(super) struct Comparison {
    pub(super) changes: Changes,
    pub(super) known: Option<Manifest>,
    pub(super) expected: Manifest,
}

/// What is at a path.
enum Found {
    Nothing,
    Text(String),
    /// Something that a file cannot be written over: what and why.
    Obstacle(String, &'static str),
}

/// How the texts of files that no manifest lists are taken.
#[derive(Clone, Copy)]
enum Unlisted {
    /// Somebody else's.
    Foreign,
    /// Ours if they begin as generated files do.
    ByHeader,
    /// Ours: the folder is the output of a version without a manifest, and taking it over was asked for.
    TakenOver,
}

impl Owned {
    pub(super) fn compared(&self, force: bool) -> Result<Comparison> {
        let known = self.known()?;
        let unlisted = self.unlisted(known.as_ref(), force)?;
        let listed = known.clone().unwrap_or_default();
        let mut changes = Changes::new();
        let mut obstacles = BTreeMap::new();
        for (path, file) in &self.files {
            let change = match find(&self.root, path)? {
                Found::Nothing => Change::Missing,
                Found::Text(found) if same_text(&found, &file.text) => continue,
                Found::Obstacle(what, why) => {
                    obstacles.insert(what, why);
                    continue;
                }
                Found::Text(found) => match file.policy {
                    Policy::Once => continue,
                    Policy::Shared => Change::Changed { found },
                    _ if listed.has(path, &found) => Change::Changed { found },
                    Policy::Editable if listed.lists(path) && !force => Change::Kept,
                    _ if listed.lists(path) || unlisted.is_ours(&found) => Change::Edited { found },
                    _ => {
                        obstacles.insert(path.clone(), "is not from an earlier run");
                        continue;
                    }
                },
            };
            changes.insert(path.clone(), change);
        }
        if !obstacles.is_empty() {
            bail!("{}", in_the_way(&self.root, &obstacles));
        }
        for path in listed.paths().filter(|path| !self.files.contains_key(*path)) {
            match find(&self.root, path)? {
                Found::Text(found) => {
                    changes.insert(path.to_owned(), Change::Extra { edited: !listed.has(path, &found) });
                }
                // A run that was killed may have deleted the file and not its folder.
                Found::Nothing if is_empty_folder(self.path(path).parent()) => {
                    changes.insert(path.to_owned(), Change::Extra { edited: false });
                }
                Found::Nothing | Found::Obstacle(..) => {}
            }
        }
        self.foreign(&listed, &mut changes)?;
        let expected = self.listed();
        self.manifest_change(&expected, &mut changes)?;
        Ok(Comparison { changes, known, expected })
    }

    /// The manifest on disk.
    fn known(&self) -> Result<Option<Manifest>> {
        let invalid = || {
            let path = self.path(&self.manifest);
            format!(
                "{} is not a manifest of generated files; restore it, or generate into another folder",
                path.display()
            )
        };
        match find(&self.root, &self.manifest)? {
            Found::Nothing => Ok(None),
            Found::Text(text) => Manifest::parse(&text).map(Some).with_context(invalid),
            Found::Obstacle(what, why) => bail!("{} {why}", self.path(&what).display()),
        }
    }

    /// Decides about a folder without a manifest.
    fn unlisted(&self, known: Option<&Manifest>, force: bool) -> Result<Unlisted> {
        if known.is_some() {
            return Ok(Unlisted::Foreign);
        }
        if self.kind == Kind::Checkout {
            return Ok(Unlisted::ByHeader);
        }
        let Some(other) = other_entry(&self.root)? else { return Ok(Unlisted::Foreign) };
        let root = self.root.display();
        match (is_earlier_output(&self.root), force) {
            (true, true) => Ok(Unlisted::TakenOver),
            (true, false) => bail!(
                "{root} was written by a version that kept no list of its files ({} is missing), so edits cannot be told from generated \
                 text\n  help: name another folder, or overwrite its generated files with --force; other files stay",
                self.manifest
            ),
            (false, _) => {
                bail!(
                    "{root} holds files that are not from an earlier run, such as {other}; name an empty or a new folder"
                )
            }
        }
    }

    /// What else is in the folders of generated files.
    fn foreign(&self, listed: &Manifest, changes: &mut Changes) -> Result<()> {
        for folder in self.closed.iter().map(|folder| self.path(folder)).filter(|folder| folder.is_dir()) {
            for entry in WalkDir::new(&folder) {
                let entry = entry.with_context(|| format!("cannot list {}", folder.display()))?;
                let path = entry.path().strip_prefix(&self.root)?.to_string_lossy().replace('\\', "/");
                if !entry.file_type().is_dir() && !self.files.contains_key(&path) && !listed.lists(&path) {
                    changes.insert(path, Change::Foreign);
                }
            }
        }
        Ok(())
    }

    fn manifest_change(&self, expected: &Manifest, changes: &mut Changes) -> Result<()> {
        let expected = expected.to_string();
        match find(&self.root, &self.manifest)? {
            Found::Text(found) if same_text(&found, &expected) => {}
            Found::Text(found) => _ = changes.insert(self.manifest.clone(), Change::Changed { found }),
            _ => _ = changes.insert(self.manifest.clone(), Change::Missing),
        }
        Ok(())
    }
}

impl Unlisted {
    fn is_ours(self, text: &str) -> bool {
        match self {
            Self::Foreign => false,
            Self::ByHeader => is_generated(text),
            Self::TakenOver => true,
        }
    }
}

/// What is at a path. Symbolic links below the root are never followed: they lead to somebody else's files.
fn find(root: &Path, path: &str) -> Result<Found> {
    let parts: Vec<_> = path.split('/').collect();
    for depth in 1..=parts.len() {
        let part = parts[..depth].join("/");
        let is_last = depth == parts.len();
        let at = root.join(&part);
        let found = match at.symlink_metadata() {
            Ok(found) => found.file_type(),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Found::Nothing),
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", at.display())),
        };
        if found.is_symlink() {
            return Ok(Found::Obstacle(part, "is a symbolic link"));
        } else if !is_last && !found.is_dir() {
            return Ok(Found::Obstacle(part, "is not a folder"));
        } else if is_last && !found.is_file() {
            return Ok(Found::Obstacle(part, "is not a file"));
        }
    }
    let at = root.join(path);
    let bytes = fs::read(&at).with_context(|| format!("cannot read {}", at.display()))?;
    // One that is not UTF-8 differs from every text.
    Ok(Found::Text(String::from_utf8_lossy(&bytes).into_owned()))
}

fn is_empty_folder(path: Option<&Path>) -> bool {
    path.and_then(|path| fs::read_dir(path).ok()).is_some_and(|mut entries| entries.next().is_none())
}

fn same_text(found: &str, expected: &str) -> bool {
    found == expected || found.replace("\r\n", "\n") == expected
}

fn in_the_way(root: &Path, obstacles: &BTreeMap<String, &str>) -> String {
    let mut text = format!("nothing was written to {}: other files are in the way", root.display());
    for (path, why) in obstacles.iter().take(5) {
        let _ = write!(text, "\n  {path} {why}");
    }
    if obstacles.len() > 5 {
        let _ = write!(text, "\n  … and {} more", obstacles.len() - 5);
    }
    text.push_str("\n  help: move them away, or name another folder");
    text
}

/// A file or folder that a new output folder would not have. What git and cargo put beside a crate is welcome.
fn other_entry(root: &Path) -> Result<Option<String>> {
    let entries = match fs::read_dir(root) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| format!("cannot list {}", root.display())),
    };
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let welcome =
            [".git", ".gitignore", ".gitattributes", ".github", "target", "Cargo.lock", STAGING, ".generated.lock"];
        if !welcome.contains(&name.as_str()) {
            return Ok(Some(name));
        }
    }
    Ok(None)
}

/// Whether the folder looks like what `--out` wrote before there were manifests.
fn is_earlier_output(root: &Path) -> bool {
    let report = fs::read_to_string(root.join("REPORT.md")).unwrap_or_default();
    let code = fs::read_to_string(root.join("src/generated/mod.rs")).unwrap_or_default();
    report.contains("cargo xtask regenerate") && is_generated(&code)
}

/// How generated files begin, Rust and Markdown.
fn is_generated(text: &str) -> bool {
    text.starts_with("// @generated by `cargo xtask regenerate`") || text.starts_with("# What was generated\n")
}
