//! Entries of the lock and types as it spells them: `name: Option<Vec<Role>>; read-only; default 3`.

use crate::ir::Presence;

/// An entry of the lock.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Entry<'e> {
    pub(crate) name: &'e str,
    /// None for something that is gone.
    pub(crate) ty: Option<&'e str>,
    pub(crate) flags: Vec<&'e str>,
    pub(crate) default: Option<&'e str>,
}

impl<'e> Entry<'e> {
    pub(crate) fn parse(entry: &'e str) -> Self {
        let Some((name, rest)) = entry.split_once(": ") else {
            return Self { name: entry, ty: None, flags: Vec::new(), default: None };
        };
        let (rest, default) = rest.split_once("; default ").map_or((rest, None), |(rest, value)| (rest, Some(value)));
        let mut parts = rest.split("; ");
        Self { name, ty: parts.next(), flags: parts.collect(), default }
    }

    pub(crate) fn has(&self, flag: &str) -> bool {
        self.flags.contains(&flag)
    }
}

/// A type: `Vec<Role>` is the list of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelled<'e> {
    Name(&'e str),
    List(&'e str),
    Map(&'e str),
    Option(&'e str),
}

pub(super) fn spelled(text: &str) -> Spelled<'_> {
    let list = inside(text, "Vec").map(Spelled::List);
    let other = || inside(text, "Map").map(Spelled::Map).or_else(|| inside(text, "Option").map(Spelled::Option));
    list.or_else(other).unwrap_or(Spelled::Name(text))
}

/// `Role` of `Vec<Role>`.
fn inside<'t>(text: &'t str, of: &str) -> Option<&'t str> {
    text.strip_prefix(of)?.strip_prefix('<')?.strip_suffix('>')
}

/// How a field can be missing, and the type of its value: optional and `Vec<Role>` of `Option<Vec<Role>>`.
pub(super) fn presence(ty: &str) -> (Presence, &str) {
    let (presence, ty) = match (inside(ty, "Option"), inside(ty, "Nullable")) {
        (Some(ty), _) => (Presence::Optional, ty),
        (_, Some(ty)) => (Presence::Nullable, ty),
        _ => (Presence::Required, ty),
    };
    (presence, inside(ty, "Box").unwrap_or(ty))
}

/// The name that lists and maps are of: `Role` of `pages of Vec<Role>`.
pub(super) fn element(text: &str) -> &str {
    let text = text.strip_prefix("pages of ").unwrap_or(text);
    text.rsplit('<').next().unwrap_or(text).trim_end_matches('>')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_and_types() {
        let entry = Entry::parse("roles: Option<Box<Vec<Role>>>; read-only; default \"a; b\"");
        assert_eq!((entry.name, entry.has("read-only"), entry.default), ("roles", true, Some("\"a; b\"")));
        assert_eq!(presence(entry.ty.unwrap_or_default()), (Presence::Optional, "Vec<Role>"));
        assert_eq!(presence("Nullable<i64>"), (Presence::Nullable, "i64"));
        assert_eq!(presence("Map<Json>"), (Presence::Required, "Map<Json>"));
        assert_eq!(spelled("Vec<Option<Role>>"), Spelled::List("Option<Role>"));
        assert_eq!(spelled("Option<Role>"), Spelled::Option("Role"));
        assert_eq!(spelled("Role"), Spelled::Name("Role"));
        assert_eq!(element("pages of Vec<Option<Role>>"), "Role");
        assert_eq!(Entry::parse("gone").ty, None);
    }
}
