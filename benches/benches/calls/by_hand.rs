//! The two calls as a program would write them without this client.

use std::time::Duration;

use reqwest::header::ACCEPT;

use crate::derived::{Page, User};

const VERSION: &str = "application/vnd.atlas.2023-01-01+json";

/// A client with the operations that the program needs.
pub(crate) struct ByHand {
    client: reqwest::Client,
    base: String,
}

impl ByHand {
    pub(crate) fn new(base: &str) -> Self {
        let client = reqwest::Client::builder()
            .user_agent("by-hand/1.0")
            .timeout(Duration::from_secs(60))
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        Self { client, base: base.to_owned() }
    }

    pub(crate) async fn get_database_user(&self, group: &str, database: &str, user: &str) -> reqwest::Result<User> {
        let url = format!("{}/api/atlas/v2/groups/{group}/databaseUsers/{database}/{user}", self.base);
        let request = self.client.get(url).header(ACCEPT, VERSION).bearer_auth("token");
        request.send().await?.error_for_status()?.json().await
    }

    pub(crate) async fn list_database_users(&self, group: &str) -> reqwest::Result<Page> {
        let url = format!("{}/api/atlas/v2/groups/{group}/databaseUsers", self.base);
        let request = self.client.get(url).header(ACCEPT, VERSION).bearer_auth("token");
        request.send().await?.error_for_status()?.json().await
    }
}
