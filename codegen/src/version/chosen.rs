//! The version of one operation, and which of its bodies belong to it.

use openapiv3::{Content, MediaType as Described};

use super::media_type::{ApiVersion, MediaType, far_from_json};
use super::selected::{Media, VersionChoice};
use crate::ir::Format;
use crate::pointer::Pointer;

/// The version of an operation, and the versions of its formats.
///
/// A report that is JSON in 2023 and CSV in 2023 and 2025 is of 2023, the newest version of its model. The CSV has no
/// model that another version could change, so it is that of 2025.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    /// Nothing when no media type has one.
    pub(super) version: Option<ApiVersion>,
    /// Formats of responses, each in the newest version that it has.
    formats: Vec<MediaType>,
}

impl Chosen {
    /// Chooses among the media types that have a version: those that are sent, and those that a success has. Else says
    /// why the operation is skipped.
    pub(super) fn new(choice: &VersionChoice, sent: &[MediaType], received: &[MediaType]) -> Result<Self, String> {
        if sent.is_empty() && received.is_empty() {
            return Ok(Self::default());
        }
        let all = common(versions(sent), versions(received));
        if all.is_empty() {
            return Err("request and response have no version in common".to_owned());
        }
        let with_model = common(versions_of_model(sent), versions_of_model(received));
        let version = choice.best(&with_model, &all).ok_or_else(|| choice.reason(&all))?;
        // A request is sent in one version, which is that of its response.
        let formats = if sent.is_empty() { newest_of_each(choice, received) } else { Vec::new() };
        Ok(Self { version: Some(version), formats })
    }

    /// Whether a media type is of the operation's version, which has none where no media type has one.
    pub(super) fn is_version_of(&self, name: &str) -> bool {
        MediaType::parse(name).is_ok_and(|parsed| parsed.version == self.version)
    }

    /// The bodies that belong to the version, of a request or response at a pointer.
    ///
    /// A media type without a version is there for what the version lacks: `application/json` beside
    /// `application/vnd.atlas.2024-08-05+json` is another version of the same body, `text/csv` is another body. Of
    /// several that are JSON one counts: only that is sent, or asked for.
    pub(super) fn media(&self, at: &Pointer, content: &Content) -> Vec<Media> {
        let bodies = self.bodies(content);
        let json = plainest_json(&bodies).map(|(name, ..)| *name);
        let counts = |(name, media, _): &&Named<'_>| media.format != Format::Json || json == Some(*name);
        bodies.iter().filter(counts).map(|named| body(at, named)).collect()
    }

    /// The schema of the version's JSON that counts, and those of its other bodies in JSON.
    pub(super) fn json(&self, at: &Pointer, content: &Content) -> Option<(Pointer, Vec<Pointer>)> {
        let bodies = self.bodies(content);
        let chosen = plainest_json(&bodies)?;
        let others = bodies.iter().filter(|(name, media, _)| media.format == Format::Json && *name != chosen.0);
        Some((body(at, chosen).schema?, others.filter_map(|named| body(at, named).schema).collect()))
    }

    /// What is described for the version.
    fn bodies<'c>(&self, content: &'c Content) -> Vec<Named<'c>> {
        let read = content.iter().filter_map(|(name, described)| Some((name, MediaType::parse(name).ok()?, described)));
        let all: Vec<Named<'_>> = read.collect();
        let has = |format: &MediaType| all.iter().any(|(_, other, _)| self.has(other) && other.is_same_format(format));
        let belongs = |media: &MediaType| self.has(media) || media.version.is_none() && !has(media);
        let is_chosen: Vec<bool> = all.iter().map(|(_, media, _)| belongs(media)).collect();
        all.into_iter().zip(is_chosen).filter_map(|(named, is_chosen)| is_chosen.then_some(named)).collect()
    }

    /// Whether a media type has a version, and it is the one of its format.
    fn has(&self, media: &MediaType) -> bool {
        let of_format = self.formats.iter().find(|format| format.is_same_format(media));
        let version = of_format.map_or(&self.version, |format| &format.version);
        media.version.is_some() && media.version == *version
    }
}

/// A media type by its name in a document, with what is described there.
type Named<'c> = (&'c String, MediaType, &'c Described);

/// The JSON that is sent or asked for: of several the one whose name says least besides.
fn plainest_json<'b, 'c>(bodies: &'b [Named<'c>]) -> Option<&'b Named<'c>> {
    let json = bodies.iter().filter(|(_, media, _)| media.format == Format::Json);
    json.min_by_key(|(name, _, described)| (described.schema.is_none(), far_from_json(name)))
}

/// A range cannot be sent: `application/*+json` is sent as `application/json`.
fn body(at: &Pointer, (name, media, described): &Named<'_>) -> Media {
    let at = at.push("content").push(name).push("schema");
    let is_range = media.format == Format::Json && name.contains('*');
    let media_type = if is_range { "application/json" } else { name.as_str() };
    Media { media_type: media_type.to_owned(), format: media.format, schema: described.schema.as_ref().map(|_| at) }
}

/// The media types of a body that have a version.
pub(super) fn dated(content: &Content) -> impl Iterator<Item = MediaType> {
    content.keys().filter_map(|name| MediaType::parse(name).ok()).filter(|media| media.version.is_some())
}

/// Versions of media types, each once.
fn versions<'m>(all: impl IntoIterator<Item = &'m MediaType>) -> Vec<ApiVersion> {
    let mut versions = Vec::new();
    for version in all.into_iter().filter_map(|media| media.version.as_ref()) {
        if !versions.contains(version) {
            versions.push(version.clone());
        }
    }
    versions
}

/// The versions in JSON, which has models; those of all formats where there is no JSON.
fn versions_of_model(all: &[MediaType]) -> Vec<ApiVersion> {
    let json = versions(all.iter().filter(|media| media.format == Format::Json));
    if json.is_empty() { versions(all) } else { json }
}

/// A version that only one side has cannot be called, unless the other side has none at all.
fn common(sent: Vec<ApiVersion>, received: Vec<ApiVersion>) -> Vec<ApiVersion> {
    match (sent.is_empty(), received.is_empty()) {
        (true, _) => received,
        (_, true) => sent,
        (false, false) => sent.into_iter().filter(|version| received.contains(version)).collect(),
    }
}

/// The newest version of each format that has one with a date.
fn newest_of_each(choice: &VersionChoice, all: &[MediaType]) -> Vec<MediaType> {
    let mut newest: Vec<MediaType> = Vec::new();
    for media in all {
        if newest.iter().all(|known| !known.is_same_format(media)) {
            let of_format = versions(all.iter().filter(|other| other.is_same_format(media)));
            let version = choice.newest(&of_format);
            newest.extend(version.map(|version| MediaType { version: Some(version), ..media.clone() }));
        }
    }
    newest
}
