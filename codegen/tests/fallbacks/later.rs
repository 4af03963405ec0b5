//! Keywords of OpenAPI 3.1 in documents of 3.0.

use super::{ID, all, document, is_valid, run, tolerated};

const READ: &str = "a keyword of OpenAPI 3.1 in a document of OpenAPI 3.0 is read as in 3.1";

#[test]
fn keywords_of_3_1() {
    let thing = "$ref: '#/components/schemas/Thing'";
    for (schema, field) in [
        ("{type: [string, 'null']}", "pub a: Nullable<String>"),
        ("{type: [string]}", "pub a: Option<String>"),
        ("{type: [array, 'null'], items: {type: integer}}", "pub a: Nullable<Vec<i64>>"),
        ("{type: [string, integer]}", "Integer(i64)"),
        ("{type: string, const: only}", "/// `only`"),
        ("{const: only}", "/// `only`"),
        ("{type: integer, exclusiveMinimum: 3}", "Range at least 3 (exclusive)."),
        ("{type: object, patternProperties: {'^x': {type: integer}}}", "pub a: Option<Map<i64>>"),
        ("{type: object, unevaluatedProperties: {type: string}}", "pub a: Option<Map<String>>"),
        ("{type: array, unevaluatedItems: {type: string}}", "pub a: Option<Vec<String>>"),
        ("{type: array, prefixItems: [{type: string}, {type: string}], maxItems: 2}", "pub a: Option<Vec<String>>"),
        (&format!("{{{thing}, type: [object, 'null']}}"), "pub a: Nullable<Thing>"),
        (&format!("{{{thing}, unevaluatedProperties: {{type: string}}}}"), "pub additional: Map<String>"),
    ] {
        let text = document("/things", ID, &format!("{{type: object, properties: {{a: {schema}}}}}"));
        let output = run(&text).unwrap_or_else(|error| panic!("{schema}: {error}"));
        assert!(all(&output).contains(field), "{schema}: {}", all(&output));
        assert!(output.report.contains(READ), "{schema}: {}", output.report);
        let remarks = output.warnings.render_verbose(false);
        assert!(!remarks.contains("is ignored: "), "{schema}: {remarks}");
    }
    tolerated(&document("/things", ID, "{type: [string, 'null']}"), READ);
}

#[test]
fn keywords_that_change_nothing() {
    for keyword in
        ["examples: [x]", "contentEncoding: gzip", "$comment: C.", "$defs: {}", "if: {minLength: 1}", "prefixItems: []"]
    {
        let text =
            document("/things", ID, &format!("{{type: object, properties: {{a: {{type: string, {keyword}}}}}}}"));
        let output = run(&text).unwrap_or_else(|error| panic!("{keyword}: {error}"));
        assert!(!output.report.contains(READ), "{keyword}: {}", output.report);
        assert!(all(&output).contains("pub a: Option<String>"), "{keyword}: {}", all(&output));
    }
}

#[test]
fn null_without_quotation_marks() {
    let schema = "{type: object, properties: {a: {type: [string, null]}}}";
    for version in ["3.0.3", "3.1.0"] {
        let text = document("/things", ID, schema).replace("3.0.3", version);
        let output = tolerated(&text, "null among types is read as the type of that name");
        assert!(all(&output).contains("pub a: Nullable<String>"), "{version}: {}", all(&output));
    }
}

#[test]
fn types_that_mean_nothing() {
    for types in ["[]", "[5]", "[strin, 'null']"] {
        let text = document("/things", ID, &format!("{{type: {types}}}"));
        assert!(!is_valid(&text) && run(&text).is_err(), "{types}");
    }
}
