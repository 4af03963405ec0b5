//! Types as the lock spells them: `Option<Vec<Role>>`.

use crate::ir::Presence;

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

/// The name that lists and maps are of: `Role` of `Vec<Role>`.
pub(super) fn element(text: &str) -> &str {
    text.rsplit('<').next().unwrap_or(text).trim_end_matches('>')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_as_they_are_spelled() {
        assert_eq!(presence("Option<Box<Vec<Role>>>"), (Presence::Optional, "Vec<Role>"));
        assert_eq!(presence("Nullable<i64>"), (Presence::Nullable, "i64"));
        assert_eq!(presence("Map<Json>"), (Presence::Required, "Map<Json>"));
        assert_eq!(spelled("Vec<Option<Role>>"), Spelled::List("Option<Role>"));
        assert_eq!(spelled("Option<Role>"), Spelled::Option("Role"));
        assert_eq!(spelled("Role"), Spelled::Name("Role"));
        assert_eq!(element("Vec<Option<Role>>"), "Role");
    }
}
