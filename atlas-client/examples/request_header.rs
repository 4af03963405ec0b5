//! Gives each attempt a header of its own, and limits how many are under way, with a layer of tower.
//!
//! ```text
//! export MONGODB_ATLAS_CLIENT_ID=… MONGODB_ATLAS_CLIENT_SECRET=…
//! cargo run --example request_header -- GROUP_ID
//! ```

#![allow(clippy::print_stdout, reason = "a command-line program prints")]

use std::env;
use std::error::Error;

use atlas_client::{Attempt, ClientBuilder};
use http::HeaderValue;
use tower::{Service as _, ServiceBuilder, ServiceExt as _};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let group_id = env::args().nth(1).ok_or("usage: request_header GROUP_ID")?;
    let stack = ServiceBuilder::new()
        .concurrency_limit(4)
        .map_request(|mut attempt: Attempt| {
            let id = format!("{:016x}.{}", fastrand::u64(..), attempt.number());
            if let Ok(id) = HeaderValue::try_from(id) {
                attempt.headers_mut().insert("x-request-id", id);
            }
            attempt
        })
        .service_fn(Attempt::send);
    let client = ClientBuilder::from_env()?
        .around_attempts(move |attempt| {
            let mut stack = stack.clone();
            async move { stack.ready().await?.call(attempt).await }
        })
        .build()?;
    let users = client.database_users().list_database_users(group_id).items().all().await?;
    println!("{} database users", users.len());
    Ok(())
}
