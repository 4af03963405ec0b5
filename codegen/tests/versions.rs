//! One version of each operation, on small documents whose versions differ, and on the official ones.
//!
//! The tests on the official documents run when `ATLAS_OFFICIAL_SPECS` names their folder.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

use std::path::Path;
use std::sync::OnceLock;
use std::{env, fs};

use codegen::ir::Method;
use codegen::openapi::Document;
use codegen::version::{self, Media, Selected, SelectedOperation, VersionChoice};
use codegen::{Profile, Source, load, load_as};

fn case(name: &str) -> Document {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/versions").join(name);
    let text = fs::read(&path).unwrap();
    load(&Source::new(name, text)).unwrap_or_else(|errors| panic!("{errors}"))
}

fn until(date: &str) -> VersionChoice {
    VersionChoice { until: Some(date.to_owned()), ..VersionChoice::default() }
}

/// The chosen version, what is sent, and what may come back: status, format and schema.
fn summary(document: &Document, operation: &SelectedOperation<'_>) -> String {
    let version = operation.version.as_deref().unwrap_or("none");
    let request = operation.request.as_ref().map_or("nothing".to_owned(), |body| media(document, body));
    let successes = operation.successes.iter().map(|success| {
        let bodies: Vec<_> = success.media.iter().map(|body| media(document, body)).collect();
        format!("{} [{}]", success.status, bodies.join(", "))
    });
    let successes: Vec<_> = successes.collect();
    format!("{version}: {request} -> {}", successes.join(", "))
}

fn media(document: &Document, media: &Media) -> String {
    let schema = media.schema.as_ref().map(|schema| document.raw(schema).unwrap());
    let schema = match schema.map(|schema| schema.get("$ref")) {
        Some(Some(reference)) => reference.as_str().unwrap().rsplit('/').next().unwrap(),
        Some(None) => "inline",
        None => "-",
    };
    format!("{:?} {schema}", media.format)
}

fn summaries(document: &Document, choice: &VersionChoice) -> Vec<String> {
    let selected = version::select(document, choice).unwrap();
    selected.operations.iter().map(|operation| summary(document, operation)).collect()
}

#[test]
fn the_newest_stable_version_is_chosen() {
    let document = case("clusters.yaml");
    let newest = VersionChoice::default();
    assert_eq!(summaries(&document, &newest), ["2024-08-05: Json New -> 201 [Json New], 202 []"]);
    assert_eq!(summaries(&document, &until("2024-08-05")), ["2024-08-05: Json New -> 201 [Json New], 202 []"]);
    let old = ["2023-01-01: Json Old -> 200 [Json Old, Csv inline], 202 []"];
    assert_eq!(summaries(&document, &until("2024-08-04")), old);
    assert_eq!(summaries(&document, &until("2023-01-01")), old);
}

#[test]
fn upcoming_and_preview_versions_are_chosen_on_request_only() {
    let document = case("clusters.yaml");
    let upcoming = VersionChoice { upcoming: true, ..VersionChoice::default() };
    assert_eq!(summaries(&document, &upcoming), ["2026-01-01.upcoming: Json Newest -> 201 [Json Newest], 202 []"]);
    let before = VersionChoice { upcoming: true, ..until("2025-12-31") };
    assert_eq!(summaries(&document, &before), ["2024-08-05: Json New -> 201 [Json New], 202 []"]);
    // A stable version is never displaced by a preview.
    let preview = VersionChoice { preview: true, ..VersionChoice::default() };
    assert_eq!(summaries(&document, &preview), ["2024-08-05: Json New -> 201 [Json New], 202 []"]);
    let only_preview = VersionChoice { preview: true, ..until("2020-01-01") };
    assert_eq!(summaries(&document, &only_preview), ["preview: Json inline -> 201 [Json inline], 202 []"]);
}

#[test]
fn the_rest_of_an_operation_goes_with_its_version() {
    let document = case("clusters.yaml");
    let selected = version::select(&document, &until("2023-06-01")).unwrap();
    let old = &selected.operations[0];
    assert_eq!((old.path.as_str(), old.method), ("/clusters", Method::Post));
    assert_eq!(old.sunset.as_deref(), Some("2025-01-01"));
    assert!(old.request_required);
    assert_eq!(old.errors, ["400", "5XX", "default"]);
    assert_eq!(old.request.as_ref().unwrap().media_type, "application/vnd.atlas.2023-01-01+json");

    let selected = version::select(&document, &VersionChoice::default()).unwrap();
    let new = &selected.operations[0];
    assert_eq!(new.sunset.as_deref(), Some("2030-01-01"), "the operation's, as the media types have none");
    let schema = new.successes[0].media[0].schema.as_ref().unwrap();
    let expected = "#/components/responses/created/content/application~1vnd.atlas.2024-08-05+json/schema";
    assert_eq!(schema.to_string(), expected);
    assert_eq!(document.raw(schema).unwrap()["$ref"], "#/components/schemas/New");
}

