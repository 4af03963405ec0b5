//! Rate limits with HAProxy, which counts requests in a sliding window, refused ones too.

use std::time::{Duration, Instant};

use atlas_client::{Client, ClientBuilder, Credentials, Method, RawResponse, Result, RetryPolicy, StatusCode};

use crate::process::{Plan, Running, fixture, program};

/// HAProxy that allows `limit` requests in `window` seconds.
fn haproxy(limit: u32, window: u32) -> Option<Running> {
    start(limit, window, "60s")
}

/// The same, with idle connections closed after `keep_alive`.
pub(crate) fn start(limit: u32, window: u32, keep_alive: &str) -> Option<Running> {
    let plan = Plan::new(program("haproxy")?).env("LIMIT", limit).env("WINDOW", window).env("KEEP_ALIVE", keep_alive);
    Some(plan.argument("-db").argument("-f").argument(fixture("haproxy-rate-limit.cfg")).start())
}

pub(crate) fn client(server: &Running) -> ClientBuilder {
    Client::builder().base_url(server.url()).credentials(Credentials::bearer("token"))
}

/// Calls at the same time, so that a slow machine is over the limit too.
async fn together(client: &Client, count: usize) -> Vec<Result<RawResponse>> {
    let call = |number| {
        let method = if number % 2 == 0 { Method::POST } else { Method::GET };
        tokio::spawn(client.request(method, "/api/x").send())
    };
    let calls: Vec<_> = (0..count).map(call).collect();
    let mut responses = Vec::new();
    for call in calls {
        responses.push(call.await.unwrap());
    }
    responses
}

#[tokio::test]
async fn calls_beyond_the_limit() {
    let Some(server) = haproxy(5, 2) else { return };
    let client = client(&server).build().unwrap();
    let started = Instant::now();
    for round in 1..=2 {
        let responses: Vec<_> = together(&client, 6).await.into_iter().map(Result::unwrap).collect();
        assert!(responses.iter().all(|response| response.rate_limit().limit == Some(5)));
        assert!(responses.iter().any(|response| response.attempts() > 1), "the sixth of them is one too many");
        assert!(started.elapsed() >= Duration::from_secs(2) * round, "{:?}", started.elapsed());
    }
}

#[tokio::test]
async fn limit_without_retries() {
    let Some(server) = haproxy(5, 2) else { return };
    let client = client(&server).retry(RetryPolicy::none()).build().unwrap();
    let error = together(&client, 10).await.into_iter().find_map(Result::err);
    let error = error.unwrap();
    assert_eq!((error.status(), error.code()), (Some(StatusCode::TOO_MANY_REQUESTS), Some("RATE_LIMITED")));
    assert!(error.is_rate_limited() && !error.may_have_been_applied());
    let limit = error.rate_limit();
    assert_eq!((limit.limit, limit.remaining), (Some(5), Some(0)));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(2)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn callers_beyond_the_limit() {
    tokio::join!(calls_at_once(8), calls_at_once(16), calls_at_once(64), calls_at_once(200));
}

/// `callers` calls at once, against a limit that the client has met before, take hardly more requests than calls.
async fn calls_at_once(callers: usize) {
    let Some(server) = haproxy(100, 3) else { return };
    let client = client(&server).build().unwrap();
    let requests = |responses: Vec<Result<RawResponse>>| -> u32 {
        responses.into_iter().map(|response| response.unwrap().attempts()).sum()
    };
    // The client meets the limit, and finds out how many requests it lets through.
    let cold = requests(together(&client, 150).await);
    let calls = u32::try_from(callers).unwrap();
    // The two operations have one limit, and the server does not say so: in the first rounds, each finds out what it
    // leaves to the other.
    let mut rounds = Vec::new();
    while rounds.len() < 5 && rounds.iter().all(|requests| requests * 10 > calls * 11 + 10) {
        rounds.push(requests(together(&client, callers).await));
    }
    println!("haproxy, 100 in 3 s: cold {cold} for 150, warm {rounds:?} for {callers}");
    let warm = rounds.into_iter().min().unwrap();
    assert!(warm * 10 <= calls * 11 + 10, "once warm: {warm} requests for {callers} calls");
}

#[tokio::test]
async fn connection_dropped_silently() {
    let Some(server) = haproxy(5, 2) else { return };
    let client = client(&server).timeout(Duration::from_millis(300)).build().unwrap();
    let error = client.request(Method::POST, "/api/drop").send().await.unwrap_err();
    assert!(error.is_timeout() && error.may_have_been_applied(), "{error}");
    assert_eq!(error.attempts(), 1);
}
