//! Objects, lists, maps, enums, and what wraps them.

use super::support::{assert_outline, field, lowered, schemas};
use crate::ir::{Presence, TypeRef};

#[test]
fn presence_follows_the_schema_alone() {
    assert_outline(
        &schemas(
            "Root: {type: object, required: [a, d, e, f, n], properties: {
                a: {type: string}, b: {type: integer, format: int32}, c: {type: string, nullable: true},
                d: {type: string, writeOnly: true}, e: {type: string, format: password}, f: {type: number, format: float},
                g: {type: boolean, readOnly: true}, n: {type: string, format: date-time, nullable: true},
                o: {type: string, format: date}, p: {type: string, format: uuid}}}",
        ),
        "struct Root
             a: String required
             b: Option<i64>
             c: Nullable<String>
             d: Option<String> required write_only
             e: Option<Secret> required secret
             f: f64 required
             g: Option<bool> read_only
             n: Nullable<DateTime> required
             o: Option<Date>
             p: Option<String>",
    );
}

#[test]
fn inline_types_are_named_after_parent_and_field() {
    assert_outline(
        &schemas(
            "Root: {type: object, properties: {
                kind: {type: string, enum: [a, b]},
                list: {type: array, items: {type: array, items: {type: object, properties: {x: {type: string, enum: [y]}}}}},
                map: {type: object, additionalProperties: {type: object, properties: {z: {type: integer}}}}}}",
        ),
        "struct Root
             kind: Option<RootKind>
             list: Option<Vec<Vec<RootList>>>
             map: Option<Map<RootMap>>
         enum RootKind A=\"a\" B=\"b\"
         struct RootList
             x: Option<RootListX>
         struct RootMap
             z: Option<i64>
         enum RootListX Y=\"y\"",
    );
}

#[test]
fn components_that_are_no_types_dissolve() {
    assert_outline(
        &schemas(
            "Root: {type: object, properties: {a: {$ref: '#/components/schemas/Text'}, b: {$ref: '#/components/schemas/List'},
                c: {$ref: '#/components/schemas/Map'}, d: {$ref: '#/components/schemas/Other'}, e: {$ref: '#/components/schemas/Free'}}}
             Text: {type: string, pattern: '^x$', nullable: true}
             List: {type: array, items: {type: object, properties: {x: {type: string}}}}
             Map: {type: object, additionalProperties: {type: object, properties: {x: {type: string}}}}
             Other: {$ref: '#/components/schemas/Text'}
             Free: {type: object}",
        ),
        "struct Root
             a: Nullable<String>
             b: Option<Vec<ListItem>>
             c: Option<Map<MapValue>>
             d: Nullable<String>
             e: Option<Json(object without properties)>
         struct ListItem
             x: Option<String>
         struct MapValue
             x: Option<String>",
    );
    let text = lowered(
        "Root: {type: object, properties: {a: {$ref: '#/components/schemas/T'}}}\nT: {type: string, pattern: '^x$'}",
    );
    assert_eq!(field(&text.api, "Root", "a").constraints.pattern.as_deref(), Some("^x$"));
}

#[test]
fn free_form_places_say_why() {
    assert_outline(
        &schemas(
            "Root: {type: object, properties: {a: {}, b: {type: object, additionalProperties: true}, c: {type: array, items: {}},
                d: {type: object, additionalProperties: {}}, e: {enum: [1, a]}, f: {type: object, additionalProperties: false},
                g: {enum: [1, 2]}, h: {type: boolean, enum: [true]}, i: {type: string, nullable: true, enum: [null, a]}, j: {type: number, enum: [1.5]}}}",
        ),
        "struct Root
             a: Option<Json(schema without a type)>
             b: Option<Map<Json(map without a type of its values)>>
             c: Option<Vec<Json(schema without a type)>>
             d: Option<Map<Json(map without a type of its values)>>
             e: Option<Json(! enum of values that are not all strings, numbers or booleans)>
             f: Option<RootF>
             g: Option<i64>
             h: Option<bool>
             i: Nullable<RootI>
             j: Option<f64>
         struct RootF
         enum RootI A=\"a\"",
    );
}

