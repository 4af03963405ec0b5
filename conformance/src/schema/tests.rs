//! Tests of [`super`].

use serde_json::json;

use super::*;

const PETS: &str = "
components:
  schemas:
    Pet:
      type: object
      required: [kind]
      properties:
        id: {type: string, readOnly: true}
        kind: {type: string, enum: [cat, dog]}
        friends: {type: array, items: {$ref: '#/components/schemas/Pet'}}
      oneOf:
        - $ref: '#/components/schemas/Cat'
        - $ref: '#/components/schemas/Dog'
      discriminator:
        propertyName: kind
        mapping: {cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog', hound: '#/components/schemas/Dog'}
    Cat:
      allOf: [{$ref: '#/components/schemas/Pet'}]
    Dog:
      type: object
      required: [name]
      allOf:
        - $ref: '#/components/schemas/Pet'
        - {type: object, properties: {name: {type: string}, id: {type: integer}}}
    Tint: {type: object, oneOf: [{type: string, enum: [red, blue]}, {type: string, enum: [blue, green]}]}
    Wrapped: {allOf: [{$ref: '#/components/schemas/Tint'}]}
    Owner: {type: object, discriminator: {propertyName: of, mapping: {c: '#/components/schemas/Cat'}}}
    Rest: {type: object, properties: {a: {type: string}}, additionalProperties: {type: integer}}
    Tags: {type: object, additionalProperties: {type: string}}
    Free: {type: object}
    Bare: {type: object, oneOf: [{$ref: '#/components/schemas/Inner'}, {$ref: '#/components/schemas/Outer'}]}
    Inner: {allOf: [{$ref: '#/components/schemas/Bare'}, {type: object, properties: {in: {type: string}}}]}
    One: {allOf: [{$ref: '#/components/schemas/Rest'}, {anyOf: [{$ref: '#/components/schemas/Inner'}]}]}
    Outer: {allOf: [{$ref: '#/components/schemas/Bare'}, {type: object, properties: {out: {type: string}}}]}
";

fn pets() -> Document {
    Document::parse(PETS).unwrap()
}

fn describe(document: &Document, name: &str) -> String {
    match kind(document, document.schema(name)) {
        Kind::Object(shape) => shape.properties.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" "),
        Kind::Union(alternatives) => {
            alternatives.iter().map(|alternative| format!("{:?}", alternative.tag)).collect::<Vec<_>>().join(" ")
        }
        other => format!("{other:?}"),
    }
}

