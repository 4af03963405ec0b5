//! Error bodies of any API, whose shapes its document does not say: those that are common are read, RFC 9457 (problem
//! details) among them.

use serde_json::{Map, Value};

use super::api::{ApiError, FieldProblem, text};
use crate::model::decode;

/// How much memory the values of a body may take while it is read: as hostile as it may be, that ends soon.
const BUDGET: usize = 4 << 20;

/// The names of an explanation; the first that is there counts.
const DETAILS: [&str; 5] = ["message", "errorMessage", "error_message", "msg", "Message"];
/// The names of a list or map of problems, as `detail` and `message` can be as well.
const PROBLEMS: [&str; 8] =
    ["errors", "errorMessages", "details", "violations", "invalid-params", "fields", "detail", "message"];
/// In such a problem, the names of its field, and of what is wrong with it.
const FIELDS: [&str; 6] = ["field", "path", "param", "parameter", "pointer", "name"];
const DESCRIPTIONS: [&str; 7] = ["detail", "message", "msg", "description", "reason", "title", "code"];
/// The names by which an object is an error whatever its status.
const ERRORS: [&str; 3] = ["error", "errors", "errorCode"];

impl ApiError {
    /// Reads an error body, that of Atlas or of any API; `None` if nothing known is in it, or very many values are. It
    /// is an object; from an API other than Atlas's also a string, or a list of problems.
    pub(crate) fn parse(body: &[u8], is_atlas: bool) -> Option<Self> {
        Self::of(decode::json_within(body, BUDGET).ok()?, is_atlas)
    }

    /// Reads the body of a success that is an error all the same: an object with one of the keys that say so, unless
    /// `is_declared` says that what was expected can have that key.
    pub(crate) fn in_success(body: &[u8], mut is_declared: impl FnMut(&str) -> bool) -> Option<Self> {
        let Value::Object(object) = decode::json_within(body, BUDGET).ok()? else { return None };
        let mut says_so = |key: &str| object.get(key).is_some_and(|value| !value.is_null()) && !is_declared(key);
        if ERRORS.into_iter().any(&mut says_so) { Self::of(Value::Object(object), false) } else { None }
    }

    fn of(body: Value, is_atlas: bool) -> Option<Self> {
        let parsed = match body {
            Value::Object(mut body) => {
                let parsed = Self::of_atlas(&mut body);
                if is_atlas { parsed } else { read(&body, parsed) }
            }
            Value::String(text) if !is_atlas && !text.is_empty() => Self { detail: Some(text), ..Self::default() },
            list @ Value::Array(_) if !is_atlas => Self { fields: problems(&list), ..Self::default() },
            _ => return None,
        };
        (parsed != Self::default()).then_some(parsed)
    }
}

/// Adds to what was read what the body says in other words.
fn read(body: &Map<String, Value>, known: ApiError) -> ApiError {
    let inner = body.get("error").and_then(Value::as_object);
    let known = match inner {
        Some(inner) => read(inner, known),
        None => known,
    };
    let any = |names: &[&str]| names.iter().find_map(|name| text(body, name));
    // In `{"error": "…"}` a sentence explains; a word is a code.
    let (code, sentence) = match known.code {
        Some(text) if text.contains(char::is_whitespace) => (None, Some(text)),
        code => (code, None),
    };
    let number = |name| body.get(name).and_then(Value::as_i64);
    let status = known.status.or_else(|| number("status")).or_else(|| number("statusCode"));
    // Not the status again.
    let numbered = number("code").filter(|code| !(100..600).contains(code)).map(|code| code.to_string());
    let code = code.or_else(|| any(&["code", "error_code"])).or(numbered);
    let code = code.or_else(|| text(body, "type").filter(|kind| is_word(kind)));
    let title = known.reason.or_else(|| any(&["reason", "title"]));
    let (detail, reason) = match known.detail.or_else(|| any(&["detail"])).or_else(|| any(&DETAILS)) {
        Some(detail) => (Some(detail), title.or(sentence)),
        None if sentence.is_some() => (sentence, title),
        None => (title, None),
    };
    let fields = PROBLEMS.iter().filter_map(|name| body.get(*name)).flat_map(problems);
    ApiError { code, detail, reason, status, fields: known.fields.into_iter().chain(fields).collect(), ..known }
}

/// Whether a `type` is a code, and not the URI of a kind of problem.
fn is_word(kind: &str) -> bool {
    !kind.is_empty() && !kind.contains([':', '/', ' '])
}

/// The problems in a list of sentences or objects, or in a map from fields to what is wrong with each.
fn problems(value: &Value) -> Vec<FieldProblem> {
    match value {
        Value::Array(items) => items.iter().filter_map(problem).collect(),
        Value::Object(fields) => fields.iter().flat_map(|(field, wrong)| named(field, wrong)).collect(),
        _ => Vec::new(),
    }
}

