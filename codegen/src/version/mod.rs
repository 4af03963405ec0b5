//! One version of each operation: the newest stable one that is not newer than the date asked for.
//!
//! A version is a date in the media types of an operation's request and success responses. Bodies and statuses of
//! other versions drop out here, so that nothing after this needs to know that there are versions. References to
//! parameters, bodies and responses are followed; schemas are left as they are.

mod media_type;
mod operation;

use openapiv3::{Operation, Parameter};
use operation::{Parameters, Place};
use serde_json::Value;

pub use media_type::Format;
pub(crate) use media_type::{ApiVersion, Date, MediaType};

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{METHODS, Method, Skipped};
use crate::openapi::{At, Document};
use crate::pointer::Pointer;

/// Which version of each operation is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "made by callers")]
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
    /// Request body; JSON where there are several formats.
    pub request: Option<Media>,
    /// Whether a call needs the body.
    pub request_required: bool,
    /// Success statuses of the version, in document order.
    pub successes: Vec<Success>,
    /// Error statuses that the document declares, in document order, `default` last: `404`, `5XX`, `default`.
    pub errors: Vec<String>,
}

/// A success status.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Success {
    /// `200` or `2XX`.
    pub status: String,
    /// What the document says about it.
    pub description: String,
    /// Bodies of the chosen version, one per format. None when the answer has no body.
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

/// Chooses a version of each operation.
///
/// # Errors
///
/// When the date is none, or when not one operation has a version to choose.
pub fn select<'a>(document: &'a Document, choice: &VersionChoice) -> Result<Selected<'a>, Diagnostics> {
    let wanted = Wanted::new(choice)?;
    let mut selected = Selected::default();
    let paths = Pointer::root().push("paths");
    for (path, item) in &document.openapi().paths.paths {
        let at = paths.push(path);
        let Some(item) = item.as_item() else { continue };
        let shared = Parameters { at: at.push("parameters"), list: &item.parameters };
        // openapiv3 has a field for each method; the order is that of the text.
        let keys = document.raw(&at).and_then(Value::as_object).into_iter().flat_map(|item| item.keys());
        let methods = keys.filter_map(|key| METHODS.iter().find(|(name, _)| name == key));
        for &(key, method) in methods {
            let Some(operation) = item.iter().find_map(|(name, operation)| (name == key).then_some(operation)) else {
                continue;
            };
            let place = Place { document, path, method, pointer: at.push(key), operation };
            match place.choose(&wanted) {
                Ok(version) => selected.operations.push(place.selected(version, &shared)),
                Err(reason) => selected.skipped.push(place.skipped(reason)),
            }
        }
    }
    if selected.operations.is_empty() && !selected.skipped.is_empty() {
        return Err(nothing_selected(&selected.skipped));
    }
    Ok(selected)
}

fn nothing_selected(skipped: &[Skipped]) -> Diagnostics {
    let message = format!("none of the {} operations has a version to generate", skipped.len());
    let example = skipped.first().map(|skipped| format!("{}: {}", skipped.call, skipped.reason)).unwrap_or_default();
    Diagnostic::error(message).with_note(example).with_help("ask for a later date, or for preview versions").into()
}

/// [`VersionChoice`], with the date read.
struct Wanted {
    until: Option<Date>,
    preview: bool,
    upcoming: bool,
}

impl Wanted {
    fn new(choice: &VersionChoice) -> Result<Self, Diagnostics> {
        let until =
            choice.until.as_deref().map(|text| Date::parse(text).ok_or_else(|| not_a_date(text))).transpose()?;
        Ok(Self { until, preview: choice.preview, upcoming: choice.upcoming })
    }

    /// The date a version counts as, when it may be chosen by date.
    fn date(&self, version: &ApiVersion) -> Option<Date> {
        let date = match version {
            ApiVersion::Stable(date) => Some(*date),
            ApiVersion::Upcoming(date) => self.upcoming.then_some(*date),
            ApiVersion::Preview => None,
        };
        date.filter(|date| self.until.is_none_or(|until| *date <= until))
    }

    /// The version to take; of two with one date the stable one.
    fn best(&self, versions: &[ApiVersion]) -> Option<ApiVersion> {
        let dated = versions
            .iter()
            .filter_map(|version| Some((self.date(version)?, matches!(version, ApiVersion::Stable(_)), version)));
        let best = dated.max_by_key(|(date, stable, _)| (*date, *stable)).map(|(.., version)| version);
        best.or_else(|| versions.iter().find(|version| self.preview && **version == ApiVersion::Preview)).cloned()
    }

    /// Why none of the versions was taken.
    fn reason(&self, versions: &[ApiVersion]) -> String {
        let stable = versions
            .iter()
            .filter_map(|version| if let ApiVersion::Stable(date) = version { Some(date) } else { None });
        match (stable.min(), self.until) {
            (Some(oldest), Some(until)) => format!("its first version is {oldest}, after {until}"),
            _ if versions.contains(&ApiVersion::Preview) => "it has a preview version only".to_owned(),
            _ => "it has upcoming versions only".to_owned(),
        }
    }
}

fn not_a_date(text: &str) -> Diagnostics {
    Diagnostic::error(format!("`{text}` is not a valid date"))
        .with_help("write a version as YYYY-MM-DD, as in 2025-03-12")
        .into()
}
