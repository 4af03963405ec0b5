//! The wording of errors. Of a body it shows only what explains the error, and no text of the underlying error: both
//! may hold secrets.

use std::fmt::{self, Formatter};

use http::header::{CONTENT_TYPE, LOCATION};

use super::clean::clean;
use super::{ApiError, Error, ErrorKind, ErrorResponse};

/// How much of a text from the server is shown.
const LONGEST: usize = 500;

/// How many of the fields that were not accepted are shown.
const MOST_FIELDS: usize = 10;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        if !inner.call.operation.is_empty() {
            write!(f, "{}: ", inner.call.operation)?;
        }
        let mut text = Text::default();
        text.push(&inner.message);
        if let Some(decode) = &inner.decode {
            text.explain(&decode.to_string());
        }
        match (&inner.response, inner.kind) {
            (Some(response), ErrorKind::Redirect) => redirect(&mut text, response),
            (Some(response), ErrorKind::Status | ErrorKind::Credentials) => {
                status(&mut text, response);
                if let Some(pause) = self.retry_after() {
                    text.push(&format!("the server asks for a pause of {pause:.1?}"));
                }
            }
            (Some(ErrorResponse { api: Some(api), .. }), ErrorKind::Decode) => {
                text.push(&says("the server responded with an error".to_owned(), "", api));
            }
            _ => {}
        }
        if let Some(hint) = &inner.hint {
            text.push(hint);
        }
        let after = format!("after {} attempts", inner.call.attempts);
        let note = match (inner.call.attempts > 1, inner.call.maybe_applied) {
            (true, true) => format!(" ({after}, may have been applied)"),
            (true, false) => format!(" ({after})"),
            (false, true) => " (may have been applied)".to_owned(),
            (false, false) => return f.write_str(&text.0),
        };
        text.trim();
        write!(f, "{}{note}", text.0)
    }
}

/// A message that is put together from parts that may each be a whole sentence, joined so that they read as one.
#[derive(Default)]
struct Text(String);

impl Text {
    /// Adds a part.
    fn push(&mut self, part: &str) {
        self.join("; ", part);
    }

    /// Adds a part that explains the last one.
    fn explain(&mut self, part: &str) {
        self.join(": ", part);
    }

    fn join(&mut self, separator: &str, part: &str) {
        if part.is_empty() {
            return;
        }
        self.trim();
        if self.0.ends_with(['!', '?', '…', '.']) {
            self.0.push(' ');
        } else if !self.0.is_empty() {
            self.0 += separator;
        }
        self.0 += part;
    }

    /// Takes the full stop away, as something follows; three of them stay.
    fn trim(&mut self) {
        if self.0.ends_with('.') && !self.0.ends_with("..") {
            self.0.pop();
        }
    }
}

fn status(text: &mut Text, response: &ErrorResponse) {
    let mut line = response.status.as_u16().to_string();
    let phrase = response.status.canonical_reason().unwrap_or_default();
    if !phrase.is_empty() {
        line = format!("{line} {phrase}");
    }
    let Some(api) = &response.api else {
        text.explain(&(line + &unexpected_body(response)));
        return;
    };
    text.explain(&says(line, phrase, api));
}

/// What an error body says, after `line`.
fn says(line: String, phrase: &str, api: &ApiError) -> String {
    let mut text = Text(line);
    // Many servers say the phrase of the status again.
    let is_new = |text: &&String| text.trim_end_matches('.') != phrase;
    if let Some(code) = api.code.iter().chain(&api.reason).find(is_new) {
        text.join(", ", &shown(code));
    }
    if let Some(detail) = api.detail.as_ref().filter(is_new) {
        text.explain(&shown(detail));
    }
    for problem in api.fields.iter().take(MOST_FIELDS) {
        let (field, description) = (shown(&problem.field), shown(&problem.description));
        let separator = if field.is_empty() || description.is_empty() { "" } else { ": " };
        text.push(&format!("{field}{separator}{description}"));
    }
    if let Some(more) = api.fields.len().checked_sub(MOST_FIELDS).filter(|more| *more > 0) {
        text.push(&format!("and {more} more"));
    }
    text.0
}

/// A body that is not one of the API's: often that of a gateway or proxy, whose title or explanation tells most.
fn unexpected_body(response: &ErrorResponse) -> String {
    if response.body.is_empty() {
        return ", without a body".to_owned();
    }
    let kind = response.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.map_or("a body of no stated type", |kind| kind.split(';').next().unwrap_or(kind).trim());
    let says = title(&response.body).or_else(|| ApiError::parse(&response.body, false)?.detail);
    // What else is there may be anything, such as the request again.
    let says = says.or_else(|| if kind.eq_ignore_ascii_case("text/plain") { first_line(&response.body) } else { None });
    let says = says.map(|says| format!(": \"{}\"", shown(&says)));
    format!(", with {} instead of an error of the API{}", shown(kind), says.unwrap_or_default())
}

/// The first line that says something: all that many gateways send.
fn first_line(body: &[u8]) -> Option<String> {
    let line = body.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).find(|line| !line.is_empty())?;
    Some(String::from_utf8_lossy(line).into_owned())
}

/// The title of an HTML page.
fn title(body: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(body);
    // Only ASCII is lowered, so that the offsets stay those of `text`.
    let lower = text.to_ascii_lowercase();
    let start = lower.find("<title")?;
    let start = start + lower[start..].find('>')? + 1;
    let end = start + lower[start..].find("</title")?;
    let title = text[start..end].split_whitespace().collect::<Vec<_>>().join(" ");
    (!title.is_empty()).then_some(title)
}

fn redirect(text: &mut Text, response: &ErrorResponse) {
    let target = response.headers.get(LOCATION).and_then(|to| to.to_str().ok());
    let target = match target.map(|to| url::Url::parse(to).map(|url| url.origin().ascii_serialization())) {
        Some(Ok(origin)) => format!("to {}", shown(&origin)),
        Some(Err(_)) => "to another path".to_owned(),
        None => "elsewhere".to_owned(),
    };
    text.explain(&format!("the server responded with {} and a redirect {target}", response.status.as_u16()));
    text.push(
        "redirects are not followed, so that credentials stay where they belong: check the base URL, or take the header \
         `location` of this error",
    );
}

/// Text from the server as a message shows it.
fn shown(text: &str) -> String {
    clean(text, LONGEST)
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        let mut out = f.debug_struct("Error");
        out.field("kind", &inner.kind).field("message", &format_args!("{self}"));
        if let Some(response) = &inner.response {
            out.field("status", &response.status).field("body", &format_args!("{} bytes", response.body.len()));
        }
        out.field("may_have_been_applied", &inner.call.maybe_applied);
        if let Some(source) = &inner.source {
            out.field("source", source);
        }
        out.finish()
    }
}
