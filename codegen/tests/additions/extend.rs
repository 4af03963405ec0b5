//! Additions of the kinds that Atlas makes between versions, at places chosen by a seed.

use serde_json::{Map, Value, json};

/// Chooses places: the same ones for the same seed, on every machine (xorshift).
pub(crate) struct Chooser(u64);

impl Chooser {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound.max(1) as u64).unwrap_or_default()
    }

    /// At most `count` different items.
    pub(crate) fn some<T>(&mut self, mut all: Vec<T>, count: usize) -> Vec<T> {
        while all.len() > count {
            let unlucky = self.below(all.len());
            all.swap_remove(unlucky);
        }
        all
    }
}

/// A kind of addition: how many of them were made to the document, `count` at most.
pub(crate) type Addition = fn(&mut Value, &mut Chooser, usize) -> usize;

/// All kinds.
pub(crate) const ALL: [(&str, Addition); 7] = [
    ("operations", operations),
    ("operations of a new tag", tagged_operations),
    ("values of enums", enum_values),
    ("optional properties", properties),
    ("optional query parameters", parameters),
    ("variants of unions", variants),
    ("schemas with inline enums of the same looks", look_alikes),
];

const JSON: &str = "application/vnd.atlas.2023-01-01+json";

/// Operations of known tags that use known schemas: types change hands between tags and become reachable from requests.
fn operations(document: &mut Value, chooser: &mut Chooser, count: usize) -> usize {
    let schemas = chooser.some(object_schemas(document), count);
    let tags: Vec<String> = used_tags(document);
    for (i, schema) in schemas.iter().enumerate() {
        let tag = &tags[chooser.below(tags.len())];
        let method = ["get", "post", "patch", "put"][i % 4];
        add_operation(document, &format!("addedCall{i}"), method, tag, schema);
    }
    schemas.len()
}

fn tagged_operations(document: &mut Value, chooser: &mut Chooser, count: usize) -> usize {
    let schemas = chooser.some(object_schemas(document), count);
    let tags = document["tags"].as_array_mut().expect("tags");
    tags.push(json!({ "name": "Added Things", "description": "A tag that is new." }));
    for (i, schema) in schemas.iter().enumerate() {
        add_operation(document, &format!("addedThing{i}"), "get", "Added Things", schema);
    }
    schemas.len()
}

fn enum_values(document: &mut Value, chooser: &mut Chooser, count: usize) -> usize {
    let is_text_enum = |value: &Value| value["type"] == "string" && value["enum"].is_array();
    let places = chooser.some(places(document, &is_text_enum), count);
    for place in &places {
        let values = at(document, place)["enum"].as_array_mut().expect("an enum");
        // First, last and between: the order must not matter.
        let position = chooser.below(values.len() + 1);
        values.insert(position, json!("ADDED_VALUE"));
    }
    places.len()
}

fn properties(document: &mut Value, chooser: &mut Chooser, count: usize) -> usize {
    // Atlas repeats a union's own properties in every variant; with one that only the union has, the variants would be other types.
    let is_plain =
        |schema: &Value| has_properties(schema) && schema["oneOf"].is_null() && schema["discriminator"].is_null();
    let schemas = chooser.some(places(document, &is_plain), count);
    document["components"]["schemas"]["AddedDetail"] =
        json!({ "type": "object", "properties": { "note": { "type": "string" } } });
    for (i, place) in schemas.iter().enumerate() {
        let added = match i % 5 {
            0 => json!({ "type": "string" }),
            1 => json!({ "type": "string", "enum": ["ONE", "TWO"] }),
            2 => json!({ "$ref": "#/components/schemas/AddedDetail" }),
            3 => {
                json!({ "type": "array", "items": { "type": "object", "properties": { "kind": { "type": "integer" } } } })
            }
            _ => json!({ "type": "string", "nullable": true, "readOnly": true }),
        };
        let properties = at(document, place)["properties"].as_object_mut().expect("properties");
        // In front: a later one must not depend on how many there are before it.
        let mut all = Map::from_iter([("addedProperty".to_owned(), added)]);
        all.append(properties);
        *properties = all;
    }
    schemas.len()
}

fn parameters(document: &mut Value, chooser: &mut Chooser, count: usize) -> usize {
    let operations = chooser.some(places(document, &|value| value["operationId"].is_string()), count);
    for (i, place) in operations.iter().enumerate() {
        let schema = match i % 3 {
            0 => json!({ "type": "boolean", "default": false }),
            1 => json!({ "type": "string", "enum": ["ONE", "TWO"] }),
            _ => json!({ "type": "array", "items": { "type": "string" } }),
        };
        let parameters =
            at(document, place).as_object_mut().expect("an operation").entry("parameters").or_insert(json!([]));
        let parameters = parameters.as_array_mut().expect("a list");
        parameters.insert(0, json!({ "name": "addedParameter", "in": "query", "schema": schema }));
    }
    operations.len()
}

