//! The objects of OpenAPI 3.0 as tables.
//!
//! `x-` keys are allowed in every object and are never looked at.

use super::kinds::Kind::{self, Any, Count, Flag, FlagOr, List, Map, Number, Object, RefOr, Text, Word};
use super::kinds::Names::{Free, Headers, MediaTypes, Paths, Statuses};
use super::kinds::{Key, Rule};
use super::words::{LOCATIONS, STYLES};

const fn key(name: &'static str, kind: Kind) -> Key {
    Key { name, kind, required: false }
}

const fn need(name: &'static str, kind: Kind) -> Key {
    Key { name, kind, required: true }
}

const fn rule(what: &'static str, keys: &'static [Key]) -> Rule {
    Rule { what, section: "", keys, other: &[] }
}

const TEXTS: Kind = List(&Text);

const SECURITY: Kind = List(&Map(Free, &TEXTS));

/// The whole document.
pub(crate) static DOCUMENT: Kind = Object(&ROOT);

/// Keywords that define what references lead to: schemas within a schema, and media types and path items among the
/// components.
pub(crate) const DEFINITIONS: [&str; 4] = ["$defs", "definitions", "mediaTypes", "pathItems"];

static ROOT: Rule = Rule {
    other: &[key("webhooks", Map(Free, &Object(&PATH_ITEM))), key("jsonSchemaDialect", Text)],
    ..rule(
        "an OpenAPI document",
        &[
            need("openapi", Text),
            need("info", Object(&INFO)),
            need("paths", Map(Paths, &Object(&PATH_ITEM))),
            key("components", Object(&COMPONENTS)),
            key("servers", List(&Object(&SERVER))),
            key("security", SECURITY),
            key("tags", List(&Object(&TAG))),
            key("externalDocs", Object(&EXTERNAL_DOCS)),
        ],
    )
};

static INFO: Rule = Rule {
    other: &[key("summary", Text)],
    ..rule(
        "the info object",
        &[
            need("title", Text),
            need("version", Text),
            key("description", Text),
            key("termsOfService", Text),
            key("contact", Object(&CONTACT)),
            key("license", Object(&LICENSE)),
        ],
    )
};

static CONTACT: Rule = rule("a contact", &[key("name", Text), key("url", Text), key("email", Text)]);

static LICENSE: Rule =
    Rule { other: &[key("identifier", Text)], ..rule("a license", &[need("name", Text), key("url", Text)]) };

static EXTERNAL_DOCS: Rule = rule("a link to documentation", &[need("url", Text), key("description", Text)]);

static TAG: Rule =
    rule("a tag", &[need("name", Text), key("description", Text), key("externalDocs", Object(&EXTERNAL_DOCS))]);

static SERVER: Rule = rule(
    "a server",
    &[need("url", Text), key("description", Text), key("variables", Map(Free, &Object(&SERVER_VARIABLE)))],
);

static SERVER_VARIABLE: Rule =
    rule("a server variable", &[need("default", Text), key("enum", TEXTS), key("description", Text)]);

static COMPONENTS: Rule = Rule {
    other: &[key("pathItems", Map(Free, &Object(&PATH_ITEM))), key("mediaTypes", Map(Free, &Object(&MEDIA_TYPE)))],
    ..rule(
        "the components object",
        &[
            key("schemas", Map(Free, &RefOr(&SCHEMA))),
            key("responses", Map(Free, &RefOr(&RESPONSE))),
            key("parameters", Map(Free, &RefOr(&PARAMETER))),
            key("examples", Map(Free, &RefOr(&EXAMPLE))),
            key("requestBodies", Map(Free, &RefOr(&REQUEST_BODY))),
            key("headers", Map(Free, &RefOr(&HEADER))),
            key("securitySchemes", Map(Free, &RefOr(&SECURITY_SCHEME))),
            key("links", Map(Free, &RefOr(&LINK))),
            key("callbacks", Map(Free, &Map(Free, &Object(&PATH_ITEM)))),
        ],
    )
};

static PATH_ITEM: Rule = rule(
    "a path item",
    &[
        key("get", Object(&OPERATION)),
        key("put", Object(&OPERATION)),
        key("post", Object(&OPERATION)),
        key("delete", Object(&OPERATION)),
        key("options", Object(&OPERATION)),
        key("head", Object(&OPERATION)),
        key("patch", Object(&OPERATION)),
        key("trace", Object(&OPERATION)),
        key("summary", Text),
        key("description", Text),
        key("servers", List(&Object(&SERVER))),
        key("parameters", List(&RefOr(&PARAMETER))),
    ],
);

