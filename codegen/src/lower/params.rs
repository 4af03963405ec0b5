//! Parameters: what goes into the path, the query and the headers.

use openapiv3::{Parameter, ParameterSchemaOrContent, PathStyle, QueryStyle};

use super::constraints::SHORT;
use super::context::Lower;
use super::naming::Naming;
use super::node::Node;
use super::query_object::{Part, Sent};
use super::shape::{AlternativeSource, Shape};
use crate::ir::{Constraints, Param, ParamLocation, Separator, TypeRef};
use crate::markdown;
use crate::openapi::At;
use crate::openapi::media_name::is_token;
use crate::version::SelectedOperation;

/// Headers that the runtime owns; OpenAPI wants them ignored as well.
pub(super) const OWNED_HEADERS: [&str; 3] = ["accept", "authorization", "content-type"];

/// Headers that the runtime refuses besides: they frame the message, or say who sends it.
pub(super) const REFUSED_HEADERS: [&str; 8] =
    ["connection", "content-length", "host", "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade"];

impl<'a> Lower<'a> {
    /// The parameters in call order, and the query pairs that are always sent.
    pub(super) fn params(
        &mut self,
        selected: &SelectedOperation<'a>,
        builder: &str,
    ) -> (Vec<Param>, Vec<(String, String)>) {
        let mut params = Vec::new();
        let (mut parts, mut fixed) = (Vec::new(), Vec::new());
        for at in &selected.parameters {
            let name = &at.value.parameter_data_ref().name;
            if self.is_owned(at) {
                if name == "envelope" && self.is_true_by_default(at) {
                    fixed.push((name.clone(), "false".to_owned()));
                }
            } else if is_header_in(at, &REFUSED_HEADERS) {
                self.note(&at.pointer, format!("the header `{name}` is set by the client alone"), None);
            } else if has_invalid_name(at) {
                let what = format!("`{name}` is not a valid name of a header, so that it is never sent");
                self.note(&at.pointer, what, None);
            } else {
                match self.sent_in_query(at) {
                    Sent::Whole => params.extend(self.param(at, builder)),
                    Sent::Parts(of_object) => {
                        parts.extend(of_object.into_iter().map(|part| (at, self.part(at, part, builder))));
                    }
                    Sent::Never(problem) => {
                        self.note(&at.pointer, format!("the {}, so that it is never sent", named(at, problem)), None);
                    }
                }
            }
        }
        for (at, part) in parts {
            if params.iter().any(|known| known.location.word() == "query" && known.wire == part.wire) {
                let problem = format!("has the property `{}`, which is another parameter too", part.wire);
                self.note(&at.pointer, format!("the {}, and is sent as that", named(at, &problem)), None);
            } else {
                params.push(part);
            }
        }
        let in_path = |param: &Param| {
            let place = selected.path.find(&format!("{{{}}}", param.wire)).unwrap_or(usize::MAX);
            if param.location == ParamLocation::Path { place } else { usize::MAX }
        };
        params.sort_by_key(|param| (param.location != ParamLocation::Path, in_path(param), !param.required));
        (params, fixed)
    }

    /// The flags that wrap or pretty-print the response are the runtime's, and so are the headers that it sends. What
    /// has the name of such a flag and is none, or must be given, is the caller's.
    fn is_owned(&self, at: &At<'a, Parameter>) -> bool {
        let data = at.value.parameter_data_ref();
        match at.value {
            Parameter::Query { .. } => {
                matches!(data.name.as_str(), "envelope" | "pretty") && !data.required && self.is_flag(at)
            }
            _ => is_header_in(at, &OWNED_HEADERS),
        }
    }

    fn is_flag(&self, at: &At<'a, Parameter>) -> bool {
        let schema = Node::at(self.document, at.pointer.push("schema"));
        let shape = schema.and_then(|schema| self.final_shape(&schema));
        matches!(shape, Some((_, Shape::Scalar(TypeRef::Bool))))
    }

    fn is_true_by_default(&self, at: &At<'_, Parameter>) -> bool {
        let default = self.document.raw(&at.pointer.push("schema").push("default"));
        default.and_then(serde_json::Value::as_bool) == Some(true)
    }

