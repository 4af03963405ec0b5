//! `allOf` and unions: what spreads, what is a base class, and which values lead to what.

use super::support::{assert_outline, lowered, outline, schemas};

#[test]
fn tagged_union_spreads_with_its_tag() {
    // The same where the property is written in place, and where the result is spread again.
    assert_outline(
        &schemas(
            "Root: {type: object, properties: {
                a: {allOf: [{$ref: '#/components/schemas/Linked'}], properties: {note: {type: string}}},
                b: {allOf: [{$ref: '#/components/schemas/Pet'}], required: [lives]}}}
             Linked: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {links: {type: integer}}}]}
             Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}],
                discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat', dog: Dog, wolf: Dog}}}
             Cat: {type: object, properties: {kind: {type: string}, lives: {type: integer}}}
             Dog: {type: object, properties: {kind: {type: string}, barks: {type: boolean}}}",
        ),
        "struct Root
             a: Option<RootA>
             b: Option<RootB>
         union RootA by \"kind\"
             Cat(RootACat) when \"kind\" in [\"cat\"]
             Dog(RootADog) when \"kind\" in [\"dog\", \"wolf\"]
         union RootB by \"kind\"
             Cat(Cat) when \"kind\" in [\"cat\"]
             Dog(Dog) when \"kind\" in [\"dog\", \"wolf\"]
         struct RootACat
             links: Option<i64>
             note: Option<String>
             kind: Option<String>
             lives: Option<i64>
         struct RootADog
             links: Option<i64>
             note: Option<String>
             kind: Option<String>
             barks: Option<bool>
         struct Cat
             kind: Option<String>
             lives: Option<i64>
         struct Dog
             kind: Option<String>
             barks: Option<bool>",
    );
}

#[test]
fn base_class_keeps_its_heirs() {
    // `Other` inherits from what only lists other heirs: what these have is not there, which is said.
    let lowered = lowered(
        "Root: {type: object, properties: {a: {$ref: '#/components/schemas/Pet'}, b: {$ref: '#/components/schemas/Other'}}}
         Pet: {type: object, properties: {kind: {type: string}}, oneOf: [{$ref: '#/components/schemas/Cat'}],
            discriminator: {propertyName: kind}}
         Cat: {allOf: [{$ref: '#/components/schemas/Pet'}], properties: {lives: {type: integer}}}
         Other: {allOf: [{$ref: '#/components/schemas/Pet'}], properties: {note: {type: string}}}",
    );
    assert_outline(
        &lowered,
        "struct Root
             a: Option<Pet>
             b: Option<Other>
         union Pet by \"kind\"
             Cat(Cat) when \"kind\" in [\"Cat\"]
         struct Other
             kind: Option<String>
             note: Option<String>
         struct Cat
             kind: Option<String>
             lives: Option<i64>",
    );
    let ignored: Vec<_> =
        lowered.api.ignored.iter().map(|note| (note.origin.to_string(), note.what.as_str())).collect();
    let what = "only the properties of the union `Pet` itself are inherited, not those of its alternatives";
    assert_eq!(ignored, [("#/components/schemas/Other".to_owned(), what)]);
}

#[test]
fn heirs_that_a_mapping_leaves_out() {
    // `Alias` is `Root` under another name, and `Four` lists a value of its own.
    assert_outline(
        &schemas(
            "Root: {type: object, properties: {kind: {type: string, enum: [one, two, three]}},
                discriminator: {propertyName: kind, mapping: {one: One, two: '#/components/schemas/One'}}}
             One: {allOf: [{$ref: '#/components/schemas/Root'}], properties: {a: {type: string}}}
             Left: {allOf: [{$ref: '#/components/schemas/Root'}, {properties: {b: {type: string}}}]}
             Four: {allOf: [{$ref: '#/components/schemas/Root'}], properties: {kind: {type: string, enum: [four]}}}
             Alias: {allOf: [{$ref: '#/components/schemas/Root'}]}",
        ),
        "union Root by \"kind\"
             One(One) when \"kind\" in [\"one\", \"two\"]
             Left(Left) when \"kind\" in [\"Left\"]
             Four(Four) when \"kind\" in [\"four\"]
             Three(RootBase) when \"kind\" in [\"three\"]
         struct One
             kind: Option<RootKind>
             a: Option<String>
         struct Left
             kind: Option<RootKind>
             b: Option<String>
         struct Four
             kind: Option<RootKind>
         struct RootBase
             kind: Option<RootKind>
         enum RootKind One=\"one\" Two=\"two\" Three=\"three\" Four=\"four\"",
    );
}

