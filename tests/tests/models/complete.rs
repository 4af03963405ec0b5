//! The table has every schema that the operations reach, every enumeration in them, and every type
//! in the generated sources.

use std::collections::BTreeSet;
use std::path::Path;

use tests::description::Description;
use tests::operation::operations;
use tests::schema::{Kind, kind};

use crate::table::{all, element};

#[test]
fn every_reached_schema_has_a_model() {
    let description = Description::committed();
    let reached = description.schemas_reached(&description.root()["paths"]);
    let whole = all().into_iter().filter(|model| !model.is_patch && !model.schema.contains(['/', '?']));
    let tested: BTreeSet<String> = whole.map(|model| model.schema.to_owned()).collect();
    assert_eq!(tested, reached, "schemas in the table, and schemas reached by the operations");
}

#[test]
fn every_enumeration_has_a_model() {
    let description = Description::committed();
    let mut described = BTreeSet::new();
    for name in description.schemas_reached(&description.root()["paths"]) {
        let schema = description.schema(&name);
        let inline = schema["allOf"].as_array().into_iter().flatten().filter(|part| part.get("$ref").is_none());
        for part in inline.chain([schema]) {
            for (property, schema) in part["properties"].as_object().into_iter().flatten() {
                let is_choice = matches!(kind(&description, element(&description, schema)), Kind::Choice(_));
                if is_choice {
                    described.insert(format!("{name}/{property}"));
                }
            }
        }
    }
    for operation in operations(&description, None) {
        for parameter in &operation.parameters {
            if matches!(kind(&description, element(&description, &parameter.schema)), Kind::Choice(_)) {
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
    let description = Description::committed();
    for model in all() {
        let schema = model.schema(&description);
        match (kind(&description, &schema), model.values) {
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
    for entry in std::fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
        let text = std::fs::read_to_string(entry.expect("an entry").path()).expect("a source file");
        let names = text.lines().filter_map(|line| {
            let rest = line.strip_prefix("pub struct ").or(line.strip_prefix("pub enum "))?;
            rest.split(|c: char| !c.is_alphanumeric()).next()
        });
        generated.extend(names.map(str::to_owned));
    }
    let tested: BTreeSet<String> = all().into_iter().map(|model| model.rust.to_owned()).collect();
    assert_eq!(tested, generated, "types in the table, and types in {}", folder.display());
}
