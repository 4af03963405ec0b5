//! Every operation once, to a server that nobody here wrote, such as a mock that checks requests
//! against the description by itself.

use serde_json::Value;

use super::wire::TOKEN;
use super::{Driver, Given, Report};
use crate::description::Description;
use crate::operation::{Versions, operations_in};

/// The header in which Prism says what is wrong with a request or with its own answer.
const VIOLATIONS: &str = "sl-violations";

/// Calls every operation of the server at `url`.
pub(super) async fn check(
    description: &Description,
    versions: &Versions,
    driver: &mut dyn Driver,
    url: &str,
    report: &mut Report,
) -> Result<(), String> {
    driver.connect(url, TOKEN)?;
    let places = driver.operations();
    for operation in operations_in(description, versions) {
        let name = format!("{} ({})", operation.id, operation.call());
        let Some(place) = places.iter().position(|call| *call == operation.call()) else {
            report.note("requests without a violation", &name, ["the client has no such operation".to_owned()]);
            continue;
        };
        let given = Given::valid(description, &operation);
        let (headers, failure, status) = match driver.call(place, &given).await {
            Ok(outcome) => (outcome.headers, None, outcome.status),
            Err(failure) => (failure.headers, Some(failure.message), failure.status),
        };
        let (of_request, of_answer) = violations(&headers);
        let mut problems = given.problems();
        problems.extend(of_request);
        if problems.is_empty() && status.is_some_and(|status| status >= 400) {
            problems.extend(failure.iter().map(|message| format!("the server refused it: {message}")));
        }
        report.note("requests without a violation", &name, problems);
        report.note("answers decoded", &name, failure);
        for violation in of_answer {
            report.set_apart("answers decoded", &name, format!("the server says about its own answer: {violation}"));
        }
    }
    Ok(())
}

/// What the server says about the request, and about its answer.
fn violations(headers: &[(String, String)]) -> (Vec<String>, Vec<String>) {
    let texts = headers.iter().filter(|(name, _)| name == VIOLATIONS).map(|(_, value)| value);
    let all = texts.flat_map(|text| match serde_json::from_str(text) {
        Ok(Value::Array(violations)) => violations,
        _ => vec![Value::String(text.clone())],
    });
    all.map(|violation| (violation["location"][0] == "response", violation.to_string())).fold(
        (Vec::new(), Vec::new()),
        |(mut request, mut answer), (is_answer, text)| {
            if is_answer {
                answer.push(text);
            } else {
                request.push(text);
            }
            (request, answer)
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn violations_are_told_apart_by_their_side() {
        let header =
            r#"[{"location":["request","query","a"],"code":"type"},{"location":["response","body"],"code":"pattern"}]"#;
        let (request, answer) = violations(&[("sl-violations".to_owned(), header.to_owned())]);
        assert!(request.len() == 1 && request[0].contains("query"), "{request:?}");
        assert!(answer.len() == 1 && answer[0].contains("pattern"), "{answer:?}");
        assert_eq!(violations(&[("sl-violations".to_owned(), "odd".to_owned())]).0, ["\"odd\""]);
    }
}
