//! Lists the database users of a project from a program without asynchronous code.
//!
//! ```text
//! export MONGODB_ATLAS_CLIENT_ID=… MONGODB_ATLAS_CLIENT_SECRET=…
//! cargo run --example synchronous -- GROUP_ID
//! ```

#![allow(clippy::print_stdout, reason = "a command-line program prints")]

use std::env;
use std::error::Error;

use atlas_client::Client;
use atlas_client::blocking::Blocking;

fn main() -> Result<(), Box<dyn Error>> {
    let group_id = env::args().nth(1).ok_or("usage: synchronous GROUP_ID")?;
    let (client, blocking) = (Client::from_env()?, Blocking::new()?);
    for user in blocking.items(client.database_users().list_database_users(group_id).items()) {
        println!("{}", user?.username);
    }
    Ok(())
}
