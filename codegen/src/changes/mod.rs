//! What a change of the document means for users of the generated crate.
//!
//! Two locks are compared, since they record what users see: methods with their arguments, types with their members. What Rust's rules
//! of semantic versioning say about each difference is decided here; what the compiler cannot see and the server does is *wire*.

mod operations;
mod surface;
mod text;
mod types;

use serde::Serialize;
pub use surface::Surface;

use crate::names::lock::Lock;

/// How much a change asks of users.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(clippy::exhaustive_enums, reason = "the three parts of a version")]
pub enum Level {
    /// Code that compiled may not compile any more, or calls something with another meaning.
    Breaking,
    /// There is more than before.
    Additive,
    /// Documentation alone, dates and deprecations included.
    Docs,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Change {
    /// What it asks of users.
    pub level: Level,
    /// Whether code that still compiles behaves differently.
    pub wire: bool,
    /// What it is about, as Rust writes it: `CloudDatabaseUser::roles`.
    pub item: String,
    /// What happened: `was removed`.
    pub message: String,
    /// Where it is in the old lock: an operation's method and path, or a type's pointer, and a member of it.
    pub old: Option<Place>,
    /// Where it is in the new lock.
    pub new: Option<Place>,
}

/// Where something is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Place {
    /// The key in the lock.
    pub key: String,
    /// The line in the document, where it is at hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
}

/// All differences: breaking ones first, then by item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Changes {
    /// The differences.
    pub all: Vec<Change>,
}

impl Changes {
    /// The part of the version to raise: that of the strongest change. None when nothing changed.
    #[must_use]
    pub fn verdict(&self) -> Option<Level> {
        self.all.iter().map(|change| change.level).min()
    }

    /// How many changes of a level there are.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.all.iter().filter(|change| change.level == level).count()
    }

    /// Fills in lines; `line` knows that of a key, in the old document or in the new one.
    pub fn locate(&mut self, line: impl Fn(bool, &str) -> Option<usize>) {
        for change in &mut self.all {
            if let Some(place) = &mut change.old {
                place.line = line(false, &place.key);
            }
            if let Some(place) = &mut change.new {
                place.line = line(true, &place.key);
            }
        }
    }
}

/// What is different in `new`, which is best made with `old` as its lock: else what was renamed is gone and new.
#[must_use]
pub fn compare(old: &Lock, new: &Lock) -> Changes {
    let mut found = Found::default();
    operations::tags(old, new, &mut found);
    operations::compare(old, new, &mut found);
    types::compare(old, new, &mut found);
    let mut all = found.all;
    all.sort_by(|a, b| (a.level, !a.wire, &a.item, &a.message).cmp(&(b.level, !b.wire, &b.item, &b.message)));
    Changes { all }
}

/// Differences so far.
#[derive(Default)]
struct Found {
    all: Vec<Change>,
}

impl Found {
    fn push(&mut self, level: Level, item: impl Into<String>, message: impl Into<String>, places: Places<'_>) {
        let place = |key: Option<&str>| key.map(|key| Place { key: key.to_owned(), line: None });
        let (old, new) = (place(places.0), place(places.1));
        self.all.push(Change { level, wire: false, item: item.into(), message: message.into(), old, new });
    }

    fn push_wire(&mut self, level: Level, item: impl Into<String>, message: impl Into<String>, places: Places<'_>) {
        self.push(level, item, message, places);
        if let Some(last) = self.all.last_mut() {
            last.wire = true;
        }
    }
}

/// Keys in the old lock and in the new one.
type Places<'p> = (Option<&'p str>, Option<&'p str>);

/// An entry of the lock: `name: type; flag; default 3`.
#[derive(Debug, PartialEq, Eq)]
struct Entry<'e> {
    name: &'e str,
    /// None for something that is gone.
    ty: Option<&'e str>,
    flags: Vec<&'e str>,
    default: Option<&'e str>,
}

impl<'e> Entry<'e> {
    fn parse(entry: &'e str) -> Self {
        let Some((name, rest)) = entry.split_once(": ") else {
            return Self { name: entry, ty: None, flags: Vec::new(), default: None };
        };
        let (rest, default) = rest.split_once("; default ").map_or((rest, None), |(rest, value)| (rest, Some(value)));
        let mut parts = rest.split("; ");
        Self { name, ty: parts.next(), flags: parts.collect(), default }
    }

    fn has(&self, flag: &str) -> bool {
        self.flags.contains(&flag)
    }
}
