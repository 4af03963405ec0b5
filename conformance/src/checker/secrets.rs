//! Whether anything shows a secret: a type, a request that was not sent yet, an error.

use serde_json::{Value, json};

use super::calls::{Calls, Sent, main_body};
use super::models::{place, samples_of_alternatives};
use super::subject::Subject;
use super::wire::TOKEN;
use super::{Given, Report};
use crate::document::Document;
use crate::operation::Operation;
use crate::places::{places, with};
use crate::sample::{Extent, Sampler};
use crate::schema::{Kind, kind};
use crate::secret::{CANARY, with_canaries};

const KIND: &str = "secrets";

/// Fills the secrets of a type with canaries, and looks for them in what `{:?}` shows.
pub(super) fn check_model(document: &Document, subject: &Subject, report: &mut Report) {
    let samples = match &subject.kind {
        Kind::Union(alternatives) => {
            samples_of_alternatives(document, alternatives).into_iter().map(|(sample, _)| sample).collect()
        }
        Kind::Object(_) => {
            let mut sampler = Sampler::new(document, Extent::Full);
            sampler.sample_kind(&subject.kind, subject.component, subject.model.name).into_iter().collect()
        }
        _ => Vec::new(),
    };
    for sample in samples {
        let (value, count) = with_canaries(document, subject.node, &sample);
        if count == 0 {
            continue;
        }
        let problem = match (subject.model.pass)(value) {
            Ok(passed) if shows(&[&passed.debug, &passed.pretty]) => Some(passed.debug),
            // What is not decoded could not be shown.
            Ok(passed) if passed.json.to_string().matches(CANARY).count() != count => {
                Some("a secret is lost".to_owned())
            }
            Ok(_) => None,
            Err(error) => Some(error),
        };
        report.note(KIND, &place(subject), problem);
    }
}

impl Calls<'_> {
    /// Makes calls that fail: refused with an error, with HTML and with nothing, and with a response that cannot be
    /// decoded. Neither the request nor the error may show what was sent or received.
    pub(super) async fn check_secrets(&self, operation: &Operation, report: &mut Report) {
        let error =
            json!({ "error": 400, "errorCode": "INVALID_ATTRIBUTE", "reason": "Bad Request", "detail": "refused" });
        let mut responses: Vec<(u16, Sent<'_>)> = vec![
            (400, Sent::Json("application/json", error)),
            (400, Sent::Bytes("text/html", b"<html>not JSON</html>".to_vec())),
            (400, Sent::Nothing),
        ];
        if let Some((status, media_type, broken)) = self.broken_response(operation) {
            let text = broken.to_string();
            responses.push((status, Sent::Bytes(media_type, text.as_bytes()[..text.len() - 2].to_vec())));
            responses.push((status, Sent::Json(media_type, broken)));
        }
        let mut problems = Vec::new();
        for (status, response) in &responses {
            let mut given = Given::sampled(self.document, operation, Extent::Full);
            if let (Some(body), Some(value)) = (&operation.request, given.value("body").cloned())
                && let Some(schema) = &body.schema
            {
                given = given.with("body", with_canaries(self.document, schema, &value).0);
            }
            let Some(failure) = self.failure(operation, &given, *status, response).await else { continue };
            if shows(&[&given.shown(), &failure.message, &failure.debug]) {
                problems.push(format!("{status}: {} {}", given.shown(), failure.debug));
            }
        }
        report.note(KIND, &format!("{} ({})", operation.id, operation.call()), problems);
    }

    /// A response with canaries and, after them, a value of the wrong kind.
    fn broken_response<'b>(&self, operation: &'b Operation) -> Option<(u16, &'b str, Value)> {
        let success = operation.successes.first()?;
        let body = main_body(&success.bodies).filter(|body| body.is_json())?;
        let schema = body.schema.as_ref()?;
        let full = Sampler::new(self.document, Extent::Full).sample(schema, "response");
        let (response, _) = with_canaries(self.document, schema, &full);
        let mut places = places(self.document, schema, &response).into_iter().rev().filter(|place| !place.in_union);
        let last =
            places.find(|place| matches!(kind(self.document, place.schema), Kind::Object(_) | Kind::Choice(_)))?;
        Some((success.status, &body.media_type, with(&response, &last.pointer, Some(json!([CANARY])))))
    }
}

fn shows(texts: &[&str]) -> bool {
    texts.iter().any(|text| text.contains(CANARY) || text.contains(TOKEN))
}
