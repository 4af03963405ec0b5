//! What a crate of its own is called, which version it has, and what its manifest says about licences.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};
use toml::{Table, Value};

/// Name and version of the crate, where they are not those of the client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "made by callers")]
pub struct Identity {
    /// Name of the package. The library is `atlas_client` whatever the package is called, so that examples compile.
    pub name: Option<String>,
    /// Version of the package.
    pub version: Option<Version>,
}

/// A version, or a rule for it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "made by callers")]
pub enum Version {
    /// This one.
    Exactly(String),
    /// The one after the last release's, or after the folder's where git has no release, by what changed since.
    Next,
}

impl Identity {
    /// What was asked for, else what the crate of an earlier run has: a version, once raised, stays. `next` is the
    /// version after that, where there is a next one.
    #[must_use]
    pub fn or_earlier(self, out: &Path, next: Option<String>) -> Self {
        let text = fs::read_to_string(out.join("Cargo.toml")).unwrap_or_default();
        let earlier: Table = text.parse().unwrap_or_default();
        let field = |name: &str| Some(earlier.get("package")?.get(name)?.as_str()?.to_owned());
        let version = match self.version {
            Some(Version::Exactly(version)) => Some(version),
            Some(Version::Next) => next.or_else(|| field("version")),
            None => field("version"),
        };
        Self { name: self.name.or_else(|| field("name")), version: version.map(Version::Exactly) }
    }

    /// Puts name, version and licence into the table `package`, and the library's name into the manifest.
    pub(crate) fn apply(&self, manifest: &mut Table, license: Option<&str>) {
        let Some(package) = manifest.get_mut("package").and_then(Value::as_table_mut) else { return };
        let mut set = |key: &str, value: &str| package.insert(key.to_owned(), Value::String(value.to_owned()));
        if let Some(Version::Exactly(version)) = &self.version {
            set("version", version);
        }
        if let Some(license) = license {
            set("license", &license_expression(license));
        }
        let default = package.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
        if let Some(name) = self.name.as_ref().filter(|name| **name != default) {
            package.insert("name".to_owned(), Value::String(name.clone()));
            let library = Table::from_iter([("name".to_owned(), Value::String(default.replace('-', "_")))]);
            manifest.insert("lib".to_owned(), Value::Table(library));
        }
    }
}

/// The name of a package, by cargo's rules.
pub(crate) fn package_name(text: &str) -> Result<String> {
    let is_letter = |c: char| c.is_ascii_alphabetic();
    if !text.starts_with(is_letter) || !text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
        bail!("a package has a name of letters, digits, `-` and `_` that starts with a letter");
    }
    if TAKEN.contains(&text) {
        bail!("`{text}` is a word or a crate of Rust itself; choose another name");
    }
    Ok(text.to_owned())
}

/// Names that cargo refuses, or that programs could not use: keywords and what comes with the compiler.
const TAKEN: [&str; 58] = [
    "Self", "abstract", "alloc", "as", "async", "await", "become", "box", "break", "const", "continue", "core",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "proc-macro", "proc_macro", "pub", "ref", "return",
    "self", "static", "std", "struct", "super", "test", "trait", "true", "try", "type", "typeof", "unsafe", "unsized",
    "use", "virtual", "where", "while", "yield", "gen",
];

/// A version as cargo reads it: three numbers, and what may follow them; or `next`.
pub(crate) fn package_version(text: &str) -> Result<Version> {
    if text == "next" {
        return Ok(Version::Next);
    }
    if let Err(error) = semver::Version::parse(text) {
        bail!("expected a version such as 0.2.0, or `next`: {error}");
    }
    Ok(Version::Exactly(text.to_owned()))
}

/// The runtime's licence, and that of the document for names and prose that were taken over from it.
fn license_expression(name: &str) -> String {
    const OURS: &str = "MIT OR Apache-2.0";
    let spdx = match name {
        OURS | "" => return OURS.to_owned(),
        name if name.starts_with("CC BY-NC-SA 3.0") => "CC-BY-NC-SA-3.0".to_owned(),
        "MIT" | "Apache-2.0" => name.to_owned(),
        "Apache 2.0" => "Apache-2.0".to_owned(),
        // Refused by a registry, as it should be until somebody has looked.
        _ => "LicenseRef-of-the-document".to_owned(),
    };
    format!("({OURS}) AND {spdx}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_licence_of_the_prose_is_part_of_it() {
        assert_eq!(license_expression("MIT OR Apache-2.0"), "MIT OR Apache-2.0");
        assert_eq!(license_expression("CC BY-NC-SA 3.0 US"), "(MIT OR Apache-2.0) AND CC-BY-NC-SA-3.0");
        assert_eq!(license_expression("Our terms"), "(MIT OR Apache-2.0) AND LicenseRef-of-the-document");
    }

    #[test]
    fn names_and_versions_by_the_rules_of_cargo() {
        for name in ["atlas-full", "a_1"] {
            assert!(package_name(name).is_ok(), "{name}");
        }
        for name in ["", "9a", "a b", "a/b", "ä", "a\"b", "_", "fn", "self", "crate", "std", "proc-macro"] {
            assert!(package_name(name).is_err(), "{name}");
        }
        for version in ["0.1.0", "10.2.3-rc.1", "1.0.0+2026", "1.2.3-0", "1.2.3--a.0b", "1.2.3+01", "1.2.3-a+b-c.d"] {
            assert!(package_version(version).is_ok(), "{version}");
        }
        for version in [
            "", "1", "1.2", "1.2.3.4", "v1.2.3", "1.02.3", "1.2.3-", "1.2.x", "+1.2.3", "1.2.3 \"", "1.2.3-01",
            "1.2.3-a..b", "1.2.3+a+b", "1.2.3+a..b",
        ] {
            assert!(package_version(version).is_err(), "{version}");
        }
    }

    #[test]
    fn another_name_keeps_the_library() {
        let mut manifest: Table = "[package]\nname = \"atlas-client\"\nversion = \"0.1.0\"\n".parse().unwrap();
        let identity = Identity { name: Some("ours".to_owned()), version: Some(Version::Exactly("2.0.0".to_owned())) };
        identity.apply(&mut manifest, None);
        assert_eq!(manifest["package"]["name"].as_str(), Some("ours"));
        assert_eq!(manifest["package"]["version"].as_str(), Some("2.0.0"));
        assert_eq!(manifest["lib"]["name"].as_str(), Some("atlas_client"));
    }
}
