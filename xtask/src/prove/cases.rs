//! Edits of a small API, each for one rule of docs/changes.md.

/// One API with a name of its own, before and after an edit.
pub(super) struct Case {
    /// What the edit does.
    pub(super) what: String,
    pub(super) before: Api,
    pub(super) after: Api,
}

/// The parts of a small API, in YAML's flow style; `@` is the prefix that all its names have.
#[derive(Clone)]
pub(super) struct Api {
    paths: String,
    schemas: String,
}

const PATHS: &str = "
  /@/{id}:
    get:
      operationId: @Get
      tags: [@]
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: first, in: query, required: true, schema: {type: string}}
        - {name: limit, in: query, schema: {type: integer, default: 100}}
      responses: {'200': {description: D, content: {application/json: {schema: {$ref: '#/components/schemas/@Thing'}}}}}
    post:
      operationId: @Set
      tags: [@]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/@Thing'}}}}
      responses: {'200': {description: D, content: {application/json: {schema: {$ref: '#/components/schemas/@Thing'}}}}}
    patch:
      operationId: @Patch
      tags: [@]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/@Thing'}}}}
      responses: {'204': {description: D}}
";

const SCHEMAS: &str = "
    @Thing:
      type: object
      required: [key]
      properties:
        key: {type: string}
        name: {type: string}
        state: {type: string, enum: ['ON', 'OFF']}
        hook: {$ref: '#/components/schemas/@Hook'}
    @Hook:
      oneOf: [{$ref: '#/components/schemas/@Slack'}, {$ref: '#/components/schemas/@Mail'}]
      discriminator: {propertyName: kind, mapping: {SLACK: '#/components/schemas/@Slack', MAIL: '#/components/schemas/@Mail'}}
    @Slack: {type: object, properties: {kind: {type: string}, url: {type: string}, channel: {type: string}}}
    @Mail: {type: object, properties: {kind: {type: string}, url: {type: string}, address: {type: string}}}
";

impl Api {
    fn base() -> Self {
        Self { paths: PATHS.to_owned(), schemas: SCHEMAS.to_owned() }
    }

    fn edited(&self, edits: &[(&str, &str)]) -> Self {
        let mut api = self.clone();
        for (from, to) in edits {
            let known = api.paths.contains(from) || api.schemas.contains(from);
            assert!(known, "no {from:?} in the API of the cases");
            api.paths = api.paths.replace(from, to);
            api.schemas = api.schemas.replace(from, to);
        }
        api
    }

    /// With a property `x` of this schema.
    fn with(&self, schema: &str) -> Self {
        self.edited(&[(
            "        name: {type: string}\n",
            &format!("        name: {{type: string}}\n        x: {schema}\n"),
        )])
    }
}

/// Types of a property.
const KINDS: [(&str, &str); 9] = [
    ("text", "type: string"),
    ("integer", "type: integer"),
    ("number", "type: number"),
    ("flag", "type: boolean"),
    ("timestamp", "type: string, format: date-time"),
    ("enum", "type: string, enum: [A, B]"),
    ("list", "type: array, items: {type: string}"),
    ("object", "type: object, properties: {deep: {type: string}}"),
    ("free-form", "type: object"),
];

/// All cases: the edits of each rule; every property type with every way to be missing, and in place of every other.
pub(super) fn all() -> Vec<Case> {
    let base = Api::base();
    let mut cases: Vec<Case> = EDITS
        .iter()
        .map(|(what, edits)| Case { what: (*what).to_owned(), before: base.clone(), after: base.edited(edits) })
        .collect();
    for (kind, schema) in KINDS {
        let plain = base.with(&format!("{{{schema}}}"));
        let required = plain.edited(&[("required: [key]", "required: [key, x]")]);
        let nullable = base.with(&format!("{{{schema}, nullable: true}}"));
        for (what, before, after) in [
            ("is new", &base, &plain),
            ("becomes required", &plain, &required),
            ("becomes nullable", &plain, &nullable),
            ("becomes nullable and need not be there", &required, &nullable),
        ] {
            let (before, after) = (before.clone(), after.clone());
            cases.push(Case { what: format!("{kind} property {what}"), before, after });
        }
    }
    for (index, (kind, schema)) in KINDS.iter().enumerate() {
        for (other, new) in KINDS.iter().skip(index + 1) {
            let (before, after) = (base.with(&format!("{{{schema}}}")), base.with(&format!("{{{new}}}")));
            cases.push(Case { what: format!("{kind} property becomes {other}"), before, after });
        }
    }
    cases
}

