//! Unions: `oneOf`, `anyOf` and discriminators.

use super::support::{Lowered, assert_outline, lowered, schemas};
use crate::ir::TypeKind;

#[test]
fn string_enums_become_one() {
    assert_outline(
        &schemas(
            "Root: {type: object, properties: {a: {type: object, oneOf: [{type: string, enum: [x, y]}, {$ref: '#/components/schemas/More'}]},
                b: {type: object, oneOf: [{type: string, title: Only, enum: [x]}]}, c: {$ref: '#/components/schemas/All'},
                d: {anyOf: [{$ref: '#/components/schemas/More'}, {type: string}]}}}
             More: {type: string, enum: [y, z]}
             All: {type: object, oneOf: [{$ref: '#/components/schemas/More'}, {type: string, enum: [w]}]}",
        ),
        "struct Root
             a: Option<RootA>
             b: Option<RootB>
             c: Option<All>
             d: Option<RootD>
         enum RootA X=\"x\" Y=\"y\" Z=\"z\"
         enum RootB X=\"x\"
         enum All Y=\"y\" Z=\"z\" W=\"w\"
         enum RootD Y=\"y\" Z=\"z\"",
    );
}

#[test]
fn a_parent_that_is_a_union_gives_its_own_properties_only() {
    assert_outline(
        &schemas(
            "Root: {type: object, properties: {type: {type: string, enum: [Kafka, Cluster]}, state: {type: string, enum: [READY]}},
                oneOf: [{$ref: '#/components/schemas/KafkaRoot'}, {$ref: '#/components/schemas/SampleRoot'}],
                discriminator: {propertyName: type, mapping: {Kafka: '#/components/schemas/KafkaRoot', Cluster: SampleRoot, S3: SampleRoot}}}
             KafkaRoot: {type: object, allOf: [{$ref: '#/components/schemas/Root'}, {type: object, properties: {servers: {type: string}}}]}
             SampleRoot: {type: object, allOf: [{$ref: '#/components/schemas/Root'}]}",
        ),
        "union Root by \"type\"
             Kafka(KafkaRoot) when \"type\" in [\"Kafka\"]
             Sample(SampleRoot) when \"type\" in [\"Cluster\", \"S3\"]
         struct KafkaRoot
             type: Option<RootType>
             state: Option<RootState>
             servers: Option<String>
         struct SampleRoot
             type: Option<RootType>
             state: Option<RootState>
         enum RootType Kafka=\"Kafka\" Cluster=\"Cluster\"
         enum RootState Ready=\"READY\"",
    );
}

#[test]
fn variants_that_inherit_from_a_union_without_properties() {
    assert_outline(
        &schemas(
            "Root: {type: object, oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
             A: {type: object, allOf: [{$ref: '#/components/schemas/Root'}, {type: object, properties: {x: {type: string}}}]}
             B: {type: object, allOf: [{$ref: '#/components/schemas/Root'}, {type: object, properties: {y: {type: string}}}]}",
        ),
        "union Root
             A(A)
             B(B)
         struct A
             x: Option<String>
         struct B
             y: Option<String>",
    );
}

#[test]
fn a_mapping_without_one_of_names_the_variants() {
    assert_outline(
        &schemas(
            "Root: {type: object, properties: {kind: {type: string, enum: [a, b, c, d]}},
                discriminator: {propertyName: kind, mapping: {a: '#/components/schemas/A', b: '#/components/schemas/B', c: '#/components/schemas/B'}}}
             A: {type: object, properties: {kind: {type: string}, x: {type: string}}}
             B: {type: object, allOf: [{$ref: '#/components/schemas/Root'}], properties: {y: {type: string}}}",
        ),
        "union Root by \"kind\"
             A(A) when \"kind\" in [\"a\"]
             B(B) when \"kind\" in [\"b\", \"c\"]
             D(RootBase) when \"kind\" in [\"d\"]
         struct A
             kind: Option<String>
             x: Option<String>
         struct B
             kind: Option<RootKind>
             y: Option<String>
         struct RootBase
             kind: Option<RootKind>
         enum RootKind A=\"a\" B=\"b\" C=\"c\" D=\"d\"",
    );
}

