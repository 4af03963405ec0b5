//! The threshold of every metric alert of a project, of all five kinds.
//!
//! ```text
//! GET /api/atlas/v2/groups/{groupId}/alertConfigs
//! ```

#![allow(clippy::print_stdout, reason = "a command-line program prints")]

use atlas_client::Client;
use atlas_client::models::GroupAlertsConfig as Alert;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let group_id = std::env::var("GROUP_ID")?;
    let client = Client::from_env()?;
    let mut alerts = client.alert_configurations().list_alert_configs(group_id).items();
    while let Some(alert) = alerts.try_next().await? {
        let metric = match &alert {
            Alert::HostMetricAlertConfigViewForNdsGroup(alert) => {
                alert.metric_threshold.as_ref().map(|it| (it.metric_name(), it.threshold(), it.units()))
            }
            Alert::AppServiceMetricAlertConfigViewForNdsGroup(alert) => {
                alert.metric_threshold.as_ref().map(|it| (it.metric_name(), it.threshold(), it.units()))
            }
            Alert::ServerlessMetricAlertConfigViewForNdsGroup(alert) => {
                alert.metric_threshold.as_ref().map(|it| (it.metric_name(), it.threshold(), it.units()))
            }
            Alert::FlexMetricAlertConfigViewForNdsGroup(alert) => {
                alert.metric_threshold.as_ref().map(|it| (it.metric_name(), it.threshold(), it.units()))
            }
            Alert::StreamProcessorMetricAlertConfigViewForNdsGroup(alert) => {
                alert.metric_threshold.as_ref().map(|it| (it.metric_name(), it.threshold(), it.units()))
            }
            _ => None,
        };
        if let Some((Some(name), Some(threshold), units)) = metric {
            println!("{name}: {threshold} {}", units.unwrap_or_default());
        }
    }
    Ok(())
}
