//! Path items that refer to another one: each is read as a copy of that, with its own keys in place of those that both
//! have.

use serde_json::{Map, Value};

/// How many path items refer to one another in a row.
const LONGEST_CHAIN: usize = 8;

/// Completes the paths of a document. Its references are pointers.
pub(crate) fn complete(root: &mut Value) {
    let paths = root["paths"].as_object().into_iter().flatten();
    let complete = paths.filter_map(|(path, item)| Some((path.clone(), completed(root, item, 0)?)));
    for (path, item) in complete.collect::<Vec<_>>() {
        root["paths"][path] = Value::Object(item);
    }
}

/// What a path item says together with what it refers to; nothing for one without a reference, or an unresolved one.
fn completed(root: &Value, item: &Value, depth: usize) -> Option<Map<String, Value>> {
    let target = target(root, item).filter(|_| depth < LONGEST_CHAIN)?;
    let mut all = match target.get("$ref") {
        Some(_) => completed(root, target, depth + 1)?,
        None => target.as_object()?.clone(),
    };
    for (key, value) in item.as_object()?.iter().filter(|(key, _)| *key != "$ref") {
        match (all.get_mut(key).and_then(Value::as_array_mut), value.as_array()) {
            (Some(list), Some(own)) if key == "parameters" => {
                list.retain(|inherited| own.iter().all(|own| identity(root, own) != identity(root, inherited)));
                list.extend_from_slice(own);
            }
            _ => drop(all.insert(key.clone(), value.clone())),
        }
    }
    Some(all)
}

/// Name and location of a parameter.
fn identity<'a>(root: &'a Value, parameter: &'a Value) -> (&'a Value, &'a Value) {
    let parameter = target(root, parameter).unwrap_or(parameter);
    (&parameter["name"], &parameter["in"])
}

fn target<'a>(root: &'a Value, node: &Value) -> Option<&'a Value> {
    root.pointer(node.get("$ref")?.as_str()?.strip_prefix('#')?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn own_keys_before_those_of_the_reference() {
        let page = |ty: &str| json!({ "name": "page", "in": "query", "schema": { "type": ty } });
        let size = json!({ "name": "size", "in": "query" });
        let mut root = json!({ "paths": {
            "/a": { "$ref": "#/paths/~1b", "parameters": [{ "$ref": "#/x/page" }], "delete": {} },
            "/b": { "parameters": [page("integer"), size], "get": {} },
            "/c": { "$ref": "#/paths/~1c" },
        }, "x": { "page": page("string") } });
        complete(&mut root);
        let expected = json!({ "parameters": [size, { "$ref": "#/x/page" }], "get": {}, "delete": {} });
        assert_eq!(root["paths"]["/a"], expected);
        assert_eq!(root["paths"]["/c"], json!({ "$ref": "#/paths/~1c" }));
    }
}
