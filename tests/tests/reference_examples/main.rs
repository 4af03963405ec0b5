//! The JSON bodies that the published API reference shows for eight of the operations: keys and
//! values as they are there, prose reworded, and the tags of stream connections corrected (the
//! reference calls every one of them `Kafka`).

use atlas_client::{Client, Credentials};
use conformance::server::Server;

mod errors;
mod requests;
mod responses;
mod setters;
mod streams;

const GROUP: &str = "32b6e34b3d91647abb20e7b8";
const MEDIA_TYPE: &str = "application/vnd.atlas.2023-01-01+json";

/// A server, and a client of it that mismatches nothing.
async fn bench() -> (Server, Client) {
    let server = Server::start().await;
    let client = Client::builder().base_url(server.url()).credentials(Credentials::bearer("token"));
    let client = client.strict_decoding(true).build().expect("the settings are fine");
    (server, client)
}
