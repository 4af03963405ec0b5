//! One scope of Rust names: who gets which, without an order to depend on.

use std::collections::{BTreeMap, BTreeSet};

use crate::case;
pub(super) use crate::case::Style;

/// Names that live beside each other: the types of the crate, the fields of one struct, the variants of one enum.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    style: Style,
    reserved: BTreeSet<String>,
    reserved_prefixes: &'static [&'static str],
    /// Names of things that are gone, which nothing new can have.
    held: BTreeSet<String>,
    /// What a reserved name gets at its end.
    suffix: &'static str,
}

/// Something that wants a name.
#[derive(Clone, Debug, Default)]
pub(super) struct Claim<'a> {
    /// What the document calls it.
    pub(super) wire: &'a str,
    /// What it is, for messages about it and another one of the same wire name: ``the patch type of `Q` ``.
    pub(super) what: Option<String>,
    /// Tells it from every other claim of the scope: its wire name where that is unique, else its pointer.
    pub(super) key: String,
    /// The name that `codegen.toml` gives it.
    pub(super) fixed: Option<&'a str>,
    /// The name that it has in the lock.
    pub(super) kept: Option<&'a str>,
    /// The short name, where it is not just the wire text in the scope's style.
    pub(super) preferred: Option<String>,
    /// Claims of a lower tier choose first.
    pub(super) tier: u8,
    /// Longer names to try when the short one is taken, before those that spell out punctuation.
    pub(super) longer: Vec<String>,
}

impl<'a> Claim<'a> {
    /// Something that the document calls so, as nothing else in its scope.
    pub(super) fn of(wire: &'a str) -> Self {
        Self { wire, key: wire.to_owned(), ..Self::default() }
    }
}

/// The name that a claim got.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Settled {
    /// The name.
    pub(super) name: String,
    /// The claim that has the short name, when this one had to take a longer name because of it.
    pub(super) clash: Option<usize>,
}

impl Scope {
    /// A scope with names that nothing can have.
    pub(super) fn new<'a>(style: Style, suffix: &'static str, reserved: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            style,
            suffix,
            reserved: reserved.into_iter().map(str::to_owned).collect(),
            reserved_prefixes: &[],
            held: BTreeSet::new(),
        }
    }

    /// The same scope with beginnings of names that nothing can have.
    pub(super) fn without_prefixes(mut self, prefixes: &'static [&'static str]) -> Self {
        self.reserved_prefixes = prefixes;
        self
    }

    /// The same scope with further names that nothing can have.
    pub(super) fn without(mut self, names: impl IntoIterator<Item = String>) -> Self {
        self.reserved.extend(names);
        self
    }

    /// The same scope with names of things that are gone: only who had one may have it.
    pub(super) fn holding(mut self, names: impl IntoIterator<Item = String>) -> Self {
        self.held.extend(names);
        self
    }

    /// The name that a wire text has when nothing else wants it.
    pub(super) fn plain(&self, wire: &str) -> String {
        self.style.write(&case::words(wire))
    }

    /// The name that a claim gets when nothing else wants it.
    pub(super) fn wanted(&self, claim: &Claim<'_>) -> String {
        claim.preferred.clone().unwrap_or_else(|| self.plain(claim.wire))
    }

    /// Gives every claim a name of its own, which does not depend on the order of the claims.
    ///
    /// Of the enum values `US_EAST_1`, `US-EAST-1` and `UsEast1`, all want `UsEast1`. The last is spelled so and gets
    /// it; the others become `UsUnderscoreEastUnderscore1` and `UsDashEastDash1`.
    ///
    /// All claims of a tier ask for what they want before any of them takes another name. Of `type`, `Type` and
    /// `type_lowercase`, the first does not get `Type`, and must not take `TypeLowercase` from the last: then a value
    /// that a document adds would rename one that it has.
    pub(super) fn settle(&self, claims: &[Claim<'_>]) -> Vec<Settled> {
        let mut given = Given { by_name: BTreeMap::new(), settled: vec![Settled::default(); claims.len()] };
        given.give_chosen(claims);
        given.give_kept(claims);
        let rest = claims.iter().enumerate().filter(|(index, _)| given.settled[*index].name.is_empty());
        let mut rest: Vec<Wish<'_>> = rest.map(|(index, claim)| Wish::new(index, claim, self.wanted(claim))).collect();
        rest.sort_by(|a, b| a.turn().cmp(&b.turn()));
        for tier in rest.chunk_by(|a, b| a.claim.tier == b.claim.tier) {
            let unlucky = given.give_wanted(self, tier);
            given.give_others(self, unlucky);
        }
        given.settled
    }

    /// A name for a claim whose plain one is not free: the first candidate that is, else one with a hash of its key.
    fn longer(&self, claim: &Claim<'_>, plain: &str, free: impl Fn(&str) -> bool) -> String {
        self.candidates(claim, plain).into_iter().find(|name| free(name)).unwrap_or_else(|| {
            let mut words = case::words(claim.wire);
            words.push(format!("h{:08x}", case::fnv(claim.key.as_bytes()) >> 32));
            // This ends: only so many names are taken, and what ends with the suffix is free of the prefix rule.
            let mut name = self.style.write(&words);
            while !free(&name) {
                name.push_str(self.suffix);
            }
            name
        })
    }

    /// Other names for a claim, in the order in which they are tried; a reserved one has the suffix.
    fn candidates(&self, claim: &Claim<'_>, plain: &str) -> Vec<String> {
        let mut candidates = vec![plain.to_owned()];
        candidates.extend(claim.longer.iter().cloned());
        let mut words = case::spelled_words(claim.wire);
        candidates.push(self.style.write(&words));
        if let Some(letters) = case_of_letters(claim.wire) {
            words.push(letters.to_owned());
            candidates.push(self.style.write(&words));
        }
        for name in &mut candidates {
            if self.is_reserved(name) {
                name.push_str(self.suffix);
            }
        }
        candidates
    }

    fn is_free(&self, name: &str) -> bool {
        !self.is_reserved(name) && !self.held.contains(name)
    }

    fn is_reserved(&self, name: &str) -> bool {
        // What the suffix was put to is free of the prefix rule, else there would be no way out of it.
        let by_prefix =
            || !name.ends_with(self.suffix) && self.reserved_prefixes.iter().any(|prefix| name.starts_with(prefix));
        self.reserved.contains(name) || by_prefix()
    }
}

