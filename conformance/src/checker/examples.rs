//! Every example of the document: those of bodies and parameters in calls, those of schemas in the
//! types that they belong to.
//!
//! An example that does not fit its own schema is set apart with the reason; it must be decoded all
//! the same where it only lacks or adds something.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use super::calls::{Calls, Sent};
use super::empty::says_nothing;
use super::given::as_argument;
use super::subject::Subject;
use super::{Given, Report};
use crate::compare::{differences, escape};
use crate::document::Document;
use crate::fits::{Misfit, Problem, Sender, misfits};
use crate::named::has_names;
use crate::operation::{Operation, Parameter};
use crate::places::{own_places, with};
use crate::sample::{Extent, Sampler};
use crate::schema::{Alternative, Kind, kind, shape};

const KIND: &str = "examples";

/// The examples of a document, and what came of each.
#[derive(Debug)]
pub(super) struct Examples<'a> {
    document: &'a Document,
    /// Places by address.
    places: HashMap<*const Value, String>,
    results: BTreeMap<String, Vec<String>>,
    apart: BTreeMap<String, String>,
}

impl<'a> Examples<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        let mut places = HashMap::new();
        collect(document.root(), "", false, &mut places);
        Self { document, places, results: BTreeMap::new(), apart: BTreeMap::new() }
    }

    /// Examples of the bodies and parameters of an operation, each in a call.
    pub(super) async fn check_calls(&mut self, calls: &Calls<'_>, operation: &Operation) {
        let Some(success) = operation.successes.first() else { return };
        let required = || Given::sampled(self.document, operation, Extent::Required);
        let response = calls.response(super::calls::main_body(&success.bodies), Extent::Full);
        if let Some(body) = &operation.request {
            for (below, example) in &body.examples {
                let misfits = self.misfits(body.schema.as_ref(), example, Sender::Client);
                let given = required().with("body", example.clone());
                let problems = calls.problems(operation, &given, success.status, &response).await;
                self.note(format!("{}{below}", body.pointer), &misfits, problems);
            }
        }
        for success in &operation.successes {
            let main = super::calls::main_body(&success.bodies).map(|body| &body.media_type);
            for body in &success.bodies {
                let is_main = main == Some(&body.media_type);
                let given = || if is_main { required() } else { required().in_format(&body.media_type) };
                for (below, example) in &body.examples {
                    let text = || example.as_str().map_or_else(|| example.to_string(), str::to_owned);
                    let (misfits, response) = if body.is_json() {
                        let misfits = self.misfits(body.schema.as_ref(), example, Sender::Server);
                        (misfits, Sent::Json(&body.media_type, example.clone()))
                    } else if is_main && body.is_text() {
                        (Vec::new(), Sent::Text(&body.media_type, text()))
                    } else {
                        (Vec::new(), Sent::Bytes(&body.media_type, text().into_bytes()))
                    };
                    let place = format!("{}{below}", body.pointer);
                    let says = |schema| says_nothing(self.document, schema, example);
                    if !misfits.is_empty() && body.schema.as_ref().and_then(says) == Some(true) {
                        // As a response it is an error: `empty responses`.
                        self.set_apart(place, &misfits);
                        continue;
                    }
                    let problems = calls.problems(operation, &given(), success.status, &response).await;
                    self.note(place, &misfits, problems);
                }
            }
        }
        let mut given = required();
        let mut fitting = Vec::new();
        for parameter in ["path", "query", "header"].iter().flat_map(|place| operation.parameters_in(place)) {
            for (place, example) in self.of_parameter(parameter) {
                let misfits = misfits(self.document, &parameter.schema, &example, Sender::Client);
                if misfits.is_empty() {
                    let argument = as_argument(self.document, parameter, example);
                    given = given.with(&format!("{}/{}", parameter.location, parameter.name), argument);
                    fitting.push(place);
                } else {
                    self.set_apart(place, &misfits);
                }
            }
        }
        if !fitting.is_empty() {
            let problems = calls.problems(operation, &given, success.status, &response).await;
            for place in fitting {
                self.note(place, &[], problems.clone());
            }
        }
    }

    /// Examples of the responses that are errors: the caller gets status and code.
    pub(super) async fn check_errors(&mut self, calls: &Calls<'_>, operation: &Operation) {
        let node = self.document.root().pointer(&operation.pointer);
        for (status, response) in node.and_then(|node| node["responses"].as_object()).into_iter().flatten() {
            let Some(status) = status.parse::<u16>().ok().filter(|status| *status >= 400) else { continue };
            let content = self.document.resolve(response)["content"].as_object();
            for (media_type, body) in content.into_iter().flatten() {
                let Some(example) = body.get("example") else { continue };
                let Some(place) = self.place(example).filter(|place| !self.results.contains_key(place)) else {
                    continue;
                };
                let given = Given::sampled(self.document, operation, Extent::Required);
                let problems = calls.failure_problems(operation, &given, status, media_type, example).await;
                self.note(place, &[], problems);
            }
        }
    }

    /// Examples of the properties of a type, each inside a sample of it, and those of the type itself.
    pub(super) fn check_model(&mut self, subject: &Subject<'a>) {
        for example in of_schema(self.document, subject.node) {
            let misfits = misfits(self.document, subject.node, example, Sender::Server);
            self.pass(subject, example, example, &misfits);
        }
        if let Kind::Union(alternatives) = &subject.kind {
            self.check_alternatives(subject, alternatives);
        }
        let mut sampler = Sampler::new(self.document, Extent::Full);
        let Some(sample) = sampler.sample_kind(&subject.kind, subject.component, subject.model.name) else { return };
        for place in own_places(self.document, &subject.kind, &sample) {
            for example in of_schema(self.document, place.schema) {
                let misfits = misfits(self.document, place.schema, example, Sender::Server);
                let value = with(&sample, &place.pointer, Some(example.clone()));
                self.pass(subject, example, &value, &misfits);
            }
        }
    }

    /// Examples of the properties that a union itself declares, each inside a sample of each alternative.
    fn check_alternatives(&mut self, subject: &Subject<'a>, alternatives: &[Alternative<'a>]) {
        let own = shape(self.document, subject.node);
        for (name, property) in &own.properties {
            for example in of_schema(self.document, property) {
                for alternative in alternatives
                    .iter()
                    .filter(|alternative| alternative.tag.as_ref().is_none_or(|(tag, _)| tag != name))
                {
                    let sample = Sampler::new(self.document, Extent::Full).sample_alternative(alternative);
                    let (Some(sample), Kind::Object(shape)) = (sample, alternative.kind(self.document)) else {
                        continue;
                    };
                    let Some(schema) = shape.property(name) else { continue };
                    let misfits = misfits(self.document, schema, example, Sender::Server);
                    let value = with(&sample, &format!("/{}", escape(name)), Some(example.clone()));
                    self.pass(subject, example, &value, &misfits);
                }
            }
        }
    }

    /// Passes `value`, which has the example in it, through a type.
    fn pass(&mut self, subject: &Subject, example: &Value, value: &Value, misfits: &[Misfit]) {
        let Some(place) = self.place(example) else { return };
        let problems = match (subject.model.pass)(value.clone()) {
            Ok(passed) => differences(value, &passed.json).iter().map(ToString::to_string).collect(),
            Err(error) => vec![format!("the call failed: {error}")],
        };
        self.note(
            place,
            misfits,
            problems.into_iter().map(|problem| format!("{}: {problem}", subject.model.name)).collect(),
        );
    }

    /// The examples of a parameter, with their places. An example of an element gives a list of one.
    fn of_parameter(&self, parameter: &Parameter) -> Vec<(String, Value)> {
        let mut found: Vec<_> = parameter
            .examples
            .iter()
            .map(|(below, value)| (format!("{}{below}", parameter.pointer), value.clone()))
            .collect();
        if let Some(example) = parameter.schema.get("example") {
            found.push((format!("{}/schema/example", parameter.pointer), example.clone()));
        }
        let behind = of_schema(self.document, &parameter.schema);
        found.extend(behind.into_iter().filter_map(|example| Some((self.place(example)?, example.clone()))));
        if let Kind::List(items) = kind(self.document, &parameter.schema) {
            if let (Some(example), None) = (items.get("example"), self.place(items)) {
                found
                    .push((format!("{}/schema/items/example", parameter.pointer), Value::Array(vec![example.clone()])));
            }
            let behind = of_schema(self.document, items);
            let lists = behind
                .into_iter()
                .filter_map(|example| Some((self.place(example)?, Value::Array(vec![example.clone()]))));
            found.extend(lists);
        }
        found
    }

    fn place(&self, example: &Value) -> Option<String> {
        self.places.get(&std::ptr::from_ref(example)).cloned()
    }

    fn misfits(&self, schema: Option<&Value>, example: &Value, sender: Sender) -> Vec<Misfit> {
        schema.map_or_else(Vec::new, |schema| misfits(self.document, schema, example, sender))
    }

    fn note(&mut self, place: String, misfits: &[Misfit], problems: Vec<String>) {
        let tolerable = |misfit: &Misfit| !matches!(misfit.problem, Problem::NotA(_));
        if misfits.is_empty() {
            self.results.entry(place).or_default().extend(problems);
        } else if misfits.iter().all(tolerable) {
            self.set_apart(place.clone(), misfits);
            let failed = problems.into_iter().filter(|problem| problem.contains("the call failed: "));
            self.results.entry(place).or_default().extend(failed);
        } else {
            self.set_apart(place, misfits);
        }
    }

    fn set_apart(&mut self, place: String, misfits: &[Misfit]) {
        let reasons: Vec<String> = misfits.iter().map(ToString::to_string).collect();
        self.apart.insert(place, reasons.join("; "));
    }

    /// Puts all of it into the report; examples that nothing has led to are set apart.
    pub(super) fn report(self, report: &mut Report) {
        let apart: BTreeSet<&String> = self.apart.keys().collect();
        for (place, problems) in &self.results {
            if !apart.contains(place) || !problems.is_empty() {
                report.note(KIND, place, problems.iter().take(3).cloned());
            }
        }
        for (place, why) in &self.apart {
            report.set_apart(KIND, place, format!("it does not fit its schema: {why}"));
        }
        let mut all: Vec<&String> = self.places.values().collect();
        all.sort();
        for place in all {
            if !self.results.contains_key(place) && !self.apart.contains_key(place) {
                report.set_apart(
                    "examples that no generated item reaches",
                    place,
                    "no operation of these versions reaches it, or a later declaration replaces it",
                );
            }
        }
    }
}

