//! From a text to a document that has passed all checks.

use super::repair;
use super::run::check;
use crate::diagnostics::{Diagnostic, Diagnostics, Severity};
use crate::fallback::{self, Profile};
use crate::openapi::places::Places;
use crate::openapi::{Document, typed};
use crate::yaml::spans::{Span, Text};
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
    read(source, profile).map_err(|errors| explained(source, profile, errors))
}

/// The errors of a document, or what is left of them with the one that one change of a line mends.
fn explained(source: &Source, profile: Profile, mut errors: Diagnostics) -> Diagnostics {
    let Some(text) = yaml::text(source) else { return errors };
    let fatal = yaml::parse(source).err().and_then(|found| found.iter().last().cloned());
    // Other ends of reading, as too much nesting, are not the slip of a line.
    if fatal.as_ref().is_some_and(|fatal| !yaml::syntax::is_slip(fatal)) {
        return errors;
    }
    errors.sort();
    let suspects: Vec<_> = match &fatal {
        Some(fatal) => fatal.line().into_iter().collect(),
        None => errors.iter().filter(|found| found.severity == Severity::Error).filter_map(Diagnostic::line).collect(),
    };
    let suspects: Vec<_> = suspects.into_iter().map(|line| line - 1).collect();
    let Some(repair) = repair::find(&text, &suspects, profile, fatal.as_ref()) else { return errors };
    if fatal.is_some() {
        return repair.diagnostic.into();
    }
    let mut left = match read(&Source::new(source.name.as_str(), repair.text), profile) {
        Ok(document) => document.warnings().clone(),
        Err(errors) => errors,
    };
    // A change that hides an error says more elsewhere: keys that no object has, components that are unused.
    if count(&left) >= count(&errors) || left.iter().count() > errors.iter().count() {
        return errors;
    }
    left.push(repair.diagnostic);
    left.sort();
    left
}

fn too_large(text: &Text, span: Span) -> Diagnostic {
    let message = format!("the integer `{}` does not fit into 64 bits", text.covered(span));
    Diagnostic::error(message).at(text.location(span)).with_help("quote it if it is a string")
}

fn count(found: &Diagnostics) -> usize {
    found.iter().filter(|found| found.severity == Severity::Error).count()
}

fn read(source: &Source, profile: Profile) -> Result<Document, Diagnostics> {
    let Parsed { text, value: written, spans, large, mut diagnostics } = yaml::parse(source)?;
    let places = Places { text: &text, raw: &written, spans: &spans };
    let (read, fallbacks) = match profile {
        Profile::Strict => {
            diagnostics.extend(large.iter().map(|span| too_large(&text, *span)));
            (None, Vec::new())
        }
        Profile::Tolerant => fallback::apply(places, &large),
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
        warnings.append(&mut fallback::warnings(&fallbacks, |at, what| places.warning(at, what)));
    }
    warnings.sort();
    let values = match read {
        Some(read) => (read, Some(written)),
        None => (written, None),
    };
    Ok(Document::new(text, values, spans, openapi, warnings, fallbacks))
}
