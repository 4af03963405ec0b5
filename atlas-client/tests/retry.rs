//! What is retried, when, and what an error says afterwards. The clock is paused: no test waits.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::time::Duration;

use atlas_client::transport::{Progress, TransportError, TransportErrorKind};
use atlas_client::{Client, Credentials, ErrorKind, Method, Result, RetryPolicy, StatusCode};
use support::{Outcome, mock, mock_async, refused, reset, respond, seconds};
use tokio::time::{Instant, sleep, timeout};

const OK: &str = "{}";

/// Sends one request; what came of it, and how long it took.
async fn call(client: &Client, method: Method) -> (Result<u32>, Duration) {
    let started = Instant::now();
    let response = client.request(method, "/api/x").send().await;
    (response.map(|response| response.attempts()), started.elapsed())
}

fn within(elapsed: Duration, low: u64, high: u64) {
    assert!(elapsed >= seconds(low) && elapsed <= seconds(high), "{elapsed:?} not in {low}..{high} s");
}

#[tokio::test(start_paused = true)]
async fn retry_after_seconds() {
    for method in [Method::GET, Method::POST, Method::PATCH, Method::DELETE] {
        let (builder, log) = mock(|_, number| match number {
            0 => respond(429, &[("retry-after", "55")], r#"{"errorCode":"RATE_LIMITED_TOKEN_BUCKET","error":429}"#),
            _ => respond(200, &[], OK),
        });
        let (attempts, elapsed) = call(&builder.build().unwrap(), method).await;
        assert_eq!(attempts.unwrap(), 2);
        within(elapsed, 55, 56);
        assert_eq!(log.len(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn retry_after_date() {
    let (builder, _) = mock(|_, number| match number {
        0 => {
            let date = ("date", "Fri, 21 Nov 2025 20:00:00 GMT");
            respond(429, &[date, ("retry-after", "Fri, 21 Nov 2025 20:00:30 GMT")], "")
        }
        _ => respond(200, &[], OK),
    });
    let (attempts, elapsed) = call(&builder.build().unwrap(), Method::POST).await;
    assert_eq!(attempts.unwrap(), 2);
    within(elapsed, 30, 31);
}

#[tokio::test(start_paused = true)]
async fn rate_limit_without_retry_after() {
    let (builder, log) = mock(|_, _| respond(429, &[], r#"{"errorCode":"RATE_LIMITED"}"#));
    let (error, elapsed) = call(&builder.build().unwrap(), Method::POST).await;
    let error = error.unwrap_err();
    assert_eq!((error.status(), error.attempts() as usize), (Some(StatusCode::TOO_MANY_REQUESTS), log.len()));
    assert!(error.is_rate_limited() && !error.may_have_been_applied());
    within(elapsed, 270, 300);
    assert!(log.len() < 25, "{} requests", log.len());
}

#[tokio::test(start_paused = true)]
async fn rate_limit_without_retries() {
    let (builder, log) = mock(|_, _| respond(429, &[("retry-after", "1")], ""));
    let client = builder.retry(RetryPolicy::none()).build().unwrap();
    for _ in 0..10 {
        let (error, elapsed) = call(&client, Method::GET).await;
        assert_eq!((error.unwrap_err().attempts(), elapsed), (1, Duration::ZERO));
    }
    assert_eq!(log.len(), 10);
}

#[tokio::test(start_paused = true)]
async fn rate_limit_that_other_failures_pass() {
    let (builder, log) = mock(|_, number| match number {
        0 => respond(429, &[("retry-after", "60")], ""),
        _ => respond(404, &[], r#"{"errorCode":"USER_NOT_FOUND"}"#),
    });
    let (client, started) = (builder.build().unwrap(), Instant::now());
    for _ in 0..20 {
        let (error, _) = call(&client, Method::GET).await;
        assert_eq!(error.unwrap_err().status(), Some(StatusCode::NOT_FOUND));
    }
    // The first call waits; its 404 shows the others that the server takes requests again.
    within(started.elapsed(), 60, 62);
    assert_eq!(log.len(), 21);
}

#[tokio::test(start_paused = true)]
async fn rate_limit_without_other_delays() {
    let (builder, log) = mock(|_, _| respond(429, &[], ""));
    let policy = RetryPolicy::default().with_backoff(Duration::ZERO, Duration::ZERO).with_overall_limit(seconds(60));
    let (error, _) = call(&builder.retry(policy).build().unwrap(), Method::GET).await;
    assert!(error.unwrap_err().is_rate_limited());
    assert!(log.len() <= 61, "{} requests in a minute", log.len());
}

/// Sends `count` calls at once to a server that allows `limit` in each window; how many requests that takes, and how
/// long.
async fn limited(client: &Client, log: &support::Log, count: usize) -> (usize, Duration) {
    let (before, started) = (log.len(), Instant::now());
    let tasks: Vec<_> = (0..count).map(|_| tokio::spawn(client.request(Method::POST, "/api/x").send())).collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    (log.len() - before, started.elapsed())
}

/// As [`limited`] for a new client, after 288 calls of others. `seed` decides the random parts of the waits.
async fn shared_limit(limit: u64, window: u64, retry_after: Option<&'static str>, seed: u64) -> (usize, Duration) {
    fastrand::seed(seed);
    let started = Instant::now();
    let accepted = std::sync::Mutex::new((0, 0));
    let (builder, log) = mock_async(move |_, _| {
        let now = started.elapsed().as_secs() / window;
        let mut accepted = accepted.lock().unwrap();
        if accepted.0 != now {
            *accepted = (now, 0);
        }
        accepted.1 += 1;
        let is_accepted = accepted.1 <= limit;
        async move {
            sleep(Duration::from_millis(50)).await;
            let header: Vec<_> = retry_after.iter().map(|seconds| ("retry-after", *seconds)).collect();
            if is_accepted { respond(200, &[], OK) } else { respond(429, &header, "") }
        }
    });
    let policy = RetryPolicy::default().with_overall_limit(seconds(3600));
    let client = builder.retry(policy).build().unwrap();
    for callers in [8, 16, 64, 200] {
        limited(&client, &log, callers).await;
    }
    limited(&client, &log, 200).await
}

#[tokio::test(start_paused = true)]
async fn rate_limit_shared_by_clones() {
    for (limit, window, retry_after) in [(10, 1, Some("1")), (100, 60, None), (50, 60, Some("60")), (5, 2, Some("2"))] {
        let (mut requests, mut times) = (Vec::new(), Vec::new());
        for seed in 0..50 {
            let (count, time) = shared_limit(limit, window, retry_after, seed).await;
            requests.push(count);
            times.push(time.as_secs());
        }
        requests.sort_unstable();
        times.sort_unstable();
        let about = format!("{limit} in {window} s, {retry_after:?}: {requests:?} requests for 200 calls, {times:?} s");
        assert!(requests[49] <= if retry_after.is_some() { 220 } else { 450 }, "{about}");
        let bound = 200 / limit * window * 3 / 2 + 2 * window;
        assert!(times[47] <= bound && times[49] <= 2 * bound, "{about}");
    }
}

/// Two operations with one bucket, which only the bodies of refusals describe: the first request of each is refused,
/// and after that none.
#[tokio::test(start_paused = true)]
async fn rate_limit_of_a_set() {
    const REFUSED: &str = r#"{"error":429,"errorCode":"RATE_LIMITED_TOKEN_BUCKET","reason":"Too Many Requests",
        "detail":"Rate limit exceeded for orgs.","parameters":["orgs",20,10,5,60]}"#;
    let started = Instant::now();
    let bucket = std::sync::Mutex::new((0, 0));
    let (builder, log) = mock(move |_, _| {
        let refills = (started.elapsed().as_secs() + 40) / 60;
        let (known, tokens) = &mut *bucket.lock().unwrap();
        *tokens = (*tokens + 5 * (refills - *known)).min(10);
        *known = refills;
        match tokens.checked_sub(1) {
            Some(left) => *tokens = left,
            None => return respond(429, &[], REFUSED),
        }
        respond(200, &[], OK)
    });
    let client = builder.retry(RetryPolicy::default().with_overall_limit(seconds(3600))).build().unwrap();
    for path in ["/api/orgs", "/api/orgs/1"] {
        let error = client.request(Method::GET, path).with_retry(RetryPolicy::none()).send().await.unwrap_err();
        assert_eq!(error.retry_after(), Some(seconds(20)));
    }
    let calls = |path: &'static str| (0..30).map(move |_| path);
    let tasks: Vec<_> = calls("/api/orgs")
        .chain(calls("/api/orgs/1"))
        .map(|path| tokio::spawn(client.request(Method::GET, path).send()))
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(log.len(), 2 + 60);
    within(started.elapsed(), 20 + 11 * 60, 22 + 11 * 60);
}

#[tokio::test(start_paused = true)]
async fn gateway_errors() {
    for status in [502, 503, 504] {
        for (method, attempts) in
            [(Method::GET, 3), (Method::PUT, 3), (Method::DELETE, 3), (Method::POST, 1), (Method::PATCH, 1)]
        {
            let (builder, log) = mock(move |_, number| match number {
                0 | 1 => respond(status, &[("content-type", "text/html")], "<title>Unavailable</title>"),
                _ => respond(200, &[], OK),
            });
            let (response, _) = call(&builder.build().unwrap(), method.clone()).await;
            assert_eq!(log.len(), attempts, "{status} {method}");
            match response {
                Ok(_) => assert_eq!(attempts, 3),
                Err(error) => {
                    assert_eq!(error.body(), b"<title>Unavailable</title>");
                    assert!(error.may_have_been_applied(), "{status} {method}");
                    assert!(error.to_string().contains("\"Unavailable\""), "{error}");
                }
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn final_statuses() {
    for status in [400, 401, 403, 404, 409, 410, 418, 501] {
        let (builder, log) = mock(move |_, _| respond(status, &[("retry-after", "1")], ""));
        let error = call(&builder.build().unwrap(), Method::GET).await.0.unwrap_err();
        assert_eq!((error.status().unwrap().as_u16(), log.len()), (status, 1));
        assert!(!error.may_have_been_applied(), "a GET changes nothing");
    }
}

#[tokio::test(start_paused = true)]
async fn broken_connections() {
    for method in [Method::POST, Method::PATCH] {
        let (builder, log) = mock(|_, _| reset());
        let error = call(&builder.build().unwrap(), method).await.0.unwrap_err();
        assert_eq!((error.kind(), log.len()), (ErrorKind::Io, 1), "sent exactly once");
        assert!(error.may_have_been_applied());
        assert!(std::error::Error::source(&error).unwrap().to_string().contains("connection"));
    }
    for method in [Method::GET, Method::DELETE] {
        let (builder, log) = mock(|_, number| if number < 3 { reset() } else { respond(200, &[], OK) });
        assert_eq!(call(&builder.build().unwrap(), method).await.0.unwrap(), 4);
        assert_eq!(log.len(), 4);
    }
}

#[tokio::test(start_paused = true)]
async fn refused_connections() {
    for method in [Method::GET, Method::PUT, Method::POST, Method::PATCH, Method::DELETE] {
        let (builder, log) = mock(|_, number| if number < 3 { refused() } else { respond(200, &[], OK) });
        assert_eq!(call(&builder.build().unwrap(), method.clone()).await.0.unwrap(), 4);
        assert_eq!(log.len(), 4);
        let (builder, _) = mock(|_, _| refused());
        let error = call(&builder.build().unwrap(), method).await.0.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 4));
        assert!(!error.may_have_been_applied(), "nothing was sent");
        let policy = RetryPolicy::none();
        let (builder, log) = mock(|_, _| refused());
        call(&builder.retry(policy).build().unwrap(), Method::POST).await.0.unwrap_err();
        assert_eq!(log.len(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn maybe_applied_stays() {
    let (builder, _) = mock(|_, number| if number == 0 { reset() } else { respond(404, &[], "") });
    let error = call(&builder.build().unwrap(), Method::DELETE).await.0.unwrap_err();
    assert!(error.is_not_found() && error.may_have_been_applied(), "the first attempt may have deleted it");
    let (builder, _) = mock(|_, _| respond(404, &[], ""));
    let error = call(&builder.build().unwrap(), Method::DELETE).await.0.unwrap_err();
    assert!(!error.may_have_been_applied());
}

#[tokio::test(start_paused = true)]
async fn time_out_of_an_attempt() {
    let hang = || mock_async(|_, _| std::future::pending::<Outcome>());
    let (builder, log) = hang();
    let client = builder.timeout(seconds(10)).build().unwrap();
    let (error, elapsed) = call(&client, Method::POST).await;
    let error = error.unwrap_err();
    assert!(error.is_timeout() && error.may_have_been_applied());
    assert_eq!((elapsed, log.len()), (seconds(10), 1));
    assert!(error.to_string().contains("10.0s"), "{error}");

    let (builder, log) = hang();
    let client = builder.timeout(seconds(10)).build().unwrap();
    let (error, elapsed) = call(&client, Method::GET).await;
    assert!(error.unwrap_err().is_timeout());
    assert_eq!(log.len(), 4);
    within(elapsed, 40, 47);
}

#[tokio::test(start_paused = true)]
async fn overall_limit() {
    // A delay beyond the limit is not waited for.
    let policy = RetryPolicy::default().with_overall_limit(seconds(30));
    for status in [429, 503] {
        let (builder, log) = mock(move |_, _| respond(status, &[("retry-after", "55")], ""));
        let (error, elapsed) = call(&builder.retry(policy.clone()).build().unwrap(), Method::GET).await;
        let error = error.unwrap_err();
        assert_eq!((elapsed, log.len(), error.retry_after()), (Duration::ZERO, 1, Some(seconds(55))));
    }
    // An attempt is cut off.
    let (builder, log) = mock_async(|_, _| std::future::pending::<Outcome>());
    let (error, elapsed) = call(&builder.timeout(seconds(20)).retry(policy).build().unwrap(), Method::GET).await;
    assert!(error.unwrap_err().is_timeout());
    assert_eq!((elapsed, log.len()), (seconds(30), 2));
}

#[tokio::test(start_paused = true)]
async fn policy_and_timeout_of_a_request() {
    let (builder, log) = mock(|_, _| respond(503, &[], ""));
    let client = builder.build().unwrap();
    let request = |policy| client.request(Method::POST, "/api/x").with_retry(policy).send();
    assert_eq!(request(RetryPolicy::none()).await.unwrap_err().attempts(), 1);
    let all = RetryPolicy::default().with_all_methods(true).with_max_attempts(2);
    assert_eq!(request(all).await.unwrap_err().attempts(), 2);
    assert_eq!(log.len(), 3);

    let (builder, _) = mock_async(|_, _| std::future::pending::<Outcome>());
    let client = builder.build().unwrap();
    let started = Instant::now();
    let call = client.request(Method::POST, "/api/x").with_timeout(seconds(3)).send();
    assert!(call.await.unwrap_err().is_timeout());
    assert_eq!(started.elapsed(), seconds(3));
}

#[tokio::test(start_paused = true)]
async fn dropped_call() {
    let (builder, log) = mock(|_, _| respond(429, &[("retry-after", "20")], ""));
    let client = builder.build().unwrap();
    let call = client.request(Method::GET, "/api/x").send();
    assert!(timeout(seconds(5), call).await.is_err());
    sleep(seconds(60)).await;
    assert_eq!(log.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn requests_that_cannot_be_sent() {
    for kind in [TransportErrorKind::Request, TransportErrorKind::Redirected] {
        let (builder, log) = mock(move |_, _| Err(TransportError::new(kind, "no")));
        let error = call(&builder.build().unwrap(), Method::GET).await.0.unwrap_err();
        assert_eq!((error.attempts(), log.len()), (1, 1));
    }
}

#[tokio::test(start_paused = true)]
async fn response_that_breaks_off() {
    let (builder, log) = mock(|_, number| {
        if number > 0 {
            return respond(200, &[], OK);
        }
        let chunks = support::chunks(["{"], TransportError::new(TransportErrorKind::Io, "cut"));
        Ok(http::Response::new(chunks))
    });
    assert_eq!(call(&builder.build().unwrap(), Method::GET).await.0.unwrap(), 2);
    assert_eq!(log.len(), 2);
}

/// The error of a POST that takes too long in a transport that does this first.
async fn cut_off(first: fn(&Progress)) -> (atlas_client::Error, usize) {
    let (builder, log) = mock_async(move |request, _| async move {
        first(request.extensions().get::<Progress>().unwrap());
        std::future::pending::<Outcome>().await
    });
    let client = builder.timeout(seconds(10)).build().unwrap();
    (call(&client, Method::POST).await.0.unwrap_err(), log.len())
}

#[tokio::test(start_paused = true)]
async fn time_out_while_connecting() {
    let (error, requests) = cut_off(Progress::connecting).await;
    assert_eq!((error.attempts(), requests), (4, 4), "nothing was sent, so that it is retried");
    assert!(error.is_timeout() && !error.may_have_been_applied());
    assert!(error.to_string().contains("no connection to https://cloud.mongodb.com within 10.0s"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn time_out_after_sending() {
    let send = |progress: &Progress| {
        progress.connecting();
        progress.sending();
    };
    for first in [send, |_: &Progress| {}] {
        let (error, requests) = cut_off(first).await;
        assert_eq!((error.attempts(), requests), (1, 1));
        assert!(error.is_timeout() && error.may_have_been_applied());
        assert!(error.to_string().contains("no response within 10.0s"), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn time_out_of_the_whole_call() {
    let (builder, _) = mock_async(|_, _| std::future::pending::<Outcome>());
    let policy = RetryPolicy::default().with_overall_limit(seconds(30));
    let error = call(&builder.timeout(seconds(60)).retry(policy).build().unwrap(), Method::GET).await.0.unwrap_err();
    assert!(error.to_string().contains("no response within 30.0s, the overall limit of the call"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn time_out_of_a_body() {
    let (builder, _) = mock(|_, _| Ok(http::Response::new(support::stalled("{"))));
    let client = builder.retry(RetryPolicy::none()).build().unwrap();
    let error = call(&client, Method::POST).await.0.unwrap_err();
    assert!(
        error.may_have_been_applied() && error.to_string().contains("no complete response within 60.0s"),
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn time_out_of_a_token_after_a_401() {
    let (builder, log) = mock_async(|request, number| async move {
        match (request.uri().path(), number) {
            ("/api/oauth/token", 0) => respond(200, &[], r#"{"access_token":"t"}"#),
            ("/api/oauth/token", _) => std::future::pending().await,
            _ => respond(401, &[], ""),
        }
    });
    let account = Credentials::service_account("id", "secret");
    let client = builder.credentials(account).timeout(seconds(10)).retry(RetryPolicy::none()).build().unwrap();
    let error = call(&client, Method::POST).await.0.unwrap_err();
    assert!(!error.may_have_been_applied(), "it was refused before");
    assert!(error.to_string().contains("no access token from the token endpoint within 10.0s"), "{error}");
    assert_eq!(log.len(), 3);
}
