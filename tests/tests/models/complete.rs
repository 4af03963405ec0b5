//! The table has every schema that the operations reach, every enumeration in them, and every type
//! in the generated sources.

use std::collections::BTreeSet;
use std::path::Path;

use conformance::document::Document;
use conformance::operation::operations;
use conformance::schema::{Kind, kind};

use crate::table::{all, element};

/// The schemas that requests and successful responses lead to. Errors are one type for all operations,
/// which is no model.
fn reached(document: &Document) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for operation in operations(document, None) {
        let parameters = operation.parameters.into_iter().map(|parameter| parameter.schema);
        let responses = operation.successes.into_iter().flat_map(|success| success.bodies);
        let bodies = operation.request.into_iter().chain(responses).filter_map(|body| body.schema);
        for schema in parameters.chain(bodies) {
            names.extend(document.schemas_reached(&schema));
        }
    }
    names
}

#[test]
fn every_reached_schema_has_a_model() {
    let document = Document::committed();
    let reached = reached(&document);
    let whole = all().into_iter().filter(|model| !model.is_patch && !model.schema.contains(['/', '?']));
    let tested: BTreeSet<String> = whole.map(|model| model.schema.to_owned()).collect();
    assert_eq!(tested, reached, "schemas in the table, and schemas reached by the operations");
}

#[test]
fn every_enumeration_has_a_model() {
    let document = Document::committed();
    let mut described = BTreeSet::new();
    for name in reached(&document) {
        let schema = document.schema(&name);
        let inline = schema["allOf"].as_array().into_iter().flatten().filter(|part| part.get("$ref").is_none());
        for part in inline.chain([schema]) {
            for (property, schema) in part["properties"].as_object().into_iter().flatten() {
                let is_choice = matches!(kind(&document, element(&document, schema)), Kind::Choice(_));
                if is_choice {
                    described.insert(format!("{name}/{property}"));
                }
            }
        }
    }
    for operation in operations(&document, None) {
        for parameter in &operation.parameters {
            if matches!(kind(&document, element(&document, &parameter.schema)), Kind::Choice(_)) {
                described.insert(format!("{}?{}", operation.id, parameter.name));
            }
        }
    }
    let in_place = all().into_iter().map(|model| model.schema).filter(|schema| schema.contains(['/', '?']));
    let tested: BTreeSet<String> = in_place.map(str::to_owned).collect();
    assert_eq!(tested, described, "enumerations in the table, and enumerations of the description");
}

#[test]
fn every_value_of_an_enumeration_is_known() {
    let document = Document::committed();
    for model in all() {
        let schema = model.schema(&document);
        match (kind(&document, &schema), model.values) {
            (Kind::Choice(described), Some(known)) => {
                assert_eq!(known, described, "{}", model.rust);
            }
            (Kind::Choice(_), None) | (_, Some(_)) => {
                panic!("{}: in the wrong list of the table", model.rust)
            }
            _ => {}
        }
    }
}

#[test]
fn every_generated_type_is_in_the_table() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../atlas-client/src/generated/models");
    let mut generated = BTreeSet::new();
    let mut open = vec![folder.clone()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            open.extend(entries.map(|entry| entry.expect("an entry of the folder").path()));
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        generated.extend(text.lines().filter_map(type_name).map(str::to_owned));
    }
    let tested: BTreeSet<String> = all().into_iter().map(|model| model.rust.to_owned()).collect();
    assert_eq!(tested, generated, "types in the table, and types in {}", folder.display());
}

/// The name of the public type that a line of a source file begins.
fn type_name(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("pub struct ").or(line.strip_prefix("pub enum "))?;
    rest.split(|c: char| !c.is_alphanumeric()).next()
}
