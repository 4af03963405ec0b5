//! Alternatives that say little about their values.

use super::support::{assert_outline, schemas};
use crate::ir::TypeKind;

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

#[test]
fn names_of_alternatives_without_a_type() {
    assert_outline(
        &schemas(
            "Root: {type: object, properties: {
                a: {oneOf: [{enum: [auto]}, {$ref: '#/components/schemas/X'}]},
                b: {anyOf: [{enum: [p, q]}, {type: integer}]},
                c: {oneOf: [{oneOf: [{type: string}, {oneOf: [{enum: [1]}, {type: boolean}]}]}, {$ref: '#/components/schemas/X'}]}}}
             X: {type: object, properties: {x: {type: string}}}",
        ),
        "struct Root
             a: Option<RootA>
             b: Option<RootB>
             c: Option<RootC>
         union RootA
             String(RootAString)
             X(X)
         union RootB
             String(RootBString)
             Integer(i64)
         union RootC
             Choice(RootCChoice)
             X(X)
         enum RootAString Auto=\"auto\"
         struct X
             x: Option<String>
         enum RootBString P=\"p\" Q=\"q\"
         union RootCChoice
             Text(String)
             Choice(RootCChoiceChoice)
         union RootCChoiceChoice
             Integer(i64)
             Boolean(bool)",
    );
}

#[test]
fn free_form_objects_as_alternatives() {
    assert_outline(
        &schemas(
            "Root: {type: object, properties: {
                a: {oneOf: [{type: object}, {type: object, required: [a], properties: {a: {type: string}}}]},
                b: {oneOf: [{$ref: '#/components/schemas/Free'}, {type: string}, {type: object}]}}}
             Free: {type: object}",
        ),
        "struct Root
             a: Option<RootA>
             b: Option<RootB>
         union RootA
             Map(Map<Json(object without properties)>)
             A(RootAA)
         union RootB
             Map(Map<Json(object without properties)>)
             Text(String)
         struct RootAA
             a: String required",
    );
}

#[test]
fn one_of_and_any_of_at_once() {
    assert_outline(
        &schemas(
            "Root: {type: object, properties: {
                a: {oneOf: [{$ref: '#/components/schemas/X'}, {$ref: '#/components/schemas/Y'}], anyOf: [{$ref: '#/components/schemas/Z'}, {type: string}]},
                b: {oneOf: [{$ref: '#/components/schemas/X'}, {$ref: '#/components/schemas/Y'}], anyOf: [{$ref: '#/components/schemas/Y'}, {$ref: '#/components/schemas/X'}]},
                c: {oneOf: [{$ref: '#/components/schemas/X'}, {$ref: '#/components/schemas/Y'}], anyOf: [{required: [x]}, {required: [y]}]}}}
             X: {type: object, properties: {x: {type: string}}}
             Y: {type: object, properties: {y: {type: string}}}
             Z: {type: object, properties: {z: {type: string}}}",
        ),
        "struct Root
             a: Option<Json(! oneOf and anyOf at once)>
             b: Option<RootB>
             c: Option<RootC>
         union RootB
             X(X)
             Y(Y)
         union RootC
             X(X)
             Y(Y)
         struct X
             x: Option<String>
         struct Y
             y: Option<String>",
    );
}

#[test]
fn descriptions_of_single_values() {
    let lowered = schemas(
        "Root: {oneOf: [{type: string, enum: [x], description: The x.}, {type: string, enum: [y, z], description: Others.}]}",
    );
    let TypeKind::Enum(shape) = &lowered.api.types[0].kind else { panic!("an enum") };
    let said: Vec<&str> = shape.values.iter().map(|value| value.docs.summary.as_str()).collect();
    assert_eq!(said, ["The x.", "", ""]);
}

#[test]
fn variants_told_by_a_required_property() {
    assert_outline(
        &schemas(
            "Root: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
             A: {type: object, required: [kind], properties: {hint: {type: integer, enum: [1]}, kind: {type: integer, enum: [3]}}}
             B: {type: object, required: [kind], properties: {hint: {type: integer, enum: [2]}, kind: {type: integer, enum: [4]}}}",
        ),
        "union Root
             A(A) when \"kind\" in [\"3\"]
             B(B) when \"kind\" in [\"4\"]
         struct A
             hint: Option<i64>
             kind: i64 required
         struct B
             hint: Option<i64>
             kind: i64 required",
    );
}

#[test]
fn numbers_that_are_listed_twice() {
    let lowered = schemas("Root: {type: object, properties: {a: {type: integer, enum: [1, 1, 2]}}}");
    let TypeKind::Struct(shape) = &lowered.api.types[0].kind else { panic!("a struct") };
    assert_eq!(shape.fields[0].constraints.values, ["1", "2"]);
}

#[test]
fn values_that_some_variants_have() {
    assert_outline(
        &schemas(
            "Root: {oneOf: [{$ref: '#/components/schemas/X'}, {$ref: '#/components/schemas/Y'}, {$ref: '#/components/schemas/Z'}]}
             X: {type: object, required: [x], properties: {x: {type: string}}}
             Y: {type: object, required: [type, y], properties: {type: {type: string, enum: [why]}, y: {type: string}, on: {type: boolean, enum: [true]}}}
             Z: {type: object, required: [type, y], properties: {type: {type: string, enum: [zed]}, y: {type: integer}, on: {type: boolean, enum: [true]}}}",
        ),
        "union Root
             X(X)
             Y(Y) when \"type\" in [\"why\"]
             Z(Z) when \"type\" in [\"zed\"]
         struct X
             x: String required
         struct Y
             type: RootType required
             y: String required
             on: Option<bool>
         struct Z
             type: RootType required
             y: i64 required
             on: Option<bool>
         enum RootType Why=\"why\" Zed=\"zed\"",
    );
}
