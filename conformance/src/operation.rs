//! The operations of a document, each in one of its dated versions.

use serde_json::{Value, json};

use crate::compare::escape;
use crate::document::Document;
use crate::schema::{Kind, kind};
pub use crate::version::Versions;
use crate::version::{Chosen, Version, media_types, newest};

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Headers that OpenAPI describes elsewhere, or that say how the message is sent and by whom.
const OWNED_HEADERS: [&str; 11] = [
    "accept", "authorization", "connection", "content-length", "content-type", "host", "proxy-authorization", "te",
    "trailer", "transfer-encoding", "upgrade",
];

/// One operation in one version.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its `operationId`.
    pub id: String,
    /// HTTP method in capital letters.
    pub method: String,
    /// Path template, with `{name}` for each path parameter.
    pub path: String,
    /// Date of the version, `None` where no media type is dated.
    pub version: Option<String>,
    /// JSON pointer to the operation.
    pub pointer: String,
    /// Parameters of the path item and of the operation, without those of the client itself.
    pub parameters: Vec<Parameter>,
    /// Whether responses are wrapped unless a call says that they are not.
    pub wraps: bool,
    /// Request body. What is not JSON is a text here, whatever its schema says: callers give its bytes.
    pub request: Option<Body>,
    /// 2xx responses of this version, in the order of the document.
    pub successes: Vec<Success>,
    /// Whether calls carry credentials.
    pub authenticated: bool,
}

/// One parameter of an operation.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Name on the wire.
    pub name: String,
    /// `path`, `query` or `header`.
    pub location: String,
    /// Whether each call has it.
    pub required: bool,
    /// Schema of its value.
    pub schema: Value,
    /// Where it is defined.
    pub pointer: String,
    /// Examples, each with its place below the parameter's.
    pub examples: Vec<(String, Value)>,
    /// Whether a list becomes one value, joined by commas.
    pub joined: bool,
    /// Whether the properties of an object are in brackets: `filter[from]`.
    pub deep: bool,
}

/// One body in one media type.
#[derive(Clone, Debug)]
pub struct Body {
    /// Full media type.
    pub media_type: String,
    /// Schema, if the document gives one.
    pub schema: Option<Value>,
    /// Whether it is bytes, whatever its media type says.
    pub is_bytes: bool,
    /// Whether a request must have this body.
    pub required: bool,
    /// Where it is defined.
    pub pointer: String,
    /// Examples, each with its place below the body's.
    pub examples: Vec<(String, Value)>,
}

/// One 2xx response.
#[derive(Clone, Debug)]
pub struct Success {
    /// HTTP status.
    pub status: u16,
    /// Bodies of the chosen version; empty where the response names no media type at all.
    pub bodies: Vec<Body>,
}

impl Body {
    /// Whether the body is JSON, whatever parameters its media type has; bytes that only call themselves so are not.
    #[must_use]
    pub fn is_json(&self) -> bool {
        let essence = essence(&self.media_type);
        let is_named = essence.ends_with("/json") || essence.ends_with("+json");
        is_named && essence != "application/stream+json" && !self.is_bytes
    }

    /// Whether the body is a text, and comes without quotation marks.
    #[must_use]
    pub fn is_text(&self) -> bool {
        essence(&self.media_type) == "text/plain" && !self.is_bytes
    }

    /// Whether it is handed over as bytes.
    #[must_use]
    pub fn is_streamed(&self) -> bool {
        !(self.is_json() || self.is_text())
    }

    /// Whether a request can have it: JSON, or another body of one media type that needs no boundary.
    fn can_be_sent(&self) -> bool {
        self.is_json() || !(essence(&self.media_type).starts_with("multipart/") || self.media_type.contains('*'))
    }
}

