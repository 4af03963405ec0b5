//! The names lock: what a document adds, moves, renames or removes leaves the names that were given.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use codegen::changes::compare;
use codegen::{Lock, Options, Output, Source, generate};

/// Generates from `document`, with the lock of an earlier output.
fn run(document: &str, lock: Option<&str>) -> Output {
    let lock = lock.map(|text| ("names.lock".to_owned(), text.to_owned()));
    let options = Options { lock, ..Options::default() };
    generate(&Source::new("api.yaml", document), &options).unwrap_or_else(|error| panic!("{}", error.render(false)))
}

fn lock(output: &Output) -> Lock {
    Lock::parse("names.lock", &output.lock.text()).unwrap()
}

/// The locks of two documents, the second generated with the first. Nothing that was named has another name in the
/// second.
fn grown(old: &str, new: &str) -> (Lock, Lock) {
    let first = run(old, None);
    let second = lock(&run(new, Some(&first.lock.text())));
    let first = lock(&first);
    for (call, names) in &first.operations {
        let now = &second.operations[call];
        assert_eq!((&now.method, &now.builder), (&names.method, &names.builder), "{call}");
        assert_eq!(module(&second, &now.tag), module(&first, &names.tag), "{call}");
        assert_kept(&names.parameters, &now.parameters);
    }
    for (key, names) in first.types.iter().filter(|(key, _)| second.types.contains_key(*key)) {
        let now = &second.types[key];
        assert_eq!(now.name, names.name, "{key}");
        assert_kept(&names.fields, &now.fields);
        assert_kept(&names.values, &now.values);
        assert_kept(&names.variants, &now.variants);
    }
    assert_different(second.types.values().map(|names| &names.name));
    assert_different(second.tags.values().map(|names| &names.module));
    assert_different(second.tags.values().map(|names| &names.feature));
    (first, second)
}

fn module<'l>(lock: &'l Lock, tag: &str) -> &'l str {
    &lock.tags[tag].module
}

fn assert_kept(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) {
    assert!(old.iter().all(|(wire, entry)| new.get(wire).map(name) == Some(name(entry))), "{old:?}\n{new:?}");
    let names: Vec<_> = new.values().map(name).collect();
    assert_different(names.iter());
}

/// The name in an entry: `id` of `id: String`.
fn name(entry: impl AsRef<str>) -> String {
    entry.as_ref().split(':').next().unwrap().to_owned()
}

fn assert_different<'n>(names: impl Iterator<Item = &'n String>) {
    let mut all: Vec<_> = names.collect();
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count, "{all:?}");
}

/// A document with these operations, `(method and path, tag, id)`, and component schemas.
fn document(operations: &[(&str, &str, &str)], schemas: &str) -> String {
    let operations = operations.iter().map(|(call, tag, id)| {
        let (method, path) = call.split_once(' ').unwrap();
        let method = method.to_lowercase();
        let json = "{application/json: {schema: {$ref: '#/components/schemas/Root'}}}";
        format!(
            "  {path}:\n    {method}:\n      operationId: {id}\n      tags: ['{tag}']\n      responses:\n        '200':\n          \
             description: Fine.\n          content: {json}\n"
        )
    });
    let operations: String = operations.collect();
    let schemas = schemas.lines().map(str::trim).filter(|line| !line.is_empty());
    let schemas: Vec<_> = schemas.map(|line| format!("    {line}")).collect();
    format!(
        "openapi: 3.0.1\ninfo: {{title: T, version: '1'}}\npaths:\n{operations}components:\n  schemas:\n{}\n",
        schemas.join("\n")
    )
}

fn one(schemas: &str) -> String {
    document(&[("GET /a", "T", "getA")], schemas)
}

const ROOT: &str = "Root: {type: object, properties: {x: {type: string}}}";

