//! Lets a database user into all clusters of the project again: clears the list of those that it is confined to.
//!
//! ```text
//! export MONGODB_ATLAS_CLIENT_ID=… MONGODB_ATLAS_CLIENT_SECRET=…
//! cargo run --example clear_user_scopes -- GROUP_ID USERNAME
//! ```

#![allow(clippy::print_stdout, reason = "a command-line program prints")]

use std::env;
use std::error::Error;

use atlas_client::Client;
use atlas_client::models::CloudDatabaseUserPatch;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(group_id), Some(username)) = (arguments.next(), arguments.next()) else {
        return Err("usage: clear_user_scopes GROUP_ID USERNAME".into());
    };
    let client = Client::from_env()?;
    // An empty list is sent; what is not set is not sent, and stays as it is.
    let change = CloudDatabaseUserPatch::default().with_scopes([]);
    let user = client.database_users().update_database_user(group_id, "admin", username, change).send().await?;
    println!("{} has {} scopes", user.username, user.scopes.unwrap_or_default().len());
    Ok(())
}
