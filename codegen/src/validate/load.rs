//! From a text to a document that has passed all checks.

use super::run::check;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::fallback::{self, Found, Profile};
use crate::openapi::places::Places;
use crate::openapi::{Document, typed};
use crate::yaml::{self, Parsed, Source};

/// Reads and checks a document.
///
/// # Errors
///
/// Everything that is wrong with it, sorted by place. Warnings alone are no reason to fail: see [`Document::warnings`].
pub fn load(source: &Source) -> Result<Document, Diagnostics> {
    load_as(source, Profile::Strict)
}

/// Reads and checks a document, as strictly as a profile says.
///
/// # Errors
///
/// As [`load`].
pub fn load_as(source: &Source, profile: Profile) -> Result<Document, Diagnostics> {
    let Parsed { text, value: written, spans, mut diagnostics } = yaml::parse(source)?;
    let places = Places { text: &text, raw: &written, spans: &spans };
    let (read, fallbacks) = match profile {
        Profile::Strict => (None, Vec::new()),
        Profile::Tolerant => fallback::apply(places),
    };
    let raw = read.as_ref().unwrap_or(&written);
    diagnostics.append(&mut check(places, raw, profile));
    let openapi = if diagnostics.has_errors() { Err(Vec::new()) } else { typed::read(raw) };
    let openapi = match openapi {
        Ok(openapi) => openapi,
        Err(errors) => {
            diagnostics.extend(errors.into_iter().map(|(pointer, message)| places.error(&pointer, message)));
            diagnostics.sort();
            return Err(diagnostics);
        }
    };
    let mut warnings = diagnostics;
    if profile == Profile::Tolerant {
        warnings = warnings.into_iter().map(Diagnostic::into_remark).collect();
        warnings.append(&mut fallback::warnings(places, &fallbacks));
    }
    warnings.sort();
    let values = match read {
        Some(read) => (read, Some(written)),
        None => (written, None),
    };
    let fallbacks = fallbacks.iter().map(Found::record).collect();
    Ok(Document::new(text, values, spans, openapi, warnings, fallbacks))
}
