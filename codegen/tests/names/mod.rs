//! Locks of documents that grow, and what must hold for every pair of them.

#![allow(dead_code, clippy::unwrap_used, reason = "each test uses a part of it, and fails by panicking")]

use std::collections::BTreeMap;

use codegen::{Entry, Lock, Options, Output, Source, generate};

/// Generates from `document`, with the lock of an earlier output.
pub(crate) fn run(document: &str, lock: Option<&str>) -> Output {
    let lock = lock.map(|text| ("names.lock".to_owned(), text.to_owned()));
    let options = Options { lock, ..Options::default() };
    generate(&Source::new("api.yaml", document), &options).unwrap_or_else(|error| panic!("{}", error.render(false)))
}

pub(crate) fn lock(output: &Output) -> Lock {
    Lock::parse("names.lock", &output.lock.text()).unwrap()
}

/// The locks of two documents, the second generated with the first. Nothing that was named has another name in the
/// second.
pub(crate) fn grown(old: &str, new: &str) -> (Lock, Lock) {
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

pub(crate) fn module<'l>(lock: &'l Lock, tag: &str) -> &'l str {
    &lock.tags[tag].module
}

pub(crate) fn assert_kept(old: &BTreeMap<String, Entry>, new: &BTreeMap<String, Entry>) {
    assert!(
        old.iter().all(|(wire, entry)| new.get(wire).is_some_and(|new| new.name == entry.name)),
        "{old:?}\n{new:?}"
    );
    assert_different(new.values().map(|entry| &entry.name));
}

pub(crate) fn assert_different<'n>(names: impl Iterator<Item = &'n String>) {
    let mut all: Vec<_> = names.collect();
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count, "{all:?}");
}

/// A document with these operations, `(method and path, tag, id)`, and component schemas.
pub(crate) fn document(operations: &[(&str, &str, &str)], schemas: &str) -> String {
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

pub(crate) fn one(schemas: &str) -> String {
    document(&[("GET /a", "T", "getA")], schemas)
}

pub(crate) const ROOT: &str = "Root: {type: object, properties: {x: {type: string}}}";
