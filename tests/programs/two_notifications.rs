//! An alert that notifies a Slack channel at once and a webhook after five minutes.
//!
//! ```text
//! POST /api/atlas/v2/groups/{groupId}/alertConfigs
//! ```

#![allow(clippy::print_stdout, reason = "a command-line program prints")]

use atlas_client::Client;
use atlas_client::models::{HostAlertConfigViewForNdsGroup, SlackNotification, WebhookNotification};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let group_id = std::env::var("GROUP_ID")?;
    let secret = std::env::var("WEBHOOK_SECRET")?;
    let client = Client::from_env()?;
    let slack = SlackNotification::default().with_type_name("SLACK").with_channel_name("oncall").with_delay_min(0);
    let webhook = WebhookNotification::default()
        .with_type_name("WEBHOOK")
        .with_webhook_url("https://example.com/alerts")
        .with_webhook_secret(secret)
        .with_delay_min(5);
    let alert = HostAlertConfigViewForNdsGroup::default()
        .with_event_type_name("HOST_DOWN")
        .with_enabled(true)
        .with_notifications([slack.into(), webhook.into()]);
    let alert = client.alert_configurations().create_alert_config(group_id, alert).send().await?;
    println!("created {}", alert.id().unwrap_or("an alert without an id"));
    Ok(())
}
