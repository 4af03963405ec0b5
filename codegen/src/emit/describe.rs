//! Doc comments of types and fields, with something true to say where the document says nothing.

use heck::ToLowerCamelCase as _;
use proc_macro2::TokenStream;
use quote::quote;

use super::context::Emit;
use super::docs::{Doc, aliases, code};
use super::facts;
use crate::DocsLevel;
use crate::ir::{Api, Docs, Field, TypeDef, TypeId, TypeRef};

/// Doc comment and aliases of a type. `otherwise` is what to say when the document says nothing.
pub(super) fn type_attributes(level: DocsLevel, def: &TypeDef, otherwise: impl FnOnce() -> String) -> TokenStream {
    attributes(Doc::prose(&def.docs, level).or_else(otherwise), def, def.component.then_some(&def.wire))
}

/// Doc comment and aliases of a patch type for PATCH bodies.
pub(super) fn patch_attributes(emit: &Emit, def: &TypeDef, full: TypeId) -> TokenStream {
    let full = &emit.api.type_def(full).rust;
    let mut doc = Doc::of(format!("Changes to [`{full}`]: what is left out stays as it is."));
    if emit.level == DocsLevel::Full {
        doc.paragraph(def.docs.summary.as_str());
    }
    attributes(doc, def, None)
}

fn attributes(mut doc: Doc, def: &TypeDef, wire: Option<&String>) -> TokenStream {
    if def.deprecated {
        doc.paragraph("Deprecated.");
    }
    let (doc, aliases) =
        (doc.attributes(0), aliases(&def.rust, wire.into_iter().chain(&def.aliases).map(String::as_str)));
    quote!(#doc #aliases)
}

/// Doc comment and alias of a field.
pub(super) fn field_attributes(api: &Api, level: DocsLevel, field: &Field) -> TokenStream {
    let mut doc = Doc::prose(&field.docs, level)
        .or_else(|| format!("Property {}: {}.", code(&field.wire), facts::kind(api, &field.ty)));
    doc.paragraph(facts::of_field(field));
    let doc = doc.attributes(4);
    let alias = wire_alias(&field.rust, &field.wire);
    quote!(#doc #alias)
}

/// An alias for the wire name, unless the Rust name is that name in snake case.
pub(super) fn wire_alias(rust: &str, wire: &str) -> TokenStream {
    let same = rust.to_lower_camel_case() == wire;
    aliases(rust, (!same).then_some(wire))
}

/// What `docs` says in one sentence, or the kind of the value.
pub(super) fn sentence(emit: &Emit, docs: &Docs, ty: &TypeRef) -> String {
    said(emit, docs).unwrap_or_else(|| format!("{}.", facts::kind(emit.api, ty)))
}

/// The same as a sentence of its own about a property.
pub(super) fn property(emit: &Emit, wire: &str, docs: &Docs, ty: &TypeRef) -> String {
    said(emit, docs).unwrap_or_else(|| format!("Property {}: {}.", code(wire), facts::kind(emit.api, ty)))
}

fn said(emit: &Emit, docs: &Docs) -> Option<String> {
    Some(docs.summary.clone()).filter(|said| emit.level != DocsLevel::None && !said.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_only_what_search_would_not_find() {
        assert!(wire_alias("items_per_page", "itemsPerPage").is_empty());
        assert!(wire_alias("name", "name").is_empty());
        assert!(!wire_alias("aws_iam_type", "awsIAMType").is_empty());
        assert!(!wire_alias("id", "_id").is_empty());
        assert!(!wire_alias("r#type", "type").is_empty());
    }
}
