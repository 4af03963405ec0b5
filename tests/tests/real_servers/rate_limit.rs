//! Rate limits with HAProxy, which allows five requests in two seconds.

use std::time::{Duration, Instant};

use atlas_client::{Client, ClientBuilder, Credentials, Method, RawResponse, Result, RetryPolicy, StatusCode};

use crate::process::{Plan, Running, fixture, program};

fn haproxy() -> Option<Running> {
    let configuration = fixture("haproxy-rate-limit.cfg");
    Some(Plan::new(program("haproxy")?).argument("-db").argument("-f").argument(configuration).start())
}

fn client(server: &Running) -> ClientBuilder {
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
async fn calls_beyond_the_limit_wait_as_long_as_they_are_told_to() {
    let Some(server) = haproxy() else { return };
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
async fn without_retries_the_limit_is_told() {
    let Some(server) = haproxy() else { return };
    let client = client(&server).retry(RetryPolicy::none()).build().unwrap();
    let error = together(&client, 10).await.into_iter().find_map(Result::err);
    let error = error.unwrap();
    assert_eq!((error.status(), error.code()), (Some(StatusCode::TOO_MANY_REQUESTS), Some("RATE_LIMITED")));
    assert!(error.is_rate_limited() && !error.may_have_been_applied());
    let limit = error.rate_limit();
    assert_eq!((limit.limit, limit.remaining), (Some(5), Some(0)));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(2)));
}

#[tokio::test]
async fn a_connection_that_is_dropped_silently_ends_with_the_attempt() {
    let Some(server) = haproxy() else { return };
    let client = client(&server).timeout(Duration::from_millis(300)).build().unwrap();
    let error = client.request(Method::POST, "/api/drop").send().await.unwrap_err();
    assert!(error.is_timeout() && error.may_have_been_applied(), "{error}");
    assert_eq!(error.attempts(), 1);
}