/// What is wrong with this field: a sentence, or several.
fn named(field: &str, wrong: &Value) -> Vec<FieldProblem> {
    let sentences = wrong.as_array().map_or(std::slice::from_ref(wrong), Vec::as_slice);
    let problem = |text: &str| FieldProblem { field: field.to_owned(), description: text.to_owned() };
    sentences.iter().filter_map(Value::as_str).map(problem).collect()
}

fn problem(item: &Value) -> Option<FieldProblem> {
    if let Value::String(text) = item {
        return Some(FieldProblem { description: text.clone(), ..FieldProblem::default() });
    }
    let item = item.as_object()?;
    let source = item.get("source").and_then(Value::as_object).unwrap_or(item);
    let place = item.get("loc").and_then(Value::as_array).map(|steps| steps.iter().filter_map(Value::as_str));
    let place = place.map(|steps| steps.collect::<Vec<_>>().join("."));
    let field = place.or_else(|| FIELDS.iter().find_map(|name| text(source, name))).unwrap_or_default();
    let description = DESCRIPTIONS.iter().find_map(|name| text(item, name))?;
    Some(FieldProblem { field, description })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Code, reason, detail and fields on one line.
    fn read(body: &str) -> String {
        let error = ApiError::parse(body.as_bytes(), false).unwrap();
        let fields = error.fields.iter().map(|problem| format!("{}={}", problem.field, problem.description));
        let texts = [error.code, error.reason, error.detail].map(|text| text.unwrap_or_else(|| "-".to_owned()));
        texts.into_iter().chain(fields).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn common_shapes_of_error_bodies() {
        for (body, says) in [
            (r#"{"message":"too long"}"#, "-|-|too long"),
            (r#"{"error":"too long"}"#, "-|-|too long"),
            (r#"{"error":"too_long"}"#, "too_long|-|-"),
            (r#"{"error":{"message":"too long","code":"invalid","type":"request"}}"#, "invalid|-|too long"),
            (r#"{"error":{"code":404,"message":"none","status":"NOT_FOUND"}}"#, "-|-|none"),
            (r#"{"error":{"type":"not_found","reason":"no index"},"status":404}"#, "not_found|-|no index"),
            (r#"{"status":404,"error":"Not Found","message":"No pet"}"#, "-|Not Found|No pet"),
            (r#"{"code":20404,"message":"none","status":404}"#, "20404|-|none"),
            (r#"{"errors":["too long","too old"]}"#, "-|-|-|=too long|=too old"),
            (r#""too long""#, "-|-|too long"),
            (r#"[{"message":"too long","errorCode":"SIZE","fields":["a"]}]"#, "-|-|-|=too long"),
            (r#"{"message":"bad","errors":[{"field":"title","code":"missing"}]}"#, "-|-|bad|title=missing"),
            (r#"{"errors":[{"title":"Bad","detail":"long","source":{"pointer":"/a"}}]}"#, "-|-|-|/a=long"),
            (
                r#"{"errors":{"name":["is short","is odd"],"age":"is low"}}"#,
                "-|-|-|name=is short|name=is odd|age=is low",
            ),
            (r#"{"detail":[{"loc":["body","name"],"msg":"required","type":"missing"}]}"#, "-|-|-|body.name=required"),
            (r#"{"statusCode":400,"message":["too long"],"error":"Bad Request"}"#, "-|-|Bad Request|=too long"),
        ] {
            assert_eq!(read(body), says, "{body}");
        }
    }

    #[test]
    fn problem_details_of_rfc_9457() {
        let body = r#"{"type":"https://a.example/credit","title":"No credit.","detail":"It costs 50.","status":403}"#;
        assert_eq!(read(body), "-|No credit.|It costs 50.");
        assert_eq!(ApiError::parse(body.as_bytes(), false).unwrap().status, Some(403));
        let body = r#"{"type":"about:blank","title":"Invalid","errors":{"Name":["is required"]},"traceId":"0"}"#;
        assert_eq!(read(body), "-|-|Invalid|Name=is required");
    }

    #[test]
    fn errors_that_a_model_declares() {
        let body = br#"{"error":null,"errors":["x"],"message":"y"}"#;
        assert!(ApiError::in_success(body, |_| false).is_some());
        assert!(ApiError::in_success(body, |key| key == "errors").is_none());
    }

    #[test]
    fn bodies_that_say_nothing() {
        for body in
            ["", "[]", "null", "{}", r#""""#, "[7]", "<html>", r#"{"id":7}"#, r#"{"errors":[7,{}],"message":null}"#]
        {
            assert_eq!(ApiError::parse(body.as_bytes(), false), None, "{body}");
        }
        let nested = [b"{\"error\":".repeat(100), b"1".to_vec(), b"}".repeat(100)].concat();
        assert_eq!(ApiError::parse(&nested, false), None);
    }
}
