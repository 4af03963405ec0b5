//! How the arguments of an operation reach its request.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::context::Emit;
use super::ident::ident;
use super::types::{self, Argument, Target};
use crate::ir::{Body, Operation, Param, ParamLocation, TypeRef};
use crate::names::keywords::free_name;

/// The arguments of an operation's method and the setters of its builder.
pub(super) struct Arguments<'a> {
    /// Parameters in call order that the method takes.
    pub(super) positional: Vec<&'a Param>,
    /// Parameters that have a setter.
    pub(super) optional: Vec<&'a Param>,
    /// The body, where it is the last argument.
    pub(super) required_body: Option<&'a Body>,
    /// The body, where it has a setter.
    pub(super) optional_body: Option<&'a Body>,
    /// Name for the body, as an argument or a setter.
    pub(super) body: String,
}

impl<'a> Arguments<'a> {
    pub(super) fn of(operation: &'a Operation) -> Self {
        let (positional, optional) = operation.params.iter().partition(|param| param.required);
        let (required_body, optional_body) = match &operation.body {
            Some(body) if body.required => (Some(body), None),
            body => (None, body.as_ref()),
        };
        let body = free_name("body", |name| operation.params.iter().any(|param| param.rust == name));
        Self { positional, optional, required_body, optional_body, body }
    }

    /// How a method takes them.
    pub(super) fn signature(&self, emit: &mut Emit) -> Signature {
        let params = self.positional.iter().map(|param| (ident(&param.rust), param));
        let (mut names, mut steps): (Vec<_>, Vec<_>) =
            params.map(|(name, param)| (name.clone(), self::param(emit, param, &name))).unzip();
        if let Some(body) = self.required_body {
            let name = ident(&self.body);
            steps.push(self::body(emit, body, &name));
            names.push(name);
        }
        let declarations = names.iter().zip(&steps).map(|(name, Step { ty, .. })| quote!(#name: #ty)).collect();
        // Clippy's limit counts `self`.
        let many = (names.len() > 6).then(
            || quote!(#[allow(clippy::too_many_arguments, reason = "the operation cannot be called without them")]),
        );
        // One `K_` for all: either each of these arguments is a value, or each is an `Option` of one.
        let generics = steps.iter().find_map(|step| step.generics.clone());
        Signature { many, generics, names, declarations, calls: steps.into_iter().map(|step| step.call).collect() }
    }
}

/// The arguments of a method.
pub(super) struct Signature {
    /// What allows them where they are many.
    pub(super) many: Option<TokenStream>,
    /// The generic parameters.
    pub(super) generics: Option<TokenStream>,
    /// `name`
    pub(super) names: Vec<Ident>,
    /// `name: Type`
    pub(super) declarations: Vec<TokenStream>,
    /// The calls on the request.
    pub(super) calls: Vec<TokenStream>,
}

/// One argument on its way into the request.
pub(super) struct Step {
    /// Type of the argument.
    pub(super) ty: TokenStream,
    /// The generic parameters that it needs.
    pub(super) generics: Option<TokenStream>,
    /// `.query("name", name)`, a call on the request.
    pub(super) call: TokenStream,
}

/// A parameter, given as `argument`.
pub(super) fn param(emit: &mut Emit, param: &Param, argument: &Ident) -> Step {
    let wire = &param.wire;
    match (param.location, &param.ty) {
        (ParamLocation::Path, TypeRef::String) => {
            Step { ty: quote!(impl Into<String>), generics: None, call: quote!(.path(#argument)) }
        }
        (ParamLocation::Query, TypeRef::List(item)) => {
            let Argument { ty, value, generics } = types::iterable(emit, item, argument);
            Step { ty, generics, call: quote!(.query_list(#wire, #value)) }
        }
        (ParamLocation::QueryJoined(separator), TypeRef::List(item)) => {
            let separator = separator.encoded();
            let Argument { ty, value, generics } = types::iterable(emit, item, argument);
            Step { ty, generics, call: quote!(.query_joined(#wire, #separator, #value)) }
        }
        (location, ty) => {
            let Argument { ty, value, generics } = types::argument(emit, ty, argument, Target::Generic);
            let call = match location {
                ParamLocation::Path => quote!(.path_value(#value)),
                ParamLocation::Query | ParamLocation::QueryJoined(_) => quote!(.query(#wire, #value)),
                ParamLocation::Header => quote!(.header(#wire, #value)),
            };
            Step { ty, generics, call }
        }
    }
}

/// A parameter that can be left out, given as `argument` or as an `Option` of one.
pub(super) fn optional_param(emit: &mut Emit, param: &Param, argument: &Ident) -> Step {
    let Some(Argument { ty, value, generics }) = types::optional_argument(emit, &param.ty, argument) else {
        return self::param(emit, param, argument);
    };
    let wire = &param.wire;
    let call = match (param.location, &param.ty) {
        (ParamLocation::Query, TypeRef::List(_)) => quote!(.query_list(#wire, #value.unwrap_or_default())),
        (ParamLocation::QueryJoined(separator), TypeRef::List(_)) => {
            let separator = separator.encoded();
            quote!(.query_joined(#wire, #separator, #value.unwrap_or_default()))
        }
        (ParamLocation::Query | ParamLocation::QueryJoined(_), _) => quote!(.query_option(#wire, #value)),
        (ParamLocation::Header | ParamLocation::Path, _) => quote!(.header_option(#wire, #value)),
    };
    Step { ty, generics, call }
}

/// The request body, given as `argument`. One that can be null is given as a value too, or as an `Option` of one.
pub(super) fn body(emit: &mut Emit, body: &Body, argument: &Ident) -> Step {
    let Some(ty) = &body.ty else {
        return Step {
            ty: quote!(impl Into<crate::Bytes>),
            generics: None,
            call: quote!(.with_bytes(#argument.into())),
        };
    };
    let nullable = nullable(ty).and_then(|ty| types::optional_argument(emit, ty, argument));
    let Argument { ty, value, generics } =
        nullable.unwrap_or_else(|| types::argument(emit, ty, argument, Target::Generic));
    Step { ty, generics, call: quote!(.body(#value)) }
}

/// What a body is if it is not null, where it is converted. A list with null in it is taken as it is.
fn nullable(ty: &TypeRef) -> Option<&TypeRef> {
    let TypeRef::Option(inner) = ty else { return None };
    let has_null = matches!(&**inner, TypeRef::List(item) if matches!(**item, TypeRef::Option(_)));
    Some(&**inner).filter(|ty| types::has_kind(ty) && !has_null)
}
