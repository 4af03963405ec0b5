//! `REPORT.md`: what was generated, what was not, and where the document could not be followed.
//!
//! A report for people and for reviews of a changed document. It depends on the document and the configuration alone.

mod renames;
mod table;

use std::collections::BTreeMap;

use self::renames::{other_names, renames};
use self::table::{cell, code, table};
use crate::ir::{Api, Fallback, Operation, Struct, TypeDef, TypeKind, Untyped};

/// The text of the report.
pub(crate) fn text(api: &Api) -> String {
    let untyped: BTreeMap<String, &Untyped> =
        api.untyped().map(|untyped| (untyped.origin.to_string(), untyped)).collect();
    let mut text = String::from(
        "# What was generated\n\n\
         Written by `cargo xtask regenerate`; do not edit by hand. Places are JSON pointers into the document.\n",
    );
    counts(api, &untyped, &mut text);
    tags(api, &mut text);
    let lossy = untyped.iter().filter(|(_, place)| !place.free_form);
    untyped_section("Untyped for want of a faithful type", "Every place has one.", lossy, &mut text);
    let free_form = untyped.iter().filter(|(_, place)| place.free_form);
    untyped_section("Free-form in the document", "No place is free-form.", free_form, &mut text);
    table(
        "Names that differ from the document",
        ["Kind", "Description", "Rust"],
        renames(api),
        "None but in case.",
        &mut text,
    );
    for (title, what, places) in [
        ("Not valid, and how it is read", "How", &api.fallbacks),
        ("Kept by the names lock", "What stays", &api.kept),
        ("Not followed by the client", "What", &api.ignored),
    ] {
        let row = |place: &Fallback| [code(&place.origin.to_string()), cell(&place.what)];
        let rows: Vec<_> = places.iter().map(row).collect();
        if !rows.is_empty() {
            table(title, ["Place", what], rows, "", &mut text);
        }
    }
    table("Other known names", ["Kind", "Rust", "Also"], other_names(api), "None.", &mut text);
    table("Removal dates", ["After", "Operation", "Version"], sunsets(api), "No version has one.", &mut text);
    table("Deprecated operations", ["Operation", "Call", "Removed after"], deprecated(api), "None.", &mut text);
    table("Skipped operations", ["Operation", "Call", "Reason"], skipped(api), "None.", &mut text);
    text
}

fn counts(api: &Api, untyped: &BTreeMap<String, &Untyped>, text: &mut String) {
    let count = |matches: fn(&TypeDef) -> bool| api.types.iter().filter(|def| matches(def)).count();
    let free_form = untyped.values().filter(|place| place.free_form).count();
    let rows = [
        ("Operations in the document", api.operations.len() + api.skipped.len()),
        ("Operations generated", api.operations.len()),
        ("Operations skipped", api.skipped.len()),
        ("Tags with operations", api.tags.len()),
        ("Types generated", api.types.len()),
        ("… structs", count(|def| matches!(def.kind, TypeKind::Struct(_)))),
        (
            "… of them patch types for PATCH bodies",
            count(|def| matches!(def.kind, TypeKind::Struct(Struct { patch_of: Some(_), .. }))),
        ),
        ("… string enums", count(|def| matches!(def.kind, TypeKind::Enum(_)))),
        ("… unions", count(|def| matches!(def.kind, TypeKind::Union(_)))),
        ("Component schemas that no generated operation reaches", api.unreached_schemas),
        ("Untyped places for want of a faithful type", untyped.len() - free_form),
        ("Untyped places that the document leaves free-form", free_form),
    ];
    let rows = rows.map(|(what, number)| [what.to_owned(), number.to_string()]);
    table("Counts", ["What", "Number"], rows.to_vec(), "", text);
}

fn tags(api: &Api, text: &mut String) {
    let rows = api.tags.iter().enumerate().map(|(index, tag)| {
        let operations = api.operations.iter().filter(|operation| operation.tag == index).count();
        let types = api.types.iter().filter(|def| def.tags == [index]).count();
        [cell(&tag.name), code(&tag.feature), operations.to_string(), types.to_string()]
    });
    table("Tags", ["Tag", "Feature", "Operations", "Types of its own"], rows.collect(), "None.", text);
}

fn untyped_section<'a>(
    title: &str,
    none: &str,
    places: impl Iterator<Item = (&'a String, &'a &'a Untyped)>,
    text: &mut String,
) {
    let rows = places.map(|(pointer, place)| [code(pointer), cell(&place.reason)]);
    table(title, ["Place", "Reason"], rows.collect(), none, text);
}

fn sunsets(api: &Api) -> Vec<[String; 3]> {
    let with_date = api.operations.iter().filter_map(|operation| Some((operation.sunset.as_ref()?, operation)));
    let mut dated: Vec<_> = with_date.collect();
    dated.sort_by(|(a, x), (b, y)| (a, &x.id).cmp(&(b, &y.id)));
    let row = |(date, operation): (&String, &Operation)| {
        [cell(date), code(&operation.id), cell(operation.version.as_deref().unwrap_or("none"))]
    };
    dated.into_iter().map(row).collect()
}

fn deprecated(api: &Api) -> Vec<[String; 3]> {
    let deprecated = api.operations.iter().filter(|operation| operation.deprecated);
    let row = |operation: &Operation| {
        [code(&operation.id), code(&operation.call()), cell(operation.sunset.as_deref().unwrap_or(""))]
    };
    deprecated.map(row).collect()
}

fn skipped(api: &Api) -> Vec<[String; 3]> {
    api.skipped.iter().map(|skipped| [code(&skipped.id), code(&skipped.call), cell(&skipped.reason)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::fixture;

    #[test]
    fn counts_and_names_everything() {
        let report = text(&fixture::api());
        for line in [
            "| Operations in the document | 4 |",
            "| Operations generated | 3 |",
            "| … of them patch types for PATCH bodies | 1 |",
            "| Untyped places for want of a faithful type | 1 |",
            "| Untyped places that the document leaves free-form | 1 |",
            "| Widget Store | `widget-store` | 2 | 5 |",
            "| `#/components/schemas/PaginatedWidget` | array without items |",
            "| `#/components/schemas/Widget` | object without properties |",
            "| operation | `update_widget` | `changeWidget` |",
            "| 2027-07-01 | `updateWidget` | 2024-05-30 |",
            "| `updateWidget` | `PATCH /v2/widgets` | 2027-07-01 |",
            "| `oldThing` | `GET /v2/old` | no stable version |",
        ] {
            assert!(report.lines().any(|other| other == line), "{line}\n{report}");
        }
    }

    #[test]
    fn empty_sections_say_so() {
        let report = text(&Api::default());
        assert!(report.contains("## Skipped operations\n\nNone.\n"), "{report}");
    }
}
