//! `Retry-After` and the headers of the rate limit: whatever they say, a call ends within the time that its policy
//! allows.

use std::time::Duration;

use atlas_client::{Credentials, Method, RetryPolicy};

use super::wire::{self, client, response};

const LIMIT: Duration = Duration::from_secs(600);
/// One a second, which is the shortest time that `Retry-After` can name, and what was under way.
const MOST: usize = 620;

/// The first byte picks the header and the status, the rest is its value.
pub fn run(data: &[u8]) {
    let Some((first, value)) = data.split_first() else { return };
    let header = ["retry-after", "ratelimit-reset", "x-ratelimit-reset", "ratelimit"][usize::from(first % 4)];
    let status = if first & 4 == 0 { 429 } else { 503 };
    let value = value.to_vec();
    let (client, sent) =
        client(Credentials::bearer("token"), move |_| response(status, header, &value, r#"{"error":429}"#));
    wire::run(async {
        let started = tokio::time::Instant::now();
        let policy = RetryPolicy::default().with_overall_limit(LIMIT);
        let error = client.request(Method::GET, "/api/x").with_retry(policy).send().await.expect_err("it is refused");
        let _ = (error.retry_after(), error.rate_limit(), format!("{error:?} {error}"));
        assert!(started.elapsed() <= LIMIT + Duration::from_secs(1), "{:?}", started.elapsed());
    });
    let sent = sent.lock().expect("nobody panicked with the log").len();
    assert!(sent <= MOST, "{sent} requests for {status} {header}: {:?}", String::from_utf8_lossy(&data[1..]));
}