/// The examples that a schema has, or what it refers to or wraps.
fn of_schema<'a>(document: &'a Document, schema: &'a Value) -> Vec<&'a Value> {
    let mut examples = Vec::new();
    let mut node = schema;
    for _ in 0..16 {
        examples.extend(node.get("example"));
        let resolved = document.resolve(node);
        if !std::ptr::eq(resolved, node) {
            node = resolved;
            continue;
        }
        match node["allOf"].as_array().map(Vec::as_slice) {
            Some([only]) => node = only,
            _ => break,
        }
    }
    examples
}

/// Finds all examples: values of `example`, and those in `examples`; `is_named` says that the keys are names.
fn collect(node: &Value, at: &str, is_named: bool, found: &mut HashMap<*const Value, String>) {
    match node {
        Value::Object(fields) => {
            for (key, value) in fields {
                let at = format!("{at}/{}", escape(key));
                match key.as_str() {
                    _ if is_named => collect(value, &at, false, found),
                    "example" => drop(found.insert(std::ptr::from_ref(value), at)),
                    "examples" => {
                        for (name, example) in value.as_object().into_iter().flatten() {
                            if let Some(value) = example.get("value") {
                                let at = format!("{at}/{}/value", escape(name));
                                found.insert(std::ptr::from_ref(value), at);
                            }
                        }
                    }
                    "default" | "enum" => {}
                    key if key.starts_with("x-") => {}
                    key => collect(value, &at, has_names(key), found),
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, &format!("{at}/{index}"), false, found);
            }
        }
        _ => {}
    }
}
