//! Alternatives that say little about their values.

use super::support::{assert_outline, schemas};

#[test]
fn nullable_objects_beside_references() {
    assert_outline(
        &schemas(
            "Root: {type: object, required: [a], properties: {
                a: {anyOf: [{$ref: '#/components/schemas/X'}, {type: object, nullable: true}]},
                b: {type: array, items: {anyOf: [{$ref: '#/components/schemas/X'}, {type: object, nullable: true}]}},
                c: {anyOf: [{$ref: '#/components/schemas/X'}, {$ref: '#/components/schemas/Y'}, {type: object, nullable: true}]},
                d: {anyOf: [{type: object, nullable: true}]}}}
             X: {type: object, properties: {x: {type: string}}}
             Y: {type: object, properties: {y: {type: string}}}",
        ),
        "struct Root
             a: Nullable<X> required
             b: Option<Vec<Option<X>>>
             c: Nullable<RootC>
             d: Nullable<Json(object without properties)>
         struct X
             x: Option<String>
         union RootC
             X(X)
             Y(Y)
         struct Y
             y: Option<String>",
    );
}
