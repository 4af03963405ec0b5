//! Counts attempts by operation and outcome, and adds up their time: what a metrics library would be told.
//!
//! ```text
//! export MONGODB_ATLAS_CLIENT_ID=… MONGODB_ATLAS_CLIENT_SECRET=…
//! cargo run --example metrics -- GROUP_ID
//! ```

#![allow(clippy::print_stdout, reason = "a command-line program prints")]

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use atlas_client::{Attempt, Client, ClientBuilder};

/// Operation and outcome, with the number of attempts and their time.
type Metrics = Arc<Mutex<BTreeMap<(String, String), (u32, Duration)>>>;

fn measured(builder: ClientBuilder, metrics: &Metrics) -> ClientBuilder {
    let metrics = Arc::clone(metrics);
    builder.around_attempts(move |attempt: Attempt| {
        let metrics = Arc::clone(&metrics);
        async move {
            let (operation, started) = (attempt.operation().to_owned(), Instant::now());
            let outcome = attempt.send().await;
            let label = match &outcome {
                Ok(response) => response.status().to_string(),
                Err(error) => error.status().map_or_else(|| format!("{:?}", error.kind()), |status| status.to_string()),
            };
            if let Ok(mut metrics) = metrics.lock() {
                let (count, time) = metrics.entry((operation, label)).or_default();
                *count += 1;
                *time += started.elapsed();
            }
            outcome
        }
    })
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let group_id = env::args().nth(1).ok_or("usage: metrics GROUP_ID")?;
    let metrics = Metrics::default();
    let client = measured(ClientBuilder::from_env()?, &metrics).build()?;
    let outcome = count_users(&client, &group_id).await;
    for ((operation, label), (count, time)) in &*metrics.lock().map_err(|_| "a hook panicked")? {
        println!("{operation} {label}: {count} in {time:.1?}");
    }
    println!("{} database users", outcome?);
    Ok(())
}

async fn count_users(client: &Client, group_id: &str) -> atlas_client::Result<usize> {
    Ok(client.database_users().list_database_users(group_id).items().all().await?.len())
}
