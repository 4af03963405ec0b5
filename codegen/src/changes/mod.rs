//! What a change of the document means for users of the generated crate.
//!
//! Two locks are compared, since they record what users see: methods with their arguments, types with their members.
//! What Rust's rules of semantic versioning say about each difference is decided here; what the compiler cannot see and
//! the server does is *wire*.

mod change;
mod found;
mod operations;
mod surface;
mod text;
mod types;
mod version;

pub use self::change::{Change, Level, Place};
use self::found::Found;
pub use self::surface::Surface;
pub use self::version::next_version;

use crate::lock::Lock;

/// All differences: breaking ones first, those of operations before those of types.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Changes {
    /// The differences.
    pub all: Vec<Change>,
    /// The version that users have, where it is known.
    pub version: Option<String>,
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

    /// Leaves out operations, types and tags that are new: what is left concerns those who use what was there.
    pub fn retain_known(&mut self, new: &Lock) {
        let is_whole = |key: &String| new.operations.contains_key(key) || new.types.contains_key(key);
        self.all.retain(|change| {
            let is_new = change.level == Level::Additive && change.old.is_none();
            !is_new || change.new.as_ref().is_some_and(|place| !is_whole(&place.key))
        });
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
    all.sort_by(|a, b| {
        let key = |change: &Change| (change.level, !change.wire, change.is_of_type());
        key(a).cmp(&key(b)).then_with(|| (&a.item, &a.message).cmp(&(&b.item, &b.message)))
    });
    Changes { all, version: None }
}
