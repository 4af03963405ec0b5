//! The operations of a document, each in one of its dated versions.
//!
//! A version is the date in media types such as `application/vnd.atlas.2023-01-01+json`. Stable dates
//! count; `preview` and `….upcoming` only when they are asked for.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::compare::escape;
use crate::document::Document;
use crate::schema::{Kind, kind};

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Which version of each operation is read.
#[derive(Clone, Debug, Default)]
pub struct Versions {
    /// The newest date that counts; any by default.
    pub until: Option<String>,
    /// Whether an operation without a dated version is read in its preview version.
    pub preview: bool,
    /// Whether an upcoming version counts as one of its date.
    pub upcoming: bool,
}

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
    /// Parameters of the path item and of the operation.
    pub parameters: Vec<Parameter>,
    /// Request body.
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

impl Operation {
    /// Method and path, as in `GET /api/atlas/v2/groups`.
    #[must_use]
    pub fn call(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// The parameters in `location` that a caller chooses: `envelope` and `pretty` belong to the client itself, and
    /// OpenAPI ignores headers that it describes elsewhere.
    pub fn parameters_in<'a>(&'a self, location: &'a str) -> impl Iterator<Item = &'a Parameter> {
        let ignored = match location {
            "header" => ["accept", "authorization", "content-type"].as_slice(),
            _ => ["envelope", "pretty"].as_slice(),
        };
        let is_ignored = move |p: &Parameter| ignored.iter().any(|name| p.name.eq_ignore_ascii_case(name));
        self.parameters.iter().filter(move |p| p.location == location && !is_ignored(p))
    }

    /// The first 2xx response and its body, JSON before other formats.
    ///
    /// # Panics
    ///
    /// The operation has no 2xx response in its version.
    #[must_use]
    pub fn success(&self) -> (&Success, Option<&Body>) {
        let success = self.successes.first().unwrap_or_else(|| panic!("{}: no 2xx response", self.id));
        let json = success.bodies.iter().find(|body| body.media_type.ends_with("json"));
        (success, json.or(success.bodies.first()))
    }
}

/// Reads all operations, each in its newest stable version not later than `until`, or in its newest
/// stable version of all. Operations that have none are left out.
///
/// # Panics
///
/// The document has no `paths`, or a reference of an operation is unresolved.
#[must_use]
pub fn operations(document: &Document, until: Option<&str>) -> Vec<Operation> {
    operations_in(document, &Versions { until: until.map(str::to_owned), ..Versions::default() })
}

/// Reads all operations, each in one of the versions wanted, the newest. Operations that have none
/// are left out.
///
/// # Panics
///
/// The document has no `paths`, or a reference of an operation is unresolved.
#[must_use]
pub fn operations_in(document: &Document, wanted: &Versions) -> Vec<Operation> {
    let paths = document.root()["paths"].as_object().expect("paths is an object");
    let items = paths.iter().flat_map(|(path, item)| {
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
    let newest = newest(wanted, request, &responses)?;
    let item_pointer = format!("/paths/{}", escape(path));
    let pointer = format!("{item_pointer}/{method}");

    let security = node.get("security").or(document.root().get("security"));
    Some(Operation {
        id: node["operationId"].as_str().unwrap_or_default().to_owned(),
        method: method.to_uppercase(),
        path: path.to_owned(),
        parameters: parameters(document, (&item_pointer, item), (&pointer, node)),
        request: request.and_then(|request| {
            let place = document.place(format!("{pointer}/requestBody"), &node["requestBody"]);
            of_json_first(bodies(document, &place, request, &newest))
        }),
        successes: successes(document, &pointer, node, &responses, &newest),
        pointer,
        authenticated: security.and_then(Value::as_array).is_none_or(|list| asks_for_credentials(document, list)),
        version: match newest {
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

/// The version that an operation is read in. One that only its request or only its responses have is none.
fn newest(wanted: &Versions, request: Option<&Value>, responses: &[(u16, &Value)]) -> Option<Version> {
    let of = |nodes: Vec<&Value>| -> BTreeSet<Version> {
        nodes.into_iter().flat_map(media_types).map(Version::of).filter(|version| *version != Version::None).collect()
    };
    let sent = of(request.into_iter().collect());
    let received = of(responses.iter().map(|(_, response)| *response).collect());
    let common: BTreeSet<Version> = match (sent.is_empty(), received.is_empty()) {
        (true, true) => return Some(Version::None),
        (true, false) => received,
        (false, true) => sent,
        (false, false) => sent.intersection(&received).cloned().collect(),
    };
    let dated = common.iter().rfind(|version| version.is_offered(wanted));
    dated.or_else(|| common.iter().find(|version| wanted.preview && **version == Version::Preview)).cloned()
}

fn of_json_first(bodies: Vec<Body>) -> Option<Body> {
    let json = bodies.iter().position(|body| body.media_type.ends_with("json"));
    bodies.into_iter().nth(json.unwrap_or(0))
}

/// The 2xx responses of an operation, in every version.
fn responses<'a>(document: &'a Document, node: &'a Value) -> Vec<(u16, &'a Value)> {
    let responses = node["responses"].as_object().into_iter().flatten();
    responses
        .filter_map(|(status, response)| Some((status.parse().ok()?, document.resolve(response))))
        .filter(|(status, _)| (200..300).contains(status))
        .collect()
}

fn successes(
    document: &Document,
    pointer: &str,
    node: &Value,
    responses: &[(u16, &Value)],
    version: &Version,
) -> Vec<Success> {
    let all = responses.iter().map(|(status, response)| {
        let place = format!("{pointer}/responses/{status}");
        let place = document.place(place, &node["responses"][status.to_string()]);
        Success { status: *status, bodies: bodies(document, &place, response, version) }
    });
    let of_version: Vec<Success> = all.clone().filter(|success| !success.bodies.is_empty()).collect();
    // A response without any media type belongs to the version only if no response names it.
    if of_version.is_empty() { all.collect() } else { of_version }
}

fn media_types(node: &Value) -> impl Iterator<Item = &str> {
    node["content"].as_object().into_iter().flatten().map(|(media_type, _)| media_type.as_str())
}

fn bodies(document: &Document, pointer: &str, node: &Value, version: &Version) -> Vec<Body> {
    let required = node.get("required").and_then(Value::as_bool).unwrap_or(false);
    let content = node["content"].as_object().into_iter().flatten();
    content
        .filter(|(media_type, _)| Version::of(media_type) == *version)
        .map(|(media_type, body)| Body {
            media_type: media_type.clone(),
            schema: body.get("schema").cloned(),
            required,
            pointer: format!("{pointer}/content/{}", escape(media_type)),
            examples: examples(document, body),
        })
        .collect()
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

/// The version that a media type belongs to; a later date is greater, and of one date the stable one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Version {
    Preview,
    /// An ordinary media type.
    None,
    Date {
        date: String,
        stable: bool,
    },
}

impl Version {
    fn of(media_type: &str) -> Self {
        let Some(dated) = media_type.strip_prefix("application/vnd.atlas.") else {
            return Self::None;
        };
        let version = dated.split(['+', ';']).next().unwrap_or_default();
        let (date, stable) = version.strip_suffix(".upcoming").map_or((version, true), |date| (date, false));
        let is_date = date.len() == 10 && date.starts_with(|c: char| c.is_ascii_digit());
        if is_date { Self::Date { date: date.to_owned(), stable } } else { Self::Preview }
    }

    fn is_offered(&self, wanted: &Versions) -> bool {
        match self {
            Self::Preview | Self::None => false,
            Self::Date { date, stable } => {
                (*stable || wanted.upcoming) && wanted.until.as_ref().is_none_or(|until| date <= until)
            }
        }
    }
}

#[cfg(test)]
mod tests;
