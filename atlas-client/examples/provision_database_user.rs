//! Creates a database user that may read and write one database, or leaves it as it is when it is already there.
//!
//! ```text
//! export MONGODB_ATLAS_CLIENT_ID=… MONGODB_ATLAS_CLIENT_SECRET=…
//! cargo run --example provision_database_user -- GROUP_ID USERNAME DATABASE
//! ```
//!
//! The new user's password is read from the environment variable `NEW_USER_PASSWORD`.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line program prints")]

use std::env;
use std::error::Error;

use atlas_client::Client;
use atlas_client::models::{CloudDatabaseUser, CloudDatabaseUserDatabaseName, DatabaseUserRole};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [group_id, username, database] = arguments.as_slice() else {
        return Err("usage: provision_database_user GROUP_ID USERNAME DATABASE".into());
    };
    let password = env::var("NEW_USER_PASSWORD").map_err(|_| "set NEW_USER_PASSWORD to the new user's password")?;

    let client = Client::from_env()?;
    let user = CloudDatabaseUser::default()
        .with_database_name(CloudDatabaseUserDatabaseName::Admin)
        .with_group_id(group_id)
        .with_username(username)
        .with_password(password)
        .with_roles([DatabaseUserRole::default().with_role_name("readWrite").with_database_name(database)]);

    match client.database_users().create_database_user(group_id, user).send().await {
        Ok(user) => println!("created {}", user.username),
        Err(error) if error.is_conflict() => println!("{username} is already there"),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