impl Operation {
    /// Method and path, as in `GET /api/atlas/v2/groups`.
    #[must_use]
    pub fn call(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// The parameters in `location`.
    pub fn parameters_in<'a>(&'a self, location: &'a str) -> impl Iterator<Item = &'a Parameter> {
        self.parameters.iter().filter(move |parameter| parameter.location == location)
    }

    /// The first 2xx response and its body, JSON before other formats.
    ///
    /// # Panics
    ///
    /// The operation has no 2xx response in its version.
    #[must_use]
    pub fn success(&self) -> (&Success, Option<&Body>) {
        let success = self.successes.first().unwrap_or_else(|| panic!("{}: no 2xx response", self.id));
        (success, success.bodies.first())
    }
}

/// Reads all operations, each in its newest stable version not later than `until`, or in its newest
/// stable version of all. Operations that have none are left out.
#[must_use]
pub fn operations(document: &Document, until: Option<&str>) -> Vec<Operation> {
    operations_in(document, &Versions { until: until.map(str::to_owned), ..Versions::default() })
}

/// Reads all operations, each in one of the versions wanted, the newest. Operations that have none
/// are left out.
#[must_use]
pub fn operations_in(document: &Document, wanted: &Versions) -> Vec<Operation> {
    let paths = document.root()["paths"].as_object().into_iter().flatten();
    let items = paths.flat_map(|(path, item)| {
        let methods = METHODS.iter().filter_map(move |method| Some((*method, item.get(method)?)));
        methods.map(move |(method, operation)| (path, item, method, operation))
    });
    items.filter_map(|(path, item, method, node)| read(document, wanted, path, item, method, node)).collect()
}

fn read(
    document: &Document,
    wanted: &Versions,
    path: &str,
    item: &Value,
    method: &str,
    node: &Value,
) -> Option<Operation> {
    let request = node.get("requestBody").map(|body| document.resolve(body));
    let responses = responses(document, node);
    let chosen = newest(wanted, request, &responses.iter().map(|response| response.node).collect::<Vec<_>>())?;
    let item_pointer = format!("/paths/{}", escape(path));
    let pointer = format!("{item_pointer}/{method}");
    let mut parameters = parameters(document, (&item_pointer, item), (&pointer, node));
    let owned: Vec<_> = parameters.extract_if(.., |parameter| is_owned(document, parameter)).collect();

    let security = node.get("security").or(document.root().get("security"));
    Some(Operation {
        id: node["operationId"].as_str().unwrap_or_default().to_owned(),
        method: method.to_uppercase(),
        path: path.to_owned(),
        parameters,
        wraps: owned.iter().any(|flag| flag.name == "envelope" && flag.schema["default"] == true),
        request: request.and_then(|request| {
            let place = document.place(format!("{pointer}/requestBody"), &node["requestBody"]);
            sent(bodies(document, &place, request, &chosen)).map(as_given)
        }),
        successes: successes(document, &pointer, node, &responses, &chosen),
        pointer,
        authenticated: security.and_then(Value::as_array).is_none_or(|list| asks_for_credentials(document, list)),
        version: match chosen.version {
            Version::Date { date, .. } => Some(date),
            Version::None | Version::Preview => None,
        },
    })
}

/// Whether one of several security requirements asks for credentials: it names a scheme that is declared, or one whose
/// name does not say that it is about calls without credentials, as `Unauthenticated` does.
fn asks_for_credentials(document: &Document, requirements: &[Value]) -> bool {
    let declared = &document.root()["components"]["securitySchemes"];
    let asks = |name: &String| declared.get(name).is_some() || !name.to_ascii_lowercase().starts_with("unauth");
    requirements.iter().filter_map(Value::as_object).any(|schemes| schemes.keys().any(asks))
}

/// A media type without its parameters, in lower case.
fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The body that a request has: JSON before others.
fn sent(bodies: Vec<Body>) -> Option<Body> {
    let json = bodies.iter().position(Body::is_json).or_else(|| bodies.iter().position(Body::can_be_sent));
    bodies.into_iter().nth(json.unwrap_or(0))
}

/// A request body as callers give it.
fn as_given(body: Body) -> Body {
    if body.is_json() {
        return body;
    }
    let examples = body.examples.into_iter().filter(|(_, example)| example.is_string()).collect();
    Body { schema: Some(json!({ "type": "string" })), examples, ..body }
}

/// A success as it is declared, in every version.
struct Declared<'a> {
    key: &'a str,
    status: u16,
    node: &'a Value,
}

