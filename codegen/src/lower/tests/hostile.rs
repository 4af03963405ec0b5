//! Names that no one would choose.

use std::collections::BTreeSet;

use super::support::{assert_outline, lowered, outline, paths, schemas, with_config};
use crate::ir::TypeKind;

#[test]
fn fields_and_values() {
    assert_outline(
        &schemas(
            r"Root: {type: object, properties: {type: {type: string}, Type: {type: string}, self: {type: string}, 2dsphereIndexVersion: {type: integer},
                _id: {type: string}, id: {type: string}, '': {type: string}, '$ref_': {type: string}, 'ü': {type: string}, match: {type: string},
                v: {type: string, nullable: true, enum: ['', '<', '>', $external, external, unknown, self, '🚀', '5.0', '50', a b, a-b, '-1', '1', null]}}}",
        ),
        "struct Root
             type: Option<String>
             type_capitalized: Option<String> \"Type\"
             self_: Option<String> \"self\"
             two_dsphere_index_version: Option<i64> \"2dsphereIndexVersion\"
             underscore_id: Option<String> \"_id\"
             id: Option<String>
             empty: Option<String> \"\"
             ref: Option<String> \"$ref_\"
             u00fc: Option<String> \"ü\"
             match: Option<String>
             v: Nullable<RootV>
         enum RootV Empty=\"\" LessThan=\"<\" GreaterThan=\">\" DollarExternal=\"$external\" External=\"external\" UnknownValue=\"unknown\" \
             SelfValue=\"self\" U1f680=\"🚀\" N5_0=\"5.0\" N50=\"50\" AB=\"a b\" ADashB=\"a-b\" Minus1=\"-1\" N1=\"1\"",
    );
}

#[test]
fn types_that_rust_has_already() {
    assert_outline(
        &schemas(
            "Root: {type: object, properties: {a: {$ref: '#/components/schemas/Option'}, b: {$ref: '#/components/schemas/Self'}, c: {$ref: '#/components/schemas/string'},
                d: {$ref: '#/components/schemas/9lives'}, e: {$ref: '#/components/schemas/IntoField'}}}
             IntoField: {type: object, properties: {x: {type: string}}}
             Option: {type: object, properties: {x: {type: string}}}
             Self: {type: object, properties: {x: {type: string}}}
             string: {type: object, properties: {x: {type: string}}}
             9lives: {type: object, properties: {x: {type: string}}}",
        ),
        "struct Root
             a: Option<OptionModel>
             b: Option<SelfModel>
             c: Option<StringModel>
             d: Option<NineLives>
             e: Option<IntoFieldModel>
         struct OptionModel
             x: Option<String>
         struct SelfModel
             x: Option<String>
         struct StringModel
             x: Option<String>
         struct NineLives
             x: Option<String>
         struct IntoFieldModel
             x: Option<String>",
    );
}

#[test]
fn components_choose_before_inline_types() {
    let text = "Root: {type: object, properties: {kind: {type: string, enum: [a]}, other: {$ref: '#/components/schemas/RootKind'},
                    third: {$ref: '#/components/schemas/root-kind'}}}
                RootKind: {type: string, enum: [b]}
                root-kind: {type: string, enum: [c]}";
    let lowered = lowered(text);
    assert_outline(
        &lowered,
        "struct Root
             kind: Option<RootKindEnum>
             other: Option<RootKind>
             third: Option<RootDashKind>
         enum RootKindEnum A=\"a\"
         enum RootKind B=\"b\"
         enum RootDashKind C=\"c\"",
    );
    assert_eq!(lowered.diagnostics.len(), 2, "{}", lowered.diagnostics.render(false));
}

#[test]
fn a_nullable_field_has_two_setters() {
    let lowered =
        lowered("Root: {type: object, properties: {a: {type: string, nullable: true}, aNull: {type: string}}}");
    let outline = outline(&lowered.api);
    assert!(outline.contains("a_null_: Option<String> \"aNull\""), "{outline}");
}