/// One document of all cases, as they are before their edits or after.
pub(super) fn document(cases: &[Case], side: fn(&Case) -> &Api) -> String {
    let mut text = "openapi: 3.0.1\ninfo: {title: Cases, version: '1'}\npaths:\n".to_owned();
    let parts = |part: fn(&Api) -> &str| -> String {
        cases.iter().enumerate().map(|(index, case)| part(side(case)).replace('@', &super::prefix(index))).collect()
    };
    text.push_str(&parts(|api| &api.paths));
    text.push_str("components:\n  schemas:\n");
    text.push_str(&parts(|api| &api.schemas));
    text
}

const GET: &str = "      responses: {'200': {description: D, content: {application/json: {schema: {$ref: '#/components/schemas/@Thing'}}}}}\n    post";

/// The edits of one rule each.
const EDITS: [(&str, &[(&str, &str)]); 27] = [
    ("nothing", &[]),
    ("words", &[("description: D", "description: Other words.")]),
    ("operation is gone", &[("    patch:\n      operationId: @Patch", "    put:\n      operationId: @Put")]),
    ("operation has another id", &[("@Get", "@GetAnew")]),
    ("tag has another name", &[("[@]", "[@ Things]")]),
    ("setter is gone", &[("        - {name: limit, in: query, schema: {type: integer, default: 100}}\n", "")]),
    (
        "setter becomes an argument",
        &[("name: limit, in: query, schema", "name: limit, in: query, required: true, schema")],
    ),
    ("setter takes text", &[("{type: integer, default: 100}", "{type: string, default: 100}")]),
    ("default is another", &[("default: 100", "default: 500")]),
    ("argument is gone", &[("        - {name: first, in: query, required: true, schema: {type: string}}\n", "")]),
    ("argument becomes a setter", &[("name: first, in: query, required: true", "name: first, in: query")]),
    (
        "argument takes numbers",
        &[(
            "name: first, in: query, required: true, schema: {type: string}",
            "name: first, in: query, required: true, schema: {type: integer}",
        )],
    ),
    (
        "argument takes values",
        &[(
            "name: first, in: query, required: true, schema: {type: string}",
            "name: first, in: query, required: true, schema: {type: string, enum: [A]}",
        )],
    ),
    ("body need not be given", &[("requestBody: {required: true", "requestBody: {required: false")]),
    (
        "body is of another type",
        &[(
            "requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/@Thing'}}}}",
            "requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/@Slack'}}}}",
        )],
    ),
    ("response is empty", &[(GET, "      responses: {'204': {description: D}}\n    post")]),
    (
        "response is of another type",
        &[(
            GET,
            "      responses: {'200': {description: D, content: {application/json: {schema: {$ref: '#/components/schemas/@Mail'}}}}}\n    post",
        )],
    ),
    (
        "response is free-form",
        &[(
            GET,
            "      responses: {'200': {description: D, content: {application/json: {schema: {type: object}}}}}\n    post",
        )],
    ),
    (
        "response has another format, too",
        &[(
            GET,
            "      responses: {'200': {description: D, content: {application/json: {schema: {$ref: '#/components/schemas/@Thing'}}, text/csv: {schema: {type: string, format: binary}}}}}\n    post",
        )],
    ),
    (
        "response has a second schema",
        &[(
            GET,
            "      responses: {'200': {description: D, content: {application/json: {schema: {$ref: '#/components/schemas/@Thing'}}}}, '202': {description: D, content: {application/json: {schema: {$ref: '#/components/schemas/@Mail'}}}}}\n    post",
        )],
    ),
    ("value is new", &[("['ON', 'OFF']", "['ON', 'OFF', 'IDLE']")]),
    ("value has another name", &[("['ON', 'OFF']", "['ON', 'NONE']")]),
    (
        "variant is gone",
        &[(", {$ref: '#/components/schemas/@Mail'}]", "]"), (", MAIL: '#/components/schemas/@Mail'", "")],
    ),
    ("variant's schema has another name", &[("@Mail", "@Letter")]),
    (
        "union becomes one of its variants",
        &[("hook: {$ref: '#/components/schemas/@Hook'}", "hook: {$ref: '#/components/schemas/@Slack'}")],
    ),
    ("schema has another name", &[("@Thing", "@Item")]),
    (
        "further properties are allowed",
        &[(
            "      type: object\n      required: [key]",
            "      type: object\n      additionalProperties: {type: string}\n      required: [key]",
        )],
    ),
];
