//! What users of the generated crate see of an operation or a type, as the lock records it beside the names.

use crate::ir::{Api, Field, Operation, Param, ResponseBody, TypeDef, TypeKind};
use crate::lock::{BODY, Entry, Flag, OperationNames, Returned, ReturnedBody, TypeNames, parameter_key, variant_keys};

/// An operation, added to the names that it had.
pub(super) fn operation(api: &Api, operation: &Operation, known: OperationNames) -> OperationNames {
    let mut parameters = known.parameters;
    parameters.extend(operation.params.iter().map(|param| (parameter_key(param), parameter(api, param))));
    let positional = operation.params.iter().filter(|param| param.required);
    let mut arguments: Vec<Entry> = positional.map(|param| parameter(api, param)).collect();
    let body = operation.body.as_ref();
    arguments.extend(body.filter(|body| body.required).map(|body| Entry::new(BODY, api.spelled_body(body))));
    OperationNames {
        tag: api.tags[operation.tag].name.clone(),
        method: operation.rust.clone(),
        builder: operation.builder.clone(),
        former: operation.former.clone(),
        response: Some(response(api, operation)),
        formats: operation.response.alternatives.iter().map(|(media_type, _)| undated(media_type)).collect(),
        version: operation.version.clone(),
        sunset: operation.sunset.clone(),
        deprecated: operation.deprecated,
        body: body.filter(|body| !body.required).map(|body| api.spelled_body(body)),
        arguments,
        parameters,
    }
}

fn parameter(api: &Api, param: &Param) -> Entry {
    let entry = Entry::new(&param.rust, api.spelled(&param.ty)).with(Flag::Setter, !param.required);
    Entry { default: param.constraints.default.clone(), ..entry }
}

fn response(api: &Api, operation: &Operation) -> Returned {
    let body = match &operation.response.body {
        ResponseBody::Stream(format) => ReturnedBody::Stream(format.word().to_owned()),
        body => body.value().map_or(ReturnedBody::Nothing, |ty| ReturnedBody::Type(api.spelled(&ty))),
    };
    Returned { paged: operation.paged, body }
}

/// A media type without the date in it.
fn undated(media_type: &str) -> String {
    let undated = media_type.strip_prefix("application/vnd.atlas.").and_then(|rest| rest.split_once('+'));
    undated.map_or_else(|| media_type.to_owned(), |(_, format)| format.to_owned())
}

/// A type, added to the names that it and its members had.
pub(super) fn type_(api: &Api, def: &TypeDef, known: TypeNames) -> TypeNames {
    let mut names = TypeNames { name: def.rust.clone(), former: def.former.clone(), request: def.in_request, ..known };
    match &def.kind {
        TypeKind::Struct(shape) => {
            names.kind = Some("struct".to_owned());
            names.from = shape.patch_of.map(|full| api.type_def(full).rust.clone());
            names.additional = shape.additional.as_ref().map(|ty| api.spelled(ty));
            names.fields.extend(shape.fields.iter().map(|declared| (declared.wire.clone(), field(api, declared))));
        }
        TypeKind::Enum(shape) => {
            names.kind = Some("enum".to_owned());
            names.places = def.merged.iter().map(ToString::to_string).collect();
            names.places.sort_unstable();
            names.values.extend(shape.values.iter().map(|value| {
                (value.wire.clone(), Entry::new(&value.rust, "value").with(Flag::Removed, value.removed))
            }));
        }
        TypeKind::Union(union) => {
            names.kind = Some("union".to_owned());
            names.from = union.patch_of.map(|full| api.type_def(full).rust.clone());
            let entries = union.variants.iter().map(|variant| Entry::new(&variant.rust, api.spelled(&variant.ty)));
            names.variants.extend(variant_keys(&api.types, union).into_iter().zip(entries));
            names.getters.extend(union.common.iter().map(|property| {
                let entry = Entry::new(&property.rust, api.spelled(&property.ty));
                (property.wire.clone(), entry.with(Flag::Setter, property.settable))
            }));
        }
    }
    names
}

fn field(api: &Api, field: &Field) -> Entry {
    let entry = Entry::new(&field.rust, api.spelled_field(field))
        .with(Flag::Required, field.required)
        .with(Flag::ReadOnly, field.omit_in_request)
        .with(Flag::Deprecated, field.deprecated)
        .with(Flag::Removed, field.removed);
    Entry { default: field.constraints.default.clone(), ..entry }
}
