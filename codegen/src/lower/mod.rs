//! From the document to the intermediate representation: every decision about shapes is taken here, none about names or files.
//!
//! Ids for named schemas come first, bodies second: a type gets its id as soon as something refers to it, and its body when everything
//! that refers to it is known, so that schemas can contain themselves. Only what an emitted operation reaches becomes a type. What has
//! no faithful type becomes [`Json`](crate::ir::TypeRef::Json) with a reason; nothing is dropped.

mod all_of;
mod allowed;
mod base_url;
mod constraints;
mod context;
mod declared_twice;
mod enum_groups;
mod field;
mod ids;
mod list;
mod merge_enums;
mod naming;
mod node;
mod operation;
mod page;
mod params;
mod patch;
mod query_object;
mod response;
mod same_enums;
mod schema;
mod security;
mod servers;
mod shape;
mod string_enum;
mod tags;
#[cfg(test)]
mod tests;
mod undeclared;
mod union;

use context::Lower;
pub(crate) use union::find_common;

use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::ir::Api;
use crate::lock::MergedEnum;
use crate::openapi::Document;
use crate::version::Selected;

/// Lowers the selected operations and every type that they reach. Rust names are empty yet, and `find_common` has not
/// run. `merged` are the enums that users know as one type.
///
/// Problems go to `diagnostics`; the result is complete all the same.
pub(crate) fn lower(
    document: &Document,
    selected: &Selected<'_>,
    config: &Config,
    merged: &[MergedEnum<'_>],
    diagnostics: &mut Diagnostics,
) -> Api {
    let openapi = document.openapi();
    let mut api = Api {
        title: openapi.info.title.clone(),
        version: openapi.info.version.clone(),
        license: openapi.info.license.as_ref().map(|license| (license.name.clone(), license.url.clone())),
        skipped: selected.skipped.clone(),
        fallbacks: document.fallbacks().to_vec(),
        ..Api::default()
    };
    let mut lower = Lower::new(document, config, diagnostics);
    let base = servers::base(&mut lower, selected);
    security::schemes(&mut lower);
    operation::lower(&mut lower, selected, &base, &mut api);
    api.server = base.url;
    api.is_atlas = base.is_atlas;
    lower.finish_bodies();
    // All types have their members now. Patch types copy these, so that they come after what changes them.
    union::tell_apart(&mut lower.types);
    lower.note_undeclared();
    page::find(&mut lower.types, &mut api.operations);
    patch::replace_bodies(&mut lower, &mut api.operations);
    merge_enums::merge(&mut lower, &mut api.operations, merged);
    lower.finish_warnings();
    api.unreached_schemas = lower.unreached_schemas();
    api.types = lower.types;
    api.ignored = lower.ignored;
    api.remove_unreached();
    api
}
