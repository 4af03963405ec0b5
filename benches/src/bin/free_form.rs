//! Counts the places that a document leaves free-form, as `untyped` counts them in Rust code, but from the YAML and
//! without the generator.
//!
//! ```sh
//! cargo run --package benches --bin free_form -- --list atlas.yaml
//! ```
//!
//! A *place* is a property of an object that a call can carry, where it is declared or inherited, or the result of an
//! operation. It is free-form when its schema allows any value, or lists or maps of any values.

#![allow(clippy::print_stdout, reason = "a command line prints")]

use std::collections::{BTreeSet, HashSet};
use std::env;
use std::path::Path;
use std::process::ExitCode;

use conformance::document::{Document, schema_name};
use conformance::operation::{Body, operations};
use conformance::schema::{Kind, Shape, kind, shape};
use serde_json::Value;

/// Lists of lists of maps: no document goes deeper.
const DEEPEST: usize = 16;

fn main() -> ExitCode {
    let verbose = env::args().any(|argument| argument == "--list");
    let files: Vec<String> = env::args().skip(1).filter(|argument| argument != "--list").collect();
    if files.is_empty() {
        println!("usage: free_form [--list] DOCUMENT…");
        return ExitCode::FAILURE;
    }
    for file in files {
        let document = Document::load(Path::new(&file));
        let places = free_form(&document);
        println!("{file}: {} free-form places", places.len());
        for place in places.iter().filter(|_| verbose) {
            println!("  {place}");
        }
    }
    ExitCode::SUCCESS
}

/// The places in what the newest stable version of each operation carries.
fn free_form(document: &Document) -> BTreeSet<String> {
    let operations = operations(document, None);
    let mut walk = Walk { document, seen: HashSet::new(), places: BTreeSet::new() };
    let schema = |body: &'_ Body| body.schema.clone();
    let bodies: Vec<(String, Value)> = operations
        .iter()
        .flat_map(|operation| {
            let responses = operation.successes.iter().flat_map(|success| &success.bodies).filter_map(schema);
            let responses = responses.map(|schema| (format!("result of {}", operation.id), schema));
            let sent = operation
                .request
                .iter()
                .filter_map(schema)
                .chain(operation.parameters.iter().map(|p| p.schema.clone()));
            responses.chain(sent.map(|schema| (format!("argument of {}", operation.id), schema))).collect::<Vec<_>>()
        })
        .collect();
    for (at, schema) in &bodies {
        walk.place(at.clone(), schema);
    }
    walk.places
}

struct Walk<'a> {
    document: &'a Document,
    seen: HashSet<*const Value>,
    places: BTreeSet<String>,
}

impl Walk<'_> {
    fn place(&mut self, at: String, schema: &Value) {
        if is_free_form(self.document, schema, 0) {
            self.places.insert(at);
        } else {
            self.inside(&at, schema);
        }
    }

    fn inside(&mut self, at: &str, schema: &Value) {
        let document = self.document;
        if !self.seen.insert(std::ptr::from_ref(document.resolve(schema))) {
            return;
        }
        let at = schema_name(schema).unwrap_or(at);
        match kind(document, schema) {
            Kind::Object(shape) => self.properties(at, &shape),
            Kind::List(items) => self.inside(at, items),
            Kind::Map(values) => self.inside(at, values),
            Kind::Union(alternatives) => {
                for alternative in alternatives {
                    let at = alternative.name.unwrap_or(at);
                    // A parent may be an alternative of itself, or have alternatives of its own.
                    match alternative.kind(document) {
                        Kind::Object(_) => self.properties(at, &shape(document, alternative.schema)),
                        _ => self.inside(at, alternative.schema),
                    }
                }
            }
            _ => {}
        }
    }

    fn properties(&mut self, at: &str, shape: &Shape<'_>) {
        for (name, property) in &shape.properties {
            self.place(format!("{at}.{name}"), property);
        }
        if let Some(values) = shape.additional {
            self.place(format!("{at}.*"), values);
        }
    }
}

fn is_free_form(document: &Document, schema: &Value, depth: usize) -> bool {
    match kind(document, schema) {
        Kind::Any => true,
        Kind::List(inner) | Kind::Map(inner) => depth < DEEPEST && is_free_form(document, inner, depth + 1),
        _ => false,
    }
}