#[test]
fn heirs_without_a_value_are_no_variants() {
    assert_outline(
        &schemas(
            "Root: {type: object, properties: {version: {type: integer}},
                discriminator: {propertyName: version, mapping: {1: One}}}
             One: {allOf: [{$ref: '#/components/schemas/Root'}], properties: {a: {type: string}}}
             Left: {allOf: [{$ref: '#/components/schemas/Root'}], properties: {b: {type: string}}}",
        ),
        "union Root by \"version\"
             One(One) when \"version\" in [\"1\"]
         struct One
             version: Option<i64>
             a: Option<String>",
    );
}

#[test]
fn unions_within_a_union_by_the_same_tag() {
    // `Lynx` is an alternative of the outer union as well, which leads to it directly.
    assert_outline(
        &schemas(
            "Root: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}, {$ref: '#/components/schemas/Lynx'}],
                discriminator: {propertyName: kind, mapping: {lynx: Lynx}}}
             Cat: {oneOf: [{$ref: '#/components/schemas/Lion'}, {$ref: '#/components/schemas/Small'}],
                discriminator: {propertyName: kind, mapping: {lion: Lion}}}
             Small: {oneOf: [{$ref: '#/components/schemas/Lynx'}, {$ref: '#/components/schemas/Tom'}],
                discriminator: {propertyName: kind, mapping: {lynx: Lynx, tom: Tom}}}
             Lion: {type: object, properties: {kind: {type: string}, mane: {type: integer}}}
             Lynx: {type: object, properties: {kind: {type: string}, ears: {type: integer}}}
             Tom: {type: object, properties: {kind: {type: string}, lives: {type: integer}}}
             Dog: {type: object, properties: {kind: {type: string, enum: [dog]}}}",
        ),
        "union Root by \"kind\"
             Cat(Cat) when \"kind\" in [\"Cat\", \"lion\", \"Small\", \"tom\"]
             Dog(Dog) when \"kind\" in [\"dog\"]
             Lynx(Lynx) when \"kind\" in [\"lynx\"]
         union Cat by \"kind\"
             Lion(Lion) when \"kind\" in [\"lion\"]
             Small(Small) when \"kind\" in [\"Small\", \"lynx\", \"tom\"]
         struct Dog
             kind: Option<DogKind>
         struct Lynx
             kind: Option<String>
             ears: Option<i64>
         struct Lion
             kind: Option<String>
             mane: Option<i64>
         union Small by \"kind\"
             Lynx(Lynx) when \"kind\" in [\"lynx\"]
             Tom(Tom) when \"kind\" in [\"tom\"]
         enum DogKind Dog=\"dog\"
         struct Tom
             kind: Option<String>
             lives: Option<i64>",
    );
}

#[test]
fn heirs_that_are_base_classes() {
    assert_outline(
        &schemas(
            "Root: {type: object, properties: {kind: {type: string}}, discriminator: {propertyName: kind}}
             Cat: {allOf: [{$ref: '#/components/schemas/Root'}], discriminator: {propertyName: kind, mapping: {lion: Lion}}}
             Lion: {type: object, properties: {kind: {type: string}, mane: {type: integer}}}",
        ),
        "union Root by \"kind\"
             Cat(Cat) when \"kind\" in [\"Cat\", \"lion\"]
             Root(RootBase) when \"kind\" in [\"Root\"]
         union Cat by \"kind\"
             Lion(Lion) when \"kind\" in [\"lion\"]
         struct RootBase
             kind: Option<String>
         struct Lion
             kind: Option<String>
             mane: Option<i64>",
    );
}

#[test]
fn numbers_within_a_union_by_the_same_tag() {
    assert_outline(
        &schemas(
            "Root: {oneOf: [{$ref: '#/components/schemas/Old'}, {$ref: '#/components/schemas/New'}], discriminator: {propertyName: v}}
             Old: {oneOf: [{$ref: '#/components/schemas/One'}, {$ref: '#/components/schemas/Two'}], discriminator: {propertyName: v}}
             One: {type: object, properties: {v: {type: integer, enum: [1]}, a: {type: string}}}
             Two: {type: object, properties: {v: {type: integer, enum: [2]}, b: {type: string}}}
             New: {type: object, properties: {v: {type: integer, enum: [3, 4]}}}",
        ),
        "union Root by \"v\"
             Old(Old) when \"v\" in [\"1\", \"2\"]
             New(New) when \"v\" in [\"3\", \"4\"]
         union Old by \"v\"
             One(One) when \"v\" in [\"1\"]
             Two(Two) when \"v\" in [\"2\"]
         struct New
             v: Option<i64>
         struct One
             v: Option<i64>
             a: Option<String>
         struct Two
             v: Option<i64>
             b: Option<String>",
    );
}

