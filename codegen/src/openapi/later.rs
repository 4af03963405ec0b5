//! What later versions of OpenAPI have.

/// Keywords that define what references lead to: schemas within a schema, and path items among the components.
pub(crate) const DEFINITIONS: [&str; 3] = ["$defs", "definitions", "pathItems"];

/// Keywords of a schema that OpenAPI 3.0 does not have.
pub(crate) const KEYWORDS: [&str; 23] = [
    "const", "contains", "contentEncoding", "contentMediaType", "definitions", "dependentRequired", "dependentSchemas",
    "else", "examples", "if", "maxContains", "minContains", "patternProperties", "prefixItems", "propertyNames",
    "then", "unevaluatedItems", "unevaluatedProperties", "$anchor", "$comment", "$defs", "$id", "$schema",
];
