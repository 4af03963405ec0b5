//! Decoding from a JSON value: the variants of unions, which need the whole value to be chosen.
//!
//! Not serde: the value is walked, however many unions are inside each other, and is still there if no variant can
//! hold it.

use std::borrow::Cow;

use super::super::choose::{candidate, is_foreign};
use super::super::union::{Variant, select};
use super::super::{Active, Json, Place, Secret, Slot, Token, Union, View};
use super::error::{Fault, Segment};
use super::fields::Fields;
use super::{Context, Strictness, scalar};

/// Puts `value` into the variant that fits it, or keeps it as it is.
///
/// A variant that fits and still cannot hold the value (`{"name":5}` where a name is a string) gives way to the next
/// best, and in the end to `Unknown`: one value never fails the page around it. So does a variant that is a union
/// itself and has no variant for the value, as long as others are left; in the end it keeps the value.
///
/// Under strict decoding a value that fits and is held by none is an error, and so is one that no variant could ever
/// hold; an object without a variant may be of one that the service has got since.
pub(super) fn union(union: &mut dyn Union, value: Cow<'_, Json>, context: &mut Context) -> Result<bool, Fault> {
    let mut tried: Vec<&'static Variant> = Vec::new();
    let mut undecided: Option<&'static Variant> = None;
    let mut failed: Option<(Fault, Vec<Segment>)> = None;
    let is_tagged = union.variants().tag.is_some();
    while let Some(variant) = candidate(union, &value, &tried, context.parent) {
        let Some(slot) = select(union, variant.name) else { break };
        let (depth, steps) = (context.depth, context.trace.len());
        // Without this a variant that is its own union would be chosen for ever.
        context.enter()?;
        let outer = context.parent;
        if is_tagged {
            context.parent = Some(variant);
        }
        let filled = fill(slot, &value, context);
        context.parent = outer;
        match filled {
            Ok(_) if !is_tagged && is_unknown(slot) => {
                context.leave();
                undecided = undecided.or(Some(variant));
            }
            Ok(filled) => {
                context.leave();
                if let Cow::Owned(value) = value {
                    wipe(value);
                }
                return Ok(filled);
            }
            Err(fault @ (Fault::TooDeep | Fault::TooLarge)) => return Err(fault),
            Err(fault) => {
                context.depth = depth;
                let trace = context.trace.split_off(steps);
                failed.get_or_insert((fault, trace));
            }
        }
        tried.push(variant);
    }
    if context.strictness == Strictness::Strict {
        if let Some((fault, trace)) = failed {
            context.trace.extend(trace);
            return Err(fault);
        }
        if is_foreign(union, &value) {
            return Err(Fault::Kind { expected: "a value of one of the variants", found: scalar::kind(&value) });
        }
    }
    match undecided.and_then(|variant| select(union, variant.name)).map(|slot| slot.place(Token::Value)) {
        Some(Place::Union(inner)) => inner.set_unknown(value.into_owned()),
        _ => union.set_unknown(value.into_owned()),
    }
    Ok(true)
}

/// Whether `slot` is a union that has no variant for what it holds, or only one, not told by a tag, that is such a
/// union.
fn is_unknown(slot: &dyn Slot) -> bool {
    let View::Union(union) = slot.view() else { return false };
    match union.active() {
        Active::Unknown(_) => true,
        Active::Variant(_, inner) => union.variants().tag.is_none() && is_unknown(inner),
    }
}

/// Any text may be a secret that a slot keeps as one: the copy in `value` is wiped.
fn wipe(value: Json) {
    match value {
        Json::String(text) => drop(Secret::from(text)),
        Json::Array(items) => items.into_iter().for_each(wipe),
        Json::Object(entries) => entries.into_iter().for_each(|(_, value)| wipe(value)),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

/// Puts `value` into `slot`, and wipes what is left of it; tells whether the slot took it.
pub(super) fn fill_owned(slot: &mut dyn Slot, value: Json, context: &mut Context) -> Result<bool, Fault> {
    let filled = fill(slot, &value, context);
    wipe(value);
    filled
}

/// Puts `value` into `slot`; tells whether it took it.
fn fill(slot: &mut dyn Slot, value: &Json, context: &mut Context) -> Result<bool, Fault> {
    match value {
        Json::Null => Ok(scalar::null(slot)),
        Json::Bool(value) => scalar::boolean(slot, *value, context),
        Json::String(value) => scalar::text(slot, value, context),
        Json::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(value), _, _) => scalar::integer(slot, value, context),
            (None, Some(value), _) => scalar::unsigned(slot, value, context),
            (None, None, Some(value)) => scalar::float(slot, value, context),
            (None, None, None) => scalar::other(slot.place(Token::Value), Cow::Borrowed(value), context),
        },
        Json::Array(items) => array(slot, value, items, context),
        Json::Object(entries) => object(slot, value, entries, context),
    }
}

fn array(slot: &mut dyn Slot, value: &Json, items: &[Json], context: &mut Context) -> Result<bool, Fault> {
    let list = match slot.place(Token::Value) {
        Place::List(list) => list,
        place => return scalar::other(place, Cow::Borrowed(value), context),
    };
    context.enter()?;
    for (index, item) in items.iter().enumerate() {
        if let Some(slot) = list.push() {
            context.spend_element(size_of_val(slot))?;
            let filled = fill(slot, item, context).and_then(|filled| context.element(filled));
            if !context.trace(filled, || Segment::Index(index))? {
                list.pop();
            }
        }
    }
    context.leave();
    Ok(true)
}

fn object(
    slot: &mut dyn Slot,
    value: &Json,
    entries: &serde_json::Map<String, Json>,
    context: &mut Context,
) -> Result<bool, Fault> {
    match slot.place(Token::Value) {
        Place::Object(object) => {
            context.spend(size_of_val(object))?;
            let schema = object.schema();
            let mut outcome = Ok(());
            object.write(&mut |slots, set| {
                outcome = fill_fields(Fields::new(schema, slots, set, context.strictness), entries, context);
            });
            outcome?;
        }
        Place::Map(map) => {
            context.enter()?;
            for (key, value) in entries {
                let slot = map.insert(key);
                context.spend_entry(key, size_of_val(slot))?;
                let filled = fill(slot, value, context).and_then(|filled| context.element(filled));
                if !context.trace(filled, || Segment::key(key))? {
                    map.remove(key);
                }
            }
            context.leave();
        }
        place => return scalar::other(place, Cow::Borrowed(value), context),
    }
    Ok(true)
}

fn fill_fields(
    mut fields: Fields<'_, '_>,
    entries: &serde_json::Map<String, Json>,
    context: &mut Context,
) -> Result<(), Fault> {
    context.enter()?;
    for (key, value) in entries {
        let key = fields.key(key);
        let Some(slot) = fields.slot(&key) else { continue };
        match fill(slot, value, context).and_then(|filled| fields.note(&key, filled, context)) {
            Ok(()) => {}
            Err(fault) => {
                context.trace.push(fields.segment(key));
                return Err(fault);
            }
        }
    }
    fields.finish(context)?;
    context.leave();
    Ok(())
}