#[test]
fn tells_kinds_apart() {
    let pets = pets();
    assert_eq!(describe(&pets, "Pet"), r#"Some(("kind", ["cat"])) Some(("kind", ["dog", "hound"]))"#);
    assert_eq!(describe(&pets, "Cat"), "id kind friends");
    assert_eq!(describe(&pets, "Dog"), "id kind friends name");
    assert_eq!(describe(&pets, "Tint"), r#"Choice(["red", "blue", "green"])"#);
    assert_eq!(describe(&pets, "Wrapped"), describe(&pets, "Tint"));
    assert_eq!(describe(&pets, "Owner"), r#"Some(("of", ["c"]))"#);
    assert_eq!(describe(&pets, "Free"), "Any");
    // Alternatives that inherit from a union that says nothing itself.
    assert_eq!(describe(&pets, "Bare"), "None None");
    assert_eq!(describe(&pets, "Inner"), "in");
    assert_eq!(describe(&pets, "One"), "a in");
    assert!(describe(&pets, "Tags").starts_with("Map"));
}

#[test]
fn merges_the_parts_of_an_object() {
    let pets = pets();
    let dog = shape(&pets, pets.schema("Dog"));
    assert_eq!(dog.required, ["kind", "name"].into());
    assert_eq!(dog.property("id").unwrap()["type"], "integer");
    assert!(shape(&pets, pets.schema("Rest")).additional.is_some());
    assert_eq!(pets.tag_of("Cat"), Some(("kind", "cat")));
}

#[test]
fn removes_read_only_properties_in_depth() {
    let pets = pets();
    let pet = json!({ "$ref": "#/components/schemas/Pet" });
    let value =
        json!({ "kind": "cat", "id": "1", "friends": [{ "kind": "hound", "id": 2 }, { "kind": "cat", "id": "3" }] });
    // The dog's own `id` replaces the read-only one of its parent.
    let expected = json!({ "kind": "cat", "friends": [{ "kind": "hound", "id": 2 }, { "kind": "cat" }] });
    assert_eq!(without_read_only(&pets, &pet, &value), expected);
}

#[test]
fn lists_and_maps_of_themselves() {
    let document = Document::parse(
        "components: {schemas: {
           Tree: {type: array, items: {$ref: '#/components/schemas/Tree'}},
           Shelf: {type: array, items: {$ref: '#/components/schemas/Board'}},
           Board: {type: object, additionalProperties: {$ref: '#/components/schemas/Alias'}},
           Alias: {allOf: [{$ref: '#/components/schemas/Shelf'}]},
           Trees: {type: array, items: {$ref: '#/components/schemas/Tree'}},
           Texts: {type: array, items: {type: string}}}}",
    )
    .unwrap();
    let itself = |name| contains_itself(&document, document.schema(name));
    assert!(["Tree", "Shelf", "Board"].into_iter().all(itself));
    assert!(!["Trees", "Texts"].into_iter().any(itself));
}

#[test]
fn base_class_by_its_name() {
    let base = "{type: object, discriminator: {propertyName: t}, properties: {t: {type: string}}}";
    let text = format!(
        "components: {{schemas: {{Event: {base}, Created: {{allOf: [{{$ref: '#/components/schemas/Event'}}, {{type: object}}]}}}}}}"
    );
    let document = Document::parse(&text).unwrap();
    let Kind::Union(alternatives) = kind(&document, document.schema("Event")) else { panic!("a union") };
    let tags: Vec<_> = alternatives.iter().filter_map(|alternative| alternative.tag.clone()).collect();
    assert_eq!(tags, [("t", vec!["Created"]), ("t", vec!["Event"])]);
}

#[test]
fn enumerations_at_once() {
    let document = Document::parse("{}").unwrap();
    let all_of = |values: Value| json!({ "allOf": [{ "enum": ["a", "b"] }, { "type": "string", "enum": values }] });
    for (values, common) in [(json!(["b", "c"]), vec!["b"]), (json!(["c"]), vec!["a", "b"])] {
        let schema = all_of(values);
        assert!(matches!(kind(&document, &schema), Kind::Choice(values) if values == common));
    }
}

#[test]
fn enumerations_without_a_type() {
    let document = Document::parse("{}").unwrap();
    let word = |values: Value| format!("{:?}", kind(&document, &json!({ "enum": values })));
    assert_eq!(word(json!([1, 2, null])), "Integer");
    assert_eq!(word(json!([1, 0.5])), "Number");
    assert_eq!(word(json!([true])), "Bool");
    assert_eq!(word(json!(["a", 1])), "Any");
    let integer = json!({ "type": "integer", "enum": ["1", "2"] });
    assert!(matches!(kind(&document, &integer), Kind::Integer));
}

#[test]
fn further_properties_around_a_union() {
    let one = json!({ "type": "object", "properties": { "a": {} } });
    let union =
        json!({ "additionalProperties": { "type": "string" }, "anyOf": [one, { "type": "array", "items": {} }] });
    let document = Document::parse("{}").unwrap();
    let Kind::Union(alternatives) = kind(&document, &union) else { panic!("{union} is a union") };
    assert!(matches!(alternatives[0].kind(&document), Kind::Object(shape) if shape.additional.is_some()));
    let mut own = union.clone();
    own["additionalProperties"] = json!(false);
    let Kind::Union(alternatives) = kind(&document, &own) else { panic!("{own} is a union") };
    assert!(matches!(alternatives[0].kind(&document), Kind::Object(shape) if shape.additional.is_none()));
}

#[test]
fn properties_around_a_union_in_a_union() {
    let [a, b] = ["a", "b"].map(|name| json!({ "type": "object", "properties": { name: { "type": "string" } } }));
    let outer = json!({ "properties": { "note": {} }, "oneOf": [{ "oneOf": [a, b] }, { "type": "string" }] });
    let document = Document::parse("{}").unwrap();
    let Kind::Union(alternatives) = kind(&document, &outer) else { panic!("{outer} is a union") };
    let Kind::Union(inner) = alternatives[0].kind(&document) else { panic!("{outer} has a union") };
    assert!(matches!(inner[1].kind(&document), Kind::Object(shape) if shape.property("note").is_some()));
}

#[test]
fn tags_that_one_alternative_allows() {
    let kinds = |values: &[&str]| json!({ "properties": { "kind": { "enum": values } } });
    let schemas = json!({ "Round": kinds(&["CIRCLE", "ANY", "OVAL"]), "Other": kinds(&["ANY"]) });
    let document = Document::new(json!({ "components": { "schemas": schemas } }));
    let listed = ["Round", "Other"].map(|name| json!({ "$ref": format!("#/components/schemas/{name}") }));
    let union = json!({ "oneOf": listed, "discriminator": { "propertyName": "kind" } });
    let Kind::Union(alternatives) = kind(&document, &union) else { panic!("{union} is a union") };
    let tags: Vec<_> = alternatives.into_iter().filter_map(|alternative| alternative.tag).collect();
    assert_eq!(tags, [("kind", vec!["CIRCLE", "OVAL"]), ("kind", vec!["Other"])]);
}
