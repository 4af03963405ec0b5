//! Every operation once, to a server that nobody here wrote, such as a mock that checks requests
//! against the document by itself.

use serde_json::Value;

use super::cli::Options;
use super::wire::TOKEN;
use super::{Driver, Given, Report};
use crate::document::Document;
use crate::operation::operations_in;

/// The header in which Prism says what is wrong with a request or with its own response.
const VIOLATIONS: &str = "sl-violations";

/// Calls every operation of the server at `url`.
pub(super) async fn check(
    document: &Document,
    options: &Options,
    driver: &mut dyn Driver,
    url: &str,
    report: &mut Report,
) -> Result<(), String> {
    driver.connect(url, TOKEN)?;
    let places = driver.operations();
    for operation in operations_in(document, &options.versions) {
        let name = format!("{} ({})", operation.id, operation.call());
        let Some(place) = places.iter().position(|call| *call == operation.call()) else {
            options.note_missing("requests without a violation", &operation, report);
            continue;
        };
        let given = Given::valid(document, &operation);
        let (headers, failure) = match driver.call(place, &given).await {
            Ok(outcome) => (outcome.headers, None),
            Err(failure) => (failure.headers.clone(), Some(failure)),
        };
        let verdict = Verdict::of(&headers);
        let mut problems = given.problems();
        problems.extend(verdict.request);
        let refused = failure.as_ref().filter(|failure| failure.status.is_some_and(|status| status >= 400));
        if let (true, Some(failure)) = (problems.is_empty(), refused) {
            problems.push(format!("refused with {:?}: {}", failure.status, failure.body));
        }
        let unanswered = failure.as_ref().filter(|failure| failure.status.is_none());
        problems.extend(unanswered.map(|failure| format!("no response: {}", failure.message)));
        let has_response = unanswered.is_none();
        report.note("requests without a violation", &name, problems);
        match refused {
            // There is nothing to decode.
            Some(_) => report.set_apart("responses decoded", &name, "the request was refused"),
            None if has_response => report.note("responses decoded", &name, failure.map(|failure| failure.message)),
            None => {}
        }
        for violation in verdict.response {
            report.set_apart("responses that the server itself calls wrong", &name, violation);
        }
        for warning in verdict.warnings {
            report.set_apart("warnings", &name, warning);
        }
    }
    Ok(())
}

/// What the server says about a request, and about its own response.
#[derive(Debug, Default, PartialEq)]
struct Verdict {
    request: Vec<String>,
    response: Vec<String>,
    warnings: Vec<String>,
}

impl Verdict {
    fn of(headers: &[(String, String)]) -> Self {
        let mut verdict = Self::default();
        for (_, text) in headers.iter().filter(|(name, _)| name == VIOLATIONS) {
            match serde_json::from_str(text) {
                Ok(Value::Array(violations)) => violations.iter().for_each(|violation| verdict.add(violation)),
                // Prism cuts a long list short, and what is left is not JSON.
                _ if text.contains(r#""location":["request""#) => verdict.request.push(text.clone()),
                _ => verdict.response.push(text.clone()),
            }
        }
        verdict
    }

    fn add(&mut self, violation: &Value) {
        let list = match (violation["location"][0].as_str(), violation["severity"].as_str()) {
            (_, Some("Warning")) => &mut self.warnings,
            (Some("response"), _) => &mut self.response,
            _ => &mut self.request,
        };
        list.push(violation.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(header: &str) -> [usize; 3] {
        let Verdict { request, response, warnings } = Verdict::of(&[("sl-violations".to_owned(), header.to_owned())]);
        [request.len(), response.len(), warnings.len()]
    }

    #[test]
    fn violations_are_told_apart_by_their_side() {
        let header = r#"[{"location":["request","query","a"],"severity":"Error"},{"location":["response","body"],"severity":"Error"},
            {"location":["request","query","b"],"severity":"Warning"},{"location":["request","body"],"severity":"Error"}]"#;
        assert_eq!(verdict(header), [2, 1, 1]);
        assert_eq!(verdict(r#"Too many violations! [{"location":["response","body"],"severity"#), [0, 1, 0]);
        assert_eq!(verdict(r#"Too many violations! [{"location":["request","body"],"severity"#), [1, 0, 0]);
        assert_eq!(Verdict::of(&[("date".to_owned(), "[1]".to_owned())]), Verdict::default());
    }
}
