//! What an inline schema is called: its parent and its field, whoever uses it.

use crate::case;
use crate::pointer::Pointer;

/// The name that a type defined at some place would propose for itself, as Rust writes it.
#[derive(Clone, Debug)]
pub(super) struct Naming {
    owner: String,
    field: Option<String>,
}

impl Naming {
    /// A type of its own, by the name that the document has for it.
    pub(super) fn of_type(name: &str) -> Self {
        Self::named(case::pascal(&case::words(name)))
    }

    /// A type of its own, by its Rust name.
    pub(super) fn named(name: impl Into<String>) -> Self {
        Self { owner: name.into(), field: None }
    }

    /// The shared parameter, body or response of a section that a place is in.
    pub(super) fn of_shared(place: &Pointer, section: &str) -> Option<Self> {
        place.component().filter(|(of, _)| of == section).map(|(_, name)| Self::of_type(&name))
    }

    /// Something inside the type with that Rust name.
    pub(super) fn inside(owner: impl Into<String>, field: impl Into<String>) -> Self {
        Self { owner: owner.into(), field: Some(field.into()) }
    }

    /// Something inside what this names.
    pub(super) fn then(&self, field: &str) -> Self {
        Self::inside(self.name(), field)
    }

    /// The name: `CloudDatabaseUser` and `awsIAMType` give `CloudDatabaseUserAwsIamType`.
    pub(super) fn name(&self) -> String {
        match &self.field {
            Some(field) => format!("{}{}", self.owner, case::pascal(&case::words(field))),
            None => self.owner.clone(),
        }
    }
}
