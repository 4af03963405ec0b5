// ==== api/csv_and_json/download_log.rs
//! `downloadLog`: `GET /api/atlas/v2/things/{logName}.gz`.

use super::CsvAndJson;
use crate::models::DownloadLogLogName;
use crate::runtime::{Method, Operation, Request};
use crate::{ByteStream, Pending, Response};

impl CsvAndJson {
    /// Download one log.
    ///
    /// `GET /api/atlas/v2/things/{logName}.gz`, version 2024-05-30. Responds with 200.
    ///
    /// - `log_name`: Which log.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let bytes = client.csv_and_json().download_log(log_name).send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    pub fn download_log(&self, log_name: impl Into<DownloadLogLogName>) -> DownloadLog {
        DownloadLog(
            Request::new(&self.client, &DOWNLOAD_LOG)
                .path_value(Into::<DownloadLogLogName>::into(log_name)),
        )
    }
}

pub(super) static DOWNLOAD_LOG: Operation = Operation {
    id: "downloadLog",
    method: Method::GET,
    path: "/api/atlas/v2/things/{logName}.gz",
    accept: "application/vnd.atlas.2024-05-30+gzip",
    content_type: None,
    query: &[],
    auth: true,
};

/// Request of [`CsvAndJson::download_log`].
///
/// `GET /api/atlas/v2/things/{logName}.gz`, version 2024-05-30. Responds with 200.
/// [`send`](Self::send) returns `ByteStream`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct DownloadLog(Request);

impl DownloadLog {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<ByteStream> {
        self.0.send_stream()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<ByteStream>> {
        self.0.send_stream_full()
    }

    /// Sets how long one attempt may take, for this call.
    #[inline]
    pub fn with_timeout(self, timeout: std::time::Duration) -> Self {
        Self(self.0.with_timeout(timeout))
    }

    /// Sets which failures are retried, for this call.
    #[inline]
    pub fn with_retry(self, policy: crate::RetryPolicy) -> Self {
        Self(self.0.with_retry(policy))
    }

    /// Sets a header, in place of one of this name. An invalid one is reported when the request is sent.
    #[inline]
    pub fn with_header(self, name: &str, value: &str) -> Self {
        Self(self.0.with_header(name, value))
    }
}
// ==== api/csv_and_json/get_invoice.rs
//! `getInvoice`: `GET /api/atlas/v2/things/{thingId}/invoice`.

use super::CsvAndJson;
use crate::models::Invoice;
use crate::runtime::{Method, Operation, Request};
use crate::{ByteStream, Pending, Response};

impl CsvAndJson {
    /// Return one invoice.
    ///
    /// `GET /api/atlas/v2/things/{thingId}/invoice`, version 2024-05-30. Responds with 200.
    ///
    /// - `thing_id`: Identifies the thing.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let response = client.csv_and_json().get_invoice(thing_id).send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    pub fn get_invoice(&self, thing_id: impl Into<String>) -> GetInvoice {
        GetInvoice(Request::new(&self.client, &GET_INVOICE).path(thing_id))
    }
}

pub(super) static GET_INVOICE: Operation = Operation {
    id: "getInvoice",
    method: Method::GET,
    path: "/api/atlas/v2/things/{thingId}/invoice",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: None,
    query: &[],
    auth: true,
};

/// Request of [`CsvAndJson::get_invoice`].
///
/// `GET /api/atlas/v2/things/{thingId}/invoice`, version 2024-05-30. Responds with 200.
/// [`send`](Self::send) returns `Invoice`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetInvoice(Request);

impl GetInvoice {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<Invoice> {
        self.0.send_json()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<Invoice>> {
        self.0.send_json_full()
    }

    /// Sends the request and asks for the response as `application/vnd.atlas.2024-05-30+csv`.
    #[inline]
    pub fn send_csv(self) -> Pending<ByteStream> {
        self.0.with_accept("application/vnd.atlas.2024-05-30+csv").send_stream()
    }