#[test]
fn properties_and_further_ones() {
    assert_outline(
        &schemas(
            "Root: {type: object, properties: {a: {type: string}, additional: {type: string}},
                additionalProperties: {type: object, properties: {b: {type: string}}}}",
        ),
        "struct Root
             a: Option<String>
             additional_: Option<String> \"additional\"
             ..RootAdditional
         struct RootAdditional
             b: Option<String>",
    );
}

#[test]
fn all_of_is_one_flat_struct() {
    assert_outline(
        &schemas(
            "Root: {type: object, required: [c], allOf: [{$ref: '#/components/schemas/Parent'},
                {type: object, required: [d], properties: {b: {type: integer}, c: {type: string}, e: {description: More about it.}}}],
                properties: {d: {type: string, enum: [y]}}}
             Parent: {type: object, required: [b], properties: {a: {type: string, enum: [x]}, b: {type: string},
                e: {$ref: '#/components/schemas/Thing'}}}
             Thing: {type: object, properties: {f: {type: string}}}",
        ),
        "struct Root
             a: Option<ParentA>
             b: i64 required
             e: Option<Thing>
             c: String required
             d: RootD required
         enum ParentA X=\"x\"
         struct Thing
             f: Option<String>
         enum RootD Y=\"y\"",
    );
}

#[test]
fn a_wrapper_is_what_it_wraps() {
    let lowered = lowered(
        "Root: {type: object, properties: {
            a: {type: object, readOnly: true, description: Its own words., allOf: [{$ref: '#/components/schemas/Thing'}]},
            b: {nullable: true, allOf: [{$ref: '#/components/schemas/Kind'}, {description: no shape}]},
            c: {$ref: '#/components/schemas/Same'}, d: {$ref: '#/components/schemas/Word'}, e: {$ref: '#/components/schemas/Thing'}}}
         Thing: {type: object, description: A thing. It is big., properties: {f: {type: string}}}
         Kind: {type: string, enum: [k]}
         Same: {allOf: [{$ref: '#/components/schemas/Thing'}]}
         Word: {allOf: [{$ref: '#/components/schemas/Kind'}]}",
    );
    assert_outline(
        &lowered,
        "struct Root
             a: Option<Thing> read_only
             b: Nullable<Kind>
             c: Option<Same>
             d: Option<Kind>
             e: Option<Thing>
         struct Thing
             f: Option<String>
         enum Kind K=\"k\"
         struct Same
             f: Option<String>",
    );
    assert_eq!(field(&lowered.api, "Root", "a").docs.summary, "Its own words.");
    assert_eq!(field(&lowered.api, "Root", "e").docs.summary, "A thing.", "a reference says what it leads to");
}

#[test]
fn what_contains_itself() {
    assert_outline(
        &schemas(
            "Root: {type: object, required: [a], properties: {a: {$ref: '#/components/schemas/A'}, self: {$ref: '#/components/schemas/Root'},
                list: {type: array, items: {$ref: '#/components/schemas/Root'}}}}
             A: {type: object, required: [b], properties: {b: {$ref: '#/components/schemas/B'}, out: {$ref: '#/components/schemas/Leaf'}}}
             B: {type: object, properties: {a: {$ref: '#/components/schemas/A'}}}
             Leaf: {type: object, properties: {x: {type: string}}}",
        ),
        "struct Root
             a: A required
             self_: Option<Box<Root>> \"self\"
             list: Option<Vec<Root>>
         struct A
             b: Box<B> required
             out: Option<Leaf>
         struct B
             a: Option<Box<A>>
         struct Leaf
             x: Option<String>",
    );
}

