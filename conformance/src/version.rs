//! The version that an operation is read in.
//!
//! A version is the date in media types such as `application/vnd.atlas.2023-01-01+json`. Stable dates
//! count; `preview` and `….upcoming` only when they are asked for.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// Which version of each operation is read.
#[derive(Clone, Debug, Default)]
pub struct Versions {
    /// The newest date that counts; any by default.
    pub until: Option<String>,
    /// Whether an operation without a dated version is read in its preview version.
    pub preview: bool,
    /// Whether an upcoming version counts as one of its date.
    pub upcoming: bool,
}

/// The version that a media type belongs to; a later date is greater, and of one date the stable one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Version {
    Preview,
    /// An ordinary media type.
    None,
    Date {
        date: String,
        stable: bool,
    },
}

impl Version {
    pub(crate) fn of(media_type: &str) -> Self {
        let Some(dated) = media_type.strip_prefix("application/vnd.atlas.") else {
            return Self::None;
        };
        let version = dated.split(['+', ';']).next().unwrap_or_default();
        let (date, stable) = version.strip_suffix(".upcoming").map_or((version, true), |date| (date, false));
        let is_date = date.len() == 10 && date.starts_with(|c: char| c.is_ascii_digit());
        if is_date { Self::Date { date: date.to_owned(), stable } } else { Self::Preview }
    }

    fn is_offered(&self, wanted: &Versions) -> bool {
        match self {
            Self::Preview | Self::None => false,
            Self::Date { date, stable } => {
                (*stable || wanted.upcoming) && wanted.until.as_ref().is_none_or(|until| date <= until)
            }
        }
    }
}

/// The version of an operation, and the versions of the formats of its responses.
pub(crate) struct Chosen {
    pub(crate) version: Version,
    formats: BTreeMap<String, Version>,
}

impl Chosen {
    /// Whether a media type of a request or response belongs to the version, or to none in a format that the version
    /// does not have.
    pub(crate) fn has(&self, media_type: &str, node: &Value) -> bool {
        let is_dated = |name: &str| {
            let version = Version::of(name);
            version != Version::None && version == *self.formats.get(&format(name)).unwrap_or(&self.version)
        };
        let is_beside = || media_types(node).any(|other| format(other) == format(media_type) && is_dated(other));
        is_dated(media_type) || Version::of(media_type) == Version::None && !is_beside()
    }
}

/// The formats and versions of media types that have one.
type Dated = BTreeSet<(String, Version)>;

/// The version that an operation is read in. One that only its request or only its responses have is none. JSON decides
/// where there is any; without a request, each other format is read in the newest version that it has.
pub(crate) fn newest(wanted: &Versions, request: Option<&Value>, responses: &[&Value]) -> Option<Chosen> {
    let sent: Dated = request.into_iter().flat_map(dated).collect();
    let received: Dated = responses.iter().copied().flat_map(dated).collect();
    if sent.is_empty() && received.is_empty() {
        return Some(Chosen { version: Version::None, formats: BTreeMap::new() });
    }
    let all = common(versions(&sent, None), versions(&received, None));
    let json = common(json_or_all(&sent), json_or_all(&received));
    let offered = |set: &BTreeSet<Version>| set.iter().rfind(|version| version.is_offered(wanted)).cloned();
    let preview = || all.get(&Version::Preview).filter(|_| wanted.preview).cloned();
    let version = offered(&json).or_else(|| offered(&all)).or_else(preview)?;
    let formats = received.iter().filter(|_| sent.is_empty()).map(|(format, _)| format);
    let newest = |format: &String| Some((format.clone(), offered(&versions(&received, Some(format.as_str())))?));
    Some(Chosen { version, formats: formats.filter_map(newest).collect() })
}

fn dated(node: &Value) -> impl Iterator<Item = (String, Version)> {
    let all = media_types(node).map(|media_type| (format(media_type), Version::of(media_type)));
    all.filter(|(_, version)| *version != Version::None)
}

fn versions(all: &Dated, format: Option<&str>) -> BTreeSet<Version> {
    let is_wanted = |(of, _): &&(String, Version)| format.is_none_or(|format| format == of);
    all.iter().filter(is_wanted).map(|(_, version)| version.clone()).collect()
}

fn json_or_all(all: &Dated) -> BTreeSet<Version> {
    let json = versions(all, Some("json"));
    if json.is_empty() { versions(all, None) } else { json }
}

fn common(sent: BTreeSet<Version>, received: BTreeSet<Version>) -> BTreeSet<Version> {
    match (sent.is_empty(), received.is_empty()) {
        (true, _) => received,
        (_, true) => sent,
        (false, false) => sent.intersection(&received).cloned().collect(),
    }
}

/// The last part of the name of a media type: `json` of `application/vnd.atlas.2023-01-01+json`.
fn format(media_type: &str) -> String {
    let name = media_type.split(';').next().unwrap_or_default().trim();
    name.rsplit(['+', '/']).next().unwrap_or_default().to_ascii_lowercase()
}

/// The names of the bodies of a request or response.
pub(crate) fn media_types(node: &Value) -> impl Iterator<Item = &str> {
    node["content"].as_object().into_iter().flatten().map(|(media_type, _)| media_type.as_str())
}