/// The 2xx responses of an operation, or what it declares for every status where neither a success nor a redirection is
/// declared.
fn responses<'a>(document: &'a Document, node: &'a Value) -> Vec<Declared<'a>> {
    let all = || node["responses"].as_object().into_iter().flatten();
    let has_default = !all().any(|(key, _)| key.starts_with(['2', '3']));
    let status = |key: &str| match key {
        "default" if has_default => Some(200),
        // One that is not declared by itself.
        "2XX" | "2xx" => Some(299),
        key => key.parse().ok(),
    };
    let declared = all().filter_map(|(key, response)| {
        let status = status(key).filter(|status| (200..300).contains(status))?;
        Some(Declared { key, status, node: document.resolve(response) })
    });
    declared.collect()
}

fn successes(
    document: &Document,
    pointer: &str,
    node: &Value,
    responses: &[Declared<'_>],
    chosen: &Chosen,
) -> Vec<Success> {
    let all = responses.iter().filter_map(|response| {
        let place = format!("{pointer}/responses/{}", response.key);
        let place = document.place(place, &node["responses"][response.key]);
        let mut bodies = bodies(document, &place, response.node, chosen);
        // A text is read before formats that are not.
        bodies.sort_by_key(|body| (!body.is_json(), !body.is_text()));
        // A response without any media type is one of every version.
        let is_of_version = !bodies.is_empty() || media_types(response.node).next().is_none();
        is_of_version.then_some(Success { status: response.status, bodies })
    });
    all.collect()
}

/// The bodies of the version, and those without a version in a format that the version does not have.
fn bodies(document: &Document, pointer: &str, node: &Value, chosen: &Chosen) -> Vec<Body> {
    let required = node.get("required").and_then(Value::as_bool).unwrap_or(false);
    let content = node["content"].as_object().into_iter().flatten();
    let mut bodies: Vec<Body> = content
        .filter(|(media_type, _)| chosen.has(media_type, node))
        .map(|(media_type, body)| (media_type, document.resolve(body)))
        .map(|(media_type, body)| Body {
            media_type: media_type.clone(),
            // What has an example is of some kind.
            schema: body.get("schema").cloned().or_else(|| has_example(body).then(|| json!({}))),
            is_bytes: body.get("schema").is_some_and(|schema| is_bytes(document, schema)),
            required,
            pointer: format!("{pointer}/content/{}", escape(media_type)),
            examples: examples(document, body),
        })
        .collect();
    let has_json = bodies.iter().any(|body| body.media_type.contains("json"));
    let is_structured = |body: &Body| body.schema.as_ref().is_some_and(|schema| is_structured(document, schema, 8));
    let is_range = |body: &Body| {
        body.media_type.contains('*')
            && (body.is_json() || !has_json && ANY.contains(&&*body.media_type) && is_structured(body))
    };
    // JSON of all uses, JSON of one, and the others as they are listed.
    bodies.sort_by_key(|body| match &*essence(&body.media_type) {
        _ if body.is_bytes => 4,
        _ if is_range(body) => 3,
        "application/json" => 0,
        name if name.ends_with("/json") => 1,
        name if name.ends_with("+json") => 2,
        _ => 4,
    });
    // Where of a range only JSON can be meant, it is what is asked for and sent.
    for body in bodies.iter_mut().filter(|body| is_range(body)) {
        "application/json".clone_into(&mut body.media_type);
    }
    bodies
}

fn is_bytes(document: &Document, schema: &Value) -> bool {
    matches!(kind(document, schema), Kind::Text) && document.resolve(schema)["format"] == "binary"
}

fn has_example(media: &Value) -> bool {
    media.get("example").is_some() || media.get("examples").is_some()
}

/// Media types of anything, which JSON is one of.
const ANY: [&str; 2] = ["*/*", "application/*"];

/// Whether all values of a schema are objects or lists, as far as so many unions within each other tell.
fn is_structured(document: &Document, schema: &Value, depth: usize) -> bool {
    match kind(document, schema) {
        Kind::List(_) | Kind::Map(_) | Kind::Object(_) => true,
        Kind::Union(alternatives) if depth > 0 => {
            alternatives.iter().all(|alternative| is_structured(document, alternative.schema, depth - 1))
        }
        _ => false,
    }
}

/// `example`, and the values of `examples`.
fn examples(document: &Document, node: &Value) -> Vec<(String, Value)> {
    let one = node.get("example").map(|value| ("/example".to_owned(), value.clone()));
    let named = node["examples"].as_object().into_iter().flatten().filter_map(|(name, example)| {
        let value = document.resolve(example).get("value")?;
        Some((format!("/examples/{}/value", escape(name)), value.clone()))
    });
    one.into_iter().chain(named).collect()
}

/// The parameters of the path item, replaced and followed by those of the operation.
fn parameters(document: &Document, item: (&str, &Value), operation: (&str, &Value)) -> Vec<Parameter> {
    let mut all: Vec<Parameter> = Vec::new();
    let nodes = [item, operation].into_iter().flat_map(|(pointer, node)| {
        let list = node["parameters"].as_array().into_iter().flatten().enumerate();
        list.map(move |(index, parameter)| (format!("{pointer}/parameters/{index}"), parameter))
    });
    for (place, parameter) in nodes {
        let place = document.place(place, parameter);
        let parameter = document.resolve(parameter);
        let text = |key: &str| parameter[key].as_str().unwrap_or_default().to_owned();
        let new = Parameter {
            name: text("name"),
            location: text("in"),
            required: parameter["required"].as_bool().unwrap_or(false),
            schema: parameter["schema"].clone(),
            pointer: place,
            examples: examples(document, parameter),
            joined: parameter["explode"] == Value::Bool(false) && parameter["style"] != "deepObject",
            deep: parameter["style"] == "deepObject",
        };
        all.retain(|old| (&old.name, &old.location) != (&new.name, &new.location));
        all.push(new);
    }
    let parts: Vec<_> = all.extract_if(.., |parameter| is_object(document, parameter)).collect();
    for part in parts.iter().flat_map(|object| parts_of(document, object)) {
        if all.iter().all(|known| (&known.name, &known.location) != (&part.name, &part.location)) {
            all.push(part);
        }
    }
    all
}

/// Whether a parameter belongs to the client itself: a header, or a flag that a call can do without.
fn is_owned(document: &Document, parameter: &Parameter) -> bool {
    let is_flag = || !parameter.required && matches!(kind(document, &parameter.schema), Kind::Bool);
    match parameter.location.as_str() {
        "header" => OWNED_HEADERS.iter().any(|name| parameter.name.eq_ignore_ascii_case(name)),
        "query" => matches!(parameter.name.as_str(), "envelope" | "pretty") && is_flag(),
        _ => false,
    }
}

fn is_object(document: &Document, parameter: &Parameter) -> bool {
    parameter.location == "query" && matches!(kind(document, &parameter.schema), Kind::Object(_) | Kind::Map(_))
}

/// The parameters that an object in the query becomes; none where one of its properties is not a single value.
fn parts_of(document: &Document, object: &Parameter) -> Vec<Parameter> {
    let Kind::Object(shape) = kind(document, &object.schema) else { return Vec::new() };
    let is_value = |schema| {
        matches!(kind(document, schema), Kind::Bool | Kind::Integer | Kind::Number | Kind::Text | Kind::Choice(_))
    };
    if object.joined || shape.additional.is_some() || !shape.properties.iter().all(|(_, schema)| is_value(schema)) {
        return Vec::new();
    }
    let part = |(name, schema): &(&str, &Value)| Parameter {
        name: if object.deep { format!("{}[{name}]", object.name) } else { (*name).to_owned() },
        required: object.required && shape.required.contains(name),
        schema: (*schema).clone(),
        examples: Vec::new(),
        ..object.clone()
    };
    shape.properties.iter().map(part).collect()
}

#[cfg(test)]
mod tests;
