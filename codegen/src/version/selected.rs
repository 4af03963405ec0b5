//! Operations in one version each.

use openapiv3::{Operation, Parameter};

use crate::ir::{Format, Method, Skipped};
use crate::openapi::At;
use crate::openapi::media_name::essence;
use crate::pointer::Pointer;

/// Which version of each operation is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VersionChoice {
    /// Newest date that may be chosen, `YYYY-MM-DD`. Default: any.
    pub until: Option<String>,
    /// Whether an operation without a stable version may take its preview version.
    pub preview: bool,
    /// Whether a version that is announced for a date may be chosen like a stable one.
    pub upcoming: bool,
}

/// The operations of a document, each in one version.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Selected<'a> {
    /// Those that have a version to choose, in document order.
    pub operations: Vec<SelectedOperation<'a>>,
    /// The others, in document order.
    pub skipped: Vec<Skipped>,
}

/// An operation in one version.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SelectedOperation<'a> {
    /// Path template.
    pub path: String,
    /// HTTP method.
    pub method: Method,
    /// Where the operation is.
    pub pointer: Pointer,
    /// The operation with all its versions.
    pub operation: &'a Operation,
    /// Parameters of the path that the operation does not override, then its own.
    pub parameters: Vec<At<'a, Parameter>>,
    /// `2023-01-01`, `2025-06-01.upcoming`, `preview`, or nothing when its media types have no version.
    pub version: Option<String>,
    /// Date after which the chosen version is removed.
    pub sunset: Option<String>,
    /// Request body; of several formats JSON, or the first that can be sent.
    pub request: Option<Media>,
    /// Whether a call needs the body.
    pub request_required: bool,
    /// Success statuses of the version, in document order.
    pub successes: Vec<Success>,
    /// The schemas of bodies of the version in JSON that are neither sent nor asked for, and not the same as what is.
    pub other_json: Vec<Pointer>,
    /// Error statuses that the document declares, in document order, `default` last: `404`, `5XX`, `default`.
    pub errors: Vec<String>,
}

impl SelectedOperation<'_> {
    /// Method and path: `GET /api/atlas/v2/groups`.
    pub(crate) fn call(&self) -> String {
        format!("{} {}", self.method.as_str(), self.path)
    }
}

/// A success status.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Success {
    /// `200` or `2XX`.
    pub status: String,
    /// Bodies of the chosen version, one per format. None when the response has no body.
    pub media: Vec<Media>,
}

/// A body in one format.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Media {
    /// The whole media type.
    pub media_type: String,
    /// Its format.
    pub format: Format,
    /// Where its schema is written, if it has one.
    pub schema: Option<Pointer>,
}

impl Media {
    /// Whether a request can have it as its body. The media type of parts is not whole without their boundary, and a
    /// range of media types is none.
    pub(crate) fn can_be_sent(&self) -> bool {
        let is_one_type = !essence(&self.media_type).starts_with("multipart/") && !self.media_type.contains('*');
        self.format == Format::Json || is_one_type
    }
}
