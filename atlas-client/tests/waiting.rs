//! Waiting for work to end: when it looks again, what it looks past, and what ends it. The clock is
//! paused: no test waits.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::time::Duration;

use atlas_client::transport::{TransportError, TransportErrorKind};
use atlas_client::{Client, Credentials, Error, ErrorKind, Json, Method, Result, RetryPolicy, Wait};
use support::{Log, Outcome, mock, mock_async, refused, reset, respond, seconds};
use tokio::time::{Instant, sleep, timeout};

const IDLE: &str = r#"{"stateName":"IDLE"}"#;
const BUSY: &str = r#"{"stateName":"UPDATING"}"#;

fn wait() -> Wait {
    Wait::default().with_interval(seconds(10)).with_limit(seconds(300)).with_not_found_grace(seconds(60))
}

/// A client without retries of its own, so that each look is one request.
fn server(response: impl Fn(usize) -> Outcome + Send + Sync + 'static) -> (Client, Log) {
    let (builder, log) = mock(move |_, number| response(number));
    (builder.retry(RetryPolicy::none()).build().unwrap(), log)
}

async fn look(client: &Client) -> Result<Json> {
    client.request(Method::GET, "/api/x").send().await?.json()
}

/// Waits for `IDLE`; what came of it, and how long it took.
async fn until_idle(wait: &Wait, client: &Client) -> (Result<Json>, Duration) {
    let started = Instant::now();
    let seen = wait.until(|| look(client), |seen| seen["stateName"] == "IDLE").await;
    (seen, started.elapsed())
}

#[tokio::test(start_paused = true)]
async fn looks_until_the_wanted_state() {
    let (client, log) = server(|number| respond(200, &[], if number < 5 { BUSY } else { IDLE }));
    let (seen, elapsed) = until_idle(&wait(), &client).await;
    assert_eq!((seen.unwrap()["stateName"].as_str(), elapsed, log.len()), (Some("IDLE"), seconds(50), 6));

    let (client, log) = server(|_| respond(200, &[], IDLE));
    let (_, elapsed) = until_idle(&wait(), &client).await;
    assert_eq!((elapsed, log.len()), (seconds(0), 1), "the first look is at once");
    let (_, elapsed) = until_idle(&wait().with_initial_delay(seconds(7)), &client).await;
    assert_eq!((elapsed, log.len()), (seconds(7), 2));
}

