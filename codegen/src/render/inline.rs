//! `#[inline]` on every method that is not generic.
//!
//! A crate compiles all of its methods but those that are generic or inline, which the programs that call them compile.
//! Few programs call more than a few operations, of hundreds.

use proc_macro2::{Ident, Span};
use syn::{AttrStyle, Attribute, FnArg, ImplItem, ImplItemFn, Item, ItemImpl, Meta, Signature, Type};

/// Makes the methods of an item inline.
pub(super) fn methods(item: &mut Item) {
    let Item::Impl(ItemImpl { items, .. }) = item else { return };
    for item in items {
        let ImplItem::Fn(ImplItemFn { attrs, sig, .. }) = item else { continue };
        if !is_generic(sig) {
            attrs.push(inline());
        }
    }
}

fn is_generic(signature: &Signature) -> bool {
    let is_any = |argument: &FnArg| matches!(argument, FnArg::Typed(typed) if matches!(*typed.ty, Type::ImplTrait(_)));
    signature.generics.type_params().next().is_some() || signature.inputs.iter().any(is_any)
}

fn inline() -> Attribute {
    let meta = Meta::Path(Ident::new("inline", Span::call_site()).into());
    Attribute { pound_token: <_>::default(), style: AttrStyle::Outer, bracket_token: <_>::default(), meta }
}