#[test]
fn a_tag_that_variants_do_not_declare() {
    assert_outline(
        &schemas(
            "Root: {oneOf: [{$ref: '#/components/schemas/One'}, {$ref: '#/components/schemas/Many'}],
                discriminator: {propertyName: kind, mapping: {a: '#/components/schemas/One', b: '#/components/schemas/Many', c: '#/components/schemas/Many'}}}
             One: {type: object, properties: {x: {type: string}}}
             Many: {type: object, properties: {y: {type: string}}}",
        ),
        "union Root by \"kind\"
             A(One) when \"kind\" in [\"a\"]
             Many(Many) when \"kind\" in [\"b\", \"c\"]
         struct One
             x: Option<String>
         struct Many
             y: Option<String>
             kind: Option<String> required",
    );
}

#[test]
fn a_base_class_is_a_union_of_its_heirs() {
    assert_outline(
        &schemas(
            "Root: {type: object, discriminator: {propertyName: kind}, properties: {kind: {type: string}}}
             Cat: {allOf: [{$ref: '#/components/schemas/Root'}, {type: object, properties: {purrs: {type: boolean}}}]}
             Dog: {allOf: [{$ref: '#/components/schemas/Root'}]}",
        ),
        "union Root by \"kind\"
             Cat(Cat) when \"kind\" in [\"Cat\"]
             Dog(Dog) when \"kind\" in [\"Dog\"]
             Root(RootBase) when \"kind\" in [\"Root\"]
         struct Cat
             kind: Option<String>
             purrs: Option<bool>
         struct Dog
             kind: Option<String>
         struct RootBase
             kind: Option<String>",
    );
}

#[test]
fn a_mapping_that_leads_to_the_base_itself() {
    assert_outline(
        &schemas(
            "Root: {type: object, properties: {kind: {type: string}, name: {type: string}},
                discriminator: {propertyName: kind, mapping: {plain: '#/components/schemas/Root', cat: '#/components/schemas/Cat'}}}
             Cat: {allOf: [{$ref: '#/components/schemas/Root'}], properties: {purrs: {type: boolean}}}",
        ),
        "union Root by \"kind\"
             Plain(RootPlain) when \"kind\" in [\"plain\"]
             Cat(Cat) when \"kind\" in [\"cat\"]
         struct RootPlain
             kind: Option<String>
             name: Option<String>
         struct Cat
             kind: Option<String>
             name: Option<String>
             purrs: Option<bool>",
    );
}

#[test]
fn properties_whose_values_differ_tell_variants_apart() {
    assert_outline(
        &schemas(
            "Root: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
             A: {type: object, properties: {state: {type: string, enum: [on, off]}, kind: {type: string, enum: [a]}}}
             B: {type: object, properties: {state: {type: string, enum: [on, off]}, kind: {type: string, enum: [b, c]}}}",
        ),
        "union Root
             A(A) when \"kind\" in [\"a\"]
             B(B) when \"kind\" in [\"b\", \"c\"]
         struct A
             state: Option<RootState>
             kind: Option<RootKind>
         struct B
             state: Option<RootState>
             kind: Option<RootKind>
         enum RootState On=\"on\" Off=\"off\"
         enum RootKind A=\"a\" B=\"b\" C=\"c\"",
    );
}

#[test]
fn numbers_and_booleans_tell_variants_apart() {
    // `on` is a string in one and a boolean in the other; `n` is free in one.
    assert_outline(
        &schemas(
            "Root: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
             A: {type: object, properties: {n: {type: integer}, on: {type: boolean, enum: [true]}}}
             B: {type: object, properties: {n: {type: integer, enum: [1]}, on: {type: string, enum: ['true']}}}",
        ),
        "union Root
             A(A) when \"on\" in [\"true\"]
             B(B) when \"on\" in BOn
         struct A
             n: Option<i64>
             on: Option<bool>
         struct B
             n: Option<i64>
             on: Option<BOn>
         enum BOn True=\"true\"",
    );
}

