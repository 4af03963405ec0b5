//! Arguments, bodies and responses of operations.

use super::holds::fit;
use super::known::Known;
use super::spelled::{Spelled, spelled};
use crate::ir::{Api, Operation, Origin, Param, ResponseBody, TypeKind, TypeRef};
use crate::lock::{BODY, OperationNames, Returned, ReturnedBody, parameter_key};

/// Keeps the types of parameters, bodies and responses where they hold the new values, arguments that need not be
/// given any more, and the order of arguments: two texts that change places compile as before.
pub(super) fn keep(api: &mut Api, known: &mut Known<'_>) {
    for index in 0..api.operations.len() {
        let mut operation = api.operations[index].clone();
        let Some(names) = known.lock.operations.get(&operation.call()) else { continue };
        let Some(was) = &names.response else { continue };
        let origin = operation.origin.clone();
        for param in &mut operation.params {
            let was = names.parameters.get(&parameter_key(param)).and_then(|entry| entry.ty.as_deref());
            if let Some(was) = was
                && let Some(kept) = fit(known, api, was, &param.ty, &origin)
            {
                if kept != param.ty {
                    api.note_kept(&origin, format!("`{}: {was}`", param.wire));
                }
                param.ty = kept;
            }
        }
        arguments(&mut operation.params, names);
        body(api, known, &mut operation, names);
        if let Some(body) = response(api, known, &operation, was, &origin) {
            let is_other = operation.response.body != body;
            operation.response.body = body;
            pages(api, &mut operation);
            if is_other {
                // As the lock has it next time: what is not followed any more is not paged then.
                let kept = Returned { paged: operation.paged, ..was.clone() };
                api.note_kept(&origin, format!("responds with {kept}"));
            }
        }
        api.operations[index] = operation;
    }
}

/// Pages of another type are followed if that is a page, too.
fn pages(api: &Api, operation: &mut Operation) {
    let response = operation.response_type().and_then(TypeRef::named).and_then(|id| api.types.get(id.0));
    operation.paged &= response.is_some_and(|def| matches!(&def.kind, TypeKind::Struct(shape) if shape.page.is_some()));
}

/// Arguments stay arguments, in their order.
fn arguments(params: &mut [Param], names: &OperationNames) {
    let place = |param: &Param| {
        let name = &names.parameters.get(&parameter_key(param))?.name;
        names.arguments.iter().position(|argument| argument.name == *name)
    };
    let places: Vec<Option<usize>> = params.iter().map(place).collect();
    for (param, place) in params.iter_mut().zip(&places) {
        param.required |= place.is_some();
    }
    let is_known = |param: &Param| place(param).is_some();
    let all = names.arguments.iter().filter(|argument| argument.name != BODY).count();
    if params.iter().filter(|param| is_known(param)).count() == all {
        params.sort_by_key(|param| place(param).unwrap_or(usize::MAX));
    }
}

fn body(api: &mut Api, known: &mut Known<'_>, operation: &mut Operation, names: &OperationNames) {
    let origin = operation.origin.clone();
    let Some(body) = &mut operation.body else { return };
    let Some(was) = names.body_type() else { return };
    let (ty, required) = (body.ty.clone(), body.required);
    // Whoever never sends null need not.
    let held = body.ty.iter().flat_map(|ty| [ty, ty.not_null()]);
    let kept = held.into_iter().find_map(|ty| fit(known, api, was, ty, &origin));
    body.ty = kept.or(body.ty.take());
    body.required = names.body.is_none();
    if (ty, required) != (body.ty.clone(), body.required) {
        let word = if body.required { "required" } else { "optional" };
        api.note_kept(&origin, format!("takes `{was}` as {word} body"));
    }
}

/// What a response stays, when that holds what the document has now: `Json` holds everything and, as null, nothing.
/// A caller that expects nothing needs no body.
fn response(
    api: &mut Api,
    known: &mut Known<'_>,
    operation: &Operation,
    was: &Returned,
    origin: &Origin,
) -> Option<ResponseBody> {
    let body = &operation.response.body;
    let was = match (&was.body, body) {
        (ReturnedBody::Nothing, ResponseBody::Json(_) | ResponseBody::OptionalJson(_)) => {
            return Some(ResponseBody::Empty);
        }
        (ReturnedBody::Type(was), _) => was,
        _ => return None,
    };
    match (spelled(was), body) {
        (Spelled::Name("Json"), ResponseBody::Empty | ResponseBody::OptionalJson(_)) => {
            known.parse("Json", origin).map(ResponseBody::JsonOrNull)
        }
        (Spelled::Option(was), ResponseBody::Json(ty) | ResponseBody::OptionalJson(ty)) => {
            fit(known, api, was, ty, origin).map(ResponseBody::OptionalJson)
        }
        (Spelled::Option(was), ResponseBody::Text(ty)) => {
            (ty.scalar() == Some(was)).then(|| ResponseBody::OptionalText(ty.clone()))
        }
        (_, ResponseBody::Json(ty)) => fit(known, api, was, ty, origin).map(ResponseBody::Json),
        _ => None,
    }
}
