//! What a discriminator says about the variants of a union.

mod names;

use names::{one, run};

/// The conditions of the variants of `Root`, with its tag, as the generated code has them:
/// `A new kind x y`.
#[track_caller]
fn conditions(schemas: &str) -> Vec<String> {
    let output = run(&one(schemas), None);
    let code: String = output.files["models/t/root.rs"].split_whitespace().collect();
    let table = code.split_once("=model::Variants{tag:").map_or(code.as_str(), |(_, table)| table);
    let table = table.split_once("};").map_or(table, |(table, _)| table);
    let mut parts = table.split("model::Variant::new(");
    let tag = parts.next().unwrap_or_default().split(",variants").next().unwrap_or_default();
    let words = |variant: &str| {
        let words = variant.split(|c: char| !c.is_alphanumeric()).filter(|word| !["", "model", "When"].contains(word));
        words.collect::<Vec<_>>().join(" ")
    };
    let variants = parts.map(words);
    std::iter::once(tag.to_owned()).chain(variants).collect()
}

/// A union of `A` and `B`, whose `kind` has these schemas.
fn union(a: &str, b: &str, mapping: &str) -> String {
    let root = "{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}";
    format!(
        "Root: {{oneOf: [{root}], discriminator: {{propertyName: kind{mapping}}}}}
         A: {{type: object, properties: {{kind: {a}, a: {{type: string}}}}}}
         B: {{type: object, properties: {{kind: {b}, b: {{type: string}}}}}}"
    )
}

#[test]
fn values_that_an_alternative_allows() {
    let found = conditions(&union("{type: string, enum: [x, y]}", "{type: string, enum: [z]}", ""));
    assert_eq!(found, ["Some(\"kind\")", "A new kind x y", "Z new kind z"]);
    // Without any, the name; also where a list has the names of all.
    let named = ["Some(\"kind\")", "A new kind A", "B new kind B"];
    assert_eq!(conditions(&union("{type: string}", "{type: string}", "")), named);
    let both = "{type: string, enum: [A, B]}";
    assert_eq!(conditions(&union(both, both, "")), named);
    let found = conditions(&union("{type: string, enum: [a, b]}", "{type: string, enum: [a, b]}", ""));
    assert_eq!(found[1..], ["A new kind a", "B new kind b"]);
}

#[test]
fn values_behind_a_reference() {
    let kinds = "
         One: {type: string, enum: [x, y]}
         Two: {type: string, enum: [z]}";
    for (open, close) in [("", ""), ("{description: D, allOf: [", "]}")] {
        let of = |name: &str| format!("{open}{{$ref: '#/components/schemas/{name}'}}{close}");
        let found = conditions(&format!("{}{kinds}", union(&of("One"), &of("Two"), "")));
        assert_eq!(found[1..], ["A new kind x y", "Z new kind z"]);
    }
}

#[test]
fn values_that_tell_nothing_apart() {
    let shared = "{type: string, enum: [x, y]}";
    assert_eq!(conditions(&union(shared, shared, ""))[0], "None");
    let mapping = ", mapping: {x: '#/components/schemas/B'}";
    let found = conditions(&union(shared, "{type: string}", mapping));
    assert_eq!(found[1..], ["Y new kind y", "X new kind x"]);
}

#[test]
fn numbers_and_booleans() {
    let found = conditions(&union("{type: integer, enum: [1, 2]}", "{type: integer, enum: [3]}", ""));
    assert_eq!(found[1..], ["A scalar kind 1 2", "B scalar kind 3"]);
    let found = conditions(&union("{type: boolean, enum: [true]}", "{type: boolean, enum: [false]}", ""));
    assert_eq!(found[1..], ["A scalar kind true", "B scalar kind false"]);
    let mapping = ", mapping: {'1': '#/components/schemas/A', '2': '#/components/schemas/B'}";
    let found = conditions(&union("{type: integer}", "{type: integer}", mapping));
    assert_eq!(found[1..], ["A scalar kind 1", "B scalar kind 2"]);
    assert_eq!(conditions(&union("{type: integer}", "{type: integer}", ""))[0], "None");
}

#[test]
fn heirs_of_heirs() {
    let base = |kind: &str| {
        conditions(&format!(
            "Root: {{type: object, properties: {{kind: {kind}}}, discriminator: {{propertyName: kind}}}}
             A: {{allOf: [{{$ref: '#/components/schemas/Root'}}, {{properties: {{a: {{type: string}}}}}}]}}
             B: {{allOf: [{{$ref: '#/components/schemas/A'}}, {{properties: {{b: {{type: string}}}}}}]}}"
        ))
    };
    let [a, b] = ["A new kind A", "B new kind B"];
    assert_eq!(base("{type: string}")[1..], [a, b, "Root new kind Root"]);
    assert_eq!(base("{type: string, enum: [A, B]}")[1..], [a, b]);
    assert_eq!(base("{type: string, enum: [A, B, C]}")[1..], [a, b, "C new kind C"]);
}