/// A claim that is not named by choice or by the lock, and the name that it wants.
struct Wish<'c> {
    index: usize,
    claim: &'c Claim<'c>,
    name: String,
    /// How far the spelling is from the name: whether it differs, its unusual characters, and all but letters and
    /// digits.
    plainness: (bool, usize, usize),
}

impl<'c> Wish<'c> {
    fn new(index: usize, claim: &'c Claim<'c>, name: String) -> Self {
        let punctuation = claim.wire.chars().filter(|c| !c.is_alphanumeric()).count();
        let unusual = claim.wire.chars().filter(|c| !c.is_alphanumeric() && *c != '_').count();
        Self { index, claim, plainness: (claim.wire != name, unusual, punctuation), name }
    }

    /// Who asks first: lower tiers, and among those that want one name whoever spells it most plainly.
    fn turn(&self) -> (u8, &str, (bool, usize, usize), &str, &str) {
        let Claim { wire, key, tier, .. } = self.claim;
        (*tier, &self.name, self.plainness, wire, key)
    }
}

/// The names that are given so far. Each of its phases gives further ones and takes none away.
struct Given {
    /// Which claim has a name.
    by_name: BTreeMap<String, usize>,
    /// What each claim has.
    settled: Vec<Settled>,
}

impl Given {
    /// Whoever `codegen.toml` names is called so, reserved or not. Of two that it names the same the second is left
    /// without.
    fn give_chosen(&mut self, claims: &[Claim<'_>]) {
        for (index, claim) in claims.iter().enumerate() {
            self.settled[index].clash = claim.fixed.and_then(|name| self.give(name, index).err());
        }
    }

    /// Whoever has a name in the lock keeps it, unless another name is chosen for it, or that name for another one.
    fn give_kept(&mut self, claims: &[Claim<'_>]) {
        for (index, claim) in claims.iter().enumerate().filter(|(_, claim)| claim.fixed.is_none()) {
            let Some(name) = claim.kept else { continue };
            let _ = self.give(name, index);
        }
    }

    /// Whoever asks first for a free name gets it. Those that are left without are returned.
    fn give_wanted<'w, 'c>(&mut self, scope: &Scope, wishes: &'w [Wish<'c>]) -> Vec<&'w Wish<'c>> {
        let is_left = |wish: &&Wish<'_>| !scope.is_free(&wish.name) || self.give(&wish.name, wish.index).is_err();
        wishes.iter().filter(is_left).collect()
    }

    /// Everybody who is left gets another name: a longer one, else one that spells out punctuation or case, else one
    /// with a hash of the key.
    fn give_others(&mut self, scope: &Scope, unlucky: Vec<&Wish<'_>>) {
        for Wish { index, claim, name, .. } in unlucky {
            let clash = self.settled[*index].clash.or_else(|| self.by_name.get(name).copied());
            let name = scope.longer(claim, name, |name| scope.is_free(name) && !self.by_name.contains_key(name));
            self.by_name.insert(name.clone(), *index);
            self.settled[*index] = Settled { name, clash };
        }
    }

    /// Gives a claim a name, or says which one has it.
    fn give(&mut self, name: &str, index: usize) -> Result<(), usize> {
        if let Some(other) = self.by_name.get(name) {
            return Err(*other);
        }
        self.by_name.insert(name.to_owned(), index);
        name.clone_into(&mut self.settled[index].name);
        Ok(())
    }
}

/// The case of a text as a word, where it has one.
fn case_of_letters(text: &str) -> Option<&'static str> {
    let mut letters = text.chars().filter(|c| c.is_alphabetic());
    let first = letters.next()?;
    let rest_is = |is: fn(char) -> bool| letters.clone().all(is);
    match (first.is_uppercase(), rest_is(char::is_uppercase), rest_is(char::is_lowercase)) {
        (true, true, _) => Some("uppercase"),
        (true, _, true) => Some("capitalized"),
        (false, _, true) => Some("lowercase"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims<'a>(wires: &[&'a str]) -> Vec<Claim<'a>> {
        wires.iter().map(|wire| Claim { wire, key: (*wire).to_owned(), ..Claim::default() }).collect()
    }

    fn names(scope: &Scope, wires: &[&str]) -> Vec<String> {
        scope.settle(&claims(wires)).into_iter().map(|settled| settled.name).collect()
    }

    fn variants() -> Scope {
        Scope::new(Style::Pascal, "Value", ["Unknown", "Self"])
    }

    #[test]
    fn plain_names_stay_plain() {
        assert_eq!(names(&variants(), &["admin", "$external"]), ["Admin", "External"]);
        assert!(variants().settle(&claims(&["admin", "$external"])).iter().all(|settled| settled.clash.is_none()));
    }

    #[test]
    fn the_plainest_spelling_keeps_the_name_whatever_the_order() {
        let wires = ["US_EAST_1", "US-EAST-1", "US_EAST1", "usEast1", "UsEast1"];
        let expected = ["UsUnderscoreEastUnderscore1", "UsDashEastDash1", "UsUnderscoreEast1", "UsEast1H", "UsEast1"];
        let mut order: Vec<usize> = (0..wires.len()).collect();
        let mut seen = BTreeSet::new();
        for turn in 0..wires.len() {
            order.rotate_left(1);
            if turn == 2 {
                order.reverse();
            }
            let turned: Vec<&str> = order.iter().map(|&i| wires[i]).collect();
            let named: BTreeMap<&str, String> = turned.iter().copied().zip(names(&variants(), &turned)).collect();
            for (wire, name) in wires.iter().zip(expected) {
                assert!(
                    named[wire] == name || name.ends_with('H') && named[wire].starts_with(name),
                    "{wire}: {}",
                    named[wire]
                );
            }
            seen.insert(format!("{named:?}"));
        }
        assert_eq!(seen.len(), 1, "{seen:?}");
    }

    #[test]
    fn what_is_added_later_does_not_rename() {
        let before = names(&variants(), &["AWS", "aws_1"]);
        let after = names(&variants(), &["a", "AWS", "zz", "aws_1", "aws-1"]);
        assert_eq!(before, [after[1].clone(), after[3].clone()]);
    }

    #[test]
    fn case_alone_sets_apart() {
        assert_eq!(names(&variants(), &["type", "Type", "TYPE"]), ["TypeLowercase", "Type", "TypeUppercase"]);
        let found = names(&variants(), &["type", "Type", "type_lowercase"]);
        assert_eq!(found, ["TypeHa79439ef", "Type", "TypeLowercase"]);
        let fields = Scope::new(Style::Snake, "_", ["self"]);
        assert_eq!(
            names(&fields, &["type", "Type", "_type", "self"]),
            ["type", "type_capitalized", "underscore_type", "self_"]
        );
    }

    #[test]
    fn reserved_names_get_the_suffix() {
        assert_eq!(names(&variants(), &["UNKNOWN", "self"]), ["UnknownValue", "SelfValue"]);
        assert_eq!(names(&variants(), &["UNKNOWN", "UNKNOWN_VALUE"]), ["UnknownUppercase", "UnknownValue"]);
        let setters = Scope::new(Style::Snake, "_", ["send"]).without_prefixes(&["with_"]);
        assert_eq!(names(&setters, &["send", "withTimeout", "without"]), ["send_", "with_timeout_", "without"]);
    }

    fn setters() -> Scope {
        Scope::new(Style::Snake, "_", ["body", "send", "_"]).without_prefixes(&["send_", "with_"])
    }

    #[test]
    fn collisions_of_reserved_prefixes() {
        for (wires, expected) in [
            (&["with_a", "withA"][..], &["with_a_", "with_a_h689f7c93_"][..]),
            (&["send_at", "Send-At", "SEND AT"], &["send_at_", "send_dash_at_", "send_space_at_"]),
            (&["send", "Send", "SEND"], &["send_", "send_capitalized_", "send_uppercase_"]),
            (&["with[count]", "with_count"], &["with_open_bracket_count_close_bracket_", "with_count_"]),
            (&["with_", "with"], &["with_underscore_", "with"]),
        ] {
            assert_eq!(names(&setters(), wires), expected);
        }
    }

    #[test]
    fn random_names_in_a_scope_with_prefixes() {
        const PARTS: [&str; 16] =
            ["with", "With", "WITH", "send", "Send", "a", "A", "body", "_", "-", "[", "]", " ", "1", "é", "x"];
        let mut state = 7_u64;
        let mut pick = |of: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).unwrap() % of
        };
        for _ in 0..2_000 {
            let wires: BTreeSet<String> =
                (0..8).map(|_| (0..=pick(4)).map(|_| PARTS[pick(PARTS.len())]).collect()).collect();
            let wires: Vec<&str> = wires.iter().map(String::as_str).collect();
            let found = names(&setters(), &wires);
            let different: BTreeSet<&String> = found.iter().collect();
            assert_eq!(different.len(), wires.len(), "{wires:?} {found:?}");
            assert!(found.iter().all(|name| setters().is_free(name)), "{wires:?} {found:?}");
        }
    }

    #[test]
    fn a_hash_name_that_is_taken() {
        let twice = [Claim::of("A"), Claim::of("A"), Claim::of("A"), Claim::of("A")];
        let found: BTreeSet<String> = setters().settle(&twice).into_iter().map(|settled| settled.name).collect();
        assert_eq!(found.len(), 4, "{found:?}");
    }

    #[test]
    fn fixed_names_come_first_and_lower_tiers_next() {
        let claims = [
            Claim { wire: "fooBar", key: "1".into(), tier: 1, longer: vec!["FooBarObject".into()], ..Claim::default() },
            Claim { wire: "FooBar", key: "2".into(), ..Claim::default() },
            Claim { wire: "Other", key: "3".into(), fixed: Some("Better"), ..Claim::default() },
            Claim { wire: "better", key: "4".into(), ..Claim::default() },
        ];
        let scope = Scope::new(Style::Pascal, "Model", []);
        let settled = scope.settle(&claims);
        let names: Vec<&str> = settled.iter().map(|settled| settled.name.as_str()).collect();
        assert_eq!(names, ["FooBarObject", "FooBar", "Better", "BetterLowercase"]);
        assert_eq!(settled[0].clash, Some(1));
        assert_eq!(settled[3].clash, Some(2));
    }

    #[test]
    fn a_fixed_name_given_twice_is_a_clash() {
        let claim = |wire| Claim { wire, key: wire.to_owned(), fixed: Some("Same"), ..Claim::default() };
        let settled = Scope::new(Style::Pascal, "Model", []).settle(&[claim("a"), claim("b")]);
        assert_eq!(settled[1], Settled { name: "B".to_owned(), clash: Some(0) });
    }

    #[test]
    fn the_same_text_twice_gets_a_hash_of_its_key() {
        let twice = [
            Claim { wire: "A", key: "#/x".into(), ..Claim::default() },
            Claim { wire: "A", key: "#/y".into(), ..Claim::default() },
        ];
        let scope = Scope::new(Style::Pascal, "Model", []);
        let one: BTreeSet<String> = scope.settle(&twice).into_iter().map(|settled| settled.name).collect();
        let other: BTreeSet<String> =
            scope.settle(&[twice[1].clone(), twice[0].clone()]).into_iter().map(|settled| settled.name).collect();
        assert_eq!(one, other);
        assert_eq!(one.len(), 2);
    }
}