#[test]
fn statuses_of_other_versions_drop_out() {
    let document = case("deployment.yaml");
    let expected = [
        "2024-05-30: nothing -> 204 [Json -]",
        "2023-01-01: nothing -> 200 [Json inline, Yaml -, Gzip -]",
        "none: nothing -> 200 [Json inline], 204 []",
        "2023-11-15: Json inline -> 204 []",
    ];
    assert_eq!(summaries(&document, &VersionChoice::default()), expected);
    let selected = version::select(&document, &until("2023-12-31")).unwrap();
    assert_eq!(summary(&document, &selected.operations[0]), "2023-01-01: nothing -> 200 [Json -]");
    assert_eq!(selected.operations[0].sunset.as_deref(), Some("2027-07-01"));
    assert!(!selected.operations[3].request_required);
}

#[test]
fn formats_have_versions_of_their_own() {
    let document = case("formats.yaml");
    let expected = [
        // CSV of 2025 takes no model away, and a media type without a version is not the body of that version.
        "2023-01-01: nothing -> 200 [Json Old, Csv New, Other -, Other -], 204 []",
        "2023-01-01: Json New -> 200 [Json New]",
        "2024-08-05: nothing -> 200 [Gzip -]",
        "none: nothing -> default [Json New]",
        "none: nothing -> ",
    ];
    assert_eq!(summaries(&document, &VersionChoice::default()), expected);
    let with_preview = VersionChoice { preview: true, ..VersionChoice::default() };
    assert_eq!(summaries(&document, &with_preview), expected, "a stable version is never displaced by a preview");
    let selected = version::select(&document, &VersionChoice::default()).unwrap();
    let report = &selected.operations[0];
    assert_eq!(report.sunset.as_deref(), Some("2027-01-01"));
    let types: Vec<_> = report.successes[0].media.iter().map(|media| media.media_type.as_str()).collect();
    let others = ["application/vnd.atlas.2025-03-12+csv", "application/vnd.atlas.2024-08-05+pdf", "application/xml"];
    assert_eq!(types[1..], others);

    let selected = version::select(&document, &until("2024-08-01")).unwrap();
    let report = "2023-01-01: nothing -> 200 [Json Old, Csv Old, Other New, Other -], 204 []";
    assert_eq!(summary(&document, &selected.operations[0]), report);
    assert_eq!(selected.skipped[0].reason, "its first version is 2024-08-05, after 2024-08-01");
}

#[test]
fn what_has_no_version_to_choose_is_skipped_with_the_reason() {
    let document = case("none.yaml");
    let reasons = |selected: &Selected<'_>| -> Vec<String> {
        selected.skipped.iter().map(|skipped| format!("{} {}: {}", skipped.id, skipped.call, skipped.reason)).collect()
    };
    let selected = version::select(&document, &until("2025-04-01")).unwrap();
    assert_eq!(summary(&document, &selected.operations[0]), "2025-03-12: nothing -> 200 [Json -]");
    let expected = [
        "getPreview GET /preview: it has a preview version only",
        "getUpcoming GET /upcoming: it has upcoming versions only",
        "postApart POST /apart: request and response have no version in common",
    ];
    assert_eq!(reasons(&selected), expected);
    assert_eq!(selected.skipped[0].origin.to_string(), "#/paths/~1preview/get");

    let all = VersionChoice { preview: true, upcoming: true, until: Some("2024-01-01".to_owned()) };
    let selected = version::select(&document, &all).unwrap();
    assert_eq!(selected.operations.len() + selected.skipped.len(), 4);
    assert_eq!(reasons(&selected)[1], "getLate GET /late: its first version is 2025-03-12, after 2024-01-01");
}

#[test]
fn nothing_to_choose_at_all_is_an_error() {
    let document = case("none.yaml");
    let error = version::select(&document, &until("2020-01-01")).unwrap_err().to_string();
    assert!(error.contains("none of the 4 operations has a version to generate"), "{error}");
    for date in ["2025-13-01", "2025-3-12", "soon", ""] {
        let error = version::select(&document, &until(date)).unwrap_err().to_string();
        assert!(error.contains(&format!("`{date}` is not a valid date")), "{error}");
    }
}