#[test]
fn secrets_by_name_and_the_keep_list() {
    let config = r#"
        [secrets]
        texts = ["apiKey"]
        containers = ["headers"]
        except = ["publicApiKey"]
        [[keep]]
        property = "Root.id"
        reason = "sent back"
    "#;
    let lowered = super::support::with_config(
        "Root: {type: object, required: [apiKey], properties: {apiKey: {type: string}, apiKeyId: {type: string},
            publicApiKey: {type: string}, headers: {type: array, items: {type: string}}, id: {type: string, readOnly: true},
            other: {type: string, readOnly: true}, myApiKey: {type: string, enum: [a]}}}",
        config,
    );
    assert_outline(
        &lowered,
        "struct Root
             api_key: Secret \"apiKey\" required secret
             api_key_id: Option<String> \"apiKeyId\"
             public_api_key: Option<String> \"publicApiKey\"
             headers: Option<Vec<String>> secret
             id: Option<String> read_only kept
             other: Option<String> read_only
             my_api_key: Option<RootMyApiKey> \"myApiKey\"
         enum RootMyApiKey A=\"a\"",
    );
}

#[test]
fn ids_that_are_always_returned() {
    let root =
        "Root: {type: object, required: [own], properties: {id: {type: string, readOnly: true}, name: {type: string},
        count: {type: integer, readOnly: true}, own: {type: string, readOnly: true},
        none: {type: string, readOnly: true, nullable: true}, other: {type: string, readOnly: true}}}";
    let ids = |names: &[&str]| {
        let ids: Vec<String> = names.iter().map(|name| format!("\"Root.{name}\"")).collect();
        format!("[features]\nUntagged = \"untagged\"\n[returned]\nids = [{}]\n", ids.join(", "))
    };
    let lowered = super::support::own(root, &ids(&["id"]));
    assert!(lowered.diagnostics.is_empty(), "{}", lowered.diagnostics.render(false));
    assert_outline(
        &lowered,
        "struct Root
             id: String read_only
             name: Option<String>
             count: Option<i64> read_only
             own: String required read_only
             none: Nullable<String> read_only
             other: Option<String> read_only",
    );
    for (name, reason) in [
        ("name", "`Root.name` is not read-only, so that a request can carry it"),
        ("count", "`Root.count` is not a string"),
        ("own", "`Root.own` is required already"),
        ("none", "`Root.none` can be null"),
        ("idd", "no type has this property"),
    ] {
        let text = super::support::own(root, &ids(&["id", name])).diagnostics.render(false);
        assert!(text.contains(reason), "{name}: {text}");
        // For others it applies where it fits.
        let lowered = super::support::with_config(root, &ids(&[name]).replace("[returned]", "[elsewhere.returned]"));
        assert!(!lowered.diagnostics.has_errors(), "{}", lowered.diagnostics.render(false));
    }
}

#[test]
fn limits_are_kept_as_text() {
    let lowered = lowered(
        "Root: {type: object, properties: {
            a: {type: string, format: email, pattern: '^a$', minLength: 1, maxLength: 9, default: x, example: y},
            b: {type: integer, format: int64, minimum: 0, exclusiveMinimum: true, maximum: 5, enum: [1, 2], default: 1},
            c: {type: array, minItems: 1, uniqueItems: true, items: {type: string, pattern: '^c$'}},
            d: {type: number, format: double, minimum: 0.5}}}",
    );
    let of = |name: &str| field(&lowered.api, "Root", name).constraints.clone();
    let a = of("a");
    assert_eq!((a.format.as_deref(), a.pattern.as_deref(), a.length), (Some("email"), Some("^a$"), (Some(1), Some(9))));
    assert_eq!((a.default.as_deref(), a.example.as_deref()), (Some("\"x\""), Some("\"y\"")));
    let b = of("b");
    assert_eq!((b.format, b.range), (None, (Some("0 (exclusive)".to_owned()), Some("5".to_owned()))));
    assert_eq!(b.values, ["1", "2"]);
    let c = of("c");
    assert_eq!((c.items, c.unique, c.pattern.as_deref()), ((Some(1), None), true, Some("^c$")));
    assert_eq!(of("d").range.0.as_deref(), Some("0.5"));
}