#[test]
fn enums_of_one_property_are_one_type() {
    // In a list too, and where a variant is in two unions; `size` outside of a union keeps its own.
    assert_outline(
        &schemas(
            "Root: {type: object, properties: {one: {$ref: '#/components/schemas/One'}, two: {$ref: '#/components/schemas/Two'},
                size: {type: string, enum: [s]}}}
             One: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
             Two: {oneOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}]}
             A: {type: object, required: [a], properties: {a: {type: string}, size: {type: string, enum: [s, m]}}}
             B: {type: object, required: [b], properties: {b: {type: string}, size: {type: array, items: {type: string, enum: [m, l]}}}}
             C: {type: object, required: [c], properties: {c: {type: string}, size: {type: string, enum: [xl, s]}}}",
        ),
        "struct Root
             one: Option<One>
             two: Option<Two>
             size: Option<RootSize>
         union One
             A(A)
             B(B)
         union Two
             B(B)
             C(C)
         enum RootSize S=\"s\"
         struct A
             a: String required
             size: Option<OneSize>
         struct B
             b: String required
             size: Option<Vec<OneSize>>
         struct C
             c: String required
             size: Option<OneSize>
         enum OneSize S=\"s\" M=\"m\" L=\"l\" Xl=\"xl\"",
    );
}

#[test]
fn variants_get_the_properties_of_the_union() {
    assert_outline(
        &schemas(
            "Root: {type: object, required: [id], properties: {id: {type: string}}, anyOf: [{$ref: '#/components/schemas/Full'}, {$ref: '#/components/schemas/Bare'}]}
             Full: {type: object, properties: {id: {type: string}, x: {type: string}}}
             Bare: {type: object, properties: {y: {type: string, enum: [v]}}}",
        ),
        "union Root
             Full(Full)
             Bare(RootBare)
         struct Full
             id: Option<String>
             x: Option<String>
         struct RootBare
             id: String required
             y: Option<BareY>
         enum BareY V=\"v\"",
    );
}

#[test]
fn all_of_with_a_union_spreads_it() {
    assert_outline(
        &schemas(
            "Root: {allOf: [{$ref: '#/components/schemas/Either'}, {type: object, properties: {id: {type: string}}}]}
             Either: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
             A: {type: object, properties: {x: {type: string}}}
             B: {type: object, properties: {y: {type: string}}}",
        ),
        "union Root
             A(RootA)
             B(RootB)
         struct RootA
             id: Option<String>
             x: Option<String>
         struct RootB
             id: Option<String>
             y: Option<String>",
    );
}

#[test]
fn scalars_by_the_kind_of_their_json() {
    assert_outline(
        &schemas(
            "Root: {type: object, properties: {a: {oneOf: [{type: string}, {type: integer}]},
                b: {anyOf: [{type: integer}, {type: number}]}, c: {oneOf: [{type: string, format: date-time}, {type: string}]},
                d: {oneOf: [{type: string, enum: [x]}, {type: array, items: {type: string}}, {type: object, properties: {e: {type: string}}}]},
                e: {oneOf: [{type: array, items: {type: string}}, {type: array, items: {type: integer}}]},
                h: {oneOf: [{type: object}, {type: object, title: Again}]},
                f: {oneOf: [{type: string}, {enum: [null]}]}, g: {oneOf: [{$ref: '#/components/schemas/Thing'}]}}}
             Thing: {type: object, properties: {x: {type: string}}}",
        ),
        "struct Root
             a: Option<RootA>
             b: Option<RootB>
             c: Option<String>
             d: Option<RootD>
             e: Option<RootE>
             h: Option<Json(alternatives without a shape)>
             f: Nullable<String>
             g: Option<Thing>
         union RootA
             Text(String)
             Integer(i64)
         union RootB
             Integer(i64)
             Number(f64)
         union RootD
             String(RootDString)
             List(Vec<String>)
             E(RootDE)
         union RootE
             ListOfText(Vec<String>)
             ListOfInteger(Vec<i64>)
         struct Thing
             x: Option<String>
         enum RootDString X=\"x\"
         struct RootDE
             e: Option<String>",
    );
}

