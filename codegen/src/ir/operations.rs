//! Operations: what is sent and what comes back.

use super::types::{Constraints, TypeRef};
use crate::markdown::Docs;
use crate::pointer::Pointer as Origin;

/// An emitted operation in its selected version.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The id that names it: pinned, overridden or the document's `operationId`.
    pub id: String,
    /// Other known ids of the operation, for `#[doc(alias)]`.
    pub aliases: Vec<String>,
    /// Method of the tag's handle: `create_database_user`. Filled in by the naming pass.
    pub rust: String,
    /// Builder type: `CreateDatabaseUser`. Filled in by the naming pass.
    pub builder: String,
    /// Methods and builders that it was called before, which stay as deprecated aliases. Filled in by the naming pass.
    pub former: Vec<(String, String)>,
    /// Index into [`Api::tags`](super::Api::tags).
    pub tag: usize,
    /// HTTP method.
    pub method: Method,
    /// Path template: `/api/atlas/v2/groups/{groupId}`.
    pub path: String,
    /// What some documents write behind the path to tell operations apart: `?cmd=diff`, `#Action=Create`.
    pub behind_path: String,
    /// Summary and description.
    pub docs: Docs,
    /// Roles that may call it, as the document lists them.
    pub roles: Vec<String>,
    /// Dated version, `2023-01-01`, `preview` or none when its media types are not dated.
    pub version: Option<String>,
    /// Date after which this version is removed.
    pub sunset: Option<String>,
    /// Whether the document marks it deprecated.
    pub deprecated: bool,
    /// Whether credentials are sent. False when the document says that none are needed: `security: []`.
    pub auth: bool,
    /// Parameters in call order: path parameters in path order, then required ones, then optional ones in document order.
    pub params: Vec<Param>,
    /// Query pairs that are always sent.
    pub fixed_query: Vec<(String, String)>,
    /// Request body.
    pub body: Option<Body>,
    /// What a success responds with.
    pub response: Response,
    /// Error statuses that the document declares, in order.
    pub errors: Vec<String>,
    /// Whether the response is a page of a list that can be followed.
    pub paged: bool,
    /// Where it is defined.
    pub origin: Origin,
}

/// Keys of a path item that are operations.
pub(crate) const METHODS: [(&str, Method); 8] = [
    ("get", Method::Get),
    ("put", Method::Put),
    ("post", Method::Post),
    ("delete", Method::Delete),
    ("options", Method::Options),
    ("head", Method::Head),
    ("patch", Method::Patch),
    ("trace", Method::Trace),
];

/// Whether a key of a path item is an operation.
pub(crate) fn is_method(key: &str) -> bool {
    METHODS.iter().any(|(method, _)| *method == key)
}

/// HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the methods")]
pub enum Method {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
    Trace,
}

impl Method {
    /// The method as it is sent: `GET`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
        }
    }
}

impl Operation {
    /// Method and path, as the document writes it: `GET /api/atlas/v2/groups`.
    #[must_use]
    pub fn call(&self) -> String {
        format!("{} {}{}", self.method.as_str(), self.path, self.behind_path)
    }

    /// The type of the JSON that a success has as its body.
    #[must_use]
    pub fn response_type(&self) -> Option<&TypeRef> {
        match &self.response.body {
            ResponseBody::Json(ty) | ResponseBody::OptionalJson(ty) | ResponseBody::JsonOrNull(ty) => Some(ty),
            _ => None,
        }
    }

    /// The types that the operation names: of its parameters, its body and its response.
    pub fn references(&self) -> impl Iterator<Item = &TypeRef> {
        let params = self.params.iter().map(|param| &param.ty);
        params.chain(self.body.iter().filter_map(|body| body.ty.as_ref())).chain(self.response_type())
    }

