//! What a success returns.

use serde_json::Value;

use super::context::Lower;
use super::list::push_new;
use super::naming::Naming;
use super::node::{Node, Target};
use super::shape::{Shape, Trail};
use crate::ir::{Fallback, Format, Method, Response, ResponseBody, TypeRef};
use crate::version::{Media, SelectedOperation, Success};

/// Statuses that never have a body, whatever is declared.
const BODILESS: [&str; 2] = ["204", "205"];

/// The schema of what no schema describes.
static NOTHING: Value = Value::Null;

const NOT_JSON: &str = "the schema of a body that is not JSON is ignored: the body is read as bytes";

/// What a call accepts when no success says what it returns.
const JSON: &str = "application/json";

impl<'a> Lower<'a> {
    /// The response of an operation. `secret` tells whether a text response holds a private key or a password.
    pub(super) fn response(&mut self, selected: &SelectedOperation<'a>, builder: &str, secret: bool) -> Response {
        let mut json: Vec<(&Media, TypeRef)> = Vec::new();
        let mut seen: Vec<&Value> = Vec::new();
        let mut streams: Vec<(String, Format)> = Vec::new();
        let mut text = None;
        let (mut empty, mut nullable) = (false, false);
        for success in &selected.successes {
            // What a HEAD declares is what a GET would return.
            let bodies: Vec<&Media> = bodies(success).filter(|_| selected.method != Method::Head).collect();
            empty |= bodies.is_empty();
            for media in bodies {
                let schema = schema(self, media);
                let binary = schema.as_ref().is_some_and(|schema| schema.text("format") == Some("binary"));
                match media.format {
                    Format::Json if !binary => {
                        // Documents without components write one schema out for each status.
                        let Some(schema) = schema.filter(|schema| !seen.contains(&schema.value)) else { continue };
                        seen.push(schema.value);
                        let ty = self.type_of(&schema, &response_naming(&schema, builder));
                        nullable |= self.is_nullable(&schema);
                        if json.iter().all(|(_, known)| *known != ty) {
                            json.push((media, ty));
                        }
                    }
                    Format::Other if media.media_type.starts_with("text/plain") && !binary => {
                        self.note_ignored(media, schema.as_ref(), "text");
                        text = text.or(Some(media));
                    }
                    format => {
                        self.note_ignored(media, schema.as_ref(), "bytes");
                        push_new(&mut streams, (media.media_type.clone(), format));
                    }
                }
            }
        }
        let statuses = selected.successes.iter().map(|success| success.status.clone()).collect();
        // Text beside JSON is one of the other formats that can be asked for.
        streams.extend(text.filter(|_| !json.is_empty()).map(|media| (media.media_type.clone(), Format::Other)));
        let declared = declared(selected);
        let json = match json.as_slice() {
            [] => None,
            [(media, ty)] => Some((*media, ty.clone())),
            several @ [(media, _), ..] => Some((*media, self.one_of(selected, several, builder))),
        };
        let (media_type, body) = match (json, text) {
            (Some((media, ty @ (TypeRef::String | TypeRef::Secret))), _) if nullable => {
                let is_secret = ty == TypeRef::Secret || secret || self.tells_secret(media);
                let ty = if is_secret { TypeRef::Secret } else { TypeRef::String };
                (media.media_type.clone(), ResponseBody::OptionalJson(ty))
            }
            (Some((media, TypeRef::String)), _) | (None, Some(media)) => {
                (media.media_type.clone(), ResponseBody::Text { secret: secret || self.tells_secret(media) })
            }
            (Some((media, TypeRef::Secret)), _) => (media.media_type.clone(), ResponseBody::Text { secret: true }),
            (Some((media, ty)), _) if empty || nullable && !matches!(ty, TypeRef::Json(_)) => {
                (media.media_type.clone(), ResponseBody::OptionalJson(ty))
            }
            (Some((media, ty)), _) => (media.media_type.clone(), ResponseBody::Json(ty)),
            (None, None) if streams.is_empty() => (declared, ResponseBody::Empty),
            (None, None) => {
                let (media_type, format) = streams.remove(0);
                (media_type, ResponseBody::Stream(format))
            }
        };
        Response { media_type, statuses, body, alternatives: streams }
    }

    /// One type for responses that differ by status: what `oneOf` with their schemas would describe.
    fn one_of(&mut self, selected: &SelectedOperation<'a>, several: &[(&Media, TypeRef)], builder: &str) -> TypeRef {
        let schemas: Vec<_> = several.iter().filter_map(|(media, _)| schema(self, media)).collect();
        let node = Node { value: &NOTHING, pointer: selected.pointer.push("responses") };
        let target = Target { node, component: None };
        let shape = self.shape_of_several(&schemas, false, &mut Trail::new());
        let shape = shape.unwrap_or(Shape::Json { free_form: false, reason: "alternatives without a shape" });
        self.type_of_shape(&target, shape, &Naming::inside(builder, "Response"))
    }

    /// Notes that the schema of a body that is given as `what` is ignored, where it says more than that.
    fn note_ignored(&mut self, media: &Media, schema: Option<&Node<'a>>, what: &str) {
        let Some(schema) = schema else { return };
        let shape = self.final_shape(schema, &mut Trail::new());
        if let Some((target, Shape::Scalar(TypeRef::String | TypeRef::Secret))) = &shape
            && (what == "text" || target.node.text("format") == Some("binary"))
        {
            return;
        }
        let note = format!("the schema of this `{}` body is ignored: callers get its {what}", media.media_type);
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

/// What to accept where there is nothing to read: what a success declares all the same, else the version that the request is in.
fn declared(selected: &SelectedOperation<'_>) -> String {
    let media = selected.successes.iter().flat_map(|success| &success.media);
    let mut all = media.chain(&selected.request).filter(|media| media.format == Format::Json);
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

/// A shared response's inline type is named after it, an operation's own after its builder.
fn response_naming(schema: &Node<'_>, builder: &str) -> Naming {
    Naming::of_shared(&schema.pointer, "responses").unwrap_or_else(|| Naming::named(builder)).then("Response")
}
