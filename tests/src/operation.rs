//! The operations of a description, each in one of its dated versions.
//!
//! A version is the date in media types such as `application/vnd.atlas.2023-01-01+json`. Only stable
//! dates count; `preview` and `….upcoming` never do.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::description::Description;

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

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
    /// Parameters of the path item and of the operation.
    pub parameters: Vec<Parameter>,
    /// Request body.
    pub request: Option<Body>,
    /// 2xx answers of this version, in the order of the description.
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
}

/// One body in one media type.
#[derive(Clone, Debug)]
pub struct Body {
    /// Full media type.
    pub media_type: String,
    /// Schema, if the description gives one.
    pub schema: Option<Value>,
    /// Whether a request must have this body.
    pub required: bool,
}

/// One 2xx answer.
#[derive(Clone, Debug)]
pub struct Success {
    /// HTTP status.
    pub status: u16,
    /// Bodies of the chosen version; empty where the answer names no media type at all.
    pub bodies: Vec<Body>,
}

impl Operation {
    /// The parameters in `location` that a caller chooses: `envelope` and `pretty` belong to the
    /// client itself.
    pub fn parameters_in<'a>(&'a self, location: &'a str) -> impl Iterator<Item = &'a Parameter> {
        self.parameters
            .iter()
            .filter(move |p| p.location == location && !matches!(p.name.as_str(), "envelope" | "pretty"))
    }

    /// The first 2xx answer and its body, JSON before other formats.
    ///
    /// # Panics
    ///
    /// The operation has no 2xx answer in its version.
    #[must_use]
    pub fn success(&self) -> (&Success, Option<&Body>) {
        let success = self.successes.first().unwrap_or_else(|| panic!("{}: no 2xx answer", self.id));
        let json = success.bodies.iter().find(|body| body.media_type.ends_with("json"));
        (success, json.or(success.bodies.first()))
    }
}

/// Reads all operations, each in its newest stable version not later than `until`, or in its newest
/// stable version of all. Operations that have none are left out.
///
/// # Panics
///
/// The description has no `paths`, or a reference of an operation leads nowhere.
#[must_use]
pub fn operations(description: &Description, until: Option<&str>) -> Vec<Operation> {
    let paths = description.root()["paths"].as_object().expect("paths is an object");
    let items = paths.iter().flat_map(|(path, item)| {
        let methods = METHODS.iter().filter_map(move |method| Some((*method, item.get(method)?)));
        methods.map(move |(method, operation)| (path, item, method, operation))
    });
    items.filter_map(|(path, item, method, node)| read(description, until, path, item, method, node)).collect()
}

fn read(
    description: &Description,
    until: Option<&str>,
    path: &str,
    item: &Value,
    method: &str,
    node: &Value,
) -> Option<Operation> {
    let request = node.get("requestBody").map(|body| description.resolve(body));
    let answers = answers(description, node);

    let media_types = answers.iter().map(|(_, answer)| *answer).chain(request).flat_map(media_types);
    let versions: BTreeSet<Version> = media_types.map(Version::of).collect();
    let newest = versions.iter().rfind(|version| version.is_offered(until));
    let newest = match newest {
        Some(version) => version.clone(),
        None if versions.is_empty() => Version::None,
        None => return None,
    };

    let security = node.get("security").or(description.root().get("security"));
    Some(Operation {
        id: node["operationId"].as_str().unwrap_or_default().to_owned(),
        method: method.to_uppercase(),
        path: path.to_owned(),
        parameters: parameters(description, item, node),
        request: request.and_then(|request| bodies(request, &newest).into_iter().next()),
        successes: successes(&answers, &newest),
        authenticated: security.and_then(Value::as_array).is_some_and(|list| !list.is_empty()),
        version: match newest {
            Version::Date(date) => Some(date),
            Version::None | Version::Unstable => None,
        },
    })
}

/// The 2xx answers of an operation, in every version.
fn answers<'a>(description: &'a Description, node: &'a Value) -> Vec<(u16, &'a Value)> {
    let responses = node["responses"].as_object().into_iter().flatten();
    responses
        .filter_map(|(status, answer)| Some((status.parse().ok()?, description.resolve(answer))))
        .filter(|(status, _)| (200..300).contains(status))
        .collect()
}

fn successes(answers: &[(u16, &Value)], version: &Version) -> Vec<Success> {
    let all = answers.iter().map(|(status, answer)| Success { status: *status, bodies: bodies(answer, version) });
    let of_version: Vec<Success> = all.clone().filter(|success| !success.bodies.is_empty()).collect();
    // An answer without any media type belongs to the version only if no answer names it.
    if of_version.is_empty() { all.collect() } else { of_version }
}

fn media_types(node: &Value) -> impl Iterator<Item = &str> {
    node["content"].as_object().into_iter().flatten().map(|(media_type, _)| media_type.as_str())
}

fn bodies(node: &Value, version: &Version) -> Vec<Body> {
    let required = node.get("required").and_then(Value::as_bool).unwrap_or(false);
    let content = node["content"].as_object().into_iter().flatten();
    content
        .filter(|(media_type, _)| Version::of(media_type) == *version)
        .map(|(media_type, body)| Body {
            media_type: media_type.clone(),
            schema: body.get("schema").cloned(),
            required,
        })
        .collect()
}

/// The parameters of the path item, replaced and followed by those of the operation.
fn parameters(description: &Description, item: &Value, node: &Value) -> Vec<Parameter> {
    let mut all: Vec<Parameter> = Vec::new();
    let nodes = [item, node].into_iter().flat_map(|n| n["parameters"].as_array().into_iter().flatten());
    for parameter in nodes.map(|parameter| description.resolve(parameter)) {
        let text = |key: &str| parameter[key].as_str().unwrap_or_default().to_owned();
        let new = Parameter {
            name: text("name"),
            location: text("in"),
            required: parameter["required"].as_bool().unwrap_or(false),
            schema: parameter["schema"].clone(),
        };
        all.retain(|old| (&old.name, &old.location) != (&new.name, &new.location));
        all.push(new);
    }
    all
}

/// The version that a media type belongs to; a later date is greater.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Version {
    /// `preview` or `….upcoming`.
    Unstable,
    /// An ordinary media type.
    None,
    Date(String),
}

impl Version {
    fn of(media_type: &str) -> Self {
        let Some(dated) = media_type.strip_prefix("application/vnd.atlas.") else {
            return Self::None;
        };
        let version = dated.split('+').next().unwrap_or_default();
        let is_date = version.len() == 10 && version.starts_with(|c: char| c.is_ascii_digit());
        if is_date { Self::Date(version.to_owned()) } else { Self::Unstable }
    }

    fn is_offered(&self, until: Option<&str>) -> bool {
        match self {
            Self::Unstable => false,
            Self::None => true,
            Self::Date(date) => until.is_none_or(|until| date.as_str() <= until),
        }
    }
}

#[cfg(test)]
mod tests;
