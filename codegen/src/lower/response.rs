//! What a success returns.

use serde_json::Value;

use super::context::Lower;
use super::list::push_new;
use super::naming::Naming;
use super::node::{Node, Target};
use super::shape::{Shape, Trail};
use crate::ir::{Fallback, Format, Method, Response, ResponseBody, TypeRef};
use crate::openapi::media_name::essence;
use crate::version::{Media, MediaType, SelectedOperation, Success};

/// Statuses that never have a body, whatever is declared.
const BODILESS: [&str; 2] = ["204", "205"];

/// The schema of what no schema describes.
static NOTHING: Value = Value::Null;

const NOT_JSON: &str = "the schema of a body that is not JSON is ignored: to callers, the body is bytes";

const ONLY_REDIRECTIONS: &str = "no success but a redirection is declared, which is not followed: each call returns an error, whose headers say where to";

/// What a call accepts when no success says what it returns.
const JSON: &str = "application/json";

/// The bodies of the successes, by how they are read.
#[derive(Default)]
struct Bodies<'s, 'a> {
    /// Each with the status that it is of. No two have the same schema.
    json: Vec<(&'s str, &'s Media, Node<'a>)>,
    text: Option<&'s Media>,
    streams: Vec<(String, Format)>,
    /// Whether a success has none.
    empty: bool,
}

impl<'a> Lower<'a> {
    /// The response of an operation. `secret` tells whether a text response holds a private key or a password.
    pub(super) fn response(&mut self, selected: &SelectedOperation<'a>, builder: &str, secret: bool) -> Response {
        if selected.successes.is_empty() && selected.errors.iter().any(|status| status.starts_with('3')) {
            self.note(&selected.pointer.push("responses"), ONLY_REDIRECTIONS.to_owned(), None);
        }
        let Bodies { json, text, mut streams, empty } = self.bodies(selected);
        let nullable = json.iter().any(|(.., schema)| self.is_nullable(schema));
        let statuses = selected.successes.iter().map(|success| success.status.clone()).collect();
        // Text beside JSON is one of the other formats that can be asked for.
        streams.extend(text.filter(|_| !json.is_empty()).map(|media| (media.media_type.clone(), Format::Other)));
        let json = self.json_type(selected, &json, builder);
        let (media_type, body) = match (json, text) {
            (Some((media, ty @ (TypeRef::String | TypeRef::Secret))), _) => {
                let secret = secret || ty == TypeRef::Secret || self.tells_secret(media);
                (media.media_type.clone(), text_body(secret, nullable, empty))
            }
            (None, Some(media)) => {
                (media.media_type.clone(), text_body(secret || self.tells_secret(media), false, empty))
            }
            (Some((media, ty)), _) if empty || nullable && !matches!(ty, TypeRef::Json(_)) => {
                (media.media_type.clone(), ResponseBody::OptionalJson(ty))
            }
            (Some((media, ty)), _) => (media.media_type.clone(), ResponseBody::Json(ty)),
            (None, None) if streams.is_empty() => (declared(selected), ResponseBody::Empty),
            (None, None) => {
                let (media_type, format) = streams.remove(0);
                (media_type, ResponseBody::Stream(format))
            }
        };
        Response { media_type, statuses, body, alternatives: streams }
    }

    fn bodies<'s>(&mut self, selected: &'s SelectedOperation<'a>) -> Bodies<'s, 'a> {
        let mut found = Bodies::default();
        for success in &selected.successes {
            // What a HEAD declares is what a GET would return.
            let bodies: Vec<&Media> = bodies(success).filter(|_| selected.method != Method::Head).collect();
            found.empty |= bodies.is_empty();
            for media in bodies {
                let schema = schema(self, media);
                let binary = self.is_binary(media);
                match media.format {
                    Format::Json if !binary => {
                        // Documents without components write one schema out for each status.
                        let is_new =
                            |schema: &Node<'_>| found.json.iter().all(|(.., known)| known.value != schema.value);
                        let new = schema.filter(is_new).map(|schema| (success.status.as_str(), media, schema));
                        found.json.extend(new);
                    }
                    Format::Other if essence(&media.media_type) == "text/plain" && !binary => {
                        self.note_ignored(media, schema.as_ref(), "text");
                        found.text = found.text.or(Some(media));
                    }
                    format => {
                        self.note_ignored(media, schema.as_ref(), "bytes");
                        push_new(&mut found.streams, (media.media_type.clone(), format));
                    }
                }
            }
        }
        found
    }

