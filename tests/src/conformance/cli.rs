//! The command line of the driver.

use std::path::PathBuf;

use super::calls::Calls;
use super::examples::Examples;
use super::report::Report;
use super::subject::subjects;
use super::{Driver, complete, models, mutations, real};
use crate::description::Description;
use crate::operation::{Versions, operations_in};

/// What the driver is told.
#[derive(Debug, Default)]
struct Options {
    spec: PathBuf,
    versions: Versions,
    kept: Vec<String>,
    server: Option<String>,
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
                "--keep" => options.kept.push(value()?),
                "--server" => options.server = Some(value()?),
                "--verbose" => options.verbose = true,
                _ => return Err(format!("{name} is no option of the driver")),
            }
        }
        Ok(options)
    }
}

/// Runs the driver: reads its arguments, checks everything, and gives the report and whether all is
/// right.
///
/// # Errors
///
/// The arguments are wrong, the description cannot be read, or no connection can be made.
pub fn main(driver: &mut dyn Driver, arguments: impl IntoIterator<Item = String>) -> Result<(String, bool), String> {
    let options = Options::parse(arguments)?;
    let text = std::fs::read_to_string(&options.spec).map_err(|e| format!("{}: {e}", options.spec.display()))?;
    let description = Description::parse(&text).map_err(|e| format!("{}: {e}", options.spec.display()))?;
    let description = description.keeping(options.kept.iter().cloned());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;

    let mut report = Report::default();
    if let Some(url) = &options.server {
        runtime.block_on(real::check(&description, &options.versions, driver, url, &mut report))?;
        return Ok((report.text(options.verbose), report.is_clean()));
    }
    let mut examples = Examples::new(&description);
    runtime.block_on(check_calls(&description, &options.versions, driver, &mut examples, &mut report))?;
    check_models(&description, &options.versions, &*driver, &mut examples, &mut report);
    examples.report(&mut report);
    Ok((report.text(options.verbose), report.is_clean()))
}

async fn check_calls(
    description: &Description,
    versions: &Versions,
    driver: &mut dyn Driver,
    examples: &mut Examples<'_>,
    report: &mut Report,
) -> Result<(), String> {
    let operations = operations_in(description, versions);
    let calls = Calls::new(description, driver).await?;
    for operation in &operations {
        calls.check(operation, report).await;
        examples.check_calls(&calls, operation).await;
        examples.check_errors(&calls, operation).await;
    }
    for surplus in calls.surplus(&operations) {
        report.note("operations", surplus, ["the description has no such operation in these versions".to_owned()]);
    }
    Ok(())
}

fn check_models<'a>(
    description: &'a Description,
    versions: &Versions,
    driver: &dyn Driver,
    examples: &mut Examples<'a>,
    report: &mut Report,
) {
    let (subjects, lost) = subjects(description, &driver.models());
    for model in lost {
        // The answer of an operation whose statuses have different bodies: its calls have tried it.
        if model.pointer.ends_with("/responses") {
            report.set_apart("models", model.name, "it stands for several answers, and was tried by the calls");
        } else {
            report.note("models", model.name, [format!("nothing at {} describes it", model.pointer)]);
        }
    }
    let held = models::held(&subjects);
    for subject in &subjects {
        models::check(description, &held, subject, report);
        mutations::check(description, &held, subject, report);
        examples.check_model(subject);
    }
    complete::check(description, versions, &subjects, report);
}