    /// A property of an object in a query, as a parameter.
    fn part(&mut self, at: &At<'a, Parameter>, part: Part<'a>, builder: &str) -> Param {
        let Part { name, wire, property, required } = part;
        let data = at.value.parameter_data_ref();
        let owner = param_naming(at, &data.name, builder).name();
        let naming = Naming::inside(property.owner(&owner), name);
        Param {
            wire,
            rust: String::new(),
            location: ParamLocation::Query,
            required: data.required && required,
            ty: self.param_type(property.schema(), &naming, ParamLocation::Query),
            docs: self.field_docs(&property.node),
            constraints: self.constraints(&property.node),
            deprecated: data.deprecated.unwrap_or(false) || property.node.flag("deprecated"),
        }
    }

    fn param(&mut self, at: &At<'a, Parameter>, builder: &str) -> Option<Param> {
        let data = at.value.parameter_data_ref();
        let schema = match &data.format {
            ParameterSchemaOrContent::Schema(_) => Node::at(self.document, at.pointer.push("schema")),
            ParameterSchemaOrContent::Content(content) => {
                let media_type = content.keys().next().map_or("any", String::as_str);
                let message = format!("this parameter is taken as text: its caller writes the `{media_type}` in it");
                self.note(&at.pointer, message, None);
                None
            }
        };
        let location = match at.value {
            Parameter::Path { .. } => ParamLocation::Path,
            Parameter::Header { .. } => ParamLocation::Header,
            Parameter::Query { style, .. } => query_location(style, data.explode),
            Parameter::Cookie { .. } => {
                self.note(&at.pointer, format!("the cookie `{}` is never sent", data.name), None);
                return None;
            }
        };
        let ty = schema.as_ref().map_or(TypeRef::String, |schema| {
            self.param_type(schema, &param_naming(at, &data.name, builder), location)
        });
        let is_list = matches!(ty, TypeRef::List(_));
        let schema_text = |key: &str| schema.as_ref().and_then(|schema| schema.text(key));
        let description = data.description.as_deref().or_else(|| schema_text("description")).unwrap_or_default();
        let mut constraints = schema.as_ref().map_or_else(Constraints::default, |schema| self.constraints(schema));
        if let (None, Some(example)) = (&constraints.example, &data.example) {
            constraints.example = Some(example.to_string()).filter(|text| text.len() <= SHORT);
        }
        Some(Param {
            wire: data.name.clone(),
            rust: String::new(),
            location: match location {
                ParamLocation::QueryJoined(_) if !is_list => ParamLocation::Query,
                location => location,
            },
            required: data.required || location == ParamLocation::Path,
            ty,
            docs: markdown::clean(description),
            constraints,
            deprecated: data.deprecated.unwrap_or(false) || schema.is_some_and(|schema| schema.flag("deprecated")),
        })
    }

    /// Why a parameter that every call needs cannot be sent, so that the operation cannot be called.
    pub(super) fn unsupported_param(&self, selected: &SelectedOperation<'a>) -> Option<String> {
        selected.parameters.iter().find_map(|at| {
            let data = at.value.parameter_data_ref();
            let name = &data.name;
            match at.value {
                Parameter::Query { .. } if data.required => match self.sent_in_query(at) {
                    Sent::Never(problem) => Some(format!("its {}", named(at, problem))),
                    Sent::Whole | Sent::Parts(_) => None,
                },
                Parameter::Path { style: PathStyle::Label, .. } => {
                    Some(format!("its path parameter `{name}` has the style label"))
                }
                Parameter::Path { style: PathStyle::Matrix, .. } => {
                    Some(format!("its path parameter `{name}` has the style matrix"))
                }
                Parameter::Header { .. } if data.required && has_invalid_name(at) => {
                    Some(format!("its header `{name}` is required, and its name is not valid"))
                }
                Parameter::Cookie { .. } if data.required => Some(format!("its cookie `{name}` is required")),
                _ => None,
            }
        })
    }

