//! One operation: which versions it has, and what of it belongs to the chosen one.

use openapiv3::{Operation, Parameter, ReferenceOr, RequestBody, Response, StatusCode};

use super::chosen::{Chosen, dated};
use super::media_type::MediaType;
use super::selected::{Media, SelectedOperation, Success, VersionChoice};
use crate::ir::{Format, Method, Skipped};
use crate::openapi::{At, Document};
use crate::pointer::Pointer;

/// An operation with what is around it.
pub(super) struct Place<'a> {
    pub(super) document: &'a Document,
    pub(super) path: &'a str,
    pub(super) method: Method,
    pub(super) pointer: Pointer,
    pub(super) operation: &'a Operation,
    /// Parameters that all operations of the path share, and where the path is.
    pub(super) shared: (&'a [ReferenceOr<Parameter>], Pointer),
}

impl<'a> Place<'a> {
    /// The version to generate, or why the operation is skipped.
    pub(super) fn choose(&self, choice: &VersionChoice) -> Result<Chosen, String> {
        let sent: Vec<MediaType> = self.request().iter().flat_map(|body| dated(&body.value.content)).collect();
        let received: Vec<_> = self.successes().flat_map(|(_, success)| dated(&success.value.content)).collect();
        Chosen::new(choice, &sent, &received)
    }

    fn request(&self) -> Option<At<'a, RequestBody>> {
        let body = self.operation.request_body.as_ref()?;
        self.document.request_body(&self.pointer.push("requestBody"), body)
    }

    fn successes(&self) -> impl Iterator<Item = (String, At<'a, Response>)> {
        let at = self.pointer.push("responses");
        let responses = &self.operation.responses;
        let successes = responses.responses.iter().filter(|(status, _)| class(status) == 2);
        let successes = successes.map(|(status, response)| (status.to_string(), response));
        // Where neither a success nor a redirection is declared, `default` describes the success as well.
        let is_declared = responses.responses.keys().any(|status| matches!(class(status), 2 | 3));
        let default = responses.default.as_ref().filter(|_| !is_declared).into_iter();
        let default = default.map(|response| ("default".to_owned(), response));
        successes.chain(default).filter_map(move |(status, response)| {
            let response = self.document.response(&at.push(&status), response)?;
            Some((status, response))
        })
    }

    pub(super) fn selected(&self, chosen: &Chosen) -> SelectedOperation<'a> {
        let body = self.request();
        let request = body.as_ref().and_then(|body| {
            let media = chosen.media(&body.pointer, &body.value.content);
            let json = media.iter().position(|media| media.format == Format::Json);
            let sent = json.or_else(|| media.iter().position(Media::can_be_sent));
            media.into_iter().nth(sent.unwrap_or(0))
        });
        SelectedOperation {
            path: self.path.to_owned(),
            method: self.method,
            pointer: self.pointer.clone(),
            operation: self.operation,
            parameters: self.parameters(),
            sunset: self.sunset(chosen),
            request,
            request_required: body.is_some_and(|body| body.value.required),
            successes: self.successes_of(chosen),
            other_json: self.other_json(chosen),
            errors: self.errors(),
            version: chosen.version.as_ref().map(ToString::to_string),
        }
    }

    /// The schemas of bodies in JSON that are not followed, where another one is that says something else.
    fn other_json(&self, chosen: &Chosen) -> Vec<Pointer> {
        let sent = self.request().and_then(|body| chosen.json(&body.pointer, &body.value.content));
        let received = self.successes().filter_map(|(_, body)| chosen.json(&body.pointer, &body.value.content));
        let others = sent.into_iter().chain(received).flat_map(|(known, others)| {
            let known = self.document.raw(&known);
            others.into_iter().filter(move |other| self.document.raw(other) != known)
        });
        others.collect()
    }

    /// Success statuses with the bodies of a version. Those with bodies of other versions only drop out. Those without
    /// any body say nothing about versions, and can be what a call of any version returns.
    fn successes_of(&self, chosen: &Chosen) -> Vec<Success> {
        let successes = self.successes().filter_map(|(status, response)| {
            let content = &response.value.content;
            let media = chosen.media(&response.pointer, content);
            (content.is_empty() || !media.is_empty()).then_some(Success { status, media })
        });
        successes.collect()
    }

    /// Parameters of the path and of the operation; one with the same name and location as a shared one takes its
    /// place.
    fn parameters(&self) -> Vec<At<'a, Parameter>> {
        let mut merged: Vec<At<'a, Parameter>> = Vec::new();
        for (list, owner) in [(self.shared.0, &self.shared.1), (&self.operation.parameters, &self.pointer)] {
            let at = owner.push("parameters");
            for (index, parameter) in list.iter().enumerate() {
                let Some(parameter) = self.document.parameter(&at.index(index), parameter) else { continue };
                match merged.iter_mut().find(|other| identity(other.value) == identity(parameter.value)) {
                    Some(other) => *other = parameter,
                    None => merged.push(parameter),
                }
            }
        }
        merged
    }

    /// `x-sunset` of the chosen media types, else of the operation.
    fn sunset(&self, chosen: &Chosen) -> Option<String> {
        let bodies = self
            .successes()
            .map(|(_, response)| &response.value.content)
            .chain(self.request().map(|body| &body.value.content));
        let media = bodies.flatten().filter(|(name, _)| chosen.is_version_of(name)).map(|(_, media)| &media.extensions);
        let mut places = media.chain([&self.operation.extensions]);
        places.find_map(|extensions| extensions.get("x-sunset")?.as_str().map(str::to_owned))
    }

    /// Redirections are errors too: they are not followed.
    fn errors(&self) -> Vec<String> {
        let responses = &self.operation.responses;
        let errors =
            responses.responses.keys().filter(|status| matches!(class(status), 3..=5)).map(ToString::to_string);
        errors.chain(responses.default.is_some().then(|| "default".to_owned())).collect()
    }

    pub(super) fn skipped(&self, reason: String) -> Skipped {
        let call = format!("{} {}", self.method.as_str(), self.path);
        let id = self.operation.operation_id.clone().unwrap_or_else(|| call.clone());
        Skipped { id, call, reason, origin: self.pointer.clone() }
    }
}

/// Name and location: what makes two parameters the same.
fn identity(parameter: &Parameter) -> (&str, u8) {
    let location = match parameter {
        Parameter::Query { .. } => 0,
        Parameter::Header { .. } => 1,
        Parameter::Path { .. } => 2,
        Parameter::Cookie { .. } => 3,
    };
    (&parameter.parameter_data_ref().name, location)
}

fn class(status: &StatusCode) -> u16 {
    match status {
        StatusCode::Code(code) => code / 100,
        StatusCode::Range(class) => *class,
    }
}
