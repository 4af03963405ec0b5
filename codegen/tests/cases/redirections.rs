// warning: no success but a redirection is declared, which is not followed: each call returns an error, whose headers say where to
//   --> redirections.yaml:19:7
//    |
// 19 |       responses:
//    |       ^^^^^^^^^
//    |
//    = note: at #/paths/~1orders~1{orderId}~1invoice/get/responses
//
// remark: no tags are declared, but operations have some
//   --> redirections.yaml:1:1
//    |
//  1 | openapi: 3.0.3
//    | ^^^^^^^^^^^^^^ up to line 23
//    |
//    = help: declare them in `tags` at the top, in the order they are to have
// note: one of them
//   --> redirections.yaml:11:14
//    |
// 11 |       tags: [Orders]
//    |              ------
//
// remark: no 2xx response declared
//   --> redirections.yaml:19:7
//    |
// 19 |       responses:
//    |       ^^^^^^^^^ up to line 23
//    |
//    = note: at #/paths/~1orders~1{orderId}~1invoice/get/responses
//    = help: add a response with a status from 200 to 299
// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "orders")]
pub mod orders;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "orders")]
    orders::OPERATIONS,
];
// ==== api/orders/get_invoice.rs
//! `getInvoice`: `GET /orders/{orderId}/invoice`.

use super::Orders;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl Orders {
    /// Look up where an invoice is.
    ///
    /// `GET /orders/{orderId}/invoice`.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// client.orders().get_invoice(order_id).send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on HTTP 302 or 404.
    pub fn get_invoice(&self, order_id: impl Into<String>) -> GetInvoice {
        GetInvoice(Request::new(&self.client, &GET_INVOICE).path(order_id))
    }
}

pub(super) static GET_INVOICE: Operation = Operation {
    id: "getInvoice",
    method: Method::GET,
    path: "/orders/{orderId}/invoice",
    accept: "application/json",
    content_type: None,
    query: &[],
    auth: true,
};

/// Request of [`Orders::get_invoice`].
///
/// `GET /orders/{orderId}/invoice`. [`send`](Self::send) returns nothing.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetInvoice(Request);

impl GetInvoice {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<()> {
        self.0.send_empty()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<()>> {
        self.0.send_empty_full()
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
// ==== api/orders/mod.rs
//! Operations of the tag `Orders`.

use crate::Client;
use crate::runtime::Operation;

mod get_invoice;

pub use self::get_invoice::GetInvoice;

impl Client {
    /// Operations of the tag `Orders`.
    #[must_use]
    #[inline]
    pub fn orders(&self) -> Orders {
        Orders { client: self.clone() }
    }
}

/// Operations of the tag `Orders`.
///
/// Made by [`Client::orders`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct Orders {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[&get_invoice::GET_INVOICE];
// ==== handles.md
| --- | --- | --- |
| `client.orders()` | `orders` | Orders |
// ==== meta.rs
//! Title and version of the OpenAPI document, and the list of its operations.

use crate::api;

pub use crate::runtime::Operation;

/// What the document calls the API.
pub const API_TITLE: &str = "Shop";

/// The version that the document gives itself. Operations have versions of their own.
pub const API_VERSION: &str = "1";

/// Where calls go unless the client is built with another base URL; it must be, if this is `None`.
pub const SERVER: Option<&str> = Some("https://api.shop.example");

/// Whether the paths of the document are those of Atlas, `/api/atlas/…`.
pub const IS_ATLAS: bool = false;

/// The newest of the dated versions that the operations are called in, as `YYYY-MM-DD`.
pub const NEWEST_VERSION: Option<&str> = None;

/// The operations of all enabled features, tag by tag.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    api::OPERATIONS.iter().flat_map(|tag| tag.iter().copied())
}
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