    /// The type of a parameter: a scalar, a string enum, or in a query a list of them. Anything else is a text, or in a
    /// query a list of texts.
    fn param_type(&mut self, schema: &Node<'a>, naming: &Naming, location: ParamLocation) -> TypeRef {
        let Some((_, shape)) = self.final_shape(schema) else { return TypeRef::String };
        let lists = matches!(location, ParamLocation::Query | ParamLocation::QueryJoined(_));
        let texts = || TypeRef::List(Box::new(TypeRef::String));
        match &shape {
            Shape::Scalar(_) | Shape::Enum(_) => return plain(self.type_of(schema, naming)),
            Shape::List(Some(item)) if lists && self.is_scalar(item) => return plain(self.type_of(schema, naming)),
            Shape::List(None) if lists => return texts(),
            _ => {}
        }
        let (ty, what) = if lists && self.is_list_of_texts(&shape) {
            (texts(), "each value of this parameter is taken as text: its type has no single text form")
        } else {
            (TypeRef::String, "this parameter is taken as text: its type has no single text form")
        };
        self.note(&schema.pointer, what, None);
        ty
    }

    /// Whether all values are texts and lists of them, such as `[1, "a"]`. In a URL, one text and a list of it are the
    /// same.
    fn is_list_of_texts(&self, shape: &Shape<'a>) -> bool {
        let is_scalar =
            |alternative: &AlternativeSource<'a>| alternative.node().is_none_or(|node| self.is_scalar(node));
        match shape {
            Shape::List(Some(item)) => match self.final_shape(item) {
                Some((_, Shape::Union(alternatives))) => alternatives.iter().all(is_scalar),
                item => matches!(item, Some((_, Shape::Scalar(_) | Shape::Enum(_) | Shape::Json { .. }))),
            },
            Shape::Union(alternatives) => {
                let is_list = |one: &AlternativeSource<'a>| {
                    let shape = one.node().and_then(|node| self.final_shape(node)).map(|(_, shape)| shape);
                    shape.is_some_and(|shape| matches!(shape, Shape::List(_)) && self.is_list_of_texts(&shape))
                };
                alternatives.iter().any(is_list) && alternatives.iter().all(|one| is_scalar(one) || is_list(one))
            }
            _ => false,
        }
    }
}

/// How a list goes into the query: OpenAPI 3.0 repeats the key for `form`, and for the other styles where `explode` is
/// set.
fn query_location(style: &QueryStyle, explode: Option<bool>) -> ParamLocation {
    let separator = match style {
        QueryStyle::Form | QueryStyle::DeepObject => Separator::Comma,
        QueryStyle::SpaceDelimited => Separator::Space,
        QueryStyle::PipeDelimited => Separator::Pipe,
    };
    if explode.unwrap_or(*style == QueryStyle::Form) {
        ParamLocation::Query
    } else {
        ParamLocation::QueryJoined(separator)
    }
}

/// A password in a URL is not secret any more, and a URL has no null.
fn plain(ty: TypeRef) -> TypeRef {
    match ty {
        TypeRef::Secret => TypeRef::String,
        TypeRef::Option(inner) => plain(*inner),
        TypeRef::List(item) => TypeRef::List(Box::new(plain(*item))),
        other => other,
    }
}

/// A parameter in the query that has a problem: "query parameter `filter` is an object in one value".
fn named(at: &At<'_, Parameter>, problem: &str) -> String {
    format!("query parameter `{}` {problem}", at.value.parameter_data_ref().name)
}

/// A shared parameter's type is named after it, so that it is one type; an operation's own after its builder.
fn param_naming(at: &At<'_, Parameter>, name: &str, builder: &str) -> Naming {
    Naming::of_shared(&at.pointer, "parameters").unwrap_or_else(|| Naming::inside(builder, name))
}

/// Whether a parameter is a header that no message can have: `Trace Id`.
fn has_invalid_name(at: &At<'_, Parameter>) -> bool {
    matches!(at.value, Parameter::Header { parameter_data, .. } if !is_token(&parameter_data.name))
}

/// Whether a parameter is one of these headers.
fn is_header_in(at: &At<'_, Parameter>, names: &[&str]) -> bool {
    let Parameter::Header { parameter_data, .. } = at.value else { return false };
    names.iter().any(|name| parameter_data.name.eq_ignore_ascii_case(name))
}
