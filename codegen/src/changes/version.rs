//! The version to release.

use super::change::Level;

/// The version after `version`, by what changed. As cargo has it, the first number that is not zero counts as the major
/// one. Nothing where nothing changed, and for a pre-release, which any change may follow.
#[must_use]
pub fn next_version(version: &str, verdict: Option<Level>) -> Option<String> {
    let verdict = verdict?;
    let numbers: Vec<u64> = version.split('.').map(str::parse).collect::<Result<_, _>>().ok()?;
    let [major, minor, patch] = numbers.try_into().ok()?;
    Some(match (major, minor, verdict) {
        (0, 0, _) => format!("0.0.{}", patch.checked_add(1)?),
        (0, _, Level::Breaking) => format!("0.{}.0", minor.checked_add(1)?),
        (0, _, _) | (_, _, Level::Docs) => format!("{major}.{minor}.{}", patch.checked_add(1)?),
        (_, _, Level::Breaking) => format!("{}.0.0", major.checked_add(1)?),
        (_, _, Level::Additive) => format!("{major}.{}.0", minor.checked_add(1)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_raised_as_cargo_reads_them() {
        for (version, breaking, additive, docs) in [
            ("1.2.3", "2.0.0", "1.3.0", "1.2.4"),
            ("0.2.3", "0.3.0", "0.2.4", "0.2.4"),
            ("0.0.3", "0.0.4", "0.0.4", "0.0.4"),
        ] {
            assert_eq!(next_version(version, Some(Level::Breaking)).as_deref(), Some(breaking));
            assert_eq!(next_version(version, Some(Level::Additive)).as_deref(), Some(additive));
            assert_eq!(next_version(version, Some(Level::Docs)).as_deref(), Some(docs));
            assert_eq!(next_version(version, None), None);
        }
        for version in ["1.0.0-rc.1", "1.0", "x", "1.0.18446744073709551615"] {
            assert_eq!(next_version(version, Some(Level::Docs)), None, "{version}");
        }
    }
}
