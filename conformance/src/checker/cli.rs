//! The command line of the driver.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::calls::Calls;
use super::examples::Examples;
use super::models::Held;
use super::report::Report;
use super::subject::subjects;
use super::{Driver, absent, complete, empty, failed, getters, models, mutations, nulls, order, real, secrets};
use crate::document::Document;
use crate::operation::{Operation, Versions, operations_in};

/// What the driver is told.
#[derive(Debug, Default)]
pub(super) struct Options {
    spec: PathBuf,
    pub(super) versions: Versions,
    /// `codegen.toml`, with the decisions that no document has.
    config: Option<PathBuf>,
    server: Option<String>,
    /// Why the generator leaves an operation out, by its id, or method and path.
    skipped: BTreeMap<String, String>,
    verbose: bool,
}

impl Options {
    fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Self, String> {
        let mut options = Self::default();
        let mut arguments = arguments.into_iter();
        while let Some(name) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("{name} needs a value"));
            match name.as_str() {
                "--spec" => options.spec = value()?.into(),
                "--api-version" => options.versions.until = Some(value()?),
                "--preview" => options.versions.preview = true,
                "--upcoming" => options.versions.upcoming = true,
                "--config" => options.config = Some(value()?.into()),
                "--server" => options.server = Some(value()?),
                "--skipped" => _ = options.skipped.insert(value()?, value()?),
                "--verbose" => options.verbose = true,
                _ => return Err(format!("{name} is not an option of the driver")),
            }
        }
        Ok(options)
    }

    /// Notes an operation that the client does not have: set apart where the generator tells the reason.
    pub(super) fn note_missing(&self, kind: &'static str, operation: &Operation, report: &mut Report) {
        let name = format!("{} ({})", operation.id, operation.call());
        match self.skipped.get(&operation.id).or_else(|| self.skipped.get(&operation.call())) {
            Some(reason) => report.set_apart(kind, &name, format!("the client leaves it out: {reason}")),
            None => report.note(kind, &name, ["the client has no such operation".to_owned()]),
        }
    }
}

/// The document with the decisions of `codegen.toml` that no document has: read-only properties that requests carry,
/// and properties that are not secret although their names end like a secret.
fn with_decisions(document: Document, config: &Path) -> Result<Document, String> {
    let problem = |error: &dyn Display| format!("{}: {error}", config.display());
    let text = std::fs::read_to_string(config).map_err(|error| problem(&error))?;
    let config: Table = text.parse().map_err(|error| problem(&error))?;
    // What applies to other documents is in a table of its own.
    let elsewhere = config.get("elsewhere").and_then(Value::as_table);
    let tables: Vec<&Table> = [Some(&config), elsewhere].into_iter().flatten().collect();
    let lists = tables.iter().filter_map(|table| table.get("keep")?.as_array()).flatten();
    let kept = lists.filter_map(|keep| Some(keep.get("property")?.as_str()?.to_owned()));
    let shown = tables.iter().filter_map(|table| table.get("secrets")?.get("except")?.as_array()).flatten();
    let shown = shown.filter_map(Value::as_str).map(str::to_owned);
    Ok(document.keeping(kept).showing(shown))
}

/// Runs the driver: reads its arguments, checks everything, and gives the report and whether all is
/// right.
///
/// # Errors
///
/// The arguments are wrong, the document cannot be read, or no connection can be made.
pub fn main(driver: &mut dyn Driver, arguments: impl IntoIterator<Item = String>) -> Result<(String, bool), String> {
    let options = Options::parse(arguments)?;
    let text = std::fs::read_to_string(&options.spec).map_err(|e| format!("{}: {e}", options.spec.display()))?;
    let document = Document::parse(&text).map_err(|e| format!("{}: {e}", options.spec.display()))?;
    let document = match &options.config {
        Some(config) => with_decisions(document, config)?,
        None => document,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;

    let mut report = Report::default();
    if let Some(url) = &options.server {
        runtime.block_on(real::check(&document, &options, driver, url, &mut report))?;
    } else {
        let mut examples = Examples::new(&document);
        runtime.block_on(check_calls(&document, &options, driver, &mut examples, &mut report))?;
        check_models(&document, &options.versions, &*driver, &mut examples, &mut report)?;
        examples.report(&mut report);
    }
    for reference in document.unresolved() {
        report.note("references", &reference, ["it is unresolved, and what it is for was not checked".to_owned()]);
    }
    Ok((report.text(options.verbose), report.is_clean()))
}

async fn check_calls(
    document: &Document,
    options: &Options,
    driver: &mut dyn Driver,
    examples: &mut Examples<'_>,
    report: &mut Report,
) -> Result<(), String> {
    let operations = operations_in(document, &options.versions);
    let calls = Calls::new(document, driver).await?;
    for operation in &operations {
        if calls.place(operation).is_none() {
            options.note_missing("operations", operation, report);
            continue;
        }
        let no_success = operation.successes.is_empty().then_some("the document has no success");
        if let Some(why) = no_success.or_else(|| calls.endless(operation)) {
            report.set_apart("operations", &format!("{} ({})", operation.id, operation.call()), why);
            continue;
        }
        calls.check(operation, report).await;
        empty::check(&calls, operation, report).await;
        calls.check_secrets(operation, report).await;
        examples.check_calls(&calls, operation).await;
        examples.check_errors(&calls, operation).await;
    }
    for surplus in calls.surplus(&operations) {
        report.note("operations", surplus, ["the document has no such operation in these versions".to_owned()]);
    }
    Ok(())
}

fn check_models<'a>(
    document: &'a Document,
    versions: &Versions,
    driver: &dyn Driver,
    examples: &mut Examples<'a>,
    report: &mut Report,
) -> Result<(), String> {
    let (subjects, lost) = subjects(document, &driver.models());
    for model in lost {
        // The response of an operation whose statuses have different bodies: its calls have tried it.
        if model.pointer.ends_with("/responses") {
            report.set_apart("models", model.name, "it holds several responses, and was checked by the calls");
        } else {
            report.note("models", model.name, [format!("nothing at {} describes it", model.pointer)]);
        }
    }
    let held = Held::new(document, &subjects)?;
    let described = models::described(&subjects);
    for subject in &subjects {
        models::check(document, &held, &described, subject, report);
        mutations::check(document, &held, subject, report);
        absent::check(document, subject, report);
        nulls::check(document, subject, report);
        failed::check(document, subject, report);
        order::check(document, subject, report);
        getters::check(document, subject, report);
        examples.check_model(subject);
        secrets::check_model(document, subject, report);
    }
    let there = driver.operations();
    let mut operations = operations_in(document, versions);
    operations.retain(|operation| there.contains(&operation.call().as_str()));
    complete::check(document, &operations, &subjects, report);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_that_are_left_out() {
        let arguments = ["--skipped", "getA", "its style = x", "--verbose"].map(str::to_owned);
        let options = Options::parse(arguments).unwrap();
        let document = Document::parse(
            "paths: {/a: {get: {operationId: getA, responses: {'204': {}}}, put: {operationId: putA, responses: {'204': {}}}}}",
        );
        let mut report = Report::default();
        for operation in operations_in(&document.unwrap(), &options.versions) {
            options.note_missing("operations", &operation, &mut report);
        }
        assert_eq!(report.count("operations"), (1, 1));
        let text = report.text(options.verbose);
        assert!(text.contains("apart: operations: getA (GET /a): the client leaves it out: its style = x"), "{text}");
        assert!(text.contains("mismatch: operations: putA (PUT /a): the client has no such operation"), "{text}");
    }
}