    /// Sets how long one attempt may take, for this call.
    #[inline]
    pub fn with_timeout(self, timeout: std::time::Duration) -> Self {
        Self(self.0.with_timeout(timeout))
    }

    /// Sets which failures are retried, for this call.
    #[inline]
    pub fn with_retry(self, policy: crate::RetryPolicy) -> Self {
        Self(self.0.with_retry(policy))
    }

    /// Sets a header, in place of one of this name. An invalid one is reported when the request is sent.
    #[inline]
    pub fn with_header(self, name: &str, value: &str) -> Self {
        Self(self.0.with_header(name, value))
    }
}
// ==== api/csv_and_json/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod download_log;
mod get_invoice;

pub use self::download_log::DownloadLog;
pub use self::get_invoice::GetInvoice;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
    pub fn csv_and_json(&self) -> CsvAndJson {
        CsvAndJson { client: self.clone() }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::csv_and_json`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct CsvAndJson {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[
    &get_invoice::GET_INVOICE,
    &download_log::DOWNLOAD_LOG,
];
// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "csv-and-json")]
pub mod csv_and_json;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "csv-and-json")]
    csv_and_json::OPERATIONS,
];
// ==== handles.md
| --- | --- | --- |
| `client.csv_and_json()` | `csv-and-json` | Returns and changes things. |
// ==== models/csv_and_json/download_log.rs
//! Inline schemas of `GET /api/atlas/v2/things/{logName}.gz`.

use crate::model;

/// Known values: `mongod` and `mongos`.
#[derive(Clone)]
#[non_exhaustive]
pub enum DownloadLogLogName {
    /// `mongod`
    Mongod,
    /// `mongos`
    Mongos,
    /// Any other value, preserved verbatim.
    Unknown(String),
}

impl DownloadLogLogName {
    /// The values that this version of the crate knows.
    pub const VALUES: &'static [&'static str] = &["mongod", "mongos"];

    const VARIANTS: &'static [Self] = &[Self::Mongod, Self::Mongos];

    /// The value itself, as it is sent.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Mongod => "mongod",
            Self::Mongos => "mongos",
            Self::Unknown(value) => value,
        }
    }
}

model::string_enum_traits!(DownloadLogLogName);
// ==== models/csv_and_json/invoice.rs
//! Schema `Invoice`.

use crate::model;

/// What is to be paid.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Invoice {
    /// The sum.
    pub amount_cents: Option<i64>,
}

impl model::Object for Invoice {
    #[inline]
    fn schema(&self) -> &'static model::Schema {
        static SCHEMA: model::Schema = model::Schema {
            name: "Invoice",
            fields: &[model::Field::optional("amount_cents", "amountCents")],
            additional: false,
        };
        &SCHEMA
    }

    #[inline]
    fn read<'a>(&'a self, reader: &mut model::Reader<'a, '_>) {
        reader(&[&self.amount_cents], model::SetFields::default());
    }

    #[inline]
    fn write(&mut self, writer: &mut model::Writer<'_>) {
        writer(&mut [&mut self.amount_cents], &mut model::SetFields::default());
    }
}

model::object_traits!(Invoice);
// ==== models/csv_and_json/mod.rs
//! Types that only the tag `Csv And Json` uses.

mod download_log;
mod invoice;

pub use self::download_log::DownloadLogLogName;
pub use self::invoice::Invoice;
// ==== models/mod.rs
//! Types of request and response bodies.
//!
//! Structs have public fields, `Default`, and `with_…` setters where a request can contain them.
//! They are `#[non_exhaustive]`: start from `default()`.
//!
//! Enums are open. A value that this version of the crate does not know arrives as `Unknown`, with
//! its text, and goes out again unchanged; comparing and hashing go by the text, so `Unknown("a")`
//! equals the variant for `a`. Unions are open in the same way: an object that none of the known
//! variants fits arrives as `Unknown`, whole.

#[cfg(feature = "csv-and-json")]
mod csv_and_json;
#[cfg(feature = "csv-and-json")]
pub use self::csv_and_json::*;
