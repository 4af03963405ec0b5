//! Reads all database users of a project as a stream, however many pages they fill, and counts them by authentication
//! database.
//!
//! ```text
//! export MONGODB_ATLAS_CLIENT_ID=… MONGODB_ATLAS_CLIENT_SECRET=…
//! cargo run --example list_users_stream -- GROUP_ID
//! ```

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line program prints")]

use std::collections::BTreeMap;
use std::env;
use std::error::Error;

use atlas_client::Client;
use futures_util::TryStreamExt as _;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [group_id] = arguments.as_slice() else {
        return Err("usage: list_users_stream GROUP_ID".into());
    };
    let client = Client::from_env()?;
    let users = client.database_users().list_database_users(group_id).items_per_page(500).items();
    let by_database = users
        .try_fold(BTreeMap::new(), |mut by_database, user| async move {
            println!("{}", user.username);
            *by_database.entry(user.database_name.to_string()).or_insert(0) += 1;
            Ok(by_database)
        })
        .await?;
    for (database, count) in by_database {
        eprintln!("{count} in {database}");
    }
    Ok(())
}
