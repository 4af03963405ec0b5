//! One operation: its data, the handle's method that starts it, and the builder that holds its options and sends it.

use proc_macro2::TokenStream;
use quote::quote;

use super::call::{self, Arguments, Signature, Step};
use super::context::{Emit, Module};
use super::docs::{Doc, aliases, code};
use super::file::braced;
use super::ident::{ident, static_ident};
use super::{describe, facts, former, operation_docs, response};
use crate::ir::{Operation, Param};

/// All items of an operation.
pub(super) fn items(emit: &mut Emit, operation: &Operation) -> Vec<TokenStream> {
    let arguments = Arguments::of(operation);
    let mut items = vec![
        method(emit, operation, &arguments),
        data(emit, operation),
        builder(emit, operation),
        builder_methods(emit, operation, &arguments),
    ];
    items.extend(former::methods(emit, operation, &arguments));
    items
}

/// `impl Handle { pub fn operation(&self, …) -> Builder { … } }`
fn method(emit: &mut Emit, operation: &Operation, arguments: &Arguments) -> TokenStream {
    let handle = emit.import(Module::Super, &emit.api.tags[operation.tag].rust);
    let (name, builder, data) = (ident(&operation.rust), ident(&operation.builder), static_ident(operation));
    let request = emit.import(Module::Runtime, "Request");
    let doc = operation_docs::method(emit, operation, arguments).attributes(4);
    let aliases = method_aliases(operation);
    let deprecated = deprecation(operation);
    let Signature { many, generics, declarations, calls, .. } = arguments.signature(emit);
    quote! {
        impl #handle {
            #doc
            #aliases
            #deprecated
            #many
            pub fn #name #generics(&self, #(#declarations),*) -> #builder {
                #builder(#request::new(&self.client, &#data) #(#calls)*)
            }
        }
    }
}

fn method_aliases(operation: &Operation) -> TokenStream {
    let ids = std::iter::once(operation.id.as_str()).chain(operation.aliases.iter().map(String::as_str));
    let wires: Vec<_> = ids.filter(|id| !describe::wire_alias(&operation.rust, id).is_empty()).collect();
    aliases(&operation.rust, wires)
}

fn deprecation(operation: &Operation) -> Option<TokenStream> {
    let note = match (&operation.sunset, operation.deprecated) {
        (_, false) => return None,
        (Some(date), true) => {
            format!("the API deprecates this operation and removes this version of it after {date}")
        }
        (None, true) => "the API deprecates this operation".to_owned(),
    };
    Some(quote!(#[deprecated(note = #note)]))
}

/// `static OPERATION: Operation = …;`
fn data(emit: &mut Emit, operation: &Operation) -> TokenStream {
    let (data, ty, methods) =
        (static_ident(operation), emit.import(Module::Runtime, "Operation"), emit.import(Module::Runtime, "Method"));
    let Operation { id, path, auth, .. } = operation;
    let (method, accept) = (ident(operation.method.as_str()), &operation.response.media_type);
    let content_type = operation.body.as_ref().map(|body| &body.media_type);
    let content_type = content_type.map_or_else(|| quote!(None), |media_type| quote!(Some(#media_type)));
    let query = operation.fixed_query.iter().map(|(name, value)| quote!((#name, #value)));
    quote! {
        pub(super) static #data: #ty = #ty {
            id: #id,
            method: #methods::#method,
            path: #path,
            accept: #accept,
            content_type: #content_type,
            query: &[#(#query),*],
            auth: #auth,
        };
    }
}

/// `pub struct Builder(Request);`
fn builder(emit: &mut Emit, operation: &Operation) -> TokenStream {
    let (name, request) = (ident(&operation.builder), emit.import(Module::Runtime, "Request"));
    let doc = operation_docs::builder(emit.api, operation).attributes(0);
    quote! {
        #doc
        #[derive(Clone, Debug)]
        #[must_use = "a request does nothing until it is sent"]
        pub struct #name(#request);
    }
}

/// The `impl` of the builder: a setter per optional parameter, the ways to send it, and the options of the call.
fn builder_methods(emit: &mut Emit, operation: &Operation, arguments: &Arguments) -> TokenStream {
    let name = ident(&operation.builder);
    let mut methods: Vec<_> = arguments.optional.iter().map(|param| param_setter(emit, param)).collect();
    if let Some(body) = arguments.optional_body {
        let setter = ident(&arguments.body);
        let Step { ty, generics, call } = call::body(emit, body, &setter);
        let doc = operation_docs::body(emit, body).attributes(4);
        methods.push(quote! {
            #doc
            pub fn #setter #generics(self, #setter: #ty) -> Self { Self(self.0 #call) }
        });
    }
    methods.extend(response::methods(emit, operation));
    methods.push(options(operation));
    let body = braced(methods);
    quote!(impl #name #body)
}

/// `with_…`: what the runtime adds to every call.
fn options(operation: &Operation) -> TokenStream {
    let json = operation.body.as_ref().and_then(|body| body.ty.as_ref());
    let body_options = json.map(|_| {
        quote! {
            /// Sends the body's read-only properties too, which are left out otherwise.
            pub fn with_read_only_fields(self) -> Self { Self(self.0.with_read_only_fields()) }

            /// Sends the body although required fields in it were never set. They are left out.
            pub fn with_missing_fields(self) -> Self { Self(self.0.with_missing_fields()) }
        }
    });
    quote! {
        /// Sets how long one attempt may take, for this call.
        pub fn with_timeout(self, timeout: std::time::Duration) -> Self { Self(self.0.with_timeout(timeout)) }

        /// Sets which failures are retried, for this call.
        pub fn with_retry(self, policy: crate::RetryPolicy) -> Self { Self(self.0.with_retry(policy)) }

        /// Sets a header, in place of one of this name. An invalid one is reported when the request is sent.
        pub fn with_header(self, name: &str, value: &str) -> Self { Self(self.0.with_header(name, value)) }

        #body_options
    }
}

fn param_setter(emit: &mut Emit, param: &Param) -> TokenStream {
    let name = ident(&param.rust);
    let Step { ty, generics, call } = call::optional_param(emit, param, &name);
    let mut doc = Doc::prose(&param.docs, emit.level)
        .or_else(|| format!("Sets {}: {}.", code(&param.wire), facts::kind(emit.api, &param.ty)));
    doc.paragraph(facts::of_param(param));
    let (doc, alias) = (doc.attributes(4), describe::wire_alias(&param.rust, &param.wire));
    quote! {
        #doc
        #alias
        pub fn #name #generics(self, #name: #ty) -> Self { Self(self.0 #call) }
    }
}