#[test]
fn methods_are_not_taken_over() {
    let old = document(&[("DELETE /groups", "T", "deleteItem")], ROOT);
    let new = document(&[("DELETE /groups", "T", "deleteItem"), ("DELETE /orgs", "T", "delete_item")], ROOT);
    let (_, lock) = grown(&old, &new);
    assert_eq!(lock.operations["DELETE /groups"].method, "delete_item");
    assert_eq!(lock.operations["DELETE /orgs"].method, "delete_item_orgs");
}

#[test]
fn renamed_operations_keep_their_methods() {
    let old = document(&[("GET /a", "T", "listThings")], ROOT);
    let (_, lock) = grown(&old, &document(&[("GET /a", "T", "listAllThings"), ("GET /b", "T", "listThings")], ROOT));
    assert_eq!(lock.operations["GET /a"].method, "list_things");
    assert_eq!(lock.operations["GET /b"].builder, "ListThingsB");
}

#[test]
fn overrides_count_per_tag() {
    let with = |operations: &[(&str, &str, &str)]| {
        let ids = ["      operationId: groups\n", "      operationId: orgs\n"];
        ids.iter().fold(document(operations, ROOT), |text, id| {
            text.replace(id, &format!("{id}      x-xgen-operation-id-override: listRoleMappings\n"))
        })
    };
    let old = with(&[("GET /groups", "Groups", "groups")]);
    let new = with(&[("GET /groups", "Groups", "groups"), ("GET /orgs", "Orgs", "orgs")]);
    let alone = lock(&run(&new, None));
    let (_, kept) = grown(&old, &new);
    for lock in [alone, kept] {
        assert_eq!(lock.operations["GET /groups"].method, "list_role_mappings");
        assert_eq!(lock.operations["GET /orgs"].method, "list_role_mappings");
    }
    let same_tag = with(&[("GET /groups", "Groups", "groups"), ("GET /orgs", "Groups", "orgs")]);
    let (_, lock) = grown(&old, &same_tag);
    assert_eq!(lock.operations["GET /orgs"].method, "orgs");
}