#[test]
fn parameters_of_the_path_come_first_unless_overridden() {
    let document = case("parameters.yaml");
    let selected = version::select(&document, &VersionChoice::default()).unwrap();
    let methods: Vec<_> = selected.operations.iter().map(|operation| operation.method).collect();
    assert_eq!(methods, [Method::Patch, Method::Get], "in the order of the text");
    let places = |operation: &SelectedOperation<'_>| -> Vec<String> {
        operation.parameters.iter().map(|parameter| parameter.pointer.to_string()).collect()
    };
    let item = "#/paths/~1things~1{id}";
    let patch = [
        "#/components/parameters/id".to_owned(),
        format!("{item}/patch/parameters/0"),
        format!("{item}/patch/parameters/1"),
    ];
    assert_eq!(places(&selected.operations[0]), patch);
    assert_eq!(
        places(&selected.operations[1]),
        ["#/components/parameters/id".to_owned(), format!("{item}/parameters/1")]
    );
}

/// A document from the folder that `ATLAS_OFFICIAL_SPECS` names, read once for all tests; nothing when it is not
/// set.
fn official(name: &'static str) -> Option<&'static (Vec<u8>, Document)> {
    static READ: [OnceLock<(Vec<u8>, Document)>; 2] = [OnceLock::new(), OnceLock::new()];
    let Some(folder) = env::var_os("ATLAS_OFFICIAL_SPECS") else {
        eprintln!("skipped: ATLAS_OFFICIAL_SPECS does not name the folder of the official documents");
        return None;
    };
    let read = || {
        let text = fs::read(Path::new(&folder).join(name)).unwrap();
        let source = Source::new(name, text.clone());
        let document = load_as(&source, Profile::Tolerant).unwrap_or_else(|errors| panic!("{errors}"));
        (text, document)
    };
    Some(READ[usize::from(name == ALL_VERSIONS)].get_or_init(read))
}

const ONE_VERSION: &str = "atlas-v2-2026-07-22.yaml";
const ALL_VERSIONS: &str = "atlas-v2-all-versions-2026-05-05.yaml";

fn counts(document: &Document, choice: &VersionChoice) -> (usize, usize) {
    let selected = version::select(document, choice).unwrap();
    (selected.operations.len(), selected.skipped.len())
}

#[test]
fn all_versions_are_split_as_known() {
    let Some((_, document)) = official(ALL_VERSIONS) else { return };
    for (date, emitted, skipped) in
        [("2023-01-01", 331, 212), ("2024-08-05", 421, 122), ("2024-11-13", 440, 103), ("2025-03-12", 469, 74)]
    {
        assert_eq!(counts(document, &until(date)), (emitted, skipped), "{date}");
    }
    assert_eq!(counts(document, &VersionChoice::default()), (469, 74));
    let preview = VersionChoice { preview: true, ..VersionChoice::default() };
    assert_eq!(counts(document, &preview), (543, 0));
}

#[test]
fn one_version_is_whole() {
    let Some((_, document)) = official(ONE_VERSION) else { return };
    let preview = VersionChoice { preview: true, ..VersionChoice::default() };
    assert_eq!(counts(document, &preview), (511, 0));
    assert_eq!(counts(document, &VersionChoice::default()), (505, 6), "six operations exist as a preview only");
}

#[test]
fn selected_bodies_are_of_the_version() {
    for name in [ONE_VERSION, ALL_VERSIONS] {
        let Some((_, document)) = official(name) else { return };
        for operation in version::select(document, &VersionChoice::default()).unwrap().operations {
            let version = operation.version.clone().unwrap();
            let bodies = operation.successes.iter().flat_map(|success| &success.media).chain(&operation.request);
            let types: Vec<_> = bodies.map(|media| media.media_type.as_str()).collect();
            assert!(!types.is_empty(), "{} has no body", operation.pointer);
            assert!(types.iter().all(|name| name.contains(&version)), "{}: {types:?}", operation.pointer);
            assert!(!operation.successes.is_empty(), "{} has no success", operation.pointer);
        }
    }
}

#[test]
fn official_documents_match_serde_yaml() {
    for name in [ONE_VERSION, ALL_VERSIONS] {
        let Some((text, document)) = official(name) else { return };
        let theirs: serde_json::Value = serde_yaml::from_slice(text).unwrap();
        assert!(document.raw(&codegen::pointer::Pointer::root()) == Some(&theirs), "{name}");
        assert!(!document.warnings().has_errors());
    }
}

#[test]
fn own_document_matches_serde_yaml() {
    let text = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/openapi.yaml")).unwrap();
    let document = load(&Source::new("spec/openapi.yaml", text.clone())).unwrap_or_else(|errors| panic!("{errors}"));
    let theirs: serde_json::Value = serde_yaml::from_slice(&text).unwrap();
    assert_eq!(document.raw(&codegen::pointer::Pointer::root()), Some(&theirs));
    let operations = std::str::from_utf8(&text).unwrap().matches(" operationId: ").count();
    assert_eq!(counts(&document, &VersionChoice::default()), (operations, 0));
}
