//! Differences as they are found, and the entries of the lock that they are found in.

use super::change::{Change, Level, Place};

/// Differences so far.
#[derive(Default)]
pub(super) struct Found {
    pub(super) all: Vec<Change>,
}

impl Found {
    pub(super) fn push(
        &mut self,
        level: Level,
        item: impl Into<String>,
        message: impl Into<String>,
        places: Places<'_>,
    ) {
        let place = |key: Option<&str>| key.map(|key| Place { key: key.to_owned(), line: None });
        let (old, new) = (place(places.0), place(places.1));
        self.all.push(Change { level, wire: false, item: item.into(), message: message.into(), old, new });
    }

    pub(super) fn push_wire(
        &mut self,
        level: Level,
        item: impl Into<String>,
        message: impl Into<String>,
        places: Places<'_>,
    ) {
        self.push(level, item, message, places);
        if let Some(last) = self.all.last_mut() {
            last.wire = true;
        }
    }
}

/// Keys in the old lock and in the new one.
pub(super) type Places<'p> = (Option<&'p str>, Option<&'p str>);
