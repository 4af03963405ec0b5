//! Slips that the tables of objects tell from what is meant, for any key of a kind: the code is that of the document
//! without the slip.

use super::{ID, THING, all, document, run, tolerated};

const OPERATION: &str = "operationId: getThing
      deprecated: true
      externalDocs: {url: 'https://example.com'}
      parameters: [{name: q, in: query, required: true, explode: false, schema: {type: array, items: {type: string}}}]";

const SCHEMA: &str = "{type: object, required: [a], properties: {a: {type: string, minLength: 2, format: uuid}, \
                      b: {type: object, additionalProperties: false, properties: {c: {type: number, maximum: 4.5}}}, \
                      d: {oneOf: [{$ref: '#/components/schemas/Thing'}, {type: string}], nullable: true}, \
                      e: {oneOf: [{$ref: '#/components/schemas/Thing'}, {type: object, properties: {k: {enum: [b]}}}], \
                      discriminator: {propertyName: k, mapping: {a: '#/components/schemas/Thing'}}}}}";

#[test]
fn slips_with_one_meaning() {
    let text = document("/things", OPERATION, SCHEMA);
    for (from, to, remark) in [
        ("minLength: 2", "minLength: '2'", "a number in quotation marks"),
        ("minLength: 2", "minLength: 2.0", "with a fraction of zero"),
        ("maximum: 4.5", "maximum: '4.5'", "a number in quotation marks"),
        ("explode: false", "explode: 'False'", "`true` or `false` in quotation marks"),
        ("additionalProperties: false", "additionalProperties: 'false'", "`true` or `false` in quotation marks"),
        ("required: [a]", "required: a", "one value in place of a list"),
        ("required: [a]", "required: {'0': a}", "values by number"),
        ("parameters: [{", "parameters: {'1': {", "values by number"),
        ("format: uuid", "format: [uuid]", "a list of one value"),
        ("$ref: '#/components/schemas/Thing'}", "$ref: ['#/components/schemas/Thing']}", "a list of one value"),
        ("{$ref: '#/components/schemas/Thing'}", "'#/components/schemas/Thing'", "a string that is a reference"),
        ("{url: 'https://example.com'}", "'https://example.com'", "a string in place of an object"),
        ("type: object, required", "type: Object, required", "a word whose letters are of another case"),
        ("operationId:", "operationID:", "a key whose letters"),
        ("required: [a]", "Required: [a]", "a key whose letters"),
        ("minLength", "min_length", "a key whose letters"),
        ("maximum", "max", "a key whose letters"),
        ("required: [a], properties: {", "properties: {required: [a], ", "a key one level too high or too low"),
        ("schema: {type: array,", "type: array, schema: {", "a key one level too high or too low"),
        ("{propertyName: k, mapping: {", "{mapping: {propertyName: k, ", "a key one level too high or too low"),
        (
            "in: query, required: true, explode: false, schema: {",
            "in: query, explode: false, schema: {required: true, ",
            "one level",
        ),
    ] {
        let slip = text.replacen(from, to, 1);
        let slip = if to.starts_with("parameters") { slip.replacen("}}}]", "}}}}", 1) } else { slip };
        assert_ne!(slip, text, "{from}");
        let expected = run(&text).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(all(&tolerated(&slip, remark)), all(&expected), "{to}");
        let slip = slip.replace("3.0.3", "3.1.0");
        let later = run(&slip).unwrap_or_else(|error| panic!("{to}: {error}"));
        assert_eq!(all(&later), all(&expected), "3.1: {to}");
    }
}

#[test]
fn many_paths_one_level_too_high() {
    let own = "tags: [Things], responses: {'204': {description: ok}}";
    let paths: Vec<String> = (0..200).map(|n| format!("/p{n}: {{get: {{operationId: p{n}, {own}}}}}\n")).collect();
    let text = document("/things", ID, THING) + &paths.concat();
    assert_eq!(tolerated(&text, "a key one level too high or too low").summary.operations, 201);
}

#[test]
fn slips_with_two_meanings() {
    for schema in [
        "{type: object, properties: {a: {description: A.}, type: string}}",
        "{type: object, properties: {a: {}, b: {}, maxLength: 5}}",
    ] {
        let text = document("/things", ID, &schema.replace("type: object, ", ""));
        assert!(run(&text).is_err(), "{schema}");
    }
}

