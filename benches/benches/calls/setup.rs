//! What is called, and with what.

use atlas_client::{Client, Credentials};
use tokio::runtime::{Builder, Runtime};

use crate::page;

pub(crate) use crate::page::GROUP;

/// A response of half a kilobyte.
pub(crate) fn small() -> String {
    page::user(7).to_string()
}

pub(crate) fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

pub(crate) fn client(url: &str) -> Client {
    Client::builder().credentials(Credentials::bearer("token")).base_url(url).build().unwrap()
}
