//! Media types: the version and the format that `application/vnd.atlas.2023-01-01+json` names.

use std::fmt;

use crate::ir::Format;

/// What a media type says about a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MediaType {
    /// Version of the API, for Atlas's own media types.
    pub(crate) version: Option<ApiVersion>,
    pub(crate) format: Format,
}

/// Version of the API in a media type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ApiVersion {
    /// A stable version: `2023-01-01`.
    Stable(Date),
    /// A version that is announced and may still change: `2025-06-01.upcoming`.
    Upcoming(Date),
    /// Anything may change: `preview`.
    Preview,
}

impl fmt::Display for ApiVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stable(date) => write!(f, "{date}"),
            Self::Upcoming(date) => write!(f, "{date}.upcoming"),
            Self::Preview => f.write_str("preview"),
        }
    }
}

/// A calendar date; its order is that of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Reads `YYYY-MM-DD`, only if there is such a day.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let well_formed = bytes.len() == 10
            && bytes
                .iter()
                .enumerate()
                .all(|(at, byte)| if matches!(at, 4 | 7) { *byte == b'-' } else { byte.is_ascii_digit() });
        if !well_formed {
            return None;
        }
        let (year, month, day) = (text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?);
        ((1..=12).contains(&month) && (1..=days(year, month)).contains(&day)).then_some(Self { year, month, day })
    }
}

/// Whether a text is a date of the calendar, as `YYYY-MM-DD`.
#[must_use]
pub fn is_date(text: &str) -> bool {
    Date::parse(text).is_some()
}

fn days(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// What Atlas's media types start with.
const ATLAS: &str = "application/vnd.atlas.";

impl MediaType {
    /// Reads a media type. One of Atlas's whose version is neither a date nor `preview` is an error: the text that
    /// should be one.
    pub(crate) fn parse(text: &str) -> Result<Self, &str> {
        let essence = text.split(';').next().unwrap_or_default().trim();
        let (name, suffix) = essence.rsplit_once('+').unwrap_or((essence, ""));
        let Some(version) = name.strip_prefix(ATLAS) else {
            let subtype = if suffix.is_empty() { essence.rsplit('/').next().unwrap_or_default() } else { suffix };
            return Ok(Self { version: None, format: format(subtype) });
        };
        let parsed = match version.strip_suffix(".upcoming") {
            _ if version == "preview" => Some(ApiVersion::Preview),
            Some(date) => Date::parse(date).map(ApiVersion::Upcoming),
            None => Date::parse(version).map(ApiVersion::Stable),
        };
        Ok(Self { version: Some(parsed.ok_or(version)?), format: format(suffix) })
    }
}

fn format(subtype: &str) -> Format {
    match subtype.to_ascii_lowercase().as_str() {
        "json" => Format::Json,
        "csv" => Format::Csv,
        "gzip" | "x-gzip" => Format::Gzip,
        "yaml" | "x-yaml" => Format::Yaml,
        _ => Format::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<(Option<String>, Format), &str> {
        MediaType::parse(text).map(|parsed| (parsed.version.map(|version| version.to_string()), parsed.format))
    }

    #[test]
    fn reads_version_and_format() {
        let version = |text: &str| Some(text.to_owned());
        assert_eq!(parse("application/vnd.atlas.2023-01-01+json"), Ok((version("2023-01-01"), Format::Json)));
        assert_eq!(parse("application/vnd.atlas.2024-08-05+gzip"), Ok((version("2024-08-05"), Format::Gzip)));
        assert_eq!(
            parse("application/vnd.atlas.2025-06-01.upcoming+csv"),
            Ok((version("2025-06-01.upcoming"), Format::Csv))
        );
        assert_eq!(parse("application/vnd.atlas.preview+yaml"), Ok((version("preview"), Format::Yaml)));
        assert_eq!(parse("application/json; charset=utf-8"), Ok((None, Format::Json)));
        assert_eq!(parse("application/problem+json"), Ok((None, Format::Json)));
        assert_eq!(parse("Application/JSON"), Ok((None, Format::Json)));
        assert_eq!(parse("text/csv"), Ok((None, Format::Csv)));
        assert_eq!(parse("application/octet-stream"), Ok((None, Format::Other)));
        assert_eq!(parse(""), Ok((None, Format::Other)));
    }

    #[test]
    fn refuses_invalid_versions() {
        for version in
            ["2023-13-01", "2023-02-29", "2023-1-1", "previw", "", "2023-01-01.soon", "2023-01-01x", "２０２３-01"]
        {
            assert_eq!(parse(&format!("application/vnd.atlas.{version}+json")), Err(version));
        }
    }

    #[test]
    fn orders_dates_by_time() {
        let date = |text| Date::parse(text).unwrap();
        assert!(date("2023-12-31") < date("2024-01-01"));
        assert!(date("2024-02-28") < date("2024-02-29"));
        assert_eq!(Date::parse("1900-02-29"), None);
        assert!(Date::parse("2000-02-29").is_some());
    }
}