/// Variants with a tag where the union has one, else with a required property of their own. Unions of enums get an enum.
fn variants(document: &mut Value, chooser: &mut Chooser, count: usize) -> usize {
    let unions = chooser.some(places(document, &|value| value["oneOf"].is_array()), count);
    let mut added = 0;
    for (i, place) in unions.iter().enumerate() {
        let name = format!("AddedVariant{i}");
        let union = at(document, place).clone();
        let first = resolved(document, &union["oneOf"][0]);
        let tag = union["discriminator"]["propertyName"].as_str();
        let variant = match (tag, first["enum"].is_array(), has_properties(&first) || first["allOf"].is_array()) {
            (Some(tag), ..) => {
                json!({ "type": "object", "required": [tag], "properties": { tag: { "type": "string" } } })
            }
            (None, true, _) => json!({ "type": "string", "enum": ["ADDED_CHOICE"] }),
            (None, false, true) => {
                json!({ "type": "object", "required": ["onlyHere"], "properties": { "onlyHere": { "type": "string" } } })
            }
            (None, false, false) => continue,
        };
        document["components"]["schemas"][&name] = variant;
        let reference = format!("#/components/schemas/{name}");
        let union = at(document, place);
        union["oneOf"].as_array_mut().expect("variants").push(json!({ "$ref": reference }));
        if let Some(mapping) = union.pointer_mut("/discriminator/mapping").and_then(Value::as_object_mut) {
            mapping.insert(format!("ADDED_VARIANT_{i}"), json!(reference));
        }
        added += 1;
    }
    added
}

/// For an inline enum of `Owner` at `someField`: a schema `OwnerSome` with an inline enum at `field`, which would like the same name.
fn look_alikes(document: &mut Value, chooser: &mut Chooser, count: usize) -> usize {
    let schemas = document["components"]["schemas"].as_object().expect("schemas");
    let mut pairs = Vec::new();
    for (owner, schema) in schemas {
        for (field, property) in schema["properties"].as_object().into_iter().flatten() {
            let Some(split) = field.find(|c: char| c.is_ascii_uppercase()).filter(|&split| split > 0) else { continue };
            let (some, rest) = field.split_at(split);
            let look_alike = format!("{owner}{}{}", some[..1].to_uppercase(), &some[1..]);
            let rest = format!("{}{}", rest[..1].to_lowercase(), &rest[1..]);
            if property["enum"].is_array()
                && !schemas.contains_key(&look_alike)
                && owner.starts_with(char::is_uppercase)
            {
                pairs.push((look_alike, rest));
            }
        }
    }
    pairs.dedup_by(|a, b| a.0 == b.0);
    let pairs = chooser.some(pairs, count);
    let tag = used_tags(document).remove(0);
    for (i, (schema, field)) in pairs.iter().enumerate() {
        document["components"]["schemas"][schema] =
            json!({ "type": "object", "properties": { field: { "type": "string", "enum": ["ONE", "TWO"] } } });
        add_operation(document, &format!("addedLookAlike{i}"), "get", &tag, schema);
    }
    pairs.len()
}

fn add_operation(document: &mut Value, id: &str, method: &str, tag: &str, schema: &str) {
    let reference = json!({ "$ref": format!("#/components/schemas/{schema}") });
    let media = json!({ JSON: { "schema": reference, "x-xgen-version": "2023-01-01" } });
    let mut operation = json!({
        "operationId": id,
        "tags": [tag],
        "parameters": [{ "name": "groupId", "in": "path", "required": true, "schema": { "type": "string" } }],
        "responses": { "200": { "description": "OK", "content": media } },
    });
    if method != "get" {
        operation["requestBody"] = json!({ "required": true, "content": media });
    }
    document["paths"][format!("/api/atlas/v2/groups/{{groupId}}/{id}")] = json!({ method: operation });
}

/// Component schemas with properties, by name.
fn object_schemas(document: &Value) -> Vec<String> {
    let schemas = document["components"]["schemas"].as_object().expect("schemas");
    schemas.iter().filter(|(_, schema)| has_properties(schema)).map(|(name, _)| name.clone()).collect()
}

fn has_properties(schema: &Value) -> bool {
    schema["type"] == "object" && schema["properties"].as_object().is_some_and(|properties| !properties.is_empty())
}

fn used_tags(document: &Value) -> Vec<String> {
    let operations = document["paths"].as_object().into_iter().flat_map(Map::values).filter_map(Value::as_object);
    let mut tags: Vec<String> = operations
        .flat_map(Map::values)
        .filter_map(|operation| operation["tags"][0].as_str())
        .map(str::to_owned)
        .collect();
    tags.sort();
    tags.dedup();
    tags
}

fn resolved(document: &Value, schema: &Value) -> Value {
    match schema["$ref"].as_str() {
        Some(reference) => document.pointer(reference.trim_start_matches('#')).cloned().unwrap_or_default(),
        None => schema.clone(),
    }
}

/// Pointers to everything that fits, outside examples.
fn places(document: &Value, fits: &dyn Fn(&Value) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    visit(document, "", fits, &mut found);
    found
}

fn visit(value: &Value, pointer: &str, fits: &dyn Fn(&Value) -> bool, found: &mut Vec<String>) {
    if value.is_object() && fits(value) {
        found.push(pointer.to_owned());
    }
    match value {
        Value::Object(members) => {
            for (key, member) in
                members.iter().filter(|(key, _)| !["example", "examples", "default"].contains(&key.as_str()))
            {
                visit(member, &format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1")), fits, found);
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, item)| visit(item, &format!("{pointer}/{i}"), fits, found));
        }
        _ => {}
    }
}

fn at<'d>(document: &'d mut Value, pointer: &str) -> &'d mut Value {
    document.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}: there is nothing"))
}