#[test]
fn what_no_type_can_say_is_a_warning() {
    let lowered = lowered(
        "Root: {type: object, properties: {a: {type: string}, b: {type: string, not: {enum: [x]}}}, anyOf: [{required: [a]}, {required: [b]}],
            additionalProperties: false}",
    );
    assert_outline(&lowered, "struct Root\n    a: Option<String>\n    b: Option<String>");
    let messages: Vec<&str> = lowered.diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    assert_eq!(messages.len(), 2, "{messages:?}");
    assert!(lowered.diagnostics.iter().all(|diagnostic| diagnostic.line().is_some()));
}

#[test]
fn tag_of_the_parent_means_a_variant() {
    let lowered = schemas(
        "Root: {oneOf: [{$ref: '#/components/schemas/AWSRoot'}, {$ref: '#/components/schemas/AzureRoot'}],
            discriminator: {propertyName: provider, mapping: {AWS: AWSRoot, AZURE: AzureRoot, AZURE_GOV: AzureRoot}}}
         AWSRoot: {type: object, properties: {s: {type: array, items: {$ref: '#/components/schemas/Spec'}}}}
         AzureRoot: {type: object, properties: {s: {$ref: '#/components/schemas/Spec'}}}
         Spec: {oneOf: [{$ref: '#/components/schemas/AzureSpec'}, {$ref: '#/components/schemas/AWSSpec'}, {$ref: '#/components/schemas/GCPSpec'}]}
         AzureSpec: {type: object, properties: {x: {type: string}}}
         AWSSpec: {type: object, properties: {y: {type: string}}}
         GCPSpec: {type: object, properties: {z: {type: string}}}",
    );
    let of = |value: &str| vec![value.to_owned()];
    assert_eq!(parents(&lowered, "Spec"), [("Azure", of("AZURE")), ("Aws", of("AWS")), ("Gcp", vec![])]);
}

/// The values of an enclosing tag that mean each variant.
fn parents<'l>(lowered: &'l Lowered, name: &str) -> Vec<(&'l str, Vec<String>)> {
    let spec = lowered.api.types.iter().find(|def| def.rust == name).expect("is a type");
    let TypeKind::Union(union) = &spec.kind else { panic!("{spec:?}") };
    union.variants.iter().map(|variant| (variant.rust.as_str(), variant.parents.clone())).collect()
}

#[test]
fn constants_that_no_parent_overrules() {
    let part = |kinds: [&str; 2]| {
        let [text, image] = kinds.map(|kind| {
            format!("{{type: object, required: [kind, value], properties: {{kind: {{type: string, enum: {kind}}}, value: {{type: string}}}}}}")
        });
        schemas(&format!(
            "Root: {{oneOf: [{{$ref: '#/components/schemas/Text'}}, {{$ref: '#/components/schemas/Image'}}],
                discriminator: {{propertyName: kind, mapping: {{text: Text, image: Image}}}}}}
             Text: {{type: object, properties: {{quoted: {{$ref: '#/components/schemas/Part'}}}}}}
             Image: {{type: object, properties: {{quoted: {{$ref: '#/components/schemas/Part'}}}}}}
             Part: {{oneOf: [{{$ref: '#/components/schemas/TextPart'}}, {{$ref: '#/components/schemas/ImagePart'}}]}}
             TextPart: {text}\n             ImagePart: {image}"
        ))
    };
    let has_parents = |kinds| parents(&part(kinds), "Part").iter().any(|(_, parents)| !parents.is_empty());
    assert!(!has_parents(["[text]", "[image]"]), "the part says itself what it is");
    assert!(has_parents(["[text, other]", "[image, other]"]));
}

#[test]
fn inline_alternatives_of_other_types() {
    let outline = |alternatives: [&str; 3]| {
        let [a, b, c] = alternatives
            .map(|value| format!("{{type: object, properties: {{value: {value}, note: {{type: string}}}}}}"));
        let lowered = schemas(&format!(
            "Root: {{oneOf: [{a}, {b}, {c}]}}
             More: {{type: object, properties: {{x: {{type: string}}}}}}"
        ));
        let mut names: Vec<String> = lowered.api.types.iter().map(|def| def.rust.clone()).collect();
        names.sort();
        names
    };
    let (text, list) = ("{type: string}", "{type: array, items: {$ref: '#/components/schemas/More'}}");
    let object = "{type: object, properties: {y: {type: string}}}";
    let names =
        ["More", "Root", "RootValueNoteListOfMore", "RootValueNoteText", "RootValueNoteY", "RootValueNoteYValue"];
    assert_eq!(outline([text, list, object]), names);
    assert_eq!(outline([object, text, list]), names);
}

