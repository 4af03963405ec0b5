//! The events of an organization, each with who did it and when, whatever kind of event it is.
//!
//! ```text
//! GET /api/atlas/v2/orgs/{orgId}/events
//! ```

#![allow(clippy::print_stdout, reason = "a command-line program prints")]

use atlas_client::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let org_id = std::env::var("ORG_ID")?;
    let client = Client::from_env()?;
    let mut events = client.events().list_org_events(org_id).items_per_page(500).items();
    while let Some(event) = events.try_next().await? {
        let actor = event.username().or(event.public_key()).unwrap_or("Atlas");
        let time = event.created().map(|time| time.to_rfc3339()).unwrap_or_default();
        println!("{time} {actor}: {}", event.event_type_name().unwrap_or("an event without a type"));
    }
    Ok(())
}
