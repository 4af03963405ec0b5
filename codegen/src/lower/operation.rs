//! Operations: ids, bodies, and what ties parameters and responses together.

use openapiv3::Parameter;
use serde_json::Value;

use super::context::Lower;
use super::ids::{Called, Ids};
use super::naming::Naming;
use super::node::Node;
use super::servers::{self, Base};
use super::tags;
use crate::case;
use crate::ir::{Api, Body, Format, Operation, Skipped, TypeRef, json};
use crate::markdown;
use crate::openapi::{At, template};
use crate::version::{Selected, SelectedOperation};

const BEHIND_PATH: &str = "what is behind `?` in this path is sent with each call, and what is behind `#` is not sent";

const OTHER_JSON: &str = "of several JSON bodies with different schemas one is sent or asked for; `Client::request` \
                          can send or ask for the others";

/// Lowers all selected operations into `api`, in document order.
pub(super) fn lower<'a>(lower: &mut Lower<'a>, selected: &Selected<'a>, base: &Base, api: &mut Api) {
    let unsupported: Vec<_> = selected.operations.iter().map(|operation| unsupported(lower, base, operation)).collect();
    let supported = selected.operations.iter().zip(&unsupported).filter(|(_, reason)| reason.is_none());
    api.tags = tags::used(lower.document, supported.map(|(operation, _)| operation));
    let ids = Ids::new(lower.document, lower.config);
    for (operation, reason) in selected.operations.iter().zip(unsupported) {
        let called = ids.of(operation);
        let tag = api.tags.iter().position(|tag| tag.name == tags::of(operation.operation)).unwrap_or(0);
        if let Some(reason) = reason {
            let (id, call, origin) = (called.id, operation.call(), operation.pointer.clone());
            api.skipped.push(Skipped { id, call, reason, origin });
        } else {
            let lowered = lower.operation(operation, called, tag);
            api.operations.push(lowered);
        }
    }
    let paths = &lower.document.openapi().paths.paths;
    api.skipped.sort_by_cached_key(|skipped| {
        let item = skipped.origin.parent().unwrap_or_default();
        let path = item.last().unwrap_or_default();
        let item = lower.document.raw(&item).and_then(Value::as_object);
        let method = skipped.origin.last().unwrap_or_default();
        (paths.get_index_of(&*path), item.and_then(|item| item.keys().position(|key| *key == method)))
    });
}

/// Why the query behind a path has no single meaning: a parameter of it is declared, and has a value there as well, or
/// neither.
fn unclear_query(selected: &SelectedOperation<'_>) -> Option<String> {
    let declares = |at: &At<'_, Parameter>, name: &str| match at.value {
        Parameter::Query { parameter_data, .. } => parameter_data.name == *name,
        _ => false,
    };
    template::query(&selected.path).into_iter().find_map(|(name, value)| {
        match (value, selected.parameters.iter().any(|at| declares(at, &name))) {
            (Some(_), true) => {
                Some(format!("its path has a value for the query parameter `{name}`, which it declares"))
            }
            (None, false) => Some(format!("its path has the query parameter `{name}`, which it does not declare")),
            _ => None,
        }
    })
}

/// Why an operation cannot be called through a typed method.
fn unsupported<'a>(lower: &Lower<'a>, base: &Base, selected: &SelectedOperation<'a>) -> Option<String> {
    let path = template::parameters(&selected.path).err().map(|message| format!("its path is not valid: {message}"));
    let body = selected.request.as_ref().filter(|media| !media.can_be_sent());
    let body = body.map(|media| format!("its request body is {}, neither JSON nor plain bytes", media.media_type));
    path.or_else(|| unclear_query(selected))
        .or(body)
        .or_else(|| servers::unsupported(lower.document, base, selected))
        .or_else(|| lower.unsupported_param(selected))
}

impl<'a> Lower<'a> {
    fn operation(
        &mut self,
        selected: &SelectedOperation<'a>,
        Called { id, aliases, owner }: Called,
        tag: usize,
    ) -> Operation {
        for at in &selected.other_json {
            self.note(at, OTHER_JSON, None);
        }
        let operation = selected.operation;
        let builder = case::pascal(&case::words(&owner));
        let (params, mut fixed_query) = self.params(selected, &builder);
        let (path, behind) = template::split(&selected.path);
        if !behind.is_empty() {
            self.note(&selected.pointer, BEHIND_PATH, None);
            let fixed = template::query(&selected.path).into_iter().filter_map(|(name, value)| Some((name, value?)));
            fixed_query.extend(fixed);
        }
        let decided = self.config.operation(&selected.call());
        let body = self.body(selected, &builder);
        let response = self.response(selected, &builder, decided.is_some_and(|decided| decided.secret_response));
        let security = operation.security.as_ref().or(self.document.openapi().security.as_ref());
        Operation {
            docs: markdown::titled(
                operation.summary.as_deref().unwrap_or_default(),
                operation.description.as_deref().unwrap_or_default(),
            ),
            roles: roles(operation.extensions.get("x-rolesRequirements")),
            version: selected.version.clone(),
            sunset: selected.sunset.clone(),
            deprecated: operation.deprecated,
            // Credentials are sent unless the document says that none are needed. A list without requirements says
            // that, and a list of requirements of nothing does; no list says nothing.
            auth: security.is_none_or(|requirements| requirements.iter().any(|schemes| !schemes.is_empty())),
            errors: selected.errors.clone(),
            paged: false,
            origin: selected.pointer.clone(),
            rust: String::new(),
            builder: String::new(),
            former: Vec::new(),
            method: selected.method,
            path: template::encoded(path),
            behind_path: behind.to_owned(),
            id,
            aliases,
            tag,
            params,
            fixed_query,
            body,
            response,
        }
    }

    fn body(&mut self, selected: &SelectedOperation<'a>, builder: &str) -> Option<Body> {
        let media = selected.request.as_ref()?;
        let at = selected.pointer.push("requestBody");
        let schema = media.schema.as_ref().and_then(|schema| Node::at(self.document, schema.clone()));
        let ty = if media.format != Format::Json || self.is_binary(media) {
            self.note_ignored(media, schema.as_ref(), "bytes");
            None
        } else if let Some(schema) = schema {
            Some(without_secret(self.item_type(&schema, &body_naming(&schema, builder))))
        } else {
            Some(json(true, "request body without a schema", at.clone()))
        };
        let body = Node::at(self.document, at).and_then(|node| node.resolve(self.document));
        let description = body.and_then(|body| body.node.text("description")).unwrap_or_default();
        Some(Body {
            media_type: media.media_type.clone(),
            required: selected.request_required,
            ty,
            docs: markdown::clean(description),
        })
    }
}

/// The type of a body that callers give as a string, also where it is a secret.
fn without_secret(ty: TypeRef) -> TypeRef {
    match ty {
        TypeRef::Secret => TypeRef::String,
        TypeRef::Option(inner) if *inner == TypeRef::Secret => TypeRef::Option(Box::new(TypeRef::String)),
        ty => ty,
    }
}

/// The names of roles, in a list or alone.
fn roles(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(role)) => vec![role.clone()],
        Some(Value::Array(roles)) => roles.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// A shared body's inline type is named after it, an operation's own after its builder.
fn body_naming(schema: &Node<'_>, builder: &str) -> Naming {
    Naming::of_shared(&schema.pointer, "requestBodies").unwrap_or_else(|| Naming::named(builder)).then("Request")
}
