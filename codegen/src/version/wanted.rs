//! Which of the versions of an operation is taken.

use super::media_type::{ApiVersion, Date};
use super::selected::VersionChoice;
use crate::diagnostics::{Diagnostic, Diagnostics};

/// [`VersionChoice`], with the date read.
pub(super) struct Wanted {
    until: Option<Date>,
    preview: bool,
    upcoming: bool,
}

impl Wanted {
    pub(super) fn new(choice: &VersionChoice) -> Result<Self, Diagnostics> {
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
    pub(super) fn best(&self, versions: &[ApiVersion]) -> Option<ApiVersion> {
        let dated = versions
            .iter()
            .filter_map(|version| Some((self.date(version)?, matches!(version, ApiVersion::Stable(_)), version)));
        let best = dated.max_by_key(|(date, stable, _)| (*date, *stable)).map(|(.., version)| version);
        best.or_else(|| versions.iter().find(|version| self.preview && **version == ApiVersion::Preview)).cloned()
    }

    /// Why none of the versions was taken.
    pub(super) fn reason(&self, versions: &[ApiVersion]) -> String {
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
