//! Tests of code that calls Atlas, without a server: scripted responses, recorded requests, errors made by hand.
//!
//! Turn the feature on for tests only:
//!
//! ```toml
//! [dev-dependencies]
//! atlas-client = { version = "…", features = ["testing"] }
//! ```
//!
//! A [`Mock`] responds in place of Atlas, below a real [`Client`](crate::Client): requests are encoded, retried,
//! paged and authenticated, and responses decoded, as in production.
//!
//! ```
//! use atlas_client::testing::Mock;
//! use atlas_client::{Client, Json, Method, Result};
//! use serde_json::json;
//!
//! /// The code to test.
//! async fn is_paused(client: &Client, group_id: &str, cluster: &str) -> Result<bool> {
//!     let path = "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}";
//!     match client.request(Method::GET, path).path(group_id).path(cluster).send().await {
//!         Ok(response) => Ok(response.json::<Json>()?["paused"] == true),
//!         Err(error) if error.is_not_found() => Ok(false),
//!         Err(error) => Err(error),
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<()> {
//! let mock = Mock::new();
//! // The name of a typed operation does as well: `mock.on("listDatabaseUsers")`.
//! mock.on("GET /api/atlas/v2/groups/{groupId}/clusters/{clusterName}")
//!     .json(&json!({ "name": "demo", "paused": true }))
//!     .error(404, "CLUSTER_NOT_FOUND");
//! let client = mock.client();
//! assert!(is_paused(&client, "32b6e34b3d91647abb20e7b8", "demo").await?);
//! assert!(!is_paused(&client, "32b6e34b3d91647abb20e7b8", "other").await?);
//! assert_eq!(mock.requests()[1].path_value("clusterName").as_deref(), Some("other"));
//! # Ok(())
//! # }
//! ```
//!
//! [`ErrorBuilder`] makes an [`Error`](crate::Error) for functions that take one, [`response`] a
//! [`Response`](crate::Response).

#![allow(
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    clippy::return_self_not_must_use,
    reason = "a mistake of a test panics, and scripts are kept by the mock"
)]

mod error;
mod mock;
mod planned;
mod recorded;
mod route;
mod script;
mod state;

pub use error::{ErrorBuilder, response};
pub use mock::Mock;
pub use recorded::RecordedRequest;
pub use script::Script;