    /// The same, to be changed.
    pub fn references_mut(&mut self) -> impl Iterator<Item = &mut TypeRef> {
        let response = match &mut self.response.body {
            ResponseBody::Json(ty) | ResponseBody::OptionalJson(ty) | ResponseBody::JsonOrNull(ty) => Some(ty),
            _ => None,
        };
        let params = self.params.iter_mut().map(|param| &mut param.ty);
        params.chain(self.body.iter_mut().filter_map(|body| body.ty.as_mut())).chain(response)
    }
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Param {
    /// Name on the wire.
    pub wire: String,
    /// Argument or setter name. Filled in by the naming pass.
    pub rust: String,
    /// Where it goes.
    pub location: ParamLocation,
    /// Whether the call needs it, as it does all that is in the path: the method takes it, and it has no setter.
    pub required: bool,
    /// Type; lists become repeated query keys.
    pub ty: TypeRef,
    /// What the document says.
    pub docs: Docs,
    /// Limits that the document states.
    pub constraints: Constraints,
    /// Whether the document marks it deprecated.
    pub deprecated: bool,
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamLocation {
    /// One value inside the path, encoded once.
    Path,
    /// `?name=value`; a list repeats the key.
    Query,
    /// `?name=a,b`: a list in one value.
    QueryJoined(Separator),
    /// A request header.
    Header,
}

impl ParamLocation {
    /// The part of the request, as keys of the names lock have it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query | Self::QueryJoined(_) => "query",
            Self::Header => "header",
        }
    }
}

/// What is between the items of a list in one value of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// `form`.
    Comma,
    /// `spaceDelimited`.
    Space,
    /// `pipeDelimited`.
    Pipe,
}

impl Separator {
    /// The separator as it is sent: of the three only a comma is sent as it is.
    #[must_use]
    pub fn encoded(self) -> &'static str {
        match self {
            Self::Comma => ",",
            Self::Space => "%20",
            Self::Pipe => "%7C",
        }
    }
}

/// A request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// `Content-Type`.
    pub media_type: String,
    /// Whether the call needs it.
    pub required: bool,
    /// Type of the JSON; nothing for a body of another kind, which callers give as bytes.
    pub ty: Option<TypeRef>,
    /// What the document says.
    pub docs: Docs,
}

/// What a success responds with.
#[derive(Clone, Debug)]
pub struct Response {
    /// `Accept` of the call.
    pub media_type: String,
    /// Success statuses that the document declares.
    pub statuses: Vec<String>,
    /// What the body is.
    pub body: ResponseBody,
    /// Other formats of the same response: media type and format.
    pub alternatives: Vec<(String, Format)>,
}

/// What a success body is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResponseBody {
    /// Nothing to read.
    Empty,
    /// JSON of this type.
    Json(TypeRef),
    /// JSON of this type with some success statuses, nothing with others.
    OptionalJson(TypeRef),
    /// A JSON document of any kind, null when there is none.
    JsonOrNull(TypeRef),
    /// A string or a secret, as JSON or as raw text.
    Text(TypeRef),
    /// A string or a secret with some success statuses, nothing with others.
    OptionalText(TypeRef),
    /// Bytes, streamed.
    Stream(Format),
}

impl ResponseBody {
    /// The type that the body is read as; nothing where there is none, or bytes.
    pub(crate) fn value(&self) -> Option<TypeRef> {
        match self {
            Self::Json(ty) | Self::JsonOrNull(ty) | Self::Text(ty) => Some(ty.clone()),
            Self::OptionalJson(ty) | Self::OptionalText(ty) => Some(TypeRef::Option(Box::new(ty.clone()))),
            Self::Empty | Self::Stream(_) => None,
        }
    }
}

/// Format of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `application/json` and `+json`.
    Json,
    /// `text/csv` and `+csv`.
    Csv,
    /// `application/gzip` and `+gzip`.
    Gzip,
    /// `application/yaml` and `+yaml`.
    Yaml,
    /// Anything else: bytes.
    Other,
}

impl Format {
    /// What a stream is of.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Csv => "CSV",
            Self::Gzip => "gzip",
            Self::Yaml => "YAML",
            Self::Other => "bytes",
        }
    }
}

/// An operation that is not emitted.
#[derive(Clone, Debug)]
pub struct Skipped {
    /// Its id.
    pub id: String,
    /// `GET /api/…`.
    pub call: String,
    /// Why.
    pub reason: String,
    /// Where it is defined.
    pub origin: Origin,
}
