//! A small hand-written API of the shape that is generated.

#![allow(dead_code, unreachable_pub, reason = "not every test needs every part")]

use crate::Client;
use crate::model::{Secret, object};
use crate::runtime::{Method, Operation, Request, builder, page};

#[derive(Clone, Default)]
pub(crate) struct User {
    pub(crate) id: Option<String>,
    pub(crate) username: String,
    pub(crate) password: Option<Secret>,
}
object! {
    User {
        id: "id" read_only,
        username: "username" required,
        password: "password" write_only secret,
    }
}

#[derive(Clone, Default)]
pub(crate) struct Link {
    pub(crate) href: Option<String>,
    pub(crate) rel: Option<String>,
}
object! {
    Link { href: "href", rel: "rel" }
}

#[derive(Clone, Default)]
pub(crate) struct UserPage {
    pub(crate) links: Option<Vec<Link>>,
    pub(crate) results: Vec<User>,
    pub(crate) total_count: Option<i64>,
}
object! {
    UserPage { links: "links" read_only, results: "results" read_only required, total_count: "totalCount" read_only }
}
page! { UserPage { items: results: User, links: links } }

#[derive(Clone, Default)]
pub(crate) struct PlainPage {
    pub(crate) results: Option<Vec<User>>,
}
object! {
    PlainPage { results: "results" }
}
page! { PlainPage { items: results: User, links: none } }

macro_rules! operations {
    ($($name:ident $builder:ident $method:ident $path:literal $accept:literal $content_type:expr;)*) => {$(
        static $name: Operation = Operation {
            id: stringify!($name),
            method: Method::$method,
            path: $path,
            accept: $accept,
            content_type: $content_type,
            query: &[("envelope", "false")],
            auth: true,
        };

        #[derive(Clone, Debug)]
        #[must_use = "a request does nothing until it is sent"]
        pub struct $builder(Request);

        impl $builder {
            pub(crate) fn new(client: &Client) -> Self {
                Self(Request::new(client, &$name))
            }

            pub(crate) fn with(self, change: impl FnOnce(Request) -> Request) -> Self {
                Self(change(self.0))
            }
        }
    )*};
}

const JSON: &str = "application/vnd.atlas.2023-01-01+json";

operations! {
    CREATE_USER CreateUser POST "/api/groups/{groupId}/users" "application/vnd.atlas.2023-01-01+json" Some(JSON);
    GET_USER GetUser GET "/api/groups/{groupId}/users/{username}" "application/vnd.atlas.2023-01-01+json" None;
    DELETE_USER DeleteUser DELETE "/api/groups/{groupId}/users/{username}" "application/vnd.atlas.2023-01-01+json" None;
    LIST_USERS ListUsers GET "/api/groups/{groupId}/users" "application/vnd.atlas.2023-01-01+json" None;
    LIST_PLAIN ListPlain GET "/api/plain" "application/vnd.atlas.2023-01-01+json" None;
    ADD_USER AddUser POST "/api/groups/{groupId}:add" "application/vnd.atlas.2023-01-01+json" Some(JSON);
    GET_METADATA GetMetadata GET "/api/metadata.xml" "application/vnd.atlas.2023-01-01+json" None;
    CREATE_CERTIFICATE CreateCertificate POST "/api/certs" "application/vnd.atlas.2023-01-01+json" Some(JSON);
    GET_LOG GetLog GET "/api/logs/{logName}.gz" "application/vnd.atlas.2023-02-01+gzip" None;
    GET_INVOICE GetInvoice GET "/api/invoices/{id}" "application/vnd.atlas.2023-01-01+json" None;
    LIST_NAMES ListNames GET "/api/names" "application/vnd.atlas.2023-01-01+json" None;
}

builder!(CreateUser, body -> json User);
builder!(GetUser -> json User);
builder!(DeleteUser -> empty);
builder!(ListUsers -> page UserPage, items User);
builder!(ListPlain -> page PlainPage, items User);
builder!(AddUser, body -> optional User);
builder!(GetMetadata -> text);
builder!(CreateCertificate, body -> secret);
builder!(GetLog -> bytes);
builder!(GetInvoice -> json User, send_csv "application/vnd.atlas.2023-01-01+csv", send_yaml "application/vnd.atlas.2023-01-01+yaml");
builder!(ListNames -> json Vec<String>);