#[test]
fn only_what_is_reached_becomes_a_type() {
    let lowered = lowered(
        "Root: {type: object, properties: {a: {type: string}}}\nOther: {type: object, properties: {a: {type: string}}}",
    );
    assert_eq!(lowered.api.types.len(), 1);
    assert_eq!(lowered.api.unreached_schemas, 2);
    assert!(!lowered.api.types[0].in_request);
    assert_eq!(lowered.api.types[0].tags, [0]);
    let field = field(&lowered.api, "Root", "a");
    assert_eq!((field.presence, &field.ty), (Presence::Optional, &TypeRef::String));
}

#[test]
fn limits_beside_the_only_member() {
    assert_outline(
        &schemas(
            "Root: {type: object, properties: {
                a: {allOf: [{$ref: '#/components/schemas/Thing'}, {required: [x]}]},
                b: {allOf: [{$ref: '#/components/schemas/Thing'}, {nullable: true}]},
                c: {allOf: [{$ref: '#/components/schemas/Text'}, {format: date-time}]},
                d: {allOf: [{$ref: '#/components/schemas/Text'}, {minLength: 3}]},
                e: {allOf: [{$ref: '#/components/schemas/Count'}, {minimum: 0, format: uint64}]}}}
             Thing: {type: object, properties: {x: {type: string}}}
             Text: {type: string}
             Count: {type: integer}",
        ),
        "struct Root
             a: Option<RootA>
             b: Nullable<Thing>
             c: Option<DateTime>
             d: Option<String>
             e: Option<u64>
         struct RootA
             x: String required
         struct Thing
             x: Option<String>",
    );
    let lowered = schemas(
        "Root: {type: object, properties: {d: {allOf: [{$ref: '#/components/schemas/Text'}, {minLength: 3}]}}}
             Text: {type: string}",
    );
    assert_eq!(field(&lowered.api, "Root", "d").constraints.length, (Some(3), None));
}

#[test]
fn integers_beyond_64_bits() {
    for (limit, is_beyond) in
        [("maximum: 1000000000000000000000", true), ("minimum: -1.0e+30", true), ("maximum: 5", false)]
    {
        let text = format!("Root: {{type: object, properties: {{a: {{type: integer, {limit}}}}}}}");
        let warnings = schemas(&text).diagnostics.render(false);
        assert_eq!(warnings.contains("a limit beyond 64 bits"), is_beyond, "{limit}: {warnings}");
    }
}

#[test]
fn what_is_described_again_stays_nullable() {
    // Unless it says otherwise, or has a type of its own.
    assert_outline(
        &schemas(
            "Root: {allOf: [{$ref: '#/components/schemas/Base'}], required: [a, b, c],
                properties: {a: {description: Again.}, b: {nullable: false, description: Again.}, c: {type: string}}}
             Base: {type: object, properties: {a: {$ref: '#/components/schemas/Text'}, b: {type: string, nullable: true},
                c: {type: string, nullable: true}}}
             Text: {type: string, nullable: true}",
        ),
        "struct Root
             a: Nullable<String> required
             b: String required
             c: String required",
    );
}

#[test]
fn further_properties_beside_alternatives() {
    assert_outline(
        &schemas(
            "Root: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}], additionalProperties: {type: string}}
             A: {type: object, required: [a], properties: {a: {type: integer}}}
             B: {type: object, required: [b], properties: {b: {type: integer}}, additionalProperties: true}",
        ),
        "union Root
             A(RootA)
             B(B)
         struct RootA
             a: i64 required
             ..String
         struct B
             b: i64 required
             ..Json(further properties of any type)",
    );
}
