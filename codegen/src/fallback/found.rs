//! What is not valid, by kind, and where.

use crate::ir::Fallback;
use crate::pointer::Pointer;

/// What is not valid, and how it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Version,
    Keyword,
    ListWithoutItems,
    EnumOfList,
    UndeclaredScheme,
    UndeclaredPathParameter,
    UnusedPathParameter,
    NamelessParameter,
    MediaType,
    PartReference,
    Callback,
    NoOperationId,
    NoDescription,
    RequiredFlag,
    NullType,
    EmptyBody,
    EmptyKeyword,
    Limit,
    LargeInteger,
    Mapping,
    NoSchema,
}

impl Kind {
    /// What is not valid, and how it is read, as one line.
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::Version => "OpenAPI 3.1 is read as OpenAPI 3.0, and what has no counterpart there is ignored",
            Self::Keyword => "a keyword that OpenAPI 3.0 does not have, and no type can follow, is ignored",
            Self::ListWithoutItems => "a list without `items` is read as a list of free-form values",
            Self::EnumOfList => "an `enum` of strings on a list is read as the values of its items",
            Self::UndeclaredScheme => {
                "a security scheme that is not declared is read by its name: calls send the client's credentials, or none"
            }
            Self::UndeclaredPathParameter => "a path parameter that is not declared is read as a string",
            Self::UnusedPathParameter => "a path parameter that the path does not have is ignored",
            Self::NamelessParameter => "a parameter without a name is ignored",
            Self::MediaType => "a media type that is not valid is read as `*/*`",
            Self::PartReference => "a reference to a part of the document is read as a copy of that part",
            Self::Callback => "callbacks are ignored: the server calls them, not this client",
            Self::NoOperationId => "an operation without `operationId` is named after its method and path",
            Self::NoDescription => "a response without `description` is read as one with an empty description",
            Self::RequiredFlag => "`required` as a flag of a property is ignored",
            Self::EmptyBody => "a request body without a media type is read as none",
            Self::EmptyKeyword => "a keyword without a value is ignored",
            Self::Limit => "a limit of the wrong type is ignored",
            Self::LargeInteger => "an integer beyond 64 bits is read as a floating-point number",
            Self::Mapping => "a discriminator's value that is mapped to no schema of this document is ignored",
            Self::NoSchema => "a body with an example and without a schema is read as a free-form value",
            Self::NullType => "the type `null` is read as a value that can only be null",
        }
    }
}

/// A place that is read with a fallback.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) kind: Kind,
    pub(crate) at: Pointer,
}

impl Found {
    pub(super) fn new(kind: Kind, at: Pointer) -> Self {
        Self { kind, at }
    }

    pub(crate) fn record(&self) -> Fallback {
        Fallback { what: self.kind.message().to_owned(), origin: self.at.clone() }
    }
}
