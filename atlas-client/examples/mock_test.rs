//! Tests a function that calls Atlas, without Atlas. Run as a program, it calls the real one.
//!
//! ```text
//! cargo test --example mock_test
//! ```

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a command-line program prints, and a test may panic")]

use atlas_client::{Client, Result};

async fn count_users(client: &Client, group_id: &str) -> Result<i64> {
    let page = client.database_users().list_database_users(group_id).send().await?;
    Ok(page.total_count.unwrap_or_default())
}

#[tokio::main]
async fn main() -> Result<()> {
    let group_id = std::env::args().nth(1).unwrap_or_default();
    println!("{} database users", count_users(&Client::from_env()?, &group_id).await?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use atlas_client::models::CloudDatabaseUser;
    use atlas_client::testing::Mock;

    #[tokio::test]
    async fn two_users() {
        let mock = Mock::new();
        mock.on("listDatabaseUsers").items(["ada", "bob"].map(|name| CloudDatabaseUser::default().with_username(name)));
        assert_eq!(super::count_users(&mock.client(), "my-group").await.unwrap(), 2);
    }

    #[tokio::test]
    async fn error_of_atlas() {
        let mock = Mock::new();
        mock.on("listDatabaseUsers").error(400, "USERS_UNREACHABLE");
        let error = super::count_users(&mock.client(), "my-group").await.unwrap_err();
        assert_eq!(error.code(), Some("USERS_UNREACHABLE"));
    }
}