#[test]
fn objects_that_are_declared_twice() {
    assert_outline(
        &schemas(
            "Root: {allOf: [
                {properties: {a: {type: object, required: [x], properties: {x: {type: string}, in: {type: object, properties: {p: {type: string}}}}}}},
                {$ref: '#/components/schemas/More'},
                {properties: {b: {$ref: '#/components/schemas/Narrow'}}}]}
             More: {type: object, properties: {
                a: {type: object, properties: {y: {type: integer}, in: {type: object, properties: {q: {type: string}}}}},
                b: {$ref: '#/components/schemas/Wide'}}}
             Wide: {type: object, properties: {w: {type: string}}}
             Narrow: {type: object, properties: {w: {type: string}, n: {type: string}}}",
        ),
        "struct Root
             a: Option<RootA>
             b: Option<Narrow>
         struct RootA
             x: String required
             in: Option<RootAIn>
             y: Option<i64>
         struct Narrow
             w: Option<String>
             n: Option<String>
         struct RootAIn
             p: Option<String>
             q: Option<String>",
    );
}

#[test]
fn cycles_of_objects_declared_twice() {
    assert_outline(
        &schemas(
            "Root: {allOf: [{$ref: '#/components/schemas/P'}, {$ref: '#/components/schemas/Q'}]}
             P: {type: object, properties: {child: {$ref: '#/components/schemas/P'}, p: {type: string}}}
             Q: {type: object, properties: {child: {$ref: '#/components/schemas/Q'}, q: {type: string}}}",
        ),
        "struct Root
             child: Option<RootChild>
             p: Option<String>
             q: Option<String>
         struct RootChild
             child: Option<Box<RootChild>>
             p: Option<String>
             q: Option<String>",
    );
}

#[test]
fn union_within_a_union_with_properties() {
    // `Inner` itself has no note, and its `B` needs nothing more.
    assert_outline(
        &schemas(
            "Root: {type: object, properties: {a: {$ref: '#/components/schemas/Outer'}, b: {$ref: '#/components/schemas/Inner'}}}
             Outer: {properties: {note: {type: string}}, oneOf: [{$ref: '#/components/schemas/Inner'}, {type: integer}]}
             Inner: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
             A: {type: object, properties: {a: {type: string}}}
             B: {type: object, properties: {b: {type: string}, note: {type: string}}}",
        ),
        "struct Root
             a: Option<Outer>
             b: Option<Inner>
         union Outer
             Inner(OuterInner)
             Integer(i64)
         union Inner
             A(A)
             B(B)
         union OuterInner
             A(OuterInnerA)
             B(B)
         struct A
             a: Option<String>
         struct B
             b: Option<String>
             note: Option<String>
         struct OuterInnerA
             note: Option<String>
             a: Option<String>",
    );
}

#[test]
fn parent_that_is_a_single_alternative() {
    assert_outline(
        &schemas(
            "Root: {allOf: [{$ref: '#/components/schemas/A'}, {anyOf: [{$ref: '#/components/schemas/B'}]}]}
             A: {type: object, properties: {a: {type: string}}}
             B: {oneOf: [{type: object, properties: {b: {type: string}}, required: [b]}]}",
        ),
        "struct Root
             a: Option<String>
             b: String required",
    );
}

#[test]
fn values_that_heirs_say() {
    let base = "{$ref: '#/components/schemas/Root'}";
    let found = schemas(&format!(
        "Root: {{type: object, discriminator: {{propertyName: kind}}, properties: {{kind: {{type: string, enum: [cat, dog]}}}}}}
         Cat: {{allOf: [{base}], x-ms-discriminator-value: cat, properties: {{purrs: {{type: boolean}}}}}}
         Dog: {{allOf: [{base}], x-ms-discriminator-value: dog}}",
    ));
    let outline = outline(&found.api);
    let union = "union Root by \"kind\"\n    Cat(Cat) when \"kind\" in [\"cat\"]\n    Dog(Dog) when \"kind\" in [\"dog\"]\nstruct Cat";
    assert!(outline.starts_with(union), "{outline}");
}
