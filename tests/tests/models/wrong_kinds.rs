//! A value of the wrong kind is an error that names its place.

use serde_json::{Value, json};
use tests::description::Description;
use tests::places::{places, with};
use tests::sample::{Extent, Sampler};
use tests::schema::{Kind, kind};

use crate::table::all;

#[test]
fn each_wrong_kind_is_reported_with_its_path() {
    let description = Description::committed();
    let (mut checked, mut problems) = (0, Vec::new());
    for model in all() {
        let schema = model.schema(&description);
        for value in wrong(&description, &schema) {
            let error = model.decode(&value).err();
            if error.as_ref().is_none_or(|error| !error.contains("expected ")) {
                problems.push(format!("{} from {value}: {error:?}", model.rust));
            }
        }
        let sample = Sampler::new(&description, Extent::Full).sample(&schema, model.rust);
        // A tag of the wrong kind selects no arm, and the value is kept as it came.
        for place in places(&description, &schema, &sample).into_iter().filter(|place| !place.is_tag) {
            for value in wrong(&description, place.schema) {
                let error = model.decode(&with(&sample, &place.pointer, Some(value.clone()))).err();
                if error.as_ref().is_none_or(|error| !error.starts_with(&format!("{}: expected ", place.path))) {
                    problems.push(format!("{} {} from {value}: {error:?}", model.rust, place.path));
                }
                checked += 1;
            }
        }
    }
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
    assert!(checked > 2000, "only {checked} values were looked at");
}

/// Values that are not of the kind that `schema` describes.
fn wrong(description: &Description, schema: &Value) -> Vec<Value> {
    match kind(description, schema) {
        // These keep whatever comes.
        Kind::Any | Kind::Union(_) => Vec::new(),
        Kind::Bool => vec![json!("true"), json!(1), json!({})],
        Kind::Integer => vec![json!("1"), json!(1.5), json!(true), json!([])],
        Kind::Number => vec![json!("1.5"), json!(true), json!({})],
        Kind::Text if description.resolve(schema)["format"] == "date-time" => {
            vec![json!("yesterday"), json!(1_700_000_000), json!({})]
        }
        Kind::Text | Kind::Choice(_) => vec![json!(1), json!(true), json!([]), json!({})],
        Kind::List(_) => vec![json!("text"), json!({}), json!(1)],
        Kind::Map(_) | Kind::Object(_) => vec![json!("text"), json!([]), json!(false)],
    }
}