static OPERATION: Rule = rule(
    "an operation",
    &[
        need("operationId", Text),
        need("responses", Map(Statuses, &RefOr(&RESPONSE))),
        key("tags", TEXTS),
        key("summary", Text),
        key("description", Text),
        key("externalDocs", Object(&EXTERNAL_DOCS)),
        key("parameters", List(&RefOr(&PARAMETER))),
        key("requestBody", RefOr(&REQUEST_BODY)),
        key("callbacks", Map(Free, &Map(Free, &Object(&PATH_ITEM)))),
        key("deprecated", Flag),
        key("security", SECURITY),
        key("servers", List(&Object(&SERVER))),
    ],
);

pub(crate) static PARAMETER: Rule = Rule {
    section: "parameters",
    other: &[key("in", Word(&["body", "formData"]))],
    ..rule(
        "a parameter",
        &[
            need("name", Text),
            need("in", Word(&LOCATIONS)),
            key("description", Text),
            key("required", Flag),
            key("deprecated", Flag),
            key("allowEmptyValue", Flag),
            key("style", Word(&STYLES)),
            key("explode", Flag),
            key("allowReserved", Flag),
            key("schema", RefOr(&SCHEMA)),
            key("example", Any),
            key("examples", Map(Free, &RefOr(&EXAMPLE))),
            key("content", Map(MediaTypes, &Object(&MEDIA_TYPE))),
        ],
    )
};

static HEADER: Rule = Rule {
    section: "headers",
    ..rule(
        "a header",
        &[
            key("description", Text),
            key("required", Flag),
            key("deprecated", Flag),
            key("allowEmptyValue", Flag),
            key("style", Word(&["simple"])),
            key("explode", Flag),
            key("allowReserved", Flag),
            key("schema", RefOr(&SCHEMA)),
            key("example", Any),
            key("examples", Map(Free, &RefOr(&EXAMPLE))),
            key("content", Map(MediaTypes, &Object(&MEDIA_TYPE))),
        ],
    )
};

static REQUEST_BODY: Rule = Rule {
    section: "requestBodies",
    ..rule(
        "a request body",
        &[need("content", Map(MediaTypes, &Object(&MEDIA_TYPE))), key("description", Text), key("required", Flag)],
    )
};

static RESPONSE: Rule = Rule {
    section: "responses",
    ..rule(
        "a response",
        &[
            need("description", Text),
            key("headers", Map(Headers, &RefOr(&HEADER))),
            key("content", Map(MediaTypes, &Object(&MEDIA_TYPE))),
            key("links", Map(Free, &RefOr(&LINK))),
        ],
    )
};

static MEDIA_TYPE: Rule = rule(
    "a media type",
    &[
        key("schema", RefOr(&SCHEMA)),
        key("example", Any),
        key("examples", Map(Free, &RefOr(&EXAMPLE))),
        key("encoding", Map(Free, &Object(&ENCODING))),
    ],
);

static ENCODING: Rule = rule(
    "an encoding",
    &[
        key("contentType", Text),
        key("headers", Map(Headers, &RefOr(&HEADER))),
        key("style", Word(&["form", "spaceDelimited", "pipeDelimited", "deepObject"])),
        key("explode", Flag),
        key("allowReserved", Flag),
    ],
);

static EXAMPLE: Rule = Rule {
    section: "examples",
    ..rule(
        "an example",
        &[key("summary", Text), key("description", Text), key("value", Any), key("externalValue", Text)],
    )
};

static LINK: Rule = Rule {
    section: "links",
    ..rule(
        "a link",
        &[
            key("operationRef", Text),
            key("operationId", Text),
            key("parameters", Map(Free, &Any)),
            key("requestBody", Any),
            key("description", Text),
            key("server", Object(&SERVER)),
        ],
    )
};

static SECURITY_SCHEME: Rule = Rule {
    section: "securitySchemes",
    other: &[key("type", Word(&["mutualTLS"]))],
    ..rule(
        "a security scheme",
        &[
            need("type", Word(&["apiKey", "http", "oauth2", "openIdConnect"])),
            key("description", Text),
            key("name", Text),
            key("in", Word(&["query", "header", "cookie"])),
            key("scheme", Text),
            key("bearerFormat", Text),
            key("flows", Object(&FLOWS)),
            key("openIdConnectUrl", Text),
        ],
    )
};

