//! `with_*`: named setters, so that two texts cannot be swapped.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::context::{Emit, Module};
use super::docs::{Doc, code};
use super::file::braced;
use super::ident::ident;
use super::members::{additional_ident, is_plain, is_required, set_ident};
use super::types::{self, Argument, Target};
use super::{describe, facts};
use crate::ir::{Field, Presence, Struct, TypeDef, TypeRef};

/// The `impl` with one setter per field and one more for null where a field can be null. None for a struct without
/// fields.
pub(super) fn items(emit: &mut Emit, def: &TypeDef, shape: &Struct) -> Option<TokenStream> {
    let name = ident(&def.rust);
    let mut methods = Vec::new();
    let set = set_ident(shape);
    for (index, (field, null)) in shape.fields.iter().zip(null_setters(&shape.fields)).enumerate() {
        let set = set.as_ref().filter(|_| is_required(field) || is_plain(field));
        let (index, member) = (Literal::usize_unsuffixed(index), ident(&field.rust));
        let note = set.map(|set| match field.presence {
            Presence::Required => quote!(self.#set.insert(#index);),
            Presence::Optional | Presence::Nullable => quote!(self.#set.note(#index, &self.#member);),
        });
        methods.push(setter(emit, field, note.as_ref()));
        methods.extend(null.map(|name| null_setter(emit, field, &name)));
    }
    let additional = additional_ident(shape).zip(shape.additional.as_ref());
    methods.extend(additional.map(|(name, ty)| additional_setter(emit, &name, ty)));
    (!methods.is_empty()).then(|| {
        let body = braced(methods);
        quote!(impl #name #body)
    })
}

/// The name of each field's setter for null, where it has one.
///
/// `with_x_null`, or `with_x_as_null` and so on where that is another field's setter.
fn null_setters(fields: &[Field]) -> Vec<Option<String>> {
    let mut taken: BTreeSet<String> = fields.iter().map(|field| format!("with_{}", field.rust)).collect();
    let mut claim = |field: &Field| {
        // `with_self_null` for `self_`.
        let mut stem = field.rust.trim_end_matches('_').to_owned();
        while !taken.insert(format!("with_{stem}_null")) {
            stem.push_str("_as");
        }
        format!("with_{stem}_null")
    };
    fields.iter().map(|field| (field.presence == Presence::Nullable).then(|| claim(field))).collect()
}

fn setter(emit: &mut Emit, field: &Field, note: Option<&TokenStream>) -> TokenStream {
    let (name, method) = (ident(&field.rust), ident(&format!("with_{}", field.rust)));
    let optional = match field.presence {
        Presence::Required => None,
        Presence::Optional | Presence::Nullable => types::optional_argument(emit, &field.ty, &name),
    };
    let Argument { ty, value, generics } = if let Some(argument) = optional {
        Argument { value: types::in_optional_field(emit, field, argument.value), ..argument }
    } else {
        let argument = types::argument(emit, &field.ty, &name, Target::Typed);
        Argument { value: types::in_field(emit, field, argument.value), ..argument }
    };
    let sentence = describe::sentence(emit, &field.docs, &field.ty);
    let mut doc = Doc::of(format!("Sets {}: {sentence}", code(&field.rust)));
    doc.paragraph(facts::of_requests(field));
    let doc = doc.attributes(4);
    quote! {
        #doc
        #[must_use]
        pub fn #method #generics(mut self, #name: #ty) -> Self {
            self.#name = #value;
            #note
            self
        }
    }
}

fn null_setter(emit: &mut Emit, field: &Field, method: &str) -> TokenStream {
    let (name, method, nullable) = (ident(&field.rust), ident(method), emit.import(Module::Engine, "Nullable"));
    let doc = format!("Sets {} to an explicit null, which is not the same as leaving it out.", code(&field.rust));
    let doc = Doc::of(doc).attributes(4);
    quote! {
        #doc
        #[must_use]
        pub fn #method(mut self) -> Self {
            self.#name = #nullable::Null;
            self
        }
    }
}

fn additional_setter(emit: &mut Emit, name: &Ident, ty: &TypeRef) -> TokenStream {
    let method = ident(&format!("with_{name}"));
    let Argument { ty, value, .. } = types::argument(emit, &TypeRef::Map(Box::new(ty.clone())), name, Target::Typed);
    quote! {
        /// Sets the properties under any other name.
        #[must_use]
        pub fn #method(mut self, #name: #ty) -> Self {
            self.#name = #value;
            self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Presence;
    use crate::ir::fixture::field;

    #[test]
    fn setters_for_null_give_way_to_fields() {
        let nullable = |name: &str| Field { presence: Presence::Nullable, ..field(name, name, TypeRef::String) };
        let plain = |name: &str| field(name, name, TypeRef::String);
        let names = null_setters(&[nullable("x"), plain("x_null"), nullable("y"), nullable("x_as")]);
        let names: Vec<_> = names.iter().map(Option::as_deref).collect();
        assert_eq!(names, [Some("with_x_as_null"), None, Some("with_y_null"), Some("with_x_as_as_null")]);
    }
}
