//! Rust types of values, and the forms in which functions take them.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens as _, quote};

use super::context::{Emit, Module};
use super::ident::ident;
use crate::ir::{Api, Field, Presence, TypeDef, TypeId, TypeRef};

/// What the spelling of a type names and the prelude does not have.
pub(super) enum Name {
    /// A type of the runtime.
    Runtime(&'static str),
    /// A generated model.
    Model(TypeId),
}

/// The type of a value: `String`, `Vec<Group>`.
pub(super) fn value(emit: &mut Emit, ty: &TypeRef) -> TokenStream {
    spelled(ty, &mut |name| match name {
        Name::Runtime(name) => emit.import(Module::Engine, name).into_token_stream(),
        Name::Model(id) => emit.model(id),
    })
}

/// The type of a value, with other names as they are written where it is.
pub(super) fn spelled(ty: &TypeRef, written: &mut impl FnMut(Name) -> TokenStream) -> TokenStream {
    match ty {
        TypeRef::DateTime => {
            let (time, utc) = (written(Name::Runtime("DateTime")), written(Name::Runtime("Utc")));
            quote!(#time<#utc>)
        }
        TypeRef::Date | TypeRef::Secret | TypeRef::Json(_) => {
            ty.scalar().map(|name| written(Name::Runtime(name))).unwrap_or_default()
        }
        TypeRef::Named(id) => written(Name::Model(*id)),
        TypeRef::List(item) => {
            let item = spelled(item, written);
            quote!(Vec<#item>)
        }
        TypeRef::Option(inner) => {
            let inner = spelled(inner, written);
            quote!(Option<#inner>)
        }
        TypeRef::Map(item) => {
            let (map, item) = (written(Name::Runtime("Map")), spelled(item, written));
            quote!(#map<#item>)
        }
        TypeRef::String | TypeRef::Bool | TypeRef::Int | TypeRef::UInt | TypeRef::Float => {
            ty.scalar().map(ident).into_token_stream()
        }
    }
}

/// The type of a field: the value's, boxed in a cycle, with what says that it may be missing.
pub(super) fn field(emit: &mut Emit, field: &Field) -> TokenStream {
    let mut ty = value(emit, &field.ty);
    if field.boxed {
        ty = quote!(Box<#ty>);
    }
    match field.presence {
        Presence::Required => ty,
        Presence::Optional => quote!(Option<#ty>),
        Presence::Nullable => {
            let nullable = emit.import(Module::Engine, "Nullable");
            quote!(#nullable<#ty>)
        }
    }
}

/// `expression`, a value of the field's type, as what the field holds.
pub(super) fn in_field(emit: &mut Emit, field: &Field, expression: TokenStream) -> TokenStream {
    let expression = if field.boxed { quote!(Box::new(#expression)) } else { expression };
    match field.presence {
        Presence::Required => expression,
        Presence::Optional => quote!(Some(#expression)),
        Presence::Nullable => {
            let nullable = emit.import(Module::Engine, "Nullable");
            quote!(#nullable::Value(#expression))
        }
    }
}

/// `expression`, an `Option` of the field's type, as what a field holds that can be left out.
pub(super) fn in_optional_field(emit: &mut Emit, field: &Field, expression: TokenStream) -> TokenStream {
    let boxed = if field.boxed { quote!(#expression.map(Box::new)) } else { expression };
    if field.presence == Presence::Nullable {
        let nullable = emit.import(Module::Engine, "Nullable");
        quote!(#nullable::from_option(#boxed))
    } else {
        boxed
    }
}

/// How a function takes a value, and how its body turns the argument into one.
pub(super) struct Argument {
    /// Type of the argument: `impl Into<String>`.
    pub(super) ty: TokenStream,
    /// The value: `name.into()`.
    pub(super) value: TokenStream,
    /// `<K_>`, a generic parameter that the type needs, so that a value and an `Option` of one are each converted in
    /// their own way. No type has that name. All arguments of a function share it.
    pub(super) generics: Option<TokenStream>,
}

impl Argument {
    fn plain(ty: TokenStream, value: TokenStream) -> Self {
        Self { ty, value, generics: None }
    }

    fn of_kind(ty: TokenStream, value: TokenStream) -> Self {
        Self { ty, value, generics: Some(quote!(<K_>)) }
    }
}

/// Whether the place a value goes to tells its type.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// A field: inference does the rest. Whoever wants a null in a list sets the field itself.
    Typed,
    /// A generic parameter: the type must be spelt out.
    Generic,
}

/// An argument called `name` for a value of type `ty`.
pub(super) fn argument(emit: &mut Emit, ty: &TypeRef, name: &Ident, target: Target) -> Argument {
    match ty {
        TypeRef::List(item) if target == Target::Typed && converts_item(emit.api, item) => {
            let (into, list) = (emit.import(Module::Engine, "IntoList"), quote!(#name.into_list()));
            let nullable = quote!(#list.into_iter().map(Some).collect());
            list_of(emit, item, &into, (list, nullable))
        }
        TypeRef::List(item) => {
            let Items { ty: accepted, conversion, generics } = items(emit, item, target);
            let list = (target == Target::Generic).then(|| value(emit, ty)).map(|list| quote!(::<#list>));
            Argument { ty: accepted, value: quote!(#name.into_iter() #conversion.collect #list ()), generics }
        }
        _ if converts(ty) => {
            let ty = value(emit, ty);
            let value = match target {
                Target::Typed => quote!(#name.into()),
                Target::Generic => quote!(Into::<#ty>::into(#name)),
            };
            Argument::plain(quote!(impl Into<#ty>), value)
        }
        _ => Argument::plain(value(emit, ty), quote!(#name)),
    }
}

/// An argument called `name` for a value that can be left out, or an `Option` of one. Its value is an `Option`. None
/// for free-form values, which can be null.
pub(super) fn optional_argument(emit: &mut Emit, ty: &TypeRef, name: &Ident) -> Option<Argument> {
    match ty {
        TypeRef::Option(_) | TypeRef::Json(_) => None,
        TypeRef::List(item) => {
            let (into, list) = if converts_item(emit.api, item) {
                (emit.import(Module::Engine, "IntoListField"), quote!(#name.into_list_field()))
            } else {
                (emit.import(Module::Engine, "IntoItems"), quote!(#name.into_items()))
            };
            let nullable = quote!(#list.map(|list| list.into_iter().map(Some).collect()));
            Some(list_of(emit, item, &into, (list, nullable)))
        }
        _ if has_kind(ty) => {
            let (into, ty) = (emit.import(Module::Engine, "IntoField"), value(emit, ty));
            Some(Argument::of_kind(quote!(impl #into<#ty, K_>), quote!(#name.into_field())))
        }
        _ => {
            let ty = value(emit, ty);
            Some(Argument::plain(quote!(impl Into<Option<#ty>>), quote!(#name.into())))
        }
    }
}

/// An argument called `name` for a list of `item`, for a function that takes whatever can be iterated.
pub(super) fn iterable(emit: &mut Emit, item: &TypeRef, name: &Ident) -> Argument {
    let Items { ty, conversion, generics } = items(emit, item, Target::Generic);
    let value = conversion.map_or_else(|| quote!(#name), |conversion| quote!(#name.into_iter() #conversion));
    Argument { ty, value, generics }
}

/// An argument of the trait `into` for a list, and its value: `plain`, or `nullable` where items can be null. They are
/// taken as values.
fn list_of(emit: &mut Emit, item: &TypeRef, into: &Ident, (plain, nullable): (TokenStream, TokenStream)) -> Argument {
    let (item, is_nullable) = without_null(item);
    let item = value(emit, item);
    Argument::of_kind(quote!(impl #into<#item, K_>), if is_nullable { nullable } else { plain })
}

/// What is taken for a list, and how an iterator over it converts what it gives.
struct Items {
    ty: TokenStream,
    conversion: Option<TokenStream>,
    generics: Option<TokenStream>,
}

fn items(emit: &mut Emit, item: &TypeRef, target: Target) -> Items {
    let converts = converts_item(emit.api, item);
    let (item, is_nullable) = without_null(item);
    let item = value(emit, item);
    let (taken, conversion, generics) = match (is_nullable, converts, target) {
        (false, false, _) => (item, None, None),
        (false, true, _) => (quote!(impl Into<#item>), Some(quote!(Into::<#item>::into)), None),
        (true, false, Target::Typed) => (item, Some(quote!(Some)), None),
        (true, false, Target::Generic) => (quote!(impl Into<Option<#item>>), Some(quote!(Into::into)), None),
        (true, true, _) => {
            let into = emit.import(Module::Engine, "IntoField");
            (quote!(impl #into<#item, K_>), Some(quote!(#into::into_field)), Some(quote!(<K_>)))
        }
    };
    let conversion = conversion.map(|conversion| quote!(.map(#conversion)));
    Items { ty: quote!(impl IntoIterator<Item = #taken>), conversion, generics }
}

/// The type of an item that is not null, and whether it can be.
fn without_null(item: &TypeRef) -> (&TypeRef, bool) {
    if let TypeRef::Option(inner) = item { (inner, true) } else { (item, false) }
}

/// Whether the items of a list are taken as `impl Into` of their type. Models are taken as they are: so `[]` and
/// `[slack.into(), webhook.into()]` need no annotation.
fn converts_item(api: &Api, item: &TypeRef) -> bool {
    let (item, _) = without_null(item);
    converts(item) && item.def(&api.types).is_none_or(TypeDef::is_enum)
}

/// Whether a value is taken as `impl Into` of its type. Numbers, booleans and dates are taken as they are.
fn converts(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::Json(_) | TypeRef::Option(_)) || has_kind(ty) && !matches!(ty, TypeRef::List(_))
}

/// Whether an [`optional_argument`] of this type has generics.
pub(super) fn has_kind(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::String | TypeRef::Secret | TypeRef::Named(_) | TypeRef::Map(_) | TypeRef::List(_))
}

#[cfg(test)]
mod tests {
    use super::super::imports::Imports;
    use super::*;
    use crate::DocsLevel;
    use crate::ir::fixture;

    fn emit(api: &Api) -> Emit<'_> {
        Emit { api, level: DocsLevel::Full, imports: Imports::default() }
    }

    fn list(item: TypeRef) -> TypeRef {
        TypeRef::List(Box::new(item))
    }

    fn map(item: TypeRef) -> TypeRef {
        TypeRef::Map(Box::new(item))
    }

    #[test]
    fn arguments_convert_what_can_be_given_in_several_types() {
        let api = fixture::api();
        let named = || TypeRef::Named(TypeId(0));
        for (ty, accepted, typed, generic) in [
            (TypeRef::String, "impl Into<String>", "x.into()", "Into::<String>::into(x)"),
            (TypeRef::Int, "i64", "x", "x"),
            (TypeRef::DateTime, "DateTime<Utc>", "x", "x"),
            (
                list(named()),
                "impl IntoIterator<Item=Widget>",
                "x.into_iter().collect()",
                "x.into_iter().collect::<Vec<Widget>>()",
            ),
            (
                list(list(TypeRef::Bool)),
                "impl IntoIterator<Item=Vec<bool>>",
                "x.into_iter().collect()",
                "x.into_iter().collect::<Vec<Vec<bool>>>()",
            ),
            (map(TypeRef::Float), "impl Into<Map<f64>>", "x.into()", "Into::<Map<f64>>::into(x)"),
        ] {
            for (target, expected) in [(Target::Typed, typed), (Target::Generic, generic)] {
                let name = ident("x");
                let found = argument(&mut emit(&api), &ty, &name, target);
                let squeeze = |tokens: TokenStream| tokens.to_string().replace(' ', "");
                assert_eq!(squeeze(found.ty), accepted.replace(' ', ""), "{ty:?}");
                assert_eq!(squeeze(found.value), expected.replace(' ', ""), "{ty:?}");
            }
        }
    }

    #[test]
    fn items_that_are_converted() {
        let api = fixture::api();
        for (target, accepted, converted) in [
            (Target::Typed, "impl IntoList<Map<String>,K_>", "x.into_list()"),
            (
                Target::Generic,
                "impl IntoIterator<Item=impl Into<Map<String>>>",
                "x.into_iter().map(Into::<Map<String>>::into).collect::<Vec<Map<String>>>()",
            ),
        ] {
            let found = argument(&mut emit(&api), &list(map(TypeRef::String)), &ident("x"), target);
            let squeeze = |tokens: TokenStream| tokens.to_string().replace(' ', "");
            assert_eq!(
                (squeeze(found.ty), squeeze(found.value)),
                (accepted.replace(' ', ""), converted.replace(' ', ""))
            );
            assert_eq!(found.generics.is_some(), accepted.contains("K_"));
        }
    }

    #[test]
    fn items_that_can_be_null() {
        let api = fixture::api();
        let mut emit = emit(&api);
        for (item, accepted, converted) in [
            (TypeRef::String, "impl IntoField<String,K_>", "IntoField::into_field"),
            (TypeRef::Int, "impl Into<Option<i64>>", "Into::into"),
            (TypeRef::Named(TypeId(0)), "impl Into<Option<Widget>>", "Into::into"),
        ] {
            let ty = list(TypeRef::Option(Box::new(item)));
            let found = argument(&mut emit, &ty, &ident("x"), Target::Generic);
            let squeeze = |tokens: TokenStream| tokens.to_string().replace(' ', "");
            assert_eq!(squeeze(found.ty), format!("impl IntoIterator<Item={accepted}>").replace(' ', ""));
            assert!(squeeze(found.value).starts_with(&format!("x.into_iter().map({converted}).collect")));
            assert_eq!(found.generics.is_some(), accepted.contains("K_"));
        }
    }

    #[test]
    fn what_may_be_missing_shows_in_the_type() {
        let api = fixture::api();
        let boxed =
            Field { boxed: true, presence: Presence::Nullable, ..fixture::field("x", "x", TypeRef::Named(TypeId(0))) };
        let mut emit = emit(&api);
        let ty = field(&mut emit, &boxed).to_string();
        assert_eq!(ty.replace(' ', ""), "Nullable<Box<Widget>>");
        let value = in_field(&mut emit, &boxed, quote!(x)).to_string();
        assert_eq!(value.replace(' ', ""), "Nullable::Value(Box::new(x))");
    }
}
