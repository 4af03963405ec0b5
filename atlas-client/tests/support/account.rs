//! A service account, and a server of its tokens.

use atlas_client::{Bytes, Client, ClientBuilder, Credentials, Method, Result};
use http::Request;
use http::header::AUTHORIZATION;

use super::{Outcome, respond};

pub(crate) const TOKEN: &str = "/api/oauth/token";
pub(crate) const REVOKE: &str = "/api/oauth/revoke";

pub(crate) fn account(builder: ClientBuilder) -> Client {
    builder.credentials(Credentials::service_account("mdb_sa_id", "mdb_sa_sk")).build().unwrap()
}

/// A token named by the number of the request.
pub(crate) fn token(number: usize, life: u64) -> Outcome {
    let body = format!(r#"{{"access_token":"t{number}","expires_in":{life},"token_type":"Bearer"}}"#);
    respond(200, &[], &body)
}

pub(crate) fn authorization(request: &Request<Bytes>) -> &str {
    request.headers()[AUTHORIZATION].to_str().unwrap()
}

pub(crate) async fn get(client: &Client) -> Result<()> {
    client.request(Method::GET, "/api/x").send().await.map(drop)
}
