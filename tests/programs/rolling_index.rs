//! An index with a compound key, built one member of the replica set after the other. The order of the key's fields
//! counts.
//!
//! ```text
//! POST /api/atlas/v2/groups/{groupId}/clusters/{clusterName}/index
//! ```

use atlas_client::Client;
use atlas_client::models::{DatabaseRollingIndexRequest, IndexOptions};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let group_id = std::env::var("GROUP_ID")?;
    let client = Client::from_env()?;
    let index = DatabaseRollingIndexRequest::default()
        .with_db("shop")
        .with_collection("orders")
        .with_keys([[("zip", "1"), ("age", "-1")]])
        .with_options(IndexOptions::default().with_name("zip_age").with_sparse(true));
    client.rolling_index().create_rolling_index(group_id, "orders", index).send().await?;
    Ok(())
}
