//! Differences as they are found.

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

    /// What is different about something that both locks have, each under its key.
    pub(super) fn both<'f>(&'f mut self, item: &'f str, (old, new): (&'f str, &'f str)) -> Both<'f> {
        Both { found: self, item, places: (Some(old), Some(new)) }
    }
}

/// Something that both locks have.
pub(super) struct Both<'f> {
    found: &'f mut Found,
    item: &'f str,
    places: Places<'f>,
}

impl Both<'_> {
    pub(super) fn push(&mut self, level: Level, message: impl Into<String>) {
        self.found.push(level, self.item, message, self.places);
    }

    /// The same for what the compiler cannot see.
    pub(super) fn wire(&mut self, level: Level, message: impl Into<String>) {
        self.push(level, message);
        if let Some(last) = self.found.all.last_mut() {
            last.wire = true;
        }
    }

    /// Something begins to hold, or ceases to.
    pub(super) fn toggled(&mut self, was: bool, now: bool, begins: (Level, &str), ends: (Level, &str)) {
        match (was, now) {
            (false, true) => self.push(begins.0, begins.1),
            (true, false) => self.push(ends.0, ends.1),
            _ => {}
        }
    }

    /// Another type, after a verb: `holds Role instead of String`.
    pub(super) fn ty(&mut self, verb: &str, was: &str, now: &str) {
        if was != now {
            self.push(Level::Breaking, format!("{verb} {now} instead of {was}"));
        }
    }

    pub(super) fn deprecated(&mut self, was: bool, now: bool) {
        self.toggled(was, now, (Level::Docs, "is deprecated"), (Level::Docs, "is not deprecated any more"));
    }
}

/// Keys in the old lock and in the new one.
pub(super) type Places<'p> = (Option<&'p str>, Option<&'p str>);