static FLOWS: Rule = rule(
    "the OAuth flows object",
    &[
        key("implicit", Object(&IMPLICIT_FLOW)),
        key("password", Object(&TOKEN_FLOW)),
        key("clientCredentials", Object(&TOKEN_FLOW)),
        key("authorizationCode", Object(&CODE_FLOW)),
    ],
);

static IMPLICIT_FLOW: Rule =
    rule("an OAuth flow", &[need("authorizationUrl", Text), need("scopes", Map(Free, &Text)), key("refreshUrl", Text)]);

static TOKEN_FLOW: Rule =
    rule("an OAuth flow", &[need("tokenUrl", Text), need("scopes", Map(Free, &Text)), key("refreshUrl", Text)]);

static CODE_FLOW: Rule = rule(
    "an OAuth flow",
    &[
        need("authorizationUrl", Text),
        need("tokenUrl", Text),
        need("scopes", Map(Free, &Text)),
        key("refreshUrl", Text),
    ],
);

/// Types of schemas.
const TYPES: &[&str] = &["string", "integer", "number", "boolean", "object", "array"];

/// Types among several in one schema, which OpenAPI 3.1 has.
const LATER_TYPES: &[&str] = &["string", "integer", "number", "boolean", "object", "array", "null"];

pub(crate) static SCHEMA: Rule = Rule {
    section: "schemas",
    other: &[
        key("const", Any),
        key("contains", RefOr(&SCHEMA)),
        key("contentEncoding", Text),
        key("contentMediaType", Text),
        key("contentSchema", RefOr(&SCHEMA)),
        key("definitions", Map(Free, &RefOr(&SCHEMA))),
        key("dependentRequired", Map(Free, &TEXTS)),
        key("dependentSchemas", Map(Free, &RefOr(&SCHEMA))),
        key("else", RefOr(&SCHEMA)),
        key("examples", List(&Any)),
        key("exclusiveMaximum", Number),
        key("exclusiveMinimum", Number),
        key("if", RefOr(&SCHEMA)),
        key("maxContains", Count),
        key("minContains", Count),
        key("patternProperties", Map(Free, &RefOr(&SCHEMA))),
        key("prefixItems", List(&RefOr(&SCHEMA))),
        key("propertyNames", RefOr(&SCHEMA)),
        // Of older versions of JSON Schema.
        key("required", Flag),
        key("then", RefOr(&SCHEMA)),
        key("type", List(&Word(LATER_TYPES))),
        key("unevaluatedItems", RefOr(&SCHEMA)),
        key("unevaluatedProperties", FlagOr(&RefOr(&SCHEMA))),
        key("$anchor", Text),
        key("$comment", Text),
        key("$defs", Map(Free, &RefOr(&SCHEMA))),
        key("$id", Text),
        key("$schema", Text),
    ],
    ..rule(
        "a schema",
        &[
            key("type", Word(TYPES)),
            key("format", Text),
            key("title", Text),
            key("description", Text),
            key("default", Any),
            key("example", Any),
            key("enum", List(&Any)),
            key("nullable", Flag),
            key("readOnly", Flag),
            key("writeOnly", Flag),
            key("deprecated", Flag),
            key("properties", Map(Free, &RefOr(&SCHEMA))),
            key("required", TEXTS),
            key("additionalProperties", FlagOr(&RefOr(&SCHEMA))),
            key("items", RefOr(&SCHEMA)),
            key("allOf", List(&RefOr(&SCHEMA))),
            key("oneOf", List(&RefOr(&SCHEMA))),
            key("anyOf", List(&RefOr(&SCHEMA))),
            key("not", RefOr(&SCHEMA)),
            key("discriminator", Object(&DISCRIMINATOR)),
            key("pattern", Text),
            key("minLength", Count),
            key("maxLength", Count),
            key("minimum", Number),
            key("maximum", Number),
            key("exclusiveMinimum", Flag),
            key("exclusiveMaximum", Flag),
            key("multipleOf", Number),
            key("minItems", Count),
            key("maxItems", Count),
            key("uniqueItems", Flag),
            key("minProperties", Count),
            key("maxProperties", Count),
            key("externalDocs", Object(&EXTERNAL_DOCS)),
            key("xml", Any),
        ],
    )
};

static DISCRIMINATOR: Rule = rule("a discriminator", &[need("propertyName", Text), key("mapping", Map(Free, &Text))]);
