//! The generator: whatever the document, there are files or diagnostics, and what is generated is Rust.

use codegen::{Options, Source};
use serde_yaml::{Mapping, Value};

/// Documents to begin with: cases of the generator's tests, and one of OpenAPI 3.1.
const BASES: [&str; 14] = [
    include_str!("../../codegen/tests/cases/additional_properties.yaml"),
    include_str!("../../codegen/tests/cases/allof_merge.yaml"),
    include_str!("../../codegen/tests/cases/cycle_boxes.yaml"),
    include_str!("../../codegen/tests/cases/discriminator_mapping.yaml"),
    include_str!("../../codegen/tests/cases/hostile_names.yaml"),
    include_str!("../../codegen/tests/cases/inline_enum_array.yaml"),
    include_str!("../../codegen/tests/cases/many_to_one_tag.yaml"),
    include_str!("../../codegen/tests/cases/merged_enum_union.yaml"),
    include_str!("../../codegen/tests/cases/nullable_ref.yaml"),
    include_str!("../../codegen/tests/cases/page.yaml"),
    include_str!("../../codegen/tests/cases/patch_union.yaml"),
    include_str!("../../codegen/tests/cases/structural_union.yaml"),
    include_str!("../../codegen/tests/cases/query_object.yaml"),
    include_str!("../bases/later.yaml"),
];

/// Values that documents have in the wrong places.
const SCALARS: [&str; 16] = [
    "null", "true", "0", "-1", "1e400", "9223372036854775808", "''", "object", "array", "string", "'{a}/{b}'",
    "'#/components/schemas/A'", "'#/'", "'*/\"#\\u0000'", "r#type", "../../etc",
];

/// Keywords that something can be called instead.
const KEYS: [&str; 22] = [
    "$ref", "allOf", "oneOf", "anyOf", "items", "properties", "required", "enum", "type", "format", "nullable",
    "discriminator", "additionalProperties", "parameters", "x-anything", "Self", "const", "prefixItems", "$defs",
    "patternProperties", "style", "explode",
];

/// A first byte of zero is followed by the text of a document; any other picks one of ours, and each four bytes after
/// it change it.
pub fn run(data: &[u8]) {
    match data.split_first() {
        Some((0, text)) => generate(&String::from_utf8_lossy(text)),
        Some((base, changes)) => generate(&changed(*base, changes)),
        None => {}
    }
}

fn generate(text: &str) {
    match codegen::generate(&Source::new("fuzz.yaml", text), &Options::default()) {
        Ok(output) => {
            assert!(output.files.contains_key("mod.rs"), "no top module");
            let _ = output.warnings.render(false);
        }
        Err(diagnostics) => assert!(diagnostics.render(false).contains("error"), "refused without an error"),
    }
}

fn changed(base: u8, changes: &[u8]) -> String {
    let base = BASES[usize::from(base) % BASES.len()];
    let mut document: Value = serde_yaml::from_str(base).expect("the cases are YAML");
    for [operation, high, low, argument] in changes.as_chunks().0.iter().take(16) {
        let count = count(&document);
        let place = (usize::from(*high) << 8 | usize::from(*low)) % count;
        let other = usize::from(*argument).wrapping_mul(257) % count;
        let copy = at(&mut document, &mut other.clone()).cloned().unwrap_or(Value::Null);
        if let Some(node) = at(&mut document, &mut place.clone()) {
            change(node, *operation, *argument, copy);
        }
    }
    serde_yaml::to_string(&document).expect("a value can be written")
}

/// Changes one value; `copy` is one from elsewhere in the document.
fn change(node: &mut Value, operation: u8, argument: u8, copy: Value) {
    let number = usize::from(argument);
    let scalar = || serde_yaml::from_str(SCALARS[number % SCALARS.len()]).unwrap_or(Value::Null);
    match (operation % 6, node) {
        (0, node) => *node = scalar(),
        (1, node) => *node = copy,
        (2, Value::Mapping(fields)) => drop(fields.insert(KEYS[number % KEYS.len()].into(), copy)),
        (3, Value::Mapping(fields)) => {
            let renamed = fields.iter().enumerate().map(|(index, (key, value))| {
                let is_it = index == number % fields.len();
                (if is_it { KEYS[number / 7 % KEYS.len()].into() } else { key.clone() }, value.clone())
            });
            *fields = renamed.collect::<Mapping>();
        }
        (4, Value::Mapping(fields)) => {
            let key = fields.keys().nth(number % fields.len().max(1)).cloned();
            drop(key.and_then(|key| fields.shift_remove(key)));
        }
        (_, Value::Sequence(items)) => items.push(copy),
        (_, Value::Mapping(fields)) => drop(fields.insert(KEYS[number % KEYS.len()].into(), scalar())),
        (_, node) => *node = Value::Sequence(vec![copy]),
    }
}

/// How many values there are, itself included; at most as many as a change can reach.
fn count(node: &Value) -> usize {
    let inside = match node {
        Value::Mapping(fields) => fields.values().map(count).sum(),
        Value::Sequence(items) => items.iter().map(count).sum(),
        _ => 0,
    };
    1 + usize::min(inside, 1 << 16)
}

/// The value with this number, in the order of the text.
fn at<'a>(node: &'a mut Value, number: &mut usize) -> Option<&'a mut Value> {
    if *number == 0 {
        return Some(node);
    }
    *number -= 1;
    let mut inside: Box<dyn Iterator<Item = &'a mut Value>> = match node {
        Value::Mapping(fields) => Box::new(fields.values_mut()),
        Value::Sequence(items) => Box::new(items.iter_mut()),
        _ => return None,
    };
    inside.find_map(|child| {
        let below = count(child);
        if *number < below {
            at(child, number)
        } else {
            *number -= below;
            None
        }
    })
}
