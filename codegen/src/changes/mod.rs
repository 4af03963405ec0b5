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

pub use self::change::{Change, Level, Place};
use self::found::Found;
pub use self::surface::Surface;

use crate::lock::Lock;

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
