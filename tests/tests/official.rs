//! Every fact of `spec/openapi.yaml` against the official document of 2026-07-22: parameters,
//! bodies, response codes, media types, and all schemas that the operations reach.
//!
//! The official document is not part of this repository. Set `ATLAS_OFFICIAL_SPECS` to a folder
//! that holds it; without it the test says so and passes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use conformance::compare::differences;
use conformance::document::{Document, schema_name};
use conformance::operation::operations;
use serde_json::{Map, Value, json};

/// The snapshot that `spec/openapi.yaml` follows.
const SNAPSHOT: &str = "2026-07-22";

/// Deliberate deviations: how the line of the difference begins, and why it is wanted.
const DEVIATIONS: [(&str, &str); 1] = [(
    "DELETE /api/atlas/v2/groups/{groupId}/clusters/{clusterName}/search/deployment/responses/200: expected nothing",
    "the snapshot has only the newest version of the operation; ours keeps the older one, which is served until 2027-07-01",
)];

/// Keywords that only explain. Extensions do as well, but for those in [`FACTS`].
const PROSE: [&str; 7] = ["description", "summary", "example", "examples", "title", "externalDocs", "operationId"];

/// Extensions that state how the service behaves.
const FACTS: [&str; 3] = ["x-sunset", "x-xgen-version", "x-rolesRequirements"];

#[test]
#[allow(clippy::print_stdout, reason = "whoever runs the tests must see that this one did nothing")]
fn every_fact_equals_the_official_document() {
    let Some(folder) = std::env::var_os("ATLAS_OFFICIAL_SPECS") else {
        println!("skipped: set ATLAS_OFFICIAL_SPECS to a folder with the official documents");
        return;
    };
    let ours = Facts::of(&Document::committed());
    let theirs = Facts::of(&Document::load(&snapshot(Path::new(&folder))));
    let reached = ours.reached();
    assert_eq!(ours.operations.len(), operations(&Document::committed(), None).len(), "operations compared");
    assert_eq!(reached, ours.schemas.keys().cloned().collect(), "schemas reached, and schemas described");

    let found = differences_from(&theirs, &ours);
    let is_listed = |line: &&String| DEVIATIONS.iter().any(|(start, _)| line.starts_with(start));
    let unlisted: Vec<&String> = found.iter().filter(|line| !is_listed(line)).collect();
    assert!(unlisted.is_empty(), "{} differences:\n{unlisted:#?}", unlisted.len());
    for (start, reason) in DEVIATIONS {
        assert!(found.iter().any(|line| line.starts_with(start)), "{start}: no longer differs ({reason})");
    }
}

/// A change of each kind of fact is seen, and a change of the prose is not.
#[test]
fn the_comparison_sees_each_kind_of_fact() {
    let user = "/components/schemas/CloudDatabaseUser";
    let list = "/paths/~1api~1atlas~1v2~1groups~1{groupId}~1databaseUsers/get";
    let seen = [
        (format!("{user}/required/0"), json!("description")),
        (format!("{user}/properties/username/type"), json!("integer")),
        (format!("{user}/properties/username/maxLength"), json!(1023)),
        (format!("{user}/properties/username/nullable"), json!(true)),
        (format!("{user}/properties/groupId/writeOnly"), json!(false)),
        (format!("{user}/properties/links/readOnly"), json!(false)),
        (format!("{user}/properties/databaseName/default"), json!("$external")),
        (format!("{user}/properties/databaseName/enum/1"), json!("external")),
        (format!("{user}/properties/deleteAfterDate/format"), json!("date")),
        (format!("{user}/properties/description"), Value::Null),
        (format!("{list}/responses/404"), Value::Null),
        (format!("{list}/x-rolesRequirements/0"), json!("Project Owner")),
        (format!("{list}/responses/200/content"), json!({ "application/json": {} })),
        ("/components/parameters/itemsPerPage/schema/maximum".into(), json!(501)),
        ("/components/parameters/groupId/schema/pattern".into(), json!("^.*$")),
        ("/components/responses/notFound/content/application~1json/schema".into(), json!({})),
        ("/components/schemas/StreamsConnection/discriminator/mapping/S3".into(), json!("other")),
        ("/security/1".into(), json!({})),
    ];
    let unseen = [(format!("{user}/description"), json!("x")), (format!("{list}/summary"), json!("x"))];
    let document = Document::committed();
    let facts = Facts::of(&document);
    let changed = |(pointer, value): &(String, Value)| {
        let mut root = document.root().clone();
        set(&mut root, pointer, value);
        !differences_from(&facts, &Facts::of(&Document::new(root))).is_empty()
    };
    for change in seen {
        assert!(changed(&change), "{}: a change goes unnoticed", change.0);
    }
    for change in unseen {
        assert!(!changed(&change), "{}: prose counts as a fact", change.0);
    }
}

