//! The names lock of an output: its names, and those of all outputs before it.

use super::signature;
use crate::ir::Api;
use crate::kept::matched;
use crate::lock::{Lock, TagNames, TypeNames, type_key};

/// The names of `api`, and those of this lock that `api` has nothing for.
pub(crate) fn updated(old: &Lock, api: &Api) -> Lock {
    let matched = matched(old, api);
    let mut lock = Lock {
        tags: old.tags.clone(),
        operations: old.operations.iter().map(|(call, names)| (call.clone(), names.gone())).collect(),
        types: old.types.iter().map(|(key, names)| (key.clone(), names.gone())).collect(),
    };
    lock.types.retain(|key, _| !matched.used.contains(key.as_str()));
    for tag in &api.tags {
        let names = TagNames { module: tag.module.clone(), handle: tag.rust.clone(), feature: tag.feature.clone() };
        // A tag that was renamed has its names under the new one.
        lock.tags.retain(|_, old| old.module != names.module);
        lock.tags.insert(tag.name.clone(), names);
    }
    for operation in &api.operations {
        let known = lock.operations.remove(&operation.call()).unwrap_or_default();
        lock.operations.insert(operation.call(), signature::operation(api, operation, known));
    }
    for (def, known) in api.types.iter().zip(matched.types) {
        let known = known.as_deref().map(TypeNames::gone).unwrap_or_default();
        lock.types.insert(type_key(def), signature::type_(api, def, known));
    }
    lock
}
