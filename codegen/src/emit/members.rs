//! The members of a struct besides its properties, and what several items need to know of a property.

use proc_macro2::Ident;

use super::ident::ident;
use crate::ir::{Field, Presence, Struct};
use crate::names::keywords::free_name;

/// The name of the map for undeclared keys, in a struct that has one.
pub(super) fn additional_ident(shape: &Struct) -> Option<Ident> {
    shape.additional.as_ref().map(|_| free_ident(shape, "additional"))
}

/// The name of the private field that notes which required fields are set, in a struct that has some.
pub(super) fn set_ident(shape: &Struct) -> Option<Ident> {
    let has_required = shape.fields.iter().any(|field| is_required(field) || is_plain(field));
    has_required.then(|| free_ident(shape, "set_fields"))
}

/// `wanted`, or the nearest name that no property has.
fn free_ident(shape: &Struct, wanted: &str) -> Ident {
    ident(&free_name(wanted, |name| shape.fields.iter().any(|field| field.rust == name)))
}

/// Whether requests always carry a field.
pub(super) fn is_required(field: &Field) -> bool {
    field.required && (is_only_sent(field) || field.presence != Presence::Optional)
}

/// Whether responses leave out a field that requests carry. A required password is one: it is demanded of requests,
/// and a strict client must not miss it.
pub(super) fn is_only_sent(field: &Field) -> bool {
    field.write_only || field.required && field.can_lack && !field.omit_in_request
}

/// Whether a field has no `Option` although it can be missing, since the names lock keeps its type.
pub(super) fn is_plain(field: &Field) -> bool {
    !field.required && field.presence == Presence::Required
}
