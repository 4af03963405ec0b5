//! The names lock: what a document adds, moves, renames or removes leaves the names that were given.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod names;

use std::collections::BTreeMap;

use codegen::changes::compare;
use codegen::{Entry, Lock, Options, Source, generate};
use names::{ROOT, document, grown, lock, one, run};

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
fn former_names_of_deprecated_operations() {
    let old = document(&[("GET /a", "T", "listThings")], ROOT);
    let new = old.replace("listThings", "listAllThings").replace("tags:", "deprecated: true\n      tags:");
    assert!(new.contains("deprecated: true"), "{new}");
    let lock = Some(("names.lock".into(), run(&old, None).lock.text()));
    let options = Options { lock, rename: true, ..Options::default() };
    let code: String = generate(&Source::new("api.yaml", new), &options).unwrap().files.into_values().collect();
    let former = code.split("note = \"renamed to `list_all_things`\"").nth(1).unwrap();
    let attribute = "#[allow(deprecated, reason = \"the API deprecates the operation under any name\")]";
    assert!(former.split("pub fn list_things").next().unwrap().contains(attribute), "{code}");
}

#[test]
fn renaming_the_same_names() {
    let api = document(&[("GET /a", "T", "listThings"), ("GET /b", "T", "getThing")], ROOT);
    let config = "[[operation]]\ncall = \"GET /a\"\nid = \"allThings\"\n";
    let options = |lock: Option<&Lock>| Options {
        config: config.to_owned(),
        lock: lock.map(|lock| ("names.lock".into(), lock.text())),
        rename: lock.is_some(),
        ..Options::default()
    };
    let first = generate(&Source::new("api.yaml", api.clone()), &options(None)).unwrap().lock;
    assert_eq!(first.operations["GET /a"].method, "all_things");
    let renamed = generate(&Source::new("api.yaml", api), &options(Some(&first))).unwrap().lock;
    assert_eq!(renamed.text(), first.text());
}

