//! Every type with values that fit its schema: each comes back as it was, from the right arm.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::subject::Subject;
use super::{Passed, Report};
use crate::compare::differences;
use crate::description::Description;
use crate::fits::{best_arms, best_arms_of_patch};
use crate::places::with;
use crate::sample::{Extent, Sampler};
use crate::schema::{Arm, Kind};

/// How often a type with other types in it is tried with other values of theirs.
const CHOICES: usize = 4;

/// What the variants of all unions hold: the schemas, by the name of the type.
pub(super) type Held<'a> = BTreeMap<&'static str, &'a Value>;

/// The schema behind each type.
pub(super) fn held<'a>(subjects: &[Subject<'a>]) -> Held<'a> {
    subjects.iter().map(|subject| (subject.model.name, subject.node)).collect()
}

/// Tries one type with every sample of it.
pub(super) fn check<'a>(description: &'a Description, held: &Held<'a>, subject: &Subject<'a>, report: &mut Report) {
    let mut problems = Vec::new();
    match &subject.kind {
        Kind::Choice(values) => {
            if subject.model.values != values.as_slice() {
                problems.push(format!("it knows {:?}, described are {values:?}", subject.model.values));
            }
            for value in values {
                report.note("samples", &place(subject), unchanged(subject, &json!(value)).err());
            }
        }
        Kind::Object(_) => {
            for (extent, choice) in tries() {
                let mut sampler = Sampler::new(description, extent).with_choice(choice);
                let Some(sample) = sampler.sample_kind(&subject.kind, subject.component, subject.model.name) else {
                    problems.push("its schema has no finite value".to_owned());
                    continue;
                };
                let problem =
                    unchanged(subject, &sample).err().map(|problem| format!("{extent:?} {choice}: {problem}"));
                report.note("samples", &place(subject), problem);
            }
        }
        Kind::Union(arms) => {
            for (sample, what) in samples_of_arms(description, arms) {
                let problem = of_arm(description, held, subject, arms, &sample).err();
                let problem = problem.map(|problem| format!("{what}: {problem}"));
                report.note("samples", &place(subject), problem);
            }
        }
        kind => problems.push(format!("the client has a type for what is described as {}", word(kind))),
    }
    report.note("models", &place(subject), problems);
}

/// Name and place of a type, as the report has them.
pub(super) fn place(subject: &Subject) -> String {
    let twin = if subject.model.patch_type { ", body of a PATCH" } else { "" };
    format!("{} ({}{twin})", subject.model.name, subject.model.pointer)
}

fn tries() -> impl Iterator<Item = (Extent, usize)> {
    (0..CHOICES).map(|choice| (Extent::Full, choice)).chain([(Extent::Required, 0), (Extent::Required, 1)])
}

/// Each arm with each value of its tag, with all properties and with the required ones.
pub(super) fn samples_of_arms<'a>(description: &'a Description, arms: &[Arm<'a>]) -> Vec<(Value, String)> {
    let mut samples = Vec::new();
    for (number, arm) in arms.iter().enumerate() {
        let name = arm.name.map_or_else(|| format!("arm {number}"), str::to_owned);
        let tags = arm.tag.as_ref().map_or(1, |(_, values)| values.len().max(1));
        for extent in [Extent::Full, Extent::Required] {
            for choice in 0..tags {
                let sample = Sampler::new(description, extent).with_choice(choice).sample_arm(arm);
                samples.push((sample, format!("{name} {extent:?} {choice}")));
            }
        }
    }
    samples
}

/// Passes a value that fits through the type.
fn unchanged(subject: &Subject, value: &Value) -> Result<Passed, String> {
    let passed = (subject.model.pass)(value.clone())?;
    if let Some(first) = differences(value, &passed.json).first() {
        return Err(format!("changed: {first}"));
    }
    if passed.debug.contains("Unknown(") {
        return Err(format!("something in it is taken as unknown: {}", passed.debug));
    }
    Ok(passed)
}

/// The same for a union: the value must have come through a variant that holds what it is.
pub(super) fn of_arm<'a>(
    description: &'a Description,
    held: &Held<'a>,
    subject: &Subject<'a>,
    arms: &[Arm<'a>],
    value: &Value,
) -> Result<(), String> {
    let passed = unchanged(subject, value)?;
    let variant = variant(&passed);
    let best = if subject.model.patch_type {
        best_arms_of_patch(description, arms, value)
    } else {
        best_arms(description, arms, value)
    };
    let fits = |held_type: &str| match held.get(held_type) {
        Some(node) => best.iter().any(|arm| std::ptr::eq(description.resolve(arm.schema), *node)),
        // A scalar or a list, which JSON tells from anything else.
        None => true,
    };
    match subject.model.variants.iter().find(|(name, _)| *name == variant) {
        Some((_, held_type)) if fits(held_type) => Ok(()),
        Some((_, held_type)) => Err(format!("it came through {variant}, which holds {held_type}")),
        None => Err(format!("it came through {variant}")),
    }
}

/// The variant that a union shows: what stands before the parenthesis.
pub(super) fn variant(passed: &Passed) -> &str {
    passed.debug.split('(').next().unwrap_or_default()
}

/// A sample that the mutations of a union start from, with a tag that no arm has.
pub(super) fn with_tag_of_tomorrow(arm: &Arm, sample: &Value) -> Option<Value> {
    let (property, _) = arm.tag.as_ref()?;
    Some(with(sample, &format!("/{}", crate::compare::escape(property)), Some(json!("TAG_OF_TOMORROW"))))
}

pub(super) fn word(kind: &Kind) -> &'static str {
    match kind {
        Kind::Any => "free-form",
        Kind::Bool => "a boolean",
        Kind::Integer => "an integer",
        Kind::Number => "a number",
        Kind::Text => "a string",
        Kind::Choice(_) => "an enumeration",
        Kind::List(_) => "a list",
        Kind::Map(_) => "a map",
        Kind::Object(_) => "an object",
        Kind::Union(_) => "a union",
    }
}