#[test]
fn types_are_not_taken_over() {
    let old = one("Root: {type: object, properties: {a: {$ref: '#/components/schemas/foo_bar'}}}
                   foo_bar: {type: object, properties: {x: {type: string}}}");
    let new = one("Root: {type: object, properties: {b: {$ref: '#/components/schemas/FooBar'}, a: {$ref: '#/components/schemas/foo_bar'}}}
                   FooBar: {type: object, properties: {y: {type: string}}}
                   foo_bar: {type: object, properties: {x: {type: string}}}");
    let (_, lock) = grown(&old, &new);
    assert_eq!(lock.types["#/components/schemas/foo_bar"].name, "FooBar");
}

#[test]
fn members_are_not_taken_over() {
    let old =
        one("Root: {type: object, properties: {foo-bar: {type: string}, region: {type: string, enum: [US-EAST-1]}}}");
    let new = one(
        "Root: {type: object, properties: {fooBar: {type: string}, foo_bar: {type: string}, foo-bar: {type: string}, region: {type: string, enum: [UsEast1, US-EAST-1]}}}",
    );
    let (_, lock) = grown(&old, &new);
    assert_eq!(lock.types["#/components/schemas/Root"].fields["foo-bar"], "foo_bar: Option<String>");
    assert_eq!(
        lock.types["#/components/schemas/Root/properties/region RootRegion"].values["US-EAST-1"],
        "UsEast1: value"
    );
}

#[test]
fn variants_are_not_taken_over() {
    let union = |kinds: &[&str]| {
        let list: Vec<_> = kinds.iter().map(|kind| format!("{{$ref: '#/components/schemas/{kind}'}}")).collect();
        let schemas = kinds.iter().map(|kind| {
            format!("{kind}: {{type: object, required: [k], properties: {{k: {{type: string, enum: [{kind}]}}}}}}\n")
        });
        one(&format!(
            "Root: {{oneOf: [{}], discriminator: {{propertyName: k}}}}\n{}",
            list.join(", "),
            schemas.collect::<String>()
        ))
    };
    let (_, lock) = grown(&union(&["slack_hook", "Other"]), &union(&["SlackHook", "slack_hook", "Other"]));
    assert_eq!(lock.types["#/components/schemas/Root"].variants["slack_hook"], "SlackHook: SlackHook");
}

#[test]
fn features_are_not_taken_over() {
    let old = document(&[("GET /a", "Access-Control", "a")], ROOT);
    let new = document(&[("GET /b", "Access Control", "b"), ("GET /a", "Access-Control", "a")], ROOT);
    let (_, lock) = grown(&old, &new);
    assert_eq!(lock.tags["Access-Control"].feature, "access-control");
    assert_ne!(lock.tags["Access Control"].feature, "access-control");
}

#[test]
fn a_renamed_tag_keeps_its_names() {
    let old = document(&[("GET /a", "Users", "a"), ("GET /b", "Users", "b")], ROOT);
    let new = document(&[("GET /a", "People", "a"), ("GET /b", "People", "b"), ("GET /c", "People", "c")], ROOT);
    let (_, lock) = grown(&old, &new);
    assert_eq!(lock.tags["People"].module, "users");
    assert_eq!(lock.tags["People"].handle, "Users");
    assert_eq!(lock.operations["GET /c"].tag, "People");
    assert!(!lock.tags.contains_key("Users"));
}

#[test]
fn moved_operations_keep_their_handle() {
    let old = document(&[("GET /a", "Users", "a"), ("GET /b", "Users", "b"), ("GET /c", "Roles", "c")], ROOT);
    let one_moved = document(&[("GET /a", "Users", "a"), ("GET /b", "Roles", "b"), ("GET /c", "Roles", "c")], ROOT);
    assert_eq!(grown(&old, &one_moved).1.operations["GET /b"].tag, "Users");
    let all_moved = document(&[("GET /a", "Roles", "a"), ("GET /b", "Roles", "b"), ("GET /c", "Roles", "c")], ROOT);
    assert_eq!(grown(&old, &all_moved).1.operations["GET /a"].tag, "Users");
    let merged = document(&[("GET /a", "Access", "a"), ("GET /b", "Access", "b"), ("GET /c", "Access", "c")], ROOT);
    assert_eq!(grown(&old, &merged).1.operations["GET /a"].tag, "Users");
}

#[test]
fn names_of_what_is_gone_stay_taken() {
    let old = document(&[("GET /a", "T", "getThing"), ("GET /b", "T", "getOther")], ROOT);
    let between = run(&document(&[("GET /b", "T", "getOther")], ROOT), Some(&run(&old, None).lock.text()));
    let after =
        run(&document(&[("GET /b", "T", "getOther"), ("GET /c", "T", "getThing")], ROOT), Some(&between.lock.text()));
    let after = lock(&after);
    assert_eq!(after.operations["GET /a"].method, "get_thing");
    assert_ne!(after.operations["GET /c"].method, "get_thing");
}

#[test]
fn removed_values_stay_variants() {
    let root =
        |values: &str| one(&format!("Root: {{type: object, properties: {{s: {{type: string, enum: [{values}]}}}}}}"));
    let output = run(&root("NEW, ON"), Some(&run(&root("ON, OFF"), None).lock.text()));
    let code = &output.files["models/t/root.rs"];
    for variant in ["On", "Off", "New"] {
        assert!(code.contains(&format!("{variant} =")) || code.contains(&format!("{variant},")), "{variant}\n{code}");
    }
    assert!(code.contains("No longer in the OpenAPI document."), "{code}");
}

#[test]
fn renaming_leaves_aliases() {
    let old = document(&[("GET /a", "T", "listThings")], ROOT);
    let new = old.replace("listThings", "listAllThings");
    let first = run(&old, None);
    let options =
        |lock: &Lock, rename| Options { lock: Some(("names.lock".into(), lock.text())), rename, ..Options::default() };
    let renamed = generate(&Source::new("api.yaml", new.clone()), &options(&first.lock, true)).unwrap();
    let names = &renamed.lock.operations["GET /a"];
    assert_eq!((names.method.as_str(), names.builder.as_str()), ("list_all_things", "ListAllThings"));
    assert_eq!(names.former, [("list_things".to_owned(), "ListThings".to_owned())]);
    let code: String = renamed.files.values().map(String::as_str).collect();
    assert!(code.contains("#[deprecated(note = \"renamed to `list_all_things`\")]"), "{code}");
    assert!(code.contains("pub type ListThings = ListAllThings;"), "{code}");
    let changes = compare(&first.lock, &renamed.lock);
    assert_eq!(changes.summary(), "minor: 1 additive");
    // The alias stays, and nothing new takes its name.
    let grown = new.replace(
        "components:",
        "  /b: {get: {operationId: listThings, tags: [T], responses: {'204': {description: D}}}}\ncomponents:",
    );
    let later = generate(&Source::new("api.yaml", grown), &options(&renamed.lock, false)).unwrap().lock;
    assert_eq!(later.operations["GET /a"], renamed.lock.operations["GET /a"]);
    assert_eq!(later.operations["GET /b"].method, "list_things_b");
}

#[test]
fn shapes_that_still_fit_stay() {
    let root = |required: &str, schema: &str| {
        one(&format!(
            "Root: {{type: object, required: [{required}], properties: {{a: {{type: string{schema}}}, b: {{type: string}}}}}}"
        ))
    };
    let field = |old: &str, new: &str| {
        lock(&run(new, Some(&run(old, None).lock.text()))).types["#/components/schemas/Root"].fields["a"].clone()
    };
    let (optional, nullable) = (root("b", ""), root("b", ", nullable: true"));
    assert_eq!(field(&optional, &root("a", "")), "a: Option<String>; required");
    assert_eq!(field(&optional, &nullable), "a: Option<String>");
    assert_eq!(field(&nullable, &optional), "a: Nullable<String>");
    assert_eq!(field(&nullable, &root("a", "")), "a: Nullable<String>; required");
    assert_eq!(field(&root("a", ""), &optional), "a: String");
    assert_eq!(field(&root("a", ""), &nullable), "a: String");
}

#[test]
fn setters_stay() {
    let body = "      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Root'}}}}\n";
    let old = document(&[("POST /a", "T", "a")], ROOT).replace("      responses:", &format!("{body}      responses:"));
    let (_, lock) = grown(&old, &document(&[("POST /a", "T", "a")], ROOT));
    assert!(lock.types["#/components/schemas/Root"].request);
}

/// The getters of a union of objects with a `kind` and these properties each.
fn getters(variants: &[&str], lock_before: Option<&Lock>) -> (BTreeMap<String, String>, Lock) {
    let schema = |(index, properties): (usize, &&str)| {
        format!(
            "K{index}: {{type: object, required: [kind], properties: {{kind: {{type: string, enum: [K{index}]}}, {properties}}}}}"
        )
    };
    let schemas: Vec<_> = variants.iter().enumerate().map(schema).collect();
    let list: Vec<_> = (0..variants.len()).map(|index| format!("{{$ref: '#/components/schemas/K{index}'}}")).collect();
    let document = one(&format!(
        "Root: {{oneOf: [{}], discriminator: {{propertyName: kind}}}}
         E: {{type: string, enum: [x]}}
         F: {{type: string, enum: [x, y]}}
         {}",
        list.join(", "),
        schemas.join("\n")
    ));
    let lock = lock(&run(&document, lock_before.map(Lock::text).as_deref()));
    (lock.types["#/components/schemas/Root"].getters.clone(), lock)
}

fn entries<const N: usize>(entries: [(&str, &str); N]) -> BTreeMap<String, String> {
    entries.into_iter().map(|(wire, entry)| (wire.to_owned(), entry.to_owned())).collect()
}

#[test]
fn getters_are_for_what_all_variants_have() {
    let all = "s: {type: string}, clone: {type: string}, l: {type: array, items: {type: string}}, t: {type: string, format: date-time}";
    let first = format!("{all}, e: {{$ref: '#/components/schemas/E'}}, n: {{type: integer}}, own: {{type: string}}");
    let second = format!("{all}, e: {{$ref: '#/components/schemas/F'}}, n: {{type: number}}");
    let expected = [
        ("clone", "clone_: String; setter"),
        ("e", "e: String"),
        ("kind", "kind: RootKind"),
        ("l", "l: Vec<String>; setter"),
        ("s", "s: String; setter"),
        ("t", "t: DateTime; setter"),
    ];
    assert_eq!(getters(&[&first, &second], None).0, entries(expected));
}

#[test]
fn getters_stay_while_a_variant_has_them() {
    let both = "s: {type: string}, e: {$ref: '#/components/schemas/E'}";
    let (before, lock) = getters(&[both, both], None);
    let expected = [("e", "e: E; setter"), ("kind", "kind: RootKind"), ("s", "s: String; setter")];
    assert_eq!(before, entries(expected));
    // A new variant without them, or with another enum, changes nothing.
    assert_eq!(getters(&[both, both, "x: {type: string}"], Some(&lock)).0, before);
    let other = "s: {type: string, enum: [x]}, e: {$ref: '#/components/schemas/F'}";
    assert_eq!(getters(&[both, both, other], Some(&lock)).0, before);
    // What no setter of the old type can set has none.
    let number = "s: {type: integer}, e: {type: string}";
    let (after, _) = getters(&[both, both, number], Some(&lock));
    assert_eq!(after["s"], "s: String");
    assert_eq!(after["e"], "e: E; setter");
    // What the document no longer has stays, and nothing new takes its name.
    let (after, _) = getters(&["S: {type: string}", "S: {type: string}"], Some(&lock));
    assert_eq!(after["s"], "s: String; setter");
    assert_ne!(name(&after["S"]), "s");
}

#[test]
fn getters_are_compared() {
    let both = "s: {type: string}, t: {type: string}, n: {type: integer}";
    let (_, old) = getters(&[both, both], None);
    let number = "s: {type: integer}, n: {type: integer}, u: {type: string}";
    let (_, new) = getters(&[number, number], None);
    let changes: Vec<String> =
        compare(&old, &new).all.iter().map(|change| format!("{} {}", change.item, change.message)).collect();
    let found = |text: &str| changes.iter().any(|change| change.contains(text));
    for text in ["Root::s returns i64 instead of String", "Root::t was removed", "Root::u is new"] {
        assert!(found(text), "{text}: {changes:?}");
    }
}

#[test]
fn inline_types_follow_version_and_id() {
    let inline = |version: &str, id: &str| {
        one(ROOT)
            .replace("application/json", &format!("application/vnd.atlas.{version}+json"))
            .replace("getA", id)
            .replace(
                "{$ref: '#/components/schemas/Root'}",
                "{type: object, properties: {deep: {type: object, properties: {x: {type: string}}}}}",
            )
    };
    let first = lock(&run(&inline("2024-01-01", "getA"), None));
    for (version, id) in [("2025-01-01", "getA"), ("2024-01-01", "getB")] {
        let second = lock(&run(&inline(version, id), Some(&first.text())));
        let names = |lock: &Lock| lock.types.values().map(|names| names.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&second), names(&first), "{version} {id}");
    }
}

#[test]
fn the_same_document_leaves_the_lock() {
    let document = include_str!("../../spec/openapi.yaml");
    let first = run(document, None);
    let second = run(document, Some(&first.lock.text()));
    assert_eq!(second.lock, first.lock);
    assert_eq!(second.files, first.files);
}

#[test]
fn a_lock_that_is_not_toml_is_an_error() {
    let options = Options { lock: Some(("names.lock".into(), "[tags]\nx = 3\n".into())), ..Options::default() };
    let error = generate(&Source::new("api.yaml", one(ROOT)), &options).unwrap_err();
    assert!(error.render(false).contains("names.lock:2"), "{}", error.render(false));
}