#[test]
fn chosen_names_reach_inline_types() {
    let config = "[elsewhere]\nrename = [{ of = \"charFilterhtml\", to = \"CharFilterHtml\" }, { of = \"Root.a\", to = \"better\" }]";
    let lowered = with_config(
        "Root: {type: object, properties: {a: {$ref: '#/components/schemas/charFilterhtml'}}}
         charFilterhtml: {type: object, properties: {kind: {type: string, enum: [x]}}}",
        config,
    );
    assert_outline(
        &lowered,
        "struct Root
             better: Option<CharFilterHtml> \"a\"
         struct CharFilterHtml
             kind: Option<CharFilterHtmlKind>
         enum CharFilterHtmlKind X=\"x\"",
    );
}

#[test]
fn methods_tags_and_modules() {
    let ok = "responses: {'204': {description: Done}}";
    let text = format!(
        "/a: {{get: {{operationId: get_thing, tags: [type], {ok}}}, put: {{operationId: getThing, tags: [type], {ok}}},
              post: {{operationId: clone, tags: [Shared], {ok}}}, delete: {{operationId: self, tags: [X.509 Authentication], {ok}}},
              patch: {{tags: [MongoDB Cloud Users], operationId: '2fa', {ok}}}}}"
    );
    let lowered = paths(&text, "");
    let tags: Vec<_> =
        lowered.api.tags.iter().map(|tag| (tag.module.as_str(), tag.rust.as_str(), tag.feature.as_str())).collect();
    assert_eq!(
        tags,
        [
            ("type_api", "TypeApi", "type-api"),
            ("shared_api", "SharedApi", "shared-api"),
            ("x509_authentication", "X509Authentication", "x509-authentication"),
            ("mongodb_cloud_users", "MongodbCloudUsers", "mongodb-cloud-users"),
        ]
    );
    let methods: Vec<_> =
        lowered.api.operations.iter().map(|operation| (operation.rust.as_str(), operation.builder.as_str())).collect();
    assert_eq!(methods[2..], [("clone_", "CloneCall"), ("self_", "SelfCall"), ("two_fa", "TwoFa")]);
    let first: BTreeSet<&str> = methods[..2].iter().map(|(method, _)| *method).collect();
    assert!(first.contains("get_thing") && first.len() == 2, "{first:?}");
}

#[test]
fn names_do_not_depend_on_the_order() {
    let one = "{name: a-b, in: query, schema: {type: string}}, {name: a_b, in: query, schema: {type: string}}";
    let other = "{name: a_b, in: query, schema: {type: string}}, {name: a-b, in: query, schema: {type: string}}";
    let names = |params: &str| {
        let text = format!(
            "/a: {{get: {{operationId: getA, parameters: [{params}], responses: {{'204': {{description: D}}}}}}}}"
        );
        let lowered = paths(&text, "");
        let params = lowered.api.operations[0].params.iter().map(|param| (param.wire.clone(), param.rust.clone()));
        params.collect::<BTreeSet<_>>()
    };
    assert_eq!(names(one), names(other));
    let values = |list: &str| {
        let lowered = lowered(&format!("Root: {{type: object, properties: {{v: {{type: string, enum: [{list}]}}}}}}"));
        let TypeKind::Enum(shape) = &lowered.api.types[1].kind else { panic!("no enum") };
        shape.values.iter().map(|value| (value.wire.clone(), value.rust.clone())).collect::<BTreeSet<_>>()
    };
    assert_eq!(values("AB, A_B, a-b, ab"), values("ab, a-b, A_B, AB"));
}

#[test]
fn a_collision_in_our_own_description_is_an_error_with_the_way_out() {
    let lowered = super::support::own(
        "Root: {type: object, properties: {a-b: {type: string}, a_b: {type: string}}}",
        "[features]\nUntagged = \"untagged\"",
    );
    assert!(lowered.diagnostics.has_errors());
    let text = lowered.diagnostics.render(false);
    assert!(text.contains("two properties become the same Rust name `a_b`: `a-b` and `a_b`"), "{text}");
    assert!(text.contains("add `[[rename]]` with `of = \"Root.a-b\"`"), "{text}");
}

