//! Changes of a slice at places that a seed picks.

mod calls;
mod place;
mod types;

use self::calls::{
    body_is_required, content_is_another, operation_has_another_id, operation_has_another_tag, operation_is_gone,
    parameter_has_another_type, parameter_is_gone, parameter_is_new, parameter_is_required, response_can_be_another,
    response_is_a_list, response_is_nothing,
};
use self::types::{
    component_has_another_name, flip, object_has_further_properties, object_is_free_form, property_has_another_name,
    property_has_another_type, property_is_another_component, property_is_gone, property_is_in_a_list,
    property_is_required, scalar, union_has_no_discriminator, union_is_its_first_variant, value_has_another_name,
    value_is_gone, values_are_any_text, variant_is_gone, variant_is_new, variants_have_a_property,
};
use super::dice::Dice;
use super::slice::Slice;

/// A change; none where the slice has no place for it.
pub(super) type Mutation = fn(&mut Slice, &mut Dice) -> Option<()>;

/// All kinds of changes, each with the rule that it tries.
pub(super) const MUTATIONS: [(&str, Mutation); 36] = [
    ("property is gone", property_is_gone),
    ("property has another name", property_has_another_name),
    ("property is required or not", property_is_required),
    ("property is nullable or not", |slice, dice| flip(slice, dice, "nullable")),
    ("property has another type", property_has_another_type),
    ("property is in a list", property_is_in_a_list),
    ("property is another component", property_is_another_component),
    ("property is read-only or not", |slice, dice| flip(slice, dice, "readOnly")),
    ("property is write-only or not", |slice, dice| flip(slice, dice, "writeOnly")),
    ("property is deprecated or not", |slice, dice| flip(slice, dice, "deprecated")),
    ("property has a default", |slice, dice| scalar(slice, dice, "default")),
    ("property has other words", |slice, dice| scalar(slice, dice, "description")),
    ("object has further properties", object_has_further_properties),
    ("object is free-form", object_is_free_form),
    ("value is gone", value_is_gone),
    ("value has another name", value_has_another_name),
    ("values are any text", values_are_any_text),
    ("variant is gone", variant_is_gone),
    ("variant is new", variant_is_new),
    ("union has no discriminator", union_has_no_discriminator),
    ("union is its first variant", union_is_its_first_variant),
    ("variants have a property", variants_have_a_property),
    ("component has another name", component_has_another_name),
    ("parameter is gone", parameter_is_gone),
    ("parameter is new", parameter_is_new),
    ("parameter is required or not", parameter_is_required),
    ("parameter has another type", parameter_has_another_type),
    ("operation is gone", operation_is_gone),
    ("operation has another id", operation_has_another_id),
    ("operation has another tag", operation_has_another_tag),
    ("body is required or not", body_is_required),
    ("body is another component", |slice, dice| content_is_another(slice, dice, "requestBody")),
    ("response is another component", |slice, dice| content_is_another(slice, dice, "responses")),
    ("response is a list", response_is_a_list),
    ("response is nothing", response_is_nothing),
    ("response can be another", response_can_be_another),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::prove::slice;
    use crate::workspace::Workspace;

    #[test]
    fn places_in_our_document() {
        let text = std::fs::read_to_string(Workspace::current().spec()).expect("our document");
        let document = slice::parse(&text).expect("YAML");
        let slices: Vec<Slice> = slice::operations(&document)
            .iter()
            .filter_map(|(path, method)| Slice::of(&document, path, method))
            .collect();
        let mut without = BTreeSet::new();
        for (what, mutation) in MUTATIONS {
            let changes = |seed| {
                slices
                    .iter()
                    .filter(|slice| {
                        let mut after = (*slice).clone();
                        mutation(&mut after, &mut Dice(seed)).is_some() && after != **slice
                    })
                    .count()
            };
            if (0..5).all(|seed| changes(seed) == 0) {
                without.insert(what);
            }
        }
        assert_eq!(without, BTreeSet::new());
    }
}
