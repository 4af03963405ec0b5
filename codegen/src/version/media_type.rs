//! Media types: the version and the format that `application/vnd.atlas.2023-01-01+json` names.

use std::fmt;

use crate::ir::Format;
use crate::openapi::media_name::essence;

/// What a media type says about a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MediaType {
    /// Version of the API, for Atlas's own media types.
    pub(crate) version: Option<ApiVersion>,
    pub(crate) format: Format,
    /// What names the format: `csv` of `text/csv`, `json` of `application/problem+json`.
    pub(super) subtype: String,
}

/// Version of the API in a media type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ApiVersion {
    /// A stable version: `2023-01-01`. As texts, dates have the order of time.
    Stable(String),
    /// A version that is announced and may still change: `2025-06-01.upcoming`.
    Upcoming(String),
    /// Anything may change: `preview`.
    Preview,
}

impl fmt::Display for ApiVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stable(date) => f.write_str(date),
            Self::Upcoming(date) => write!(f, "{date}.upcoming"),
            Self::Preview => f.write_str("preview"),
        }
    }
}

/// Whether a text is a date of the calendar, as `YYYY-MM-DD`.
#[must_use]
pub fn is_date(text: &str) -> bool {
    let fits = |(at, byte): (usize, u8)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    if text.len() != 10 || !text.bytes().enumerate().all(fits) {
        return false;
    }
    let parts = (text[..4].parse::<u16>(), text[5..7].parse::<u8>(), text[8..].parse::<u8>());
    matches!(parts, (Ok(year), Ok(month), Ok(day)) if (1..=days(year, month)).contains(&day))
}

fn days(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => 0,
    }
}

/// What Atlas's media types start with.
const ATLAS: &str = "application/vnd.atlas.";

/// Many JSON documents one after the other, whatever the suffix says.
const JSON_STREAM: &str = "application/stream+json";

/// JSON that is something else than the value itself: an error, and a list of changes.
const NOT_THE_VALUE: [&str; 2] = ["application/json-patch+json", "application/problem+json"];

impl MediaType {
    /// Reads a media type. One of Atlas's whose version is neither a date nor `preview` is an error: the text that
    /// should be one.
    pub(crate) fn parse(text: &str) -> Result<Self, &str> {
        let essence = text.split(';').next().unwrap_or_default().trim();
        let (name, suffix) = essence.rsplit_once('+').unwrap_or((essence, ""));
        let atlas = name.get(..ATLAS.len()).filter(|start| start.eq_ignore_ascii_case(ATLAS));
        let Some(version) = atlas.and_then(|start| name.get(start.len()..)) else {
            let has_suffix = !suffix.is_empty() && !essence.eq_ignore_ascii_case(JSON_STREAM);
            let subtype = if has_suffix { suffix } else { essence.rsplit('/').next().unwrap_or_default() };
            return Ok(Self::new(None, subtype));
        };
        let version = match version.strip_suffix(".upcoming") {
            _ if version == "preview" => ApiVersion::Preview,
            Some(date) if is_date(date) => ApiVersion::Upcoming(date.to_owned()),
            None if is_date(version) => ApiVersion::Stable(version.to_owned()),
            _ => return Err(version),
        };
        Ok(Self::new(Some(version), suffix))
    }

    fn new(version: Option<ApiVersion>, subtype: &str) -> Self {
        let subtype = subtype.to_ascii_lowercase();
        Self { version, format: format(&subtype), subtype }
    }

    /// Whether both are one format, whatever their versions. What is not known is told apart by its name.
    pub(super) fn is_same_format(&self, other: &Self) -> bool {
        self.format == other.format && (self.format != Format::Other || self.subtype == other.subtype)
    }
}

/// How far a name of JSON is from `application/json`, which is the one to send and to ask for where there are several.
pub(super) fn far_from_json(name: &str) -> (bool, bool, bool) {
    let essence = essence(name);
    (NOT_THE_VALUE.contains(&essence.as_str()), essence != "application/json", name.contains(['*', ';']))
}

fn format(subtype: &str) -> Format {
    match subtype {
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
        assert_eq!(parse("Application/Vnd.Atlas.2023-01-01+JSON"), Ok((version("2023-01-01"), Format::Json)));
        for stream in ["application/stream+json", "application/json-seq", "application/geo+json-seq"] {
            assert_eq!(parse(stream), Ok((None, Format::Other)));
        }
        assert_eq!(parse("text/csv"), Ok((None, Format::Csv)));
        assert_eq!(parse("application/octet-stream"), Ok((None, Format::Other)));
        assert_eq!(parse(""), Ok((None, Format::Other)));
    }

    #[test]
    fn formats_are_the_same_in_any_version() {
        let is_same = |a, b| MediaType::parse(a).unwrap().is_same_format(&MediaType::parse(b).unwrap());
        assert!(is_same("application/vnd.atlas.2024-08-05+json", "application/json; charset=utf-8"));
        assert!(is_same("application/vnd.atlas.2024-08-05+XML", "text/xml"));
        assert!(!is_same("application/vnd.atlas.2024-08-05+xml", "application/pdf"));
        assert!(!is_same("application/json", "text/csv"));
    }

    #[test]
    fn json_from_the_plainest_on() {
        let names = [
            "application/json",
            "Application/JSON; charset=utf-8",
            "text/json",
            "application/*+json",
            "application/problem+json",
        ];
        assert!(names.is_sorted_by_key(|name| far_from_json(name)));
        assert!(far_from_json("application/merge-patch+json") < far_from_json("application/json-patch+json"));
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
    fn dates_are_of_the_calendar() {
        for text in ["2024-02-29", "2000-02-29", "2023-12-31"] {
            assert!(is_date(text), "{text}");
        }
        for text in ["1900-02-29", "2023-04-31", "2023-00-10", "2023-10-00", "2023/10/10", "é23-01-01"] {
            assert!(!is_date(text), "{text}");
        }
    }
}
