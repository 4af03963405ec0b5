//! One operation: which versions it has, and what of it belongs to the chosen one.

use openapiv3::{
    Content, MediaType as Described, Operation, Parameter, ReferenceOr, RequestBody, Response, StatusCode,
};

use super::media_type::{ApiVersion, MediaType};
use super::selected::{Media, SelectedOperation, Success, VersionChoice};
use crate::ir::{Format, Method, Skipped};
use crate::openapi::{At, Document};
use crate::pointer::Pointer;

/// Parameters that all operations of a path share.
pub(super) struct Parameters<'a> {
    pub(super) at: Pointer,
    pub(super) list: &'a [ReferenceOr<Parameter>],
}

/// An operation with what is around it.
pub(super) struct Place<'a> {
    pub(super) document: &'a Document,
    pub(super) path: &'a str,
    pub(super) method: Method,
    pub(super) pointer: Pointer,
    pub(super) operation: &'a Operation,
}

impl<'a> Place<'a> {
    /// The version to generate, nothing when the operation has none, or why it is skipped.
    pub(super) fn choose(&self, choice: &VersionChoice) -> Result<Option<ApiVersion>, String> {
        let mut request = Vec::new();
        if let Some(body) = self.request() {
            collect_versions(&body.value.content, &mut request);
        }
        let mut response = Vec::new();
        for (_, success) in self.successes() {
            collect_versions(&success.value.content, &mut response);
        }
        let versions = match (request.is_empty(), response.is_empty()) {
            (true, true) => return Ok(None),
            (true, false) => response,
            (false, true) => request,
            // A version that only one side has cannot be called.
            (false, false) => request.into_iter().filter(|version| response.contains(version)).collect(),
        };
        if versions.is_empty() {
            return Err("request and response have no version in common".to_owned());
        }
        choice.best(&versions).map(Some).ok_or_else(|| choice.reason(&versions))
    }

    fn request(&self) -> Option<At<'a, RequestBody>> {
        let body = self.operation.request_body.as_ref()?;
        self.document.request_body(&self.pointer.push("requestBody"), body)
    }

    fn successes(&self) -> impl Iterator<Item = (String, At<'a, Response>)> {
        let at = self.pointer.push("responses");
        let responses = &self.operation.responses;
        let successes = responses.responses.iter().filter(|(status, _)| is_success(status));
        let successes = successes.map(|(status, response)| (status.to_string(), response));
        // Where nothing else is declared, `default` is the success as well.
        let default = responses.default.iter().filter(|_| responses.responses.is_empty());
        let default = default.map(|response| ("default".to_owned(), response));
        successes.chain(default).filter_map(move |(status, response)| {
            let response = self.document.response(&at.push(&status), response)?;
            Some((status, response))
        })
    }

    pub(super) fn selected(&self, version: Option<ApiVersion>, shared: &Parameters<'a>) -> SelectedOperation<'a> {
        let body = self.request();
        let request = body.as_ref().and_then(|body| {
            let media = media(&body.pointer, &body.value.content, version.as_ref());
            let json = media.iter().position(|media| media.format == Format::Json);
            media.into_iter().nth(json.unwrap_or(0))
        });
        SelectedOperation {
            path: self.path.to_owned(),
            method: self.method,
            pointer: self.pointer.clone(),
            operation: self.operation,
            parameters: self.parameters(shared),
            sunset: self.sunset(version.as_ref()),
            request,
            request_required: body.is_some_and(|body| body.value.required),
            successes: self.successes_of(version.as_ref()),
            errors: self.errors(),
            version: version.map(|version| version.to_string()),
        }
    }

    /// Success statuses with the bodies of a version. Those with bodies of other versions only drop out, and so do
    /// those without any body, unless no status has a body of this version.
    fn successes_of(&self, version: Option<&ApiVersion>) -> Vec<Success> {
        let mut all: Vec<_> = self
            .successes()
            .map(|(status, response)| {
                let content = &response.value.content;
                let media = media(&response.pointer, content, version);
                (content.is_empty(), Success { status, media })
            })
            .collect();
        let carried = version.is_some() && all.iter().any(|(_, success)| !success.media.is_empty());
        all.retain(|(no_content, success)| !success.media.is_empty() || (*no_content && !carried));
        all.into_iter().map(|(_, success)| success).collect()
    }

    /// Parameters of the path and of the operation; one with the same name and location as a shared one takes its
    /// place.
    fn parameters(&self, shared: &Parameters<'a>) -> Vec<At<'a, Parameter>> {
        let own = Parameters { at: self.pointer.push("parameters"), list: &self.operation.parameters };
        let mut merged: Vec<At<'a, Parameter>> = Vec::new();
        for (at, list) in [(&shared.at, shared.list), (&own.at, own.list)] {
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
    fn sunset(&self, version: Option<&ApiVersion>) -> Option<String> {
        let bodies = self
            .successes()
            .map(|(_, response)| &response.value.content)
            .chain(self.request().map(|body| &body.value.content));
        let media =
            bodies.flatten().filter(|(name, _)| is_of_version(name, version)).map(|(_, media)| &media.extensions);
        let mut places = media.chain([&self.operation.extensions]);
        places.find_map(|extensions| extensions.get("x-sunset")?.as_str().map(str::to_owned))
    }

    fn errors(&self) -> Vec<String> {
        let responses = &self.operation.responses;
        let errors = responses.responses.keys().filter(|status| is_error(status)).map(ToString::to_string);
        errors.chain(responses.default.is_some().then(|| "default".to_owned())).collect()
    }

    pub(super) fn skipped(&self, reason: String) -> Skipped {
        let call = format!("{} {}", self.method.as_str(), self.path);
        let id = self.operation.operation_id.clone().unwrap_or_else(|| call.clone());
        Skipped { id, call, reason, origin: self.pointer.clone() }
    }
}

fn collect_versions(content: &Content, versions: &mut Vec<ApiVersion>) {
    for name in content.keys() {
        if let Ok(MediaType { version: Some(version), .. }) = MediaType::parse(name)
            && !versions.contains(&version)
        {
            versions.push(version);
        }
    }
}

/// Whether a media type is of a version, or of no version at all.
fn is_of_version(name: &str, version: Option<&ApiVersion>) -> bool {
    MediaType::parse(name).is_ok_and(|parsed| parsed.version.is_none() || parsed.version.as_ref() == version)
}

/// The bodies of a version, of a request or response at a pointer.
fn media(at: &Pointer, content: &Content, version: Option<&ApiVersion>) -> Vec<Media> {
    let of_version = content.iter().filter(|(name, _)| is_of_version(name, version));
    let read = |(name, Described { schema, .. }): (&String, &Described)| {
        let at = at.push("content").push(name).push("schema");
        let format = MediaType::parse(name).ok()?.format;
        Some(Media { media_type: name.clone(), format, schema: schema.as_ref().map(|_| at) })
    };
    of_version.filter_map(read).collect()
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

fn is_success(status: &StatusCode) -> bool {
    class(status) == 2
}

fn is_error(status: &StatusCode) -> bool {
    matches!(class(status), 4 | 5)
}
