//! A value of the wrong kind is an error that names its place; in a union it makes the union unknown.

use conformance::compare::differences;
use conformance::document::Document;
use conformance::places::{places, with};
use conformance::sample::{Extent, Sampler};
use conformance::schema::{Kind, kind};
use serde_json::{Value, json};

use crate::table::all;

#[test]
fn each_wrong_kind_is_reported_with_its_path() {
    let document = Document::committed();
    let (mut checked, mut problems) = (0, Vec::new());
    for model in all() {
        let schema = model.schema(&document);
        for value in wrong(&document, &schema) {
            let error = model.decode(&value).err();
            if error.as_ref().is_none_or(|error| !error.contains("expected ")) {
                problems.push(format!("{} from {value}: {error:?}", model.rust));
            }
        }
        let sample = Sampler::new(&document, Extent::Full).sample(&schema, model.rust);
        // A tag of the wrong kind selects no alternative, and the value is kept as it came.
        for place in places(&document, &schema, &sample).into_iter().filter(|place| !place.is_tag) {
            for value in wrong(&document, place.schema) {
                checked += 1;
                let changed = with(&sample, &place.pointer, Some(value.clone()));
                let decoded = model.decode(&changed);
                if place.in_union {
                    let problem = match decoded {
                        Ok(decoded) => differences(&changed, &decoded.json).first().map(ToString::to_string),
                        Err(error) => Some(error),
                    };
                    problems.extend(problem.map(|problem| format!("{} {}: {problem}", model.rust, place.path)));
                    continue;
                }
                let error = decoded.err();
                if error.as_ref().is_none_or(|error| !error.starts_with(&format!("{}: expected ", place.path))) {
                    problems.push(format!("{} {} from {value}: {error:?}", model.rust, place.path));
                }
            }
        }
    }
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
    assert!(checked > 2000, "only {checked} values were looked at");
}

/// Values that are not of the kind that `schema` describes.
fn wrong(document: &Document, schema: &Value) -> Vec<Value> {
    match kind(document, schema) {
        // These keep any value.
        Kind::Any | Kind::Union(_) => Vec::new(),
        Kind::Bool => vec![json!("true"), json!(1), json!({})],
        Kind::Integer => vec![json!("1"), json!(1.5), json!(true), json!([])],
        Kind::Number => vec![json!("1.5"), json!(true), json!({})],
        Kind::Text if document.resolve(schema)["format"] == "date-time" => {
            vec![json!("yesterday"), json!(1_700_000_000), json!({})]
        }
        Kind::Text | Kind::Choice(_) => vec![json!(1), json!(true), json!([]), json!({})],
        Kind::List(_) => vec![json!("text"), json!({}), json!(1)],
        Kind::Map(_) | Kind::Object(_) => vec![json!("text"), json!([]), json!(false)],
    }
}
