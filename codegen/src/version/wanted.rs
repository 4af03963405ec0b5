//! Which of the versions of an operation is taken.

use super::media_type::ApiVersion;
use super::selected::VersionChoice;

impl VersionChoice {
    /// The date a version counts as, when it may be chosen by date.
    fn date<'v>(&self, version: &'v ApiVersion) -> Option<&'v str> {
        let date = match version {
            ApiVersion::Stable(date) => Some(date.as_str()),
            ApiVersion::Upcoming(date) => self.upcoming.then_some(date.as_str()),
            ApiVersion::Preview => None,
        };
        date.filter(|date| self.until.as_deref().is_none_or(|until| *date <= until))
    }

    /// The version to take, of `all`. One that has a model comes before any that has not: that a report can be had as
    /// CSV in a newer version takes no model away.
    pub(super) fn best(&self, with_model: &[ApiVersion], all: &[ApiVersion]) -> Option<ApiVersion> {
        let preview = || all.iter().find(|version| self.preview && **version == ApiVersion::Preview).cloned();
        self.newest(with_model).or_else(|| self.newest(all)).or_else(preview)
    }

    /// The newest version that has a date; of two with one date the stable one.
    pub(super) fn newest(&self, versions: &[ApiVersion]) -> Option<ApiVersion> {
        let dated = versions
            .iter()
            .filter_map(|version| Some((self.date(version)?, matches!(version, ApiVersion::Stable(_)), version)));
        dated.max_by_key(|(date, stable, _)| (*date, *stable)).map(|(.., version)| version.clone())
    }

    /// Why none of the versions was taken.
    pub(super) fn reason(&self, versions: &[ApiVersion]) -> String {
        let stable = versions
            .iter()
            .filter_map(|version| if let ApiVersion::Stable(date) = version { Some(date) } else { None });
        match (stable.min(), &self.until) {
            (Some(oldest), Some(until)) => format!("its first version is {oldest}, after {until}"),
            _ if versions.contains(&ApiVersion::Preview) => "it has a preview version only".to_owned(),
            _ => "it has upcoming versions only".to_owned(),
        }
    }
}
