//! What generated code sees of the runtime: re-exports, and the macros that write the parts all
//! builders have in common.

#![allow(unused_imports, unused_macros, reason = "generated code uses it, as far as the features go")]

pub(crate) use http::Method;

pub(crate) use crate::pagination::{Listing, Page};
pub(crate) mod reply {
    pub(crate) use crate::call::{
        EmptyBody as Empty, JsonBody as Json, OptionalJson as Optional, SecretText, StreamedBody as Streamed,
        TextBody as Text,
    };
}
pub use crate::call::Operation;
pub(crate) use crate::call::Request;

/// Gives a builder, a tuple struct around a [`Request`], its ways to be sent.
///
/// ```text
/// builder!(GetUser -> json User);                    any model, list, map or scalar
/// builder!(CreateUser, body -> json User);           `, body` where the operation takes one
/// builder!(ListUsers -> page UserPage, items User);  JSON, and items() and pages()
/// builder!(DeleteUser -> empty);                     whatever comes is dropped
/// builder!(AddUser -> optional Invitation);          None for 204 or an empty body
/// builder!(GetMetadata -> text);                     a JSON string, or text
/// builder!(CreateCertificate, body -> secret);       the same as a Secret
/// builder!(GetLog -> bytes);                         a ByteStream
/// builder!(GetInvoice -> json Invoice, send_csv "application/vnd.atlas.2023-01-01+csv");
/// ```
///
/// The last form adds a method for another media type of the same answer; there can be many.
macro_rules! builder {
    ($name:ident $(, $body:ident)? -> json $t:ty $(, $method:ident $media:literal)*) => {
        $crate::runtime::builder!(@common $name, $crate::runtime::reply::Json<$t>, $t $(, $body)?; $($method $media)*);
    };
    ($name:ident $(, $body:ident)? -> optional $t:ty $(, $method:ident $media:literal)*) => {
        $crate::runtime::builder!(@common $name, $crate::runtime::reply::Optional<$t>, Option<$t> $(, $body)?; $($method $media)*);
    };
    ($name:ident $(, $body:ident)? -> empty $(, $method:ident $media:literal)*) => {
        $crate::runtime::builder!(@common $name, $crate::runtime::reply::Empty, () $(, $body)?; $($method $media)*);
    };
    ($name:ident $(, $body:ident)? -> text $(, $method:ident $media:literal)*) => {
        $crate::runtime::builder!(@common $name, $crate::runtime::reply::Text, String $(, $body)?; $($method $media)*);
    };
    ($name:ident $(, $body:ident)? -> secret $(, $method:ident $media:literal)*) => {
        $crate::runtime::builder!(@common $name, $crate::runtime::reply::SecretText, $crate::model::Secret $(, $body)?; $($method $media)*);
    };
    ($name:ident $(, $body:ident)? -> bytes $(, $method:ident $media:literal)*) => {
        $crate::runtime::builder!(@common $name, $crate::runtime::reply::Streamed, $crate::ByteStream $(, $body)?; $($method $media)*);
    };
    ($name:ident $(, $body:ident)? -> page $page:ty, items $item:ty $(, $method:ident $media:literal)*) => {
        $crate::runtime::builder!(@common $name, $crate::runtime::reply::Json<$page>, $page $(, $body)?; $($method $media)*);

        impl $name {
            /// All items of the list, page after page as they are asked for.
            pub fn items(self) -> $crate::Items<$item> {
                $crate::Items::new::<$page>(self.0)
            }

            /// All pages of the list, one after the other as they are asked for.
            pub fn pages(self) -> $crate::Pages<$page> {
                $crate::Pages::new(self.0)
            }
        }
    };
    (@common $name:ident, $kind:ty, $t:ty $(, $body:ident)?; $($method:ident $media:literal)*) => {
        impl $name {
            /// Sends the request.
            pub fn send(self) -> $crate::Pending<$t> {
                $crate::Pending::body::<$kind>(self.0)
            }

            /// Sends the request; the answer comes with its status and headers.
            pub fn send_full(self) -> $crate::Pending<$crate::Response<$t>> {
                $crate::Pending::full::<$kind>(self.0)
            }

            $(
                #[doc = concat!("Sends the request and asks for the answer as `", $media, "`.")]
                pub fn $method(self) -> $crate::Pending<$crate::ByteStream> {
                    $crate::Pending::body::<$crate::runtime::reply::Streamed>(self.0.with_accept($media))
                }
            )*

            /// Sets how long one attempt may take, for this call.
            pub fn with_timeout(self, timeout: ::std::time::Duration) -> Self {
                Self(self.0.with_timeout(timeout))
            }

            /// Sets which failures are retried, for this call.
            pub fn with_retry(self, policy: $crate::RetryPolicy) -> Self {
                Self(self.0.with_retry(policy))
            }

            /// Adds a header. What is wrong with it is reported when the request is sent.
            pub fn with_header(self, name: &str, value: &str) -> Self {
                Self(self.0.with_header(name, value))
            }

            $crate::runtime::builder!(@body $($body)?);
        }
    };
    (@body) => {};
    (@body body) => {
        /// Sends the body's read-only properties too, which are left out otherwise.
        pub fn with_read_only_fields(self) -> Self {
            Self(self.0.with_read_only_fields())
        }
    };
}
pub(crate) use builder;

/// Says where a page model keeps its items and links.
///
/// ```text
/// page! { UserPage { items: results: User, links: links } }
/// page! { EventPage { items: results: Event, links: none } }     the model has no links
/// ```
macro_rules! page {
    ($page:ident { items: $items:ident: $item:ty, links: none }) => {
        $crate::runtime::page!(@impl $page, $items, $item, |_page| None);
    };
    ($page:ident { items: $items:ident: $item:ty, links: $links:ident }) => {
        $crate::runtime::page!(@impl $page, $items, $item, |page| Some(&page.$links as &dyn $crate::model::Slot));
    };
    (@impl $page:ident, $items:ident, $item:ty, |$this:ident| $links:expr) => {
        impl $crate::runtime::Page for $page {
            type Item = $item;

            fn count(&self) -> usize {
                $crate::runtime::Listing::count(&self.$items)
            }

            fn take_items(&mut self) -> Vec<$item> {
                $crate::runtime::Listing::take_items(&mut self.$items)
            }

            fn links(&self) -> Option<&dyn $crate::model::Slot> {
                let $this = self;
                $links
            }
        }
    };
}
pub(crate) use page;