#[tokio::test(start_paused = true)]
async fn passing_failures() {
    let html = ("content-type", "text/html");
    let (client, log) = server(move |number| match number {
        0 => respond(404, &[], ""),
        1 => respond(503, &[html], "<title>MongoDB Cloud Manager Unavailable</title>"),
        2 => respond(500, &[], ""),
        3 => reset(),
        4 => refused(),
        5 => respond(429, &[], r#"{"errorCode":"RATE_LIMITED"}"#),
        _ => respond(200, &[], IDLE),
    });
    let (seen, elapsed) = until_idle(&wait(), &client).await;
    seen.unwrap();
    assert_eq!((elapsed, log.len()), (seconds(60), 7));
}

#[tokio::test(start_paused = true)]
async fn not_found_at_the_beginning() {
    let (client, log) = server(|_| respond(404, &[], ""));
    let (error, elapsed) = until_idle(&wait(), &client).await;
    assert!(error.unwrap_err().is_not_found());
    assert_eq!((elapsed, log.len()), (seconds(60), 7));
    let (error, elapsed) = until_idle(&wait().with_not_found_grace(Duration::ZERO), &client).await;
    assert!(error.unwrap_err().is_not_found());
    assert_eq!(elapsed, Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn failures_that_end_the_wait() {
    for status in [400, 401, 403, 409, 410] {
        let (client, log) = server(move |_| respond(status, &[], ""));
        let error = until_idle(&wait(), &client).await.0.unwrap_err();
        assert_eq!((error.status().unwrap().as_u16(), log.len()), (status, 1));
    }
    let (client, log) = server(|_| respond(200, &[], "<html>"));
    assert!(until_idle(&wait(), &client).await.0.unwrap_err().is_decode());
    assert_eq!(log.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn retry_after_in_a_wait() {
    let (client, _) = server(|number| match number {
        0 => respond(429, &[("retry-after", "55")], ""),
        1 => respond(503, &[("retry-after", "2")], ""),
        _ => respond(200, &[], IDLE),
    });
    assert_eq!(until_idle(&wait(), &client).await.1, seconds(55 + 10));
}

#[tokio::test(start_paused = true)]
async fn pause_beyond_the_limit() {
    let (client, log) = server(|_| respond(429, &[("retry-after", "3600")], ""));
    let (seen, elapsed) = until_idle(&wait(), &client).await;
    let error = seen.unwrap_err().to_string();
    assert!(error.contains("a pause of 3600.0s, which the server asks for, is more than is left of 300.0s"), "{error}");
    assert_eq!((elapsed, log.len()), (seconds(0), 1));
}

#[tokio::test(start_paused = true)]
async fn limit_of_a_wait() {
    let source = |error: &Error| std::error::Error::source(error).map(ToString::to_string);
    let (client, log) = server(|_| respond(200, &[], BUSY));
    let (error, elapsed) = until_idle(&wait(), &client).await;
    let error = error.unwrap_err();
    assert!(error.is_timeout() && !error.may_have_been_applied());
    assert_eq!((error.to_string().as_str(), source(&error)), ("what was waited for did not come within 300.0s", None));
    assert_eq!((elapsed, log.len()), (seconds(295), 31), "the last look is shortly before the limit");

    let (client, _) = server(|_| respond(503, &[], ""));
    let error = until_idle(&wait(), &client).await.0.unwrap_err();
    assert_eq!((error.kind(), error.operation()), (ErrorKind::Timeout, "GET /api/x"));
    assert_eq!(source(&error).unwrap(), "GET /api/x: 503 Service Unavailable, without a body");
    assert!(error.to_string().contains("the last look failed: GET /api/x: 503"), "{error}");

    // A look that takes too long is cut off.
    let (builder, log) = mock_async(|_, _| std::future::pending::<Outcome>());
    let client = builder.timeout(seconds(1000)).build().unwrap();
    let (error, elapsed) = until_idle(&wait(), &client).await;
    assert!(error.unwrap_err().is_timeout());
    assert_eq!((elapsed, log.len()), (seconds(300), 1));
}

#[tokio::test(start_paused = true)]
async fn limits_of_any_size() {
    let (client, _) = server(|number| respond(200, &[], if number < 2 { BUSY } else { IDLE }));
    assert_eq!(until_idle(&wait().with_limit(Duration::MAX), &client).await.1, seconds(20));
    let (client, log) = server(|_| respond(200, &[], BUSY));
    let (error, elapsed) = until_idle(&wait().with_limit(Duration::ZERO), &client).await;
    assert!(error.unwrap_err().is_timeout() && elapsed == Duration::ZERO && log.len() <= 1);
    let (client, log) = server(|_| respond(200, &[], BUSY));
    assert!(until_idle(&wait().with_interval(Duration::MAX), &client).await.0.unwrap_err().is_timeout());
    assert!(log.len() <= 2);
}

#[tokio::test(start_paused = true)]
async fn name_that_does_not_exist() {
    let no_name = || Err(TransportError::new(TransportErrorKind::Connect, "dns error: Name or service not known"));
    let (client, log) = server(move |_| no_name());
    let (error, elapsed) = until_idle(&wait(), &client).await;
    assert!(error.unwrap_err().is_connect());
    assert_eq!((elapsed, log.len()), (Duration::ZERO, 1));
}

#[tokio::test(start_paused = true)]
async fn last_look_before_the_limit() {
    let started = Instant::now();
    let (client, _) = server(move |_| respond(200, &[], if started.elapsed() < seconds(22) { BUSY } else { IDLE }));
    let (seen, elapsed) = until_idle(&wait().with_limit(seconds(28)), &client).await;
    assert_eq!((seen.unwrap()["stateName"].as_str(), elapsed), (Some("IDLE"), seconds(23)));
}

#[tokio::test(start_paused = true)]
async fn wait_for_a_deletion() {
    let (client, log) = server(|number| match number {
        0 => respond(200, &[], BUSY),
        1 => respond(502, &[], ""),
        _ => respond(404, &[], ""),
    });
    let started = Instant::now();
    wait().until_gone(|| look(&client)).await.unwrap();
    assert_eq!((started.elapsed(), log.len()), (seconds(20), 3));

    let page = |status| respond(status, &[("content-type", "text/html")], "<title>no route</title>");
    let (client, log) = server(move |number| match number {
        0 | 1 => page(404),
        2 => respond(200, &[], BUSY),
        _ => respond(404, &[], r#"{"error":404,"errorCode":"CLUSTER_NOT_FOUND"}"#),
    });
    wait().until_gone(|| look(&client)).await.unwrap();
    assert_eq!(log.len(), 4, "a gateway knows of no cluster");
    let (client, _) = server(move |_| page(404));
    let error = wait().until_gone(|| look(&client)).await.unwrap_err();
    assert!(error.to_string().contains("check the base URL"), "{error}");

    let (client, _) = server(|_| respond(403, &[], ""));
    assert!(wait().until_gone(|| look(&client)).await.unwrap_err().is_forbidden());
    let (client, _) = server(|_| respond(200, &[], BUSY));
    assert!(wait().until_gone(|| look(&client)).await.unwrap_err().is_timeout());
}

#[tokio::test(start_paused = true)]
async fn token_endpoint_that_is_not_found() {
    let (builder, _) = mock(|_, _| respond(404, &[], ""));
    let client = builder.credentials(Credentials::service_account("i", "s")).build().unwrap();
    let error = wait().until_gone(|| look(&client)).await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 404, "which says nothing about the resource: {error}");
}

#[tokio::test(start_paused = true)]
async fn dropped_wait() {
    let (client, log) = server(|_| respond(200, &[], BUSY));
    assert!(timeout(seconds(25), until_idle(&wait(), &client)).await.is_err());
    assert_eq!(log.len(), 3);
    sleep(seconds(600)).await;
    assert_eq!(log.len(), 3);
}

#[test]
fn a_wait_can_run_on_another_thread() {
    fn spawnable(_: impl Future + Send + 'static) {}
    let (client, _) = server(|_| respond(200, &[], IDLE));
    spawnable(async move { wait().until(|| look(&client), |_| true).await });
}
