//! What an operation answers, in the words of `builder!`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::ident::ident;
use super::imports::Imports;
use super::types;
use crate::ir::{Api, Operation, Page, ResponseBody, StreamFormat, TypeKind};

/// `json Type`, `page Type`, `empty`, …
pub(super) fn kind(api: &Api, imports: &mut Imports, operation: &Operation) -> TokenStream {
    match &operation.response.body {
        ResponseBody::Empty => quote!(empty),
        ResponseBody::Json(ty) => {
            let ty = types::value(api, imports, ty);
            let keyword = ident(if page(api, operation).is_some() { "page" } else { "json" });
            quote!(#keyword #ty)
        }
        ResponseBody::OptionalJson(ty) => {
            let ty = types::value(api, imports, ty);
            quote!(optional #ty)
        }
        ResponseBody::Text { secret: false } => quote!(text),
        ResponseBody::Text { secret: true } => quote!(secret),
        ResponseBody::Stream(_) => quote!(bytes),
    }
}

/// `items Type`, for a page.
pub(super) fn items(api: &Api, imports: &mut Imports, operation: &Operation) -> Option<TokenStream> {
    let page = page(api, operation)?;
    let item = types::value(api, imports, &page.item);
    Some(quote!(items #item))
}

/// `send_csv "media type"` for each other format of the same answer.
pub(super) fn alternatives(operation: &Operation) -> Vec<TokenStream> {
    let methods = alternative_methods(operation).into_iter();
    methods.map(|(media_type, method)| quote!(#method #media_type)).collect()
}

/// The media type of each other format of the same answer, and the method that asks for it.
pub(super) fn alternative_methods(operation: &Operation) -> Vec<(&str, Ident)> {
    let alternatives = &operation.response.alternatives;
    let methods = alternatives.iter().enumerate().map(|(index, (media_type, format))| {
        let earlier = alternatives[..index].iter().filter(|(_, other)| other == format).count();
        let number = if earlier > 0 { format!("_{}", earlier + 1) } else { String::new() };
        (media_type.as_str(), ident(&format!("send_{}{number}", format_name(*format))))
    });
    methods.collect()
}

/// The name of a format in `send_…`.
pub(crate) fn format_name(format: StreamFormat) -> &'static str {
    match format {
        StreamFormat::Csv => "csv",
        StreamFormat::Gzip => "gzip",
        StreamFormat::Yaml => "yaml",
        StreamFormat::Json => "json",
        StreamFormat::Other => "bytes",
    }
}

/// How the answer is taken apart, if its pages can be followed. A request with a body cannot simply be sent again for the next page.
fn page<'a>(api: &'a Api, operation: &Operation) -> Option<&'a Page> {
    let pagination = operation.pagination.as_ref().filter(|_| operation.body.is_none())?;
    match &api.type_def(pagination.page).kind {
        TypeKind::Struct(shape) => shape.page.as_ref(),
        TypeKind::Enum(_) | TypeKind::Union(_) => None,
    }
}
