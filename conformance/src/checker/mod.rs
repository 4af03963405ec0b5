//! Holds a generated client against the document that it was generated from: every operation,
//! every type, every example.
//!
//! ```text
//! document ─operation, schema→ what is described ─sample→ values ─┐
//! client under test ←─ driver (wire names to Rust names) ←───────────┴→ checked here
//! ```
//!
//! The driver is generated with the client and only maps names of the document to functions and types.
//! The checks are here, and read the document without the generator.

mod absent;
mod calls;
mod cli;
mod complete;
mod empty;
mod examples;
mod failed;
mod getters;
mod given;
mod models;
mod mutations;
mod nulls;
mod order;
mod real;
mod report;
mod secrets;
mod subject;
mod wire;

use std::fmt::Debug;
use std::pin::Pin;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub use cli::main;
pub use given::Given;
pub use report::Report;

/// The client under test, as the generated driver presents it.
pub trait Driver {
    /// Method and path template of each operation, as in `GET /api/atlas/v2/groups`.
    fn operations(&self) -> Vec<&'static str>;

    /// Makes the client that talks to the server at `url` with a bearer token.
    ///
    /// # Errors
    ///
    /// The client refuses the settings.
    fn connect(&mut self, url: &str, token: &str) -> Result<(), String>;

    /// Starts the call of an operation, by its place in [`operations`](Self::operations).
    fn call(&self, operation: usize, given: &Given) -> PendingCall;

    /// The types, in any order.
    fn models(&self) -> Vec<&'static Model>;
}

/// A call under way.
pub type PendingCall = Pin<Box<dyn Future<Output = Result<Outcome, Failure>> + Send>>;

/// What a successful call gave its caller.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// HTTP status, where the caller gets to see it.
    pub status: Option<u16>,
    /// Names in lower case and values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Content,
}

/// The body of a response, as the caller got it.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A decoded value, encoded again; null for none.
    Value(Value),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// Why a call failed.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// The error and its causes.
    pub message: String,
    /// The error as `{:?}` and `{:#?}` show it.
    pub debug: String,
    /// HTTP status, if there was a response.
    pub status: Option<u16>,
    /// Names in lower case and values.
    pub headers: Vec<(String, String)>,
    /// What Atlas calls the error.
    pub code: Option<String>,
    /// The body of the response.
    pub body: String,
}

/// One type of the client.
#[derive(Clone, Copy, Debug)]
pub struct Model {
    /// Name of the Rust type.
    pub name: &'static str,
    /// Where the document defines it: `#/components/schemas/Name`.
    pub pointer: &'static str,
    /// Whether all its properties are optional, whatever the schema says: the body of a PATCH.
    pub patch_type: bool,
    /// For a union: the name of each variant and of the type that it holds.
    pub variants: &'static [(&'static str, &'static str)],
    /// For an enumeration: the values that it knows.
    pub values: &'static [&'static str],
    /// Decodes a value into the type and encodes it again.
    pub pass: fn(Value) -> Result<Passed, String>,
    /// Decodes a value and encodes it as the body of a request.
    pub sent: fn(&Value) -> Result<Value, String>,
    /// Decodes a value strictly.
    pub strict: fn(&Value) -> Result<(), String>,
    /// For a union: decodes a value and gives what each getter returns, by the property.
    pub getters: Getters,
}

/// What the getters of a type return for a value.
pub type Getters = fn(Value) -> Result<Vec<(&'static str, Value)>, String>;

/// A value that went through a type.
#[derive(Clone, Debug)]
pub struct Passed {
    /// The value, encoded again.
    pub json: Value,
    /// How `{:?}` shows it.
    pub debug: String,
    /// How `{:#?}` shows it.
    pub pretty: String,
}

/// Decodes `value` into a `T` and encodes it again: the [`pass`](Model::pass) of a model.
///
/// # Errors
///
/// What the type says about a value that it cannot hold.
pub fn pass<T: DeserializeOwned + Serialize + Debug>(value: Value) -> Result<Passed, String> {
    let model: T = serde_json::from_value(value).map_err(|error| error.to_string())?;
    shown(serde_json::to_value(&model), &model)
}

/// Decodes `value` into a `T` and asks it: the [`getters`](Model::getters) of a union.
///
/// # Errors
///
/// What the type says about a value that it cannot hold.
pub fn getters<T: DeserializeOwned>(
    value: Value,
    ask: fn(&T) -> Vec<(&'static str, Value)>,
) -> Result<Vec<(&'static str, Value)>, String> {
    serde_json::from_value(value).map(|model: T| ask(&model)).map_err(|error| error.to_string())
}

/// What a getter returned, as JSON.
pub fn got(value: impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// The [`getters`](Model::getters) of a type that has none.
///
/// # Errors
///
/// None.
pub fn no_getters(_: Value) -> Result<Vec<(&'static str, Value)>, String> {
    Ok(Vec::new())
}

fn shown(json: serde_json::Result<Value>, model: &dyn Debug) -> Result<Passed, String> {
    let json = json.map_err(|error| error.to_string())?;
    Ok(Passed { json, debug: format!("{model:?}"), pretty: format!("{model:#?}") })
}

#[cfg(test)]
mod tests;
