//! Decoding from a JSON value: the arms of unions, which need the whole value to be chosen.
//!
//! Not serde: the value is taken apart and moved into place, however many unions are inside each other.

use super::super::union::choose;
use super::super::{Json, Place, Secret, Slot, Token, Union};
use super::error::{Fault, Segment};
use super::fields::Fields;
use super::{Context, scalar};

/// Puts `value` into the arm that fits it, or keeps it as it is.
pub(super) fn union(union: &mut dyn Union, value: Json, context: &mut Context) -> Result<bool, Fault> {
    if let Some(slot) = choose(union, &value).and_then(|arm| union.select(arm.name)) {
        // Without this an arm that is its own union would be chosen for ever.
        context.enter()?;
        let filled = fill(slot, value, context)?;
        context.leave();
        return Ok(filled);
    }
    union.set_unknown(value);
    Ok(true)
}

/// Puts `value` into `slot`; tells whether it took it.
pub(super) fn fill(slot: &mut dyn Slot, value: Json, context: &mut Context) -> Result<bool, Fault> {
    match value {
        Json::Null => Ok(scalar::null(slot)),
        Json::Bool(value) => scalar::boolean(slot, value, context),
        // It may be a secret on its way to a slot that keeps it as one: this copy is wiped.
        Json::String(value) => scalar::text(slot, Secret::from(value).expose(), context),
        Json::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(value), _, _) => scalar::integer(slot, value, context),
            (None, Some(value), _) => scalar::unsigned(slot, value, context),
            (None, None, Some(value)) => scalar::float(slot, value, context),
            (None, None, None) => scalar::other(slot.place(Token::Value), Json::Number(number), context),
        },
        Json::Array(items) => array(slot, items, context),
        Json::Object(entries) => object(slot, entries, context),
    }
}

fn array(slot: &mut dyn Slot, items: Vec<Json>, context: &mut Context) -> Result<bool, Fault> {
    let list = match slot.place(Token::Value) {
        Place::List(list) => list,
        place => return scalar::other(place, Json::Array(items), context),
    };
    context.enter()?;
    for (index, item) in items.into_iter().enumerate() {
        if let Some(slot) = list.push() {
            let filled = fill(slot, item, context);
            context.trace(filled, || Segment::Index(index))?;
        }
    }
    context.leave();
    Ok(true)
}

fn object(slot: &mut dyn Slot, entries: serde_json::Map<String, Json>, context: &mut Context) -> Result<bool, Fault> {
    match slot.place(Token::Value) {
        Place::Object(object) => {
            let schema = object.schema();
            let mut entries = Some(entries);
            let mut outcome = Ok(());
            object.write(&mut |slots| {
                if let Some(entries) = entries.take() {
                    outcome = fill_fields(Fields::new(schema, slots, context.strictness), entries, context);
                }
            });
            outcome?;
        }
        Place::Map(map) => {
            context.enter()?;
            for (key, value) in entries {
                let filled = fill(map.insert(&key), value, context);
                context.trace(filled, || Segment::Key(key))?;
            }
            context.leave();
        }
        place => return scalar::other(place, Json::Object(entries), context),
    }
    Ok(true)
}

fn fill_fields(
    mut fields: Fields<'_, '_>,
    entries: serde_json::Map<String, Json>,
    context: &mut Context,
) -> Result<(), Fault> {
    context.enter()?;
    for (key, value) in entries {
        let key = fields.key(&key);
        let Some(slot) = fields.slot(&key) else { continue };
        match fill(slot, value, context) {
            Ok(filled) => fields.note(&key, filled),
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