#[test]
fn keys_whose_values_are_not_meant() {
    for key in ["fields: [a]", "Properties: [a]", "min: small"] {
        let schema = format!("{{type: object, properties: {{a: {{type: string, {key}}}}}}}");
        let output = run(&document("/things", ID, &schema)).unwrap_or_else(|error| panic!("{error}"));
        assert!(!output.report.contains("a key whose letters"), "{}", output.report);
    }
}

#[test]
fn limits_of_older_parameters() {
    let operation = format!("{ID}\n      parameters: [{{name: q, in: query, type: string, pattern: '^a$'}}]");
    let output = tolerated(&document("/things", &operation, THING), "is read as one with that schema");
    assert!(!output.report.contains("a limit of the wrong type"), "{}", output.report);
}

#[test]
fn what_nothing_can_do_without() {
    let text = document("/things", ID, "{type: string}");
    for (from, to) in [
        ("tags: [{name: Things}]", "tags: [{name: Things}, {description: a}]"),
        ("paths:\n", "externalDocs: {description: a}\npaths:\n"),
        ("title: T,", "title: ,"),
        (ID, "operationId: getThing\n      security:"),
    ] {
        assert_eq!(tolerated(&text.replacen(from, to, 1), "").summary.operations, 1, "{to}");
    }
}

#[test]
fn anchors_of_schemas() {
    let schema = "{type: object, properties: {a: {$ref: '#size'}}}";
    let text = document("/things", ID, schema).replace("3.0.3", "3.1.0");
    let output = run(&text.replace("Size: {", "Size: {$anchor: size, ")).unwrap_or_else(|error| panic!("{error}"));
    assert!(all(&output).contains("pub a: Option<Size>"), "{}", all(&output));
    let twice = text.replace("Size: {", "Size: {$anchor: size, ").replace("Thing: {", "Thing: {$anchor: size, ");
    assert!(run(&twice).is_err(), "two meanings");
}

#[test]
fn numbers_that_are_text() {
    for (version, property) in [
        ("3.0.3", "{type: string, enum: [4.10]}"),
        ("3.0.3", "{type: string, default: 4.10}"),
        ("3.1.0", "{type: [string, 'null'], enum: [4.10]}"),
        ("3.1.0", "{type: string, const: 4.10}"),
    ] {
        let text = document("/things", ID, &format!("{{type: object, properties: {{a: {property}}}}}"));
        let output = run(&text.replace("3.0.3", version)).unwrap_or_else(|error| panic!("{error}"));
        assert!(all(&output).contains("4.10"), "{property}: {}", all(&output));
        assert!(output.report.contains("is read as its text"), "{}", output.report);
    }
}

#[test]
fn required_properties_declared_elsewhere() {
    const BASE: &str = "{$ref: '#/components/schemas/Base'}";
    const B: &str = "{type: object, properties: {b: {type: string}}}";
    let base = "    Base: {type: object, required: [b], properties: {c: {type: string}}}\n";
    let heir = format!("{base}    Heir: {{allOf: [{BASE}, {B}]}}\n");
    let further = format!(
        "{base}    Alias: {{allOf: [{BASE}]}}\n    Heir: {{allOf: [{{$ref: '#/components/schemas/Alias'}}, {B}]}}\n"
    );
    // What is warned of, and what the report has.
    for (schemas, a, warned, reported) in [
        (heir.as_str(), BASE, "", ""),
        (further.as_str(), BASE, "", ""),
        ("", "{type: string, maxLength: 4, required: [b]}", "", ""),
        ("", "{type: object, properties: {b: {type: string}}, anyOf: [{required: [b]}, {required: [c]}]}", "c", ""),
        ("", "{type: object, properties: {b: {type: string}}, required: [c]}", "c", "c"),
        ("", "{allOf: [{type: object, properties: {b: {type: string}}}, {required: [c]}]}", "c", "c"),
    ] {
        let text = document("/things", ID, &format!("{{type: object, properties: {{a: {a}}}}}"));
        let output = run(&format!("{text}{schemas}")).unwrap_or_else(|error| panic!("{error}"));
        for name in ["b", "c"] {
            let warnings = output.warnings.iter().filter(|found| found.message.contains(&format!("`{name}`"))).count();
            assert_eq!(warnings, usize::from(warned == name), "{name} in {a}");
            let remark = format!("requires `{name}`, which nothing declares");
            assert_eq!(output.report.contains(&remark), reported == name, "{a}: {}", output.report);
        }
    }
}
