//! A small hand-written API of the shape that is generated.

#![allow(dead_code, unreachable_pub, reason = "not every test needs every part")]

use crate::Client;
use crate::model::tests::object;
use crate::model::{Nullable, Secret, SetFields, Slot};
use crate::runtime::{Listing, Method, Operation, Page, Request};
use crate::{ByteStream, Items, Pages, Pending, Response, RetryPolicy};

#[derive(Clone, Default)]
pub(crate) struct User {
    pub(crate) id: Option<String>,
    pub(crate) username: String,
    pub(crate) password: Option<Secret>,
    pub(crate) set_fields: SetFields,
}
object! {
    User {
        id: "id" read_only,
        username: "username" required,
        password: "password" write_only secret,
        ; set_fields
    }
}

#[derive(Clone, Default)]
pub(crate) struct Pet {
    pub(crate) id: String,
    pub(crate) set_fields: SetFields,
}
object! {
    Pet { id: "id" required, ; set_fields }
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
impl Page for UserPage {
    type Item = User;

    fn items(&mut self) -> &mut dyn Listing<Item = User> {
        &mut self.results
    }

    fn links(&self) -> Option<&dyn Slot> {
        Some(&self.links)
    }
}

#[derive(Clone, Default)]
pub(crate) struct PlainPage {
    pub(crate) results: Nullable<Vec<User>>,
    pub(crate) total_count: Option<i64>,
}
object! {
    PlainPage { results: "results", total_count: "totalCount" }
}
impl Page for PlainPage {
    type Item = User;

    fn items(&mut self) -> &mut dyn Listing<Item = User> {
        &mut self.results
    }

    fn links(&self) -> Option<&dyn Slot> {
        None
    }
}

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
    ADD_PET AddPet POST "/api/users/{id}/pets" "application/vnd.atlas.2023-01-01+json" Some(JSON);
    REPLACE_PET ReplacePet PUT "/api/pets/{id}" "application/vnd.atlas.2023-01-01+json" Some(JSON);
    GET_METADATA GetMetadata GET "/api/metadata.xml" "application/vnd.atlas.2023-01-01+json" None;
    CREATE_CERTIFICATE CreateCertificate POST "/api/certs" "application/vnd.atlas.2023-01-01+json" Some(JSON);
    GET_LOG GetLog GET "/api/logs/{logName}.gz" "application/vnd.atlas.2023-02-01+gzip" None;
    GET_INVOICE GetInvoice GET "/api/invoices/{id}" "application/vnd.atlas.2023-01-01+json" None;
    LIST_NAMES ListNames GET "/api/names" "application/vnd.atlas.2023-01-01+json" None;
}

macro_rules! sends {
    ($($builder:ident: $method:ident $full:ident -> $output:ty;)*) => {$(
        impl $builder {
            pub fn send(self) -> Pending<$output> {
                self.0.$method()
            }

            pub fn send_full(self) -> Pending<Response<$output>> {
                self.0.$full()
            }

            pub fn with_timeout(self, timeout: std::time::Duration) -> Self {
                Self(self.0.with_timeout(timeout))
            }

            pub fn with_retry(self, policy: RetryPolicy) -> Self {
                Self(self.0.with_retry(policy))
            }

            pub fn with_header(self, name: &str, value: &str) -> Self {
                Self(self.0.with_header(name, value))
            }

            pub fn with_read_only_fields(self) -> Self {
                Self(self.0.with_read_only_fields())
            }
        }
    )*};
}

sends! {
    CreateUser: send_json send_json_full -> User;
    GetUser: send_json send_json_full -> User;
    DeleteUser: send_empty send_empty_full -> ();
    ListUsers: send_json send_json_full -> UserPage;
    ListPlain: send_json send_json_full -> PlainPage;
    AddUser: send_optional_json send_optional_json_full -> Option<User>;
    AddPet: send_empty send_empty_full -> ();
    ReplacePet: send_empty send_empty_full -> ();
    GetMetadata: send_text send_text_full -> String;
    CreateCertificate: send_secret send_secret_full -> Secret;
    GetLog: send_stream send_stream_full -> ByteStream;
    GetInvoice: send_json send_json_full -> User;
    ListNames: send_json send_json_full -> Vec<String>;
}

impl ListUsers {
    pub fn items(self) -> Items<User> {
        Items::new::<UserPage>(self.0)
    }

    pub fn pages(self) -> Pages<UserPage> {
        Pages::new(self.0)
    }

    pub fn optional_items(self) -> Items<User> {
        Items::optional::<UserPage>(self.0)
    }

    pub fn optional_pages(self) -> Pages<UserPage> {
        Pages::optional(self.0)
    }
}

impl ListPlain {
    pub fn items(self) -> Items<User> {
        Items::new::<PlainPage>(self.0)
    }

    pub fn pages(self) -> Pages<PlainPage> {
        Pages::new(self.0)
    }
}

impl GetMetadata {
    pub fn send_optional(self) -> Pending<Option<String>> {
        self.0.send_optional_text()
    }
}

impl CreateCertificate {
    pub fn send_optional(self) -> Pending<Option<Secret>> {
        self.0.send_optional_secret()
    }
}

impl GetInvoice {
    pub fn send_csv(self) -> Pending<ByteStream> {
        self.0.with_accept("application/vnd.atlas.2023-01-01+csv").send_stream()
    }

    pub fn send_yaml(self) -> Pending<ByteStream> {
        self.0.with_accept("application/vnd.atlas.2023-01-01+yaml").send_stream()
    }
}
