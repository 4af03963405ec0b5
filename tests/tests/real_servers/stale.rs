//! Connections that HAProxy closes while they are idle: no POST is lost on one.

use std::time::Duration;

use atlas_client::{Client, Method, RetryPolicy};

use crate::rate_limit::{client, start};

const CALLERS: [usize; 4] = [8, 16, 64, 200];
const PAUSE: Duration = Duration::from_millis(1300);

/// Sends so many POSTs at once.
async fn posts(client: &Client, count: usize) {
    let calls: Vec<_> = (0..count).map(|_| tokio::spawn(client.request(Method::POST, "/api/x").send())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn posts_after_idle_times() {
    for callers in CALLERS {
        let Some(server) = start(1_000_000, 1, "1s") else { return };
        let client = client(&server).retry(RetryPolicy::none()).build().unwrap();
        for _ in 0..3 {
            posts(&client, callers).await;
            tokio::time::sleep(PAUSE).await;
        }
    }
}

#[test]
fn posts_in_a_loop_of_block_on() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for callers in CALLERS {
        let Some(server) = start(1_000_000, 1, "1s") else { return };
        let client = client(&server).retry(RetryPolicy::none()).build().unwrap();
        for _ in 0..3 {
            runtime.block_on(posts(&client, callers));
            // The runtime is idle while the server closes the connections.
            std::thread::sleep(PAUSE);
        }
    }
}