#[test]
fn alternatives_that_are_alike_become_one() {
    assert_outline(
        &schemas(
            "Root: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'},
                {type: object, required: [x], description: Inline., properties: {k: {type: string, enum: [b]}, x: {type: string}}}]}
             A: {type: object, required: [x], properties: {x: {type: string}, k: {type: string, enum: [a]}}}
             B: {type: object, required: [x], description: Other., properties: {k: {type: string, enum: [a], example: a}, x: {type: string}}}
             C: {type: object, required: [x], properties: {k: {type: string, enum: [b]}, x: {type: string, title: X}}}",
        ),
        "union Root
             A(A) when \"k\" in [\"a\"]
             C(C) when \"k\" in [\"b\"]
         struct A
             x: String required
             k: Option<RootK>
         struct C
             k: Option<RootK>
             x: String required
         enum RootK A=\"a\" B=\"b\"",
    );
}

#[test]
fn an_alternative_that_allows_any_value() {
    assert_outline(
        &schemas(
            "Root: {type: object, properties: {
                a: {anyOf: [{}, {type: string}]}, b: {oneOf: [{description: Anything.}, {type: string}]},
                c: {anyOf: [{minLength: 3}, {type: string}]},
                d: {type: string, oneOf: [{type: string, format: date}, {maxLength: 0}]},
                e: {anyOf: [{type: integer}, {minimum: 2}]},
                f: {type: integer, anyOf: [{enum: [0]}, {minimum: 2}]}}}",
        ),
        "struct Root
             a: Option<Json(an alternative that allows any value)>
             b: Option<Json(an alternative that allows any value)>
             c: Option<String>
             d: Option<String>
             e: Option<RootE>
             f: Option<i64>
         union RootE
             Integer(i64)
             Number(f64)",
    );
}

#[test]
fn one_object_among_other_values() {
    assert_outline(
        &schemas(
            "Root: {oneOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/Root'}},
                {type: object, required: [op], properties: {op: {type: string, enum: [and, or]}}}]}",
        ),
        "union Root
             Text(String)
             List(Vec<Root>)
             Op(RootOp)
         struct RootOp
             op: RootOpOp required
         enum RootOpOp And=\"and\" Or=\"or\"",
    );
}

#[test]
fn values_beside_an_enum() {
    // A list beside a plain string makes it an enum; lists without a common value say nothing.
    assert_outline(
        &schemas(
            "Root: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}]}
             Kind: {type: string, enum: [a, b, c]}
             Text: {type: string}
             OfB: {allOf: [{enum: [b, d]}, {$ref: '#/components/schemas/Kind'}]}
             A: {type: object, properties: {kind: {allOf: [{$ref: '#/components/schemas/Kind'}], enum: [a]}, x: {type: string}}}
             B: {type: object, properties: {kind: {$ref: '#/components/schemas/OfB'}, y: {type: string}}}
             C: {type: object, properties: {kind: {allOf: [{$ref: '#/components/schemas/Text'}], enum: [c]},
                other: {allOf: [{$ref: '#/components/schemas/Kind'}], enum: [z]}}}",
        ),
        "union Root
             A(A) when \"kind\" in [\"a\"]
             B(B) when \"kind\" in [\"b\"]
             C(C) when \"kind\" in [\"c\"]
         struct A
             kind: Option<Kind>
             x: Option<String>
         struct B
             kind: Option<RootKind>
             y: Option<String>
         struct C
             kind: Option<RootKind>
             other: Option<Kind>
         enum Kind A=\"a\" B=\"b\" C=\"c\"
         enum RootKind B=\"b\" D=\"d\" C=\"c\"",
    );
}
