//! Error bodies: Atlas's own and those of OAuth, by the names of their keys. Reads whatever is there and never fails.

use serde_json::{Map, Value};

use crate::model::Json;

/// The body of an error, as far as it was there: every part can be missing. That of an API other than Atlas is read by
/// the names that are common, those of RFC 9457 (problem details) among them.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ApiError {
    /// The code to match on, such as `USER_ALREADY_EXISTS`. From the token endpoint, the OAuth error,
    /// such as `invalid_client`.
    pub code: Option<String>,
    /// What went wrong, for people.
    pub detail: Option<String>,
    /// The reason phrase of the status, such as `Conflict`, or what kind of problem it is.
    pub reason: Option<String>,
    /// The HTTP status as the body states it.
    pub status: Option<i64>,
    /// The values in `detail`: strings, numbers and others, in no documented order.
    pub parameters: Vec<Json>,
    /// The fields of the request that were not accepted.
    pub fields: Vec<FieldProblem>,
}

/// A field of the request that was not accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldProblem {
    /// The field's name or path.
    pub field: String,
    /// What is wrong with it.
    pub description: String,
}

impl ApiError {
    /// What a body of Atlas's or of OAuth says.
    pub(super) fn of_atlas(body: &mut Map<String, Value>) -> Self {
        // `error` is the status in Atlas's bodies and the code in those of OAuth.
        let oauth = body.get("error").and_then(Value::as_str);
        Self {
            code: text(body, "errorCode").or_else(|| oauth.map(str::to_owned)),
            detail: text(body, "detail").or_else(|| text(body, "error_description")),
            reason: text(body, "reason"),
            status: body.get("error").and_then(Value::as_i64),
            fields: fields(body).unwrap_or_default(),
            parameters: match body.remove("parameters") {
                Some(Value::Array(parameters)) => parameters,
                _ => Vec::new(),
            },
        }
    }
}

pub(super) fn text(object: &Map<String, Value>, key: &str) -> Option<String> {
    object.get(key)?.as_str().map(str::to_owned)
}

fn fields(body: &Map<String, Value>) -> Option<Vec<FieldProblem>> {
    let fields = body.get("badRequestDetail")?.get("fields")?.as_array()?;
    let problem = |value: &Value| {
        let object = value.as_object()?;
        Some(FieldProblem {
            field: text(object, "field").unwrap_or_default(),
            description: text(object, "description").unwrap_or_default(),
        })
    };
    Some(fields.iter().filter_map(problem).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(body: &[u8]) -> Option<ApiError> {
        ApiError::parse(body, true)
    }

    #[test]
    fn a_rate_limit_body_with_mixed_parameters() {
        let body = br#"{"detail":"Rate limit exceeded","error":429,"errorCode":"RATE_LIMITED_TOKEN_BUCKET",
            "parameters":["api/atlas/v2/orgs",55,10,5,60],"reason":"Too Many Requests"}"#;
        let error = parse(body).unwrap();
        assert_eq!(error.code.as_deref(), Some("RATE_LIMITED_TOKEN_BUCKET"));
        assert_eq!(error.status, Some(429));
        assert_eq!(error.reason.as_deref(), Some("Too Many Requests"));
        assert_eq!(error.parameters.len(), 5);
        assert_eq!(error.parameters[1], 55);
    }

    #[test]
    fn bad_request_detail_and_no_error_code() {
        let body = br#"{"error":400,"badRequestDetail":{"fields":[{"field":"roles","description":"is empty"},{"field":"x"},7]}}"#;
        let error = parse(body).unwrap();
        assert_eq!(error.code, None);
        assert_eq!(error.fields.len(), 2);
        assert_eq!(error.fields[0].field, "roles");
        assert_eq!(error.fields[0].description, "is empty");
    }

    #[test]
    fn bodies_of_many_values() {
        let body = |part: &str, count| format!(r#"{{"errorCode":"A","parameters":[{}]}}"#, vec![part; count].join(","));
        assert_eq!(parse(body("1", 10_000).as_bytes()).unwrap().parameters.len(), 10_000);
        assert_eq!(parse(body("[]", 300_000).as_bytes()), None);
        assert_eq!(parse(&[b"{\"a\":".repeat(100_000), b"1".to_vec()].concat()), None);
    }

    #[test]
    fn an_oauth_error() {
        let body = br#"{"error":"invalid_client","error_description":"wrong secret"}"#;
        let error = parse(body).unwrap();
        assert_eq!(error.code.as_deref(), Some("invalid_client"));
        assert_eq!(error.detail.as_deref(), Some("wrong secret"));
        assert_eq!(error.status, None);
    }

    #[test]
    fn error_bodies_of_other_kinds() {
        let odd = br#"{"errorCode":7,"detail":null,"parameters":{},"error":"x","badRequestDetail":[]}"#;
        let odd = parse(odd).unwrap();
        assert_eq!(odd, ApiError { code: Some("x".into()), ..ApiError::default() });
        for body in ["", "[]", "null", "{}", "<html>", "{\"detail\":", r#"{"violations":[]}"#] {
            assert_eq!(parse(body.as_bytes()), None, "{body}");
        }
    }
}