/// Sets the value at `pointer`; null removes it.
fn set(root: &mut Value, pointer: &str, value: &Value) {
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer has a slash");
    let parent = root.pointer_mut(parent).unwrap_or_else(|| panic!("{pointer}: there is nothing"));
    match (parent, value) {
        (Value::Array(items), _) => items[key.parse::<usize>().expect("an index")] = value.clone(),
        (parent, Value::Null) => drop(parent.as_object_mut().and_then(|fields| fields.shift_remove(key))),
        (parent, value) => parent[key] = value.clone(),
    }
}

/// One line for each fact of `ours` that is another one in `official`.
fn differences_from(official: &Facts, ours: &Facts) -> Vec<String> {
    let null = Value::Null;
    let operations = ours.operations.iter().map(|(name, value)| (name, value, official.operations.get(name)));
    let schemas = ours.schemas.iter().map(|(name, value)| (name, value, official.schemas.get(name)));
    let pairs = operations.chain(schemas);
    let all = pairs.flat_map(|(name, value, other)| compare(name, other.unwrap_or(&null), value));
    all.chain(compare("", &official.document, &ours.document)).collect()
}

fn compare(name: &str, official: &Value, ours: &Value) -> Vec<String> {
    differences(official, ours).into_iter().map(|difference| format!("{name}{difference}")).collect()
}

/// The file in `folder` whose name has the date of the snapshot.
fn snapshot(folder: &Path) -> PathBuf {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut files = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let dated = files.find(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.contains(SNAPSHOT) && name.ends_with(".yaml")
    });
    dated.unwrap_or_else(|| panic!("{}: no document of {SNAPSHOT}", folder.display()))
}

/// A document reduced to what a program can rely on.
struct Facts {
    /// By method and path; in them, parameters by place and name.
    operations: BTreeMap<String, Value>,
    /// By name.
    schemas: BTreeMap<String, Value>,
    /// What holds for all operations.
    document: Value,
}

impl Facts {
    fn of(document: &Document) -> Self {
        let reader = Reader { document };
        let root = document.root();
        Self {
            operations: members(&root["paths"])
                .flat_map(|(path, item)| members(item).map(move |(method, operation)| (path, method, operation)))
                .map(|(path, method, node)| (format!("{} {path}", method.to_uppercase()), reader.operation(node)))
                .collect(),
            schemas: members(&root["components"]["schemas"])
                .map(|(name, schema)| (name.clone(), reader.facts(schema)))
                .collect(),
            document: json!({
                "security": reader.facts(&root["security"]),
                "securitySchemes": reader.facts(&root["components"]["securitySchemes"]),
                "servers": reader.facts(&root["servers"]),
            }),
        }
    }

    /// The names of all schemas that the operations lead to.
    fn reached(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut open: Vec<&Value> = self.operations.values().collect();
        while let Some(node) = open.pop() {
            if let Some(name) = schema_name(node)
                && found.insert(name.to_owned())
            {
                open.extend(self.schemas.get(name));
            }
            match node {
                Value::Object(fields) => open.extend(fields.values()),
                Value::Array(items) => open.extend(items),
                _ => {}
            }
        }
        found
    }
}

fn members(node: &Value) -> impl Iterator<Item = (&String, &Value)> {
    node.as_object().into_iter().flatten()
}

struct Reader<'a> {
    document: &'a Document,
}

impl Reader<'_> {
    fn operation(&self, operation: &Value) -> Value {
        let mut facts = self.facts(operation);
        let fields = facts.as_object_mut().expect("an operation is an object");
        let parameters = operation["parameters"].as_array().into_iter().flatten().map(|parameter| {
            let parameter = self.facts(parameter);
            let key = ["in", "name"].map(|key| parameter[key].as_str().unwrap_or_default()).join(":");
            (key, parameter)
        });
        fields.insert("parameters".into(), parameters.collect());
        facts
    }

    /// `node` without prose, with references replaced by what they mean, except for those to
    /// schemas: these are compared on their own.
    fn facts(&self, node: &Value) -> Value {
        if schema_name(node).is_some() {
            return node.clone();
        }
        match self.document.resolve(node) {
            Value::Object(fields) => self.fields(fields),
            Value::Array(items) => items.iter().map(|item| self.facts(item)).collect(),
            scalar => scalar.clone(),
        }
    }

    fn fields(&self, fields: &Map<String, Value>) -> Value {
        let is_fact = |key: &str| !PROSE.contains(&key) && (!key.starts_with("x-") || FACTS.contains(&key));
        let facts = fields.iter().map(|(key, value)| match key.as_str() {
            // Keys of these are names, not keywords.
            "properties" | "mapping" | "content" | "responses" | "headers" => {
                let named = value.as_object().into_iter().flatten();
                (key, named.map(|(name, value)| (name.clone(), self.facts(value))).collect())
            }
            // The order of these means nothing.
            "required" | "enum" | "oneOf" | "x-rolesRequirements" if value.is_array() => {
                (key, sorted(self.facts(value)))
            }
            _ => (key, self.facts(value)),
        });
        facts.filter(|(key, _)| is_fact(key)).map(|(key, value)| (key.clone(), value)).collect()
    }
}

fn sorted(list: Value) -> Value {
    let Value::Array(mut items) = list else {
        return list;
    };
    items.sort_by_key(Value::to_string);
    Value::Array(items)
}
