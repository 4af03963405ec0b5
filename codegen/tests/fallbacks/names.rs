//! Names that look like keywords or need an escape, and what is beside a reference.

use super::{ID, THING, all, document, is_valid, run, tolerated};

#[test]
fn names_that_are_keywords_elsewhere() {
    let list = "{schema: {type: array}}";
    let operation = "operationId: getThing
      parameters: [{$ref: '#/components/parameters/x-list'}]";
    let text = document("/things", operation, THING).replace(
        "      responses:\n",
        "      responses:
        x-data: {description: , schema: {type: array}}
        '201': {$ref: '#/components/responses/x-bad'}
        default:
          description: error
          headers: {x-rate: {$ref: '#/paths/~1things/get/responses/default/headers/schema'}, schema: LIST}
          content: {application/json: LIST}
",
    );
    let bad = "components:\n  responses: {x-bad: {content: {application/json: LIST}}}\n";
    let parameters = "parameters: {x-list: {name: x-list, in: query, schema: {type: array}}, Limit:";
    let text = text.replace("components:\n", bad).replace("parameters: {Limit:", parameters).replace("LIST", list);
    let output = tolerated(&text, "a list without `items`");
    for place in [
        "get/responses/default/headers/schema/schema`",
        "get/responses/default/content/application~1json/schema`",
        "get/responses/default/headers/x-rate`",
        "`#/components/parameters/x-list/schema`",
        "`#/components/responses/x-bad`",
        "`#/components/responses/x-bad/content/application~1json/schema`",
    ] {
        assert!(output.report.contains(place), "{place}: {}", output.report);
    }
    assert!(!output.report.contains("x-data"), "{}", output.report);
}

#[test]
fn path_item_with_more_than_a_reference() {
    let shared = "    parameters:
    - {name: page, in: query, schema: {type: integer}}
    - {$ref: '#/components/parameters/Limit'}
    get:\n";
    let text = document("/things", ID, THING).replace("    get:\n", shared);
    let other = "paths:
  /others:
    $ref: '#/paths/~1more'
    parameters: [{name: limit, in: query, schema: {type: boolean}}]
    delete: {operationId: deleteOther, responses: {'204': {description: none}}}
  /more:
    $ref: '#/paths/~1things'
    put: {operationId: putMore, responses: {'204': {description: none}}}
";
    let output = tolerated(&text.replacen("paths:\n", other, 1), "a copy of that part");
    assert_eq!(output.summary.operations, 6, "{:?}", output.lock.operations.keys());
    let code = all(&output);
    for id in ["delete_other", "put_more", "put_more2", "get_thing", "get_things", "get_more"] {
        assert!(code.contains(&format!("pub fn {id}(&self)")), "{id}: {code}");
    }
    // The path's own parameter has the place of the one that it inherits.
    assert_eq!(code.matches("pub fn page(").count(), 6, "{code}");
    assert_eq!(code.matches("pub fn limit(self, limit: impl Into<Option<bool>>)").count(), 3, "{code}");
}

#[test]
fn path_items_that_refer_to_each_other() {
    let other = "paths:\n  /a: {$ref: '#/paths/~1b'}\n  /b: {$ref: '#/paths/~1a'}\n  /c: {$ref: '#/paths/~1d'}\n";
    let output = run(&document("/things", ID, THING).replacen("paths:\n", other, 1)).unwrap();
    assert_eq!(output.summary.operations, 1);
}

#[test]
fn mapping_to_encoded_names() {
    let schema = "{oneOf: [{$ref: '#/components/schemas/my~1Cat'}, {$ref: '#/components/schemas/The%20dog'}], \
                  discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/my~1Cat', \
                  dog: '#/components/schemas/The%20dog', hound: The dog}}}";
    let text = document("/things", ID, schema)
        + "    my/Cat: {type: object, properties: {kind: {type: string}}}
    The dog: {type: object, properties: {kind: {type: string}, name: {type: string}}}\n";
    assert!(is_valid(&text));
    let output = run(&text).unwrap_or_else(|error| panic!("{error}"));
    let code = all(&output);
    assert!(code.contains("&[\"cat\"]") && code.contains("&[\"dog\", \"hound\"]"), "{code}");
}

#[test]
fn remarks_on_what_counts() {
    let schema = "{type: object, properties: {a: {$ref: '#/components/schemas/Thing', nullable: true, readOnly: true}, \
                  b: {$ref: '#/components/schemas/Size', xml: {}}, c: {enum: [X, Y]}, d: {type: 'null'}, \
                  e: {$ref: '#/components/schemas/Alias'}}}";
    let text = document("/things", ID, schema) + "    Alias: {$ref: '#/components/schemas/Size', readOnly: true}\n";
    let output = run(&text).unwrap_or_else(|error| panic!("{error}"));
    let remarks = output.warnings.render_verbose(false);
    assert!(!remarks.contains("`nullable` beside") && !remarks.contains("without a `type`"), "{remarks}");
    assert!(remarks.contains("`xml` beside `$ref` is ignored"), "{remarks}");
    assert_eq!(remarks.matches("`readOnly` beside `$ref` is ignored").count(), 1, "{remarks}");
    assert!(all(&output).contains("pub a: Nullable<Thing>"), "{}", all(&output));
}
