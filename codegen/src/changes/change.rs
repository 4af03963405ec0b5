//! One difference, and what it asks of users.

use serde::Serialize;

/// How much a change asks of users.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
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

impl Change {
    /// What it is about as a whole: `User` of `User::name`, `users::list` of `users::list().limit`, `Client::users`.
    #[must_use]
    pub fn owner(&self) -> &str {
        let item = self.item.split("()").next().unwrap_or(&self.item);
        if self.is_of_type() { item.split("::").next().unwrap_or(item) } else { item }
    }

    /// Whether it is about a type, not about a tag or an operation.
    #[must_use]
    pub fn is_of_type(&self) -> bool {
        self.item.starts_with(char::is_uppercase) && !self.item.starts_with("Client::")
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_of_changes() {
        for (item, owner) in [
            ("User::name", "User"),
            ("User", "User"),
            ("users::list().limit", "users::list"),
            ("users::list", "users::list"),
            ("Client::users", "Client::users"),
        ] {
            let (item, message) = (item.to_owned(), String::new());
            let change = Change { level: Level::Docs, wire: false, item, message, old: None, new: None };
            assert_eq!(change.owner(), owner);
        }
    }
}
