// ==== api/mod.rs
//! Operations: a module per tag, with the tag's handle and one builder per operation.
//!
//! Start from a method of [`Client`](crate::Client); every module is a feature of the crate.

use crate::runtime::Operation;

#[cfg(feature = "text-response")]
pub mod text_response;

/// The operations of each enabled tag.
pub(crate) static OPERATIONS: &[&[&Operation]] = &[
    #[cfg(feature = "text-response")]
    text_response::OPERATIONS,
];
// ==== api/text_response/create_certificate.rs
//! `createCertificate`: `POST /api/atlas/v2/things/certificate`.

use super::TextResponse;
use crate::model::Secret;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl TextResponse {
    /// Issue a certificate with its private key.
    ///
    /// `POST /api/atlas/v2/things/certificate`, version 2024-05-30. Responds with 201.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let text = client.text_response().create_certificate().send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    #[inline]
    pub fn create_certificate(&self) -> CreateCertificate {
        CreateCertificate(Request::new(&self.client, &CREATE_CERTIFICATE))
    }
}

pub(super) static CREATE_CERTIFICATE: Operation = Operation {
    id: "createCertificate",
    method: Method::POST,
    path: "/api/atlas/v2/things/certificate",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: None,
    query: &[],
    auth: true,
};

/// Request of [`TextResponse::create_certificate`].
///
/// `POST /api/atlas/v2/things/certificate`, version 2024-05-30. Responds with 201.
/// [`send`](Self::send) returns `Secret`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CreateCertificate(Request);

impl CreateCertificate {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<Secret> {
        self.0.send_secret()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<Secret>> {
        self.0.send_secret_full()
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
// ==== api/text_response/get_key.rs
//! `getKey`: `GET /api/atlas/v2/things/key`.

use super::TextResponse;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl TextResponse {
    /// Return the private key.
    ///
    /// `GET /api/atlas/v2/things/key`. Responds with 200 or 204.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let text = client.text_response().get_key().send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    #[inline]
    pub fn get_key(&self) -> GetKey {
        GetKey(Request::new(&self.client, &GET_KEY))
    }
}

pub(super) static GET_KEY: Operation = Operation {
    id: "getKey",
    method: Method::GET,
    path: "/api/atlas/v2/things/key",
    accept: "text/plain",
    content_type: None,
    query: &[],
    auth: true,
};

/// Request of [`TextResponse::get_key`].
///
/// `GET /api/atlas/v2/things/key`. Responds with 200 or 204. [`send`](Self::send) returns
/// `Option<String>`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetKey(Request);

impl GetKey {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<Option<String>> {
        self.0.send_optional_text()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<Option<String>>> {
        self.0.send_optional_text_full()
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
// ==== api/text_response/get_metadata.rs
//! `getMetadata`: `GET /api/atlas/v2/things/metadata.xml`.

use super::TextResponse;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl TextResponse {
    /// Return the metadata.
    ///
    /// `GET /api/atlas/v2/things/metadata.xml`, version 2024-05-30. Responds with 200.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let text = client.text_response().get_metadata().send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    #[inline]
    pub fn get_metadata(&self) -> GetMetadata {
        GetMetadata(Request::new(&self.client, &GET_METADATA))
    }
}

pub(super) static GET_METADATA: Operation = Operation {
    id: "getMetadata",
    method: Method::GET,
    path: "/api/atlas/v2/things/metadata.xml",
    accept: "application/vnd.atlas.2024-05-30+json",
    content_type: None,
    query: &[],
    auth: true,
};

/// Request of [`TextResponse::get_metadata`].
///
/// `GET /api/atlas/v2/things/metadata.xml`, version 2024-05-30. Responds with 200.
/// [`send`](Self::send) returns `String`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetMetadata(Request);

impl GetMetadata {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<String> {
        self.0.send_text()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<String>> {
        self.0.send_text_full()
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
// ==== api/text_response/get_note.rs
//! `getNote`: `GET /api/atlas/v2/things/note`.

use super::TextResponse;
use crate::model::Secret;
use crate::runtime::{Method, Operation, Request};
use crate::{Pending, Response};

impl TextResponse {
    /// Return the note.
    ///
    /// `GET /api/atlas/v2/things/note`. Responds with 200 or 202.
    ///
    /// # Examples
    ///
    /// ```ignore
    /// let text = client.text_response().get_note().send().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns [`Error`](crate::Error) on transport failure or on an HTTP error status.
    #[inline]
    pub fn get_note(&self) -> GetNote {
        GetNote(Request::new(&self.client, &GET_NOTE))
    }
}

pub(super) static GET_NOTE: Operation = Operation {
    id: "getNote",
    method: Method::GET,
    path: "/api/atlas/v2/things/note",
    accept: "application/json",
    content_type: None,
    query: &[],
    auth: true,
};

/// Request of [`TextResponse::get_note`].
///
/// `GET /api/atlas/v2/things/note`. Responds with 200 or 202. [`send`](Self::send) returns
/// `Option<Secret>`.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct GetNote(Request);

impl GetNote {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> Pending<Option<Secret>> {
        self.0.send_optional_secret()
    }

    /// Sends the request; the response comes with its status and headers.
    #[inline]
    pub fn send_full(self) -> Pending<Response<Option<Secret>>> {
        self.0.send_optional_secret_full()
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
// ==== api/text_response/mod.rs
//! Returns and changes things.

use crate::Client;
use crate::runtime::Operation;

mod create_certificate;
mod get_key;
mod get_metadata;
mod get_note;

pub use self::create_certificate::CreateCertificate;
pub use self::get_key::GetKey;
pub use self::get_metadata::GetMetadata;
pub use self::get_note::GetNote;

impl Client {
    /// Returns and changes things.
    #[must_use]
    #[inline]
    pub fn text_response(&self) -> TextResponse {
        TextResponse {
            client: self.clone(),
        }
    }
}

/// Returns and changes things.
///
/// Made by [`Client::text_response`]; cheap to clone.
#[derive(Clone, Debug)]
pub struct TextResponse {
    client: Client,
}

/// The operations of this tag, in the order of the document.
pub(crate) static OPERATIONS: &[&Operation] = &[
    &create_certificate::CREATE_CERTIFICATE,
    &get_metadata::GET_METADATA,
    &get_key::GET_KEY,
    &get_note::GET_NOTE,
];
// ==== handles.md
| --- | --- | --- |
| `client.text_response()` | `text-response` | Returns and changes things. |
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