#[test]
fn shapes_that_still_fit_stay() {
    let root = |required: &str, schema: &str| {
        one(&format!(
            "Root: {{type: object, required: [{required}], properties: {{a: {{type: string{schema}}}, b: {{type: string}}}}}}"
        ))
    };
    let field = |old: &str, new: &str| {
        lock(&run(new, Some(&run(old, None).lock.text()))).types["#/components/schemas/Root"].fields["a"].to_string()
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
fn alternatives_in_another_order() {
    let alternative = |value: &str| format!("{{type: object, properties: {{value: {value}, note: {{type: string}}}}}}");
    let root = |alternatives: &[&str]| {
        let alternatives: Vec<String> = alternatives.iter().map(|value| alternative(value)).collect();
        one(&format!("Root: {{oneOf: [{}]}}", alternatives.join(", ")))
    };
    let (text, integer) = ("{type: string}", "{type: integer}");
    let (x, y) = ("{type: object, properties: {x: {type: string}}}", "{type: object, properties: {y: {type: string}}}");
    let list = "{type: array, items: {type: string, enum: [a, b]}}";
    let all = [text, integer, x, y, list];
    let first = run(&root(&all), None).lock;
    // A lock of before, whose alternatives had names without the types, in the order of the document.
    let mut old = first.clone();
    old.types = old.types.into_iter().map(|(key, names)| (without_types(&key), names)).collect();
    assert_ne!(old.types.keys().collect::<Vec<_>>(), first.types.keys().collect::<Vec<_>>());
    let given = |lock: &Lock| -> Vec<(String, BTreeMap<String, Entry>)> {
        let live = lock.types.values().filter(|names| names.kind.is_some());
        let mut given: Vec<_> = live.map(|names| (names.name.clone(), names.fields.clone())).collect();
        given.sort();
        given
    };
    for order in [[4, 3, 2, 1, 0], [1, 0, 3, 2, 4], [2, 4, 0, 3, 1]] {
        let turned = root(&order.map(|index| all[index]));
        for before in [&first, &old] {
            let after = run(&turned, Some(&before.text())).lock;
            assert_eq!(given(&after), given(&first), "{order:?}");
            assert_eq!(compare(before, &after).summary(), "no changes of the API", "{order:?}");
        }
    }
    // One more at the beginning, where there was only one of the kind.
    let single = run(&root(&[integer]), None).lock;
    let after = run(&root(&[text, integer]), Some(&single.text())).lock;
    assert!(given(&single).iter().all(|entry| given(&after).contains(entry)), "{:?}", given(&after));
}

/// The key of an inline type without the words for types.
fn without_types(key: &str) -> String {
    let words = ["NoteText", "NoteInteger", "NoteListOfAb", "NoteX", "NoteY"];
    words.into_iter().fold(key.to_owned(), |key, word| key.replace(word, "Note"))
}

#[test]
fn setters_stay() {
    let body = "      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Root'}}}}\n";
    let old = document(&[("POST /a", "T", "a")], ROOT).replace("      responses:", &format!("{body}      responses:"));
    let (_, lock) = grown(&old, &document(&[("POST /a", "T", "a")], ROOT));
    assert!(lock.types["#/components/schemas/Root"].request);
}

/// The getters of a union of objects with a `kind` and these properties each.
fn getters(variants: &[&str], lock_before: Option<&Lock>) -> (BTreeMap<String, Entry>, Lock) {
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

fn entries<const N: usize>(entries: [(&str, &str); N]) -> BTreeMap<String, Entry> {
    entries.into_iter().map(|(wire, entry)| (wire.to_owned(), Entry::from(entry.to_owned()))).collect()
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
    assert_eq!(after["s"].to_string(), "s: String");
    assert_eq!(after["e"].to_string(), "e: E; setter");
    // What the document no longer has stays, and nothing new takes its name.
    let (after, _) = getters(&["S: {type: string}", "S: {type: string}"], Some(&lock));
    assert_eq!(after["s"].to_string(), "s: String; setter");
    assert_ne!(after["S"].name, "s");
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
fn a_space_in_the_name_of_a_component() {
    let root = |name: &str, property: &str| {
        one(&format!(
            "Root: {{type: object, properties: {{a: {{$ref: '#/components/schemas/{name}'}}}}}}
             {name}: {{type: object, properties: {{{property}: {{type: string}}}}}}"
        ))
    };
    let first = run(&root("Old Thing", "x"), None).lock;
    assert_eq!(first.types["#/components/schemas/Old%20Thing"].name, "OldThing");
    // A component whose name ends like that of one that is gone is another one.
    let second = run(&root("New Thing", "y"), Some(&first.text())).lock;
    assert_eq!(second.types["#/components/schemas/New%20Thing"].name, "NewThing");
    // A lock of before, whose keys have spaces.
    let mut old = first.clone();
    old.types = old.types.into_iter().map(|(key, names)| (key.replace("%20", " "), names)).collect();
    assert_ne!(old, first);
    assert_eq!(run(&root("Old Thing", "x"), Some(&old.text())).lock, first);
}

/// A union for each way in which alternatives can be called the same.
const ALIKE: [(&str, [&str; 2]); 7] = [
    (
        "one required property",
        [
            "{type: object, required: [name], properties: {name: {type: string}, cpu: {type: integer}}}",
            "{type: object, required: [name], properties: {name: {type: string}, disk: {type: integer}}}",
        ],
    ),
    (
        "one title",
        [
            "{title: T, type: object, properties: {a: {type: string}}}",
            "{title: T, type: object, properties: {b: {type: string}}}",
        ],
    ),
    ("no type", ["{properties: {a: {type: string}}}", "{properties: {a: {type: string}, b: {type: string}}}"]),
    (
        "maps",
        [
            "{type: object, additionalProperties: {type: string}}",
            "{type: object, additionalProperties: {type: integer}}",
        ],
    ),
    (
        "maps of objects",
        [
            "{type: object, additionalProperties: {type: object, properties: {a: {type: string}}}}",
            "{type: object, additionalProperties: {type: object, properties: {b: {type: string}}}}",
        ],
    ),
    (
        "a component's name",
        ["{$ref: '#/components/schemas/RootA'}", "{type: object, properties: {a: {type: integer}}}"],
    ),
    (
        "a component called as a kind",
        ["{$ref: '#/components/schemas/Map'}", "{type: object, additionalProperties: {type: string}}"],
    ),
];

fn alike(alternatives: &[&str]) -> String {
    one(&format!(
        "Root: {{oneOf: [{}]}}
         RootA: {{type: object, properties: {{x: {{type: string}}}}}}
         Map: {{type: object, properties: {{x: {{type: string}}}}}}",
        alternatives.join(", ")
    ))
}

#[test]
fn variants_of_one_name_stay() {
    for (what, [a, b]) in ALIKE {
        let first = run(&alike(&[a, b]), None);
        let variants = &lock(&first).types["#/components/schemas/Root"].variants;
        assert_eq!(variants.len(), 2, "{what}: {variants:?}");
        let second = run(&alike(&[a, b]), Some(&first.lock.text()));
        assert_eq!(second.lock, first.lock, "{what}");
        assert_eq!(second.files, first.files, "{what}");
        // In another order, beside another one, and alone.
        for alternatives in [&[b, a][..], &[b, "{type: boolean}", a], &[a, "{type: boolean}"]] {
            let other = run(&alike(alternatives), Some(&first.lock.text()));
            let changes = compare(&first.lock, &other.lock);
            let held =
                |lock: &Lock| lock.types["#/components/schemas/Root"].variants.values().cloned().collect::<Vec<_>>();
            let kept = held(&other.lock);
            for entry in held(&first.lock) {
                let is_gone = alternatives.len() == 2 && !alternatives.contains(&b);
                assert!(kept.contains(&entry) || is_gone, "{what}: {entry} of {kept:?}\n{changes:?}");
            }
        }
    }
}

#[test]
fn turned_alternatives_keep_their_types() {
    for (what, [a, b]) in &ALIKE[..6] {
        let first = run(&alike(&[a, b]), None);
        let turned = run(&alike(&[b, a]), Some(&first.lock.text()));
        assert_eq!(compare(&first.lock, &turned.lock).all, [], "{what}");
    }
}

#[test]
fn every_case_leaves_its_lock() {
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            let document = std::fs::read_to_string(&path).unwrap();
            let first = run(&document, None);
            let second = run(&document, Some(&first.lock.text()));
            assert_eq!(second.lock, first.lock, "{}", path.display());
            assert_eq!(second.files, first.files, "{}", path.display());
        }
    }
}

#[test]
fn a_lock_that_is_not_toml_is_an_error() {
    let options = Options { lock: Some(("names.lock".into(), "[tags]\nx = 3\n".into())), ..Options::default() };
    let error = generate(&Source::new("api.yaml", one(ROOT)), &options).unwrap_err();
    assert!(error.render(false).contains("names.lock:2"), "{}", error.render(false));
}
