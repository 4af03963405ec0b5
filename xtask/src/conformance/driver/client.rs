//! The client under test, as the checker sees it.

use atlas_client::{Client, Credentials, RetryPolicy};
use conformance::checker::{Driver, Given, Model, PendingCall};

use crate::{glue, models, operations};

/// The generated client, connected or not.
#[derive(Default)]
pub(crate) struct Generated {
    client: Option<Client>,
}

impl Generated {
    fn all() -> impl Iterator<Item = &'static glue::Operation> {
        operations::ALL.iter().flat_map(|tag| tag.iter())
    }
}

impl Driver for Generated {
    fn operations(&self) -> Vec<&'static str> {
        Self::all().map(|operation| operation.call).collect()
    }

    fn connect(&mut self, url: &str, token: &str) -> Result<(), String> {
        let builder =
            Client::builder().base_url(url).credentials(Credentials::bearer(token)).retry(RetryPolicy::none());
        self.client = Some(builder.build().map_err(|error| error.to_string())?);
        Ok(())
    }

    fn call(&self, operation: usize, given: &Given) -> PendingCall {
        match (&self.client, Self::all().nth(operation)) {
            (Some(client), Some(operation)) => (operation.start)(client, given),
            _ => unreachable!("the caller takes operations from the list, after a connect"),
        }
    }

    fn models(&self) -> Vec<&'static Model> {
        models::ALL.iter().flat_map(|part| part.iter()).collect()
    }
}