#[test]
fn our_own_description_and_the_configuration_must_agree() {
    let config = "[features]\nOther = \"other\"\n[[operation]]\ncall = \"GET /b\"\n[[keep]]\nproperty = \"Root.b\"\nreason = \"r\"
                  [[model]]\nname = \"None\"\naliases = []\n[[rename]]\nof = \"Root.b\"\nto = \"c\"\n[[accept]]\nat = \"#/x\"\nreason = \"r\"";
    let lowered = super::support::own("Root: {type: object, properties: {a: {enum: [1, b]}}}", config);
    let messages: BTreeSet<&str> = lowered.diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    let expected = [
        "no operation has this tag",
        "no faithful type: enum of values that are not all strings, numbers or booleans",
        "no operation has this method and path",
        "no operation reaches a component schema of this name",
        "no type has this property",
        "nothing has this name",
        "the tag `Untagged` has no feature",
        "this place has a faithful type, or does not exist",
    ];
    assert_eq!(messages, BTreeSet::from(expected));
    let accepted = "[features]\nUntagged = \"untagged\"\n[[accept]]\nat = \"#/components/schemas/Root/properties/a\"\nreason = \"mixed\"";
    let lowered = super::support::own("Root: {type: object, properties: {a: {enum: [1, b]}}}", accepted);
    assert!(lowered.diagnostics.is_empty(), "{}", lowered.diagnostics.render(false));
}

#[test]
fn what_is_added_renames_nothing() {
    let before = "Root: {type: object, properties: {kind: {type: string, enum: [b_c]}, thing: {type: object, properties: {x: {type: string}}},
                      either: {oneOf: [{$ref: '#/components/schemas/RootA'}, {$ref: '#/components/schemas/RootB'}]}}}
                  RootA: {type: object, properties: {a: {type: string}}}
                  RootB: {type: object, properties: {b: {type: string}}}";
    let after = "Another: {type: object, properties: {x: {type: string}}}
                 Root: {type: object, properties: {first: {$ref: '#/components/schemas/Another'}, kind: {type: string, enum: [a, B-C, b_c]},
                      thing: {type: object, properties: {X-Y: {type: string}, x: {type: string}}},
                      either: {oneOf: [{$ref: '#/components/schemas/Another'}, {$ref: '#/components/schemas/RootA'}, {$ref: '#/components/schemas/RootB'}]}}}
                  RootA: {type: object, properties: {a: {type: string}, more: {type: string}}}
                  RootB: {type: object, properties: {b: {type: string}}}";
    let words = |text: &str| outline(&lowered(text).api).split_whitespace().map(str::to_owned).collect::<BTreeSet<_>>();
    let (before, after) = (words(before), words(after));
    let gone: Vec<_> = before.difference(&after).collect();
    assert!(gone.is_empty(), "{gone:?}");
}

/// A chain or a net of schemas, `{from}` and `{to}` being the numbers of one and of the next.
fn chain(length: usize, link: &str) -> String {
    let next = |i| link.replace("NEXT", &format!("{{$ref: '#/components/schemas/S{}'}}", i + 1));
    let mut lines = vec!["Root: {type: object, properties: {a: {$ref: '#/components/schemas/S0'}}}".to_owned()];
    lines.extend((0..length).map(|i| format!("S{i}: {}", next(i))));
    lines.push(format!("S{length}: {{type: object, properties: {{end: {{type: string}}}}}}"));
    lines.join("\n")
}

#[test]
fn long_chains_and_nets_end() {
    for link in [
        "{type: array, items: NEXT}",
        "{allOf: [NEXT, {type: object, properties: {x: {type: string}}}]}",
        "{allOf: [NEXT, {allOf: [NEXT]}]}",
        "{oneOf: [NEXT, {oneOf: [NEXT, {type: string}]}]}",
        "{allOf: [NEXT], oneOf: [NEXT, {type: object, properties: {y: {type: string}}}]}",
        "{type: object, required: [next], properties: {next: NEXT}}",
    ] {
        let lowered = lowered(&chain(400, link));
        assert!(!lowered.api.types.is_empty(), "{link}");
    }
}
