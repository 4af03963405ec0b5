//! Unions: which alternatives a schema has, which variants they become, and what tells these apart.
//!
//! The result is an [`ir::Union`](crate::ir::Union): a type for each variant, and for each the [`Clause`]s that its
//! values meet. `emit/union.rs` writes them down as they are; `atlas-client/src/model/choose.rs` chooses by them.
//!
//! The example has one union with a tag, and another one without inside each of its variants:
//!
//! ```yaml
//! Region:
//!   properties: {zone: {type: string}}
//!   oneOf: [{$ref: AwsRegion}, {$ref: AzureRegion}]
//!   discriminator: {propertyName: provider, mapping: {AWS: AwsRegion, GOV: AwsRegion}}
//! AwsRegion: {properties: {hardware: {$ref: Hardware}}}
//! AzureRegion: {properties: {provider: {enum: [AZURE]}, hardware: {$ref: Hardware}}}
//! Hardware: {oneOf: [{$ref: AwsHardware}, {$ref: AzureHardware}]}
//! AwsHardware: {properties: {size: {enum: [M10, M700]}}}
//! AzureHardware: {properties: {size: {enum: [M10, M90]}}}
//! ```
//!
//! When a schema's shape is asked for, nothing is defined yet:
//!
//! 1. `alternatives.rs` finds what a value can be: one of `oneOf` and `anyOf`; without these, one of a discriminator's
//!    mapping or of the heirs of a base class (`discriminator.rs`); or what a union in `allOf` can be (`spread.rs`).
//!    What JSON does not tell apart, such as two strings, is one alternative, and a single one is not a union.
//!    *`Region` and `Hardware` have two each.*
//!
//! When the body of the union's type is lowered:
//!
//! 2. `discriminator.rs` finds the discriminator. With one, `alternatives.rs` adds what only its mapping names;
//!    without, `alike.rs` drops objects that are the same but for their descriptions.
//! 3. `tag_values.rs` finds the values of the tag that lead to each alternative: those of the mapping; else those that
//!    it alone allows, else its name.
//!    *`AWS` and `GOV` lead to `AwsRegion`, as the mapping says; `AZURE` to `AzureRegion`, which allows nothing else.*
//! 4. `variants.rs` gives each alternative a type, called after what `labels.rs` makes of an inline one, and a clause
//!    for its values. What the union says itself, all variants have; for an alternative that is a union and lacks any
//!    of it, `within.rs` makes a union whose variants have it. The union has a tag if each variant has a value.
//!    *`RegionAwsRegion` has `zone` and `hardware`, with the clause that `provider` is `AWS` or `GOV`;
//!    `RegionAzureRegion` with `AZURE`. `AwsHardware` and `AzureHardware` have no clause yet.*
//!
//! When all types are lowered, [`tell_apart`] adds what only types say:
//!
//! 5. `missing_tags.rs` adds the tag to structs that do not declare it and are for several of its values.
//!    *`RegionAwsRegion` gets `provider`, else nobody could say which of the two it is.*
//! 6. `clauses.rs` finds, for unions without a tag, the properties whose listed values differ.
//!    *`AwsHardware`: `size` is `M10` or `M700`; `AzureHardware`: `M10` or `M90`. An `M90` is of Azure, an `M10` of
//!    either.*
//! 7. `parents.rs` finds the unions, in properties of variants that have a tag, which no single property tells apart:
//!    there the enclosing tag decides, by the names of the types.
//!    *`AwsHardware` within a region of `AWS`, `AzureHardware` within one of `AZURE`.*
//!
//! `common.rs` runs last, when the names lock has had its say about types: what all variants have gets a getter.

mod alike;
mod alternatives;
mod clauses;
mod common;
mod discriminator;
mod labels;
mod missing_tags;
mod parents;
mod spread;
mod tag_values;
mod variants;
mod within;

pub(crate) use common::find as find_common;

#[cfg(doc)]
use crate::ir::Clause;
use crate::ir::TypeDef;

/// Finds what tells the variants of each union apart that no discriminator tells apart, when all types are lowered.
pub(super) fn tell_apart(types: &mut [TypeDef]) {
    missing_tags::add(types);
    clauses::find(types);
    parents::find(types);
}