    /// The type of the JSON that the successes have, with the media type to ask for. Where there are several, each is
    /// called after its status.
    fn json_type<'s>(
        &mut self,
        selected: &SelectedOperation<'a>,
        all: &[(&str, &'s Media, Node<'a>)],
        builder: &str,
    ) -> Option<(&'s Media, TypeRef)> {
        let mut types: Vec<(&Media, TypeRef)> = Vec::new();
        for (status, media, schema) in all {
            let status = Some(*status).filter(|_| all.len() > 1);
            let ty = self.type_of(schema, &response_naming(schema, builder, status));
            if types.iter().all(|(_, known)| *known != ty) {
                types.push((media, ty));
            }
        }
        match types.as_slice() {
            [] => None,
            [(media, ty)] => Some((*media, ty.clone())),
            several @ [(media, _), ..] => Some((*media, self.one_of(selected, several, builder))),
        }
    }

    /// Whether a body is bytes, whatever its media type is.
    pub(super) fn is_binary(&self, media: &Media) -> bool {
        let schema = schema(self, media).and_then(|schema| schema.resolve(self.document));
        schema.is_some_and(|target| target.node.text("format") == Some("binary"))
    }

    /// One type for responses that differ by status: what `oneOf` with their schemas would describe.
    fn one_of(&mut self, selected: &SelectedOperation<'a>, several: &[(&Media, TypeRef)], builder: &str) -> TypeRef {
        let schemas: Vec<_> = several.iter().filter_map(|(media, _)| schema(self, media)).collect();
        let node = Node { value: &NOTHING, pointer: selected.pointer.push("responses") };
        let target = Target { node, component: None };
        let shape = self.shape_of_several(&schemas, Vec::new(), false, &mut Trail::new());
        let shape = shape.unwrap_or(Shape::Json { free_form: false, reason: "alternatives without a shape" });
        self.type_of_shape(&target, shape, &Naming::inside(builder, "Response"))
    }

    /// Notes that the schema of a body that is given as `what` is ignored, where it says more than that.
    pub(super) fn note_ignored(&mut self, media: &Media, schema: Option<&Node<'a>>, what: &str) {
        let Some(schema) = schema else { return };
        let shape = self.final_shape(schema);
        if let Some((target, Shape::Scalar(TypeRef::String | TypeRef::Secret))) = &shape
            && (what == "text" || target.node.text("format") == Some("binary"))
        {
            return;
        }
        let note = format!("the schema of this `{}` body is ignored: to callers, it is {what}", media.media_type);
        push_new(&mut self.ignored, Fallback::new(note, schema.pointer.clone()));
        let has_parts = matches!(shape, Some((_, Shape::Struct | Shape::Map(_) | Shape::List(_) | Shape::Union(_))));
        if what == "bytes" && media.format == Format::Other && has_parts {
            self.warn(&schema.pointer, NOT_JSON);
        }
    }

    /// Whether the description of a text says that it is a secret.
    fn tells_secret(&self, media: &Media) -> bool {
        let schema = schema(self, media).and_then(|node| node.resolve(self.document));
        let description =
            schema.and_then(|target| target.node.text("description")).unwrap_or_default().to_ascii_lowercase();
        ["private key", "password", "secret"].iter().any(|word| description.contains(word))
    }
}

/// A string, which with some statuses can be missing.
fn text_body(secret: bool, nullable: bool, empty: bool) -> ResponseBody {
    let ty = if secret { TypeRef::Secret } else { TypeRef::String };
    match (nullable, empty) {
        (true, _) => ResponseBody::OptionalJson(ty),
        (false, true) => ResponseBody::OptionalText(ty),
        (false, false) => ResponseBody::Text(ty),
    }
}

/// What to accept where there is nothing to read: what a success declares all the same, else the version that the request is in.
fn declared(selected: &SelectedOperation<'_>) -> String {
    let is_dated = |media: &&Media| MediaType::parse(&media.media_type).is_ok_and(|parsed| parsed.version.is_some());
    let media = selected.successes.iter().flat_map(|success| &success.media);
    let mut all = media.chain(selected.request.as_ref().filter(is_dated)).filter(|media| media.format == Format::Json);
    all.next().map_or_else(|| JSON.to_owned(), |media| media.media_type.clone())
}

/// The bodies of a status. JSON without a schema is not a body.
fn bodies(success: &Success) -> impl Iterator<Item = &Media> {
    let bodiless = BODILESS.contains(&success.status.as_str());
    success.media.iter().filter(move |media| !bodiless && (media.schema.is_some() || media.format != Format::Json))
}

fn schema<'a>(lower: &Lower<'a>, media: &Media) -> Option<Node<'a>> {
    Node::at(lower.document, media.schema.clone()?)
}

/// A shared response's inline type is named after it, an operation's own after its builder, and its status where
/// another one has another type.
fn response_naming(schema: &Node<'_>, builder: &str, status: Option<&str>) -> Naming {
    let shared = Naming::of_shared(&schema.pointer, "responses").map(|shared| shared.then("Response"));
    let of_status = status.map_or_else(|| "Response".to_owned(), |status| format!("Response {status}"));
    shared.unwrap_or_else(|| Naming::inside(builder, of_status))
}
