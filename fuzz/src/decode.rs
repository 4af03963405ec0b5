//! The decoder of each model: whatever JSON it is given, there is a value or an error, and what is encoded again means
//! the same to it.

use conformance::checker::Model;

use crate::models::ALL;

/// The first two bytes pick the model, the rest is JSON.
pub fn run(data: &[u8]) {
    let Some(([first, second], json)) = data.split_first_chunk() else { return };
    let Ok(value) = serde_json::from_slice::<serde_json::Value>(json) else { return };
    let models: Vec<&Model> = ALL.iter().flat_map(|part| part.iter()).collect();
    let model = models[(usize::from(*first) << 8 | usize::from(*second)) % models.len()];
    let Ok(passed) = (model.pass)(value) else { return };
    match (model.pass)(passed.json.clone()) {
        Ok(again) => assert_eq!(again.json, passed.json, "{}: another value the second time", model.name),
        Err(error) => panic!("{}: what it has written it cannot read: {error}\n{}", model.name, passed.json),
    }
}
