//! What an operation returns: the methods that send it.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens as _, quote};

use super::context::{Emit, Module};
use super::ident::ident;
use super::types;
use crate::ir::{Api, Operation, Page, ResponseBody, TypeKind, TypeRef};

/// What `send` returns.
fn output(emit: &mut Emit, body: &ResponseBody) -> TokenStream {
    match (body, body.value()) {
        (_, Some(ty)) => types::value(emit, &ty),
        (ResponseBody::Stream(_), None) => emit.import(Module::Crate, "ByteStream").into_token_stream(),
        (_, None) => quote!(()),
    }
}

/// The method of `Request` that `send` calls.
fn method(body: &ResponseBody) -> &'static str {
    match body {
        ResponseBody::Empty => "send_empty",
        ResponseBody::Json(_) => "send_json",
        ResponseBody::JsonOrNull(_) => "send_json_or_null",
        ResponseBody::OptionalJson(_) => "send_optional_json",
        ResponseBody::Text(TypeRef::Secret) => "send_secret",
        ResponseBody::Text(_) => "send_text",
        ResponseBody::OptionalText(TypeRef::Secret) => "send_optional_secret",
        ResponseBody::OptionalText(_) => "send_optional_text",
        ResponseBody::Stream(_) => "send_stream",
    }
}

/// `send`, `send_full`, `items` and `pages` as far as the operation has them, and `send_csv` and so on for other
/// formats.
pub(super) fn methods(emit: &mut Emit, operation: &Operation) -> Vec<TokenStream> {
    let body = &operation.response.body;
    let (ty, method) = (output(emit, body), method(body));
    let (send, send_full) = (ident(method), ident(&format!("{method}_full")));
    let (pending, response) = (emit.import(Module::Crate, "Pending"), emit.import(Module::Crate, "Response"));
    let mut methods = vec![quote! {
        /// Sends the request.
        pub fn send(self) -> #pending<#ty> { self.0.#send() }

        /// Sends the request; the response comes with its status and headers.
        pub fn send_full(self) -> #pending<#response<#ty>> { self.0.#send_full() }
    }];
    if let Some(page) = page(emit.api, operation) {
        let item = types::value(emit, &page.item);
        let page = operation.response_type().map(|page| types::value(emit, page));
        let optional = matches!(body, ResponseBody::OptionalJson(_));
        let new = ident(if optional { "optional" } else { "new" });
        let (items, pages) = (emit.import(Module::Crate, "Items"), emit.import(Module::Crate, "Pages"));
        methods.push(quote! {
            /// All items of the list; pages are requested as their items are.
            pub fn items(self) -> #items<#item> { #items::#new::<#page>(self.0) }

            /// All pages of the list, each requested when it is asked for.
            pub fn pages(self) -> #pages<#page> { #pages::#new(self.0) }
        });
    }
    methods.extend(alternative_methods(operation).into_iter().map(|(media_type, method)| {
        let stream = emit.import(Module::Crate, "ByteStream");
        let doc = format!(" Sends the request and asks for the response as `{media_type}`.");
        quote! {
            #[doc = #doc]
            pub fn #method(self) -> #pending<#stream> { self.0.with_accept(#media_type).send_stream() }
        }
    }));
    methods
}

/// The media type of each other format of the same response, and the method that asks for it.
pub(super) fn alternative_methods(operation: &Operation) -> Vec<(&str, Ident)> {
    let alternatives = &operation.response.alternatives;
    let methods = alternatives.iter().enumerate().map(|(index, (media_type, format))| {
        let earlier = alternatives[..index].iter().filter(|(_, other)| other == format).count();
        let number = if earlier > 0 { format!("_{}", earlier + 1) } else { String::new() };
        (media_type.as_str(), ident(&format!("send_{}{number}", format.word().to_ascii_lowercase())))
    });
    methods.collect()
}

/// Where the items of the response are, if its pages can be followed. A request with a body cannot simply be sent again
/// for the next page.
pub(super) fn page<'a>(api: &'a Api, operation: &Operation) -> Option<&'a Page> {
    let page = operation.response_type().filter(|_| operation.paged && operation.body.is_none())?;
    match &api.type_def(page.named()?).kind {
        TypeKind::Struct(shape) => shape.page.as_ref(),
        TypeKind::Enum(_) | TypeKind::Union(_) => None,
    }
}
