//! What a case of the tables is: one call through its typed builder, with values made from the
//! document.

use std::collections::BTreeMap;
use std::pin::Pin;

use atlas_client::{Client, Response};
use chrono::{DateTime, Utc};
use conformance::document::Document;
use conformance::operation::{Operation, Parameter};
use conformance::sample::{Extent, Sampler};
use conformance::schema::{Kind, kind};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// One operation and the call that uses it.
pub(crate) struct Case {
    /// The `operationId`.
    pub id: &'static str,
    /// Makes the call, with optional parameters if the extent is [`Extent::Full`].
    pub call: fn(&Client, &Given) -> Call,
}

/// A call under way.
pub(crate) struct Call {
    /// Its builder as `{:?}` and `{:#?}` show it.
    pub builder: String,
    /// What it will give.
    pub response: Pin<Box<dyn Future<Output = atlas_client::Result<Outcome>>>>,
}

/// What a call gave its caller.
#[derive(Debug, PartialEq)]
pub(crate) struct Outcome {
    pub status: u16,
    /// The body, encoded again; null for none.
    pub body: Value,
}

/// Declares a [`Case`]: the call with what it requires, and the setters of the rest.
macro_rules! case {
    ($id:literal, |$client:ident, $given:ident| $call:expr $(, |$request:ident| $optional:expr)?) => {
        $crate::case::Case {
            id: $id,
            call: |$client, $given| {
                let request = $call;
                $(
                    let request = if $given.extent == conformance::sample::Extent::Full {
                        let $request = request;
                        $optional
                    } else {
                        request
                    };
                )?
                $crate::case::Call {
                    builder: format!("{request:?} {request:#?}"),
                    response: Box::pin($crate::case::outcome(request.send_full())),
                }
            },
        }
    };
}
pub(crate) use case;

/// Waits for a response and encodes it again.
pub(crate) async fn outcome<T: Serialize>(
    response: impl Future<Output = atlas_client::Result<Response<T>>>,
) -> atlas_client::Result<Outcome> {
    let response = response.await?;
    let body = serde_json::to_value(response.body()).expect("a model can be encoded");
    Ok(Outcome { status: response.status().as_u16(), body })
}

/// The values that a call is given, by the names of the document.
pub(crate) struct Given {
    pub extent: Extent,
    /// Values of the parameters; lists have two elements.
    pub parameters: BTreeMap<String, Value>,
    /// The request body.
    pub body: Value,
}

impl Given {
    /// Makes the values for one call of `operation`.
    pub(crate) fn new(document: &Document, operation: &Operation, extent: Extent) -> Self {
        let mut sampler = Sampler::new(document, extent);
        let schema = operation.request.as_ref().and_then(|body| body.schema.as_ref());
        let body = schema.map_or(Value::Null, |schema| sampler.sample(schema, "body"));
        let all = ["path", "query", "header"].into_iter().flat_map(|place| operation.parameters_in(place));
        let parameters = all
            .filter(|parameter| parameter.required || extent == Extent::Full)
            .map(|parameter| (parameter.name.clone(), value(document, parameter, &mut sampler)))
            .collect();
        Self { extent, parameters, body }
    }

    /// The text of the parameter `name`.
    pub(crate) fn text(&self, name: &str) -> String {
        self.read(name)
    }

    /// The texts of the list parameter `name`.
    pub(crate) fn texts(&self, name: &str) -> Vec<String> {
        self.read(name)
    }

    /// The truth value of the parameter `name`.
    pub(crate) fn flag(&self, name: &str) -> bool {
        self.read(name)
    }

    /// The number of the parameter `name`.
    pub(crate) fn number(&self, name: &str) -> i64 {
        self.read(name)
    }

    /// The moment of the parameter `name`.
    pub(crate) fn time(&self, name: &str) -> DateTime<Utc> {
        self.read(name)
    }

    /// The request body as its model.
    pub(crate) fn body<T: DeserializeOwned>(&self) -> T {
        serde_json::from_value(self.body.clone()).unwrap_or_else(|e| panic!("the sample of the body: {e}"))
    }

    fn read<T: DeserializeOwned>(&self, name: &str) -> T {
        let value = self.parameters.get(name).unwrap_or_else(|| panic!("{name}: no such parameter"));
        serde_json::from_value(value.clone()).unwrap_or_else(|e| panic!("{name}: {e}"))
    }
}

fn value<'a>(document: &'a Document, parameter: &'a Parameter, sampler: &mut Sampler<'a>) -> Value {
    let (schema, name) = (&parameter.schema, parameter.name.as_str());
    match kind(document, schema) {
        Kind::List(items) => {
            let of_choice = |choice| Sampler::new(document, Extent::Full).with_choice(choice).sample(items, name);
            json!([of_choice(0), of_choice(1)])
        }
        // What may hold any text holds what an URL cannot.
        Kind::Text if schema.get("pattern").is_none() && schema.get("format").is_none() => {
            json!(format!("{}/ü ?&+%2F", sampler.sample(schema, name).as_str().unwrap_or_default()))
        }
        _ => sampler.sample(schema, name),
    }
}
