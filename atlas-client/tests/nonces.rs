//! API keys: how many callers share the nonces of one client.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::time::Duration;

use atlas_client::{Client, Credentials, Method, RawResponse, Result, RetryPolicy};
use support::digest::{PASSWORD, Server, USER, get};
use support::{Log, mock_async, respond};
use tokio::time::Instant;

#[tokio::test(start_paused = true)]
async fn nonces_of_concurrent_requests() {
    let server = Server { strict: true, ..Server::default() };
    let (client, log) = server.start(PASSWORD);
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move {
                for _ in 0..50 {
                    get(&client).await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(server.state.lock().unwrap().shared, 0);
    assert!(log.len() <= 408, "{} requests for 400 calls", log.len());
}

#[tokio::test(start_paused = true)]
async fn few_challenges_are_open_at_once() {
    // A server that remembers its last twelve nonces.
    let server = Server { remembers: 12, strict: true, ..Server::default() };
    let (client, log) = server.start(PASSWORD);
    for most in [2600, 2100] {
        let (requests, _) = callers(&client, &log, 200, 10).await;
        assert!(requests <= most, "{requests} requests for 2000 calls");
    }
}

#[tokio::test(start_paused = true)]
async fn server_that_restarts() {
    let server = Server::default();
    let inner = server.clone();
    let (builder, log) = mock_async(move |request, number| {
        let server = inner.clone();
        async move {
            tokio::time::sleep(Duration::from_millis(40 + number as u64 % 20)).await;
            server.respond(request).await
        }
    });
    let client = builder.credentials(Credentials::api_key(USER, PASSWORD)).build().unwrap();
    let restart = tokio::spawn(async move {
        tokio::time::sleep(Duration::from_secs(3)).await;
        server.state.lock().unwrap().nonces.clear();
    });
    let (requests, slowest) = callers(&client, &log, 64, 100).await;
    restart.await.unwrap();
    // Each nonce is forgotten once, and that is one verdict: half as many are open for a moment.
    assert!(requests <= 6400 + 3 * 64 && slowest < Duration::from_millis(500), "{requests} requests, {slowest:?}");
}

/// Makes `calls` calls by each of many callers; how many requests that takes, and how long the slowest call does.
async fn callers(client: &Client, log: &Log, callers: usize, calls: usize) -> (usize, Duration) {
    let before = log.len();
    let caller = |client: Client| async move {
        let mut slowest = Duration::ZERO;
        for _ in 0..calls {
            let started = Instant::now();
            get(&client).await.unwrap();
            slowest = slowest.max(started.elapsed());
        }
        slowest
    };
    let tasks: Vec<_> = (0..callers).map(|_| tokio::spawn(caller(client.clone()))).collect();
    let mut slowest = Duration::ZERO;
    for task in tasks {
        slowest = slowest.max(task.await.unwrap());
    }
    (log.len() - before, slowest)
}

#[tokio::test(start_paused = true)]
async fn nonces_held_by_stuck_calls() {
    let (builder, log) = mock_async(|request, _| async move {
        if request.uri().path() == "/api/stuck" {
            std::future::pending::<()>().await;
        }
        respond(200, &[], "{}")
    });
    let client = builder.credentials(Credentials::api_key(USER, PASSWORD)).build().unwrap();
    let stuck = |count| {
        for _ in 0..count {
            tokio::spawn(client.request(Method::GET, "/api/stuck").send());
        }
        tokio::task::yield_now()
    };
    stuck(8).await;
    let started = Instant::now();
    get(&client).await.unwrap();
    assert_eq!((started.elapsed(), log.len()), (Duration::from_millis(500), 9));
    get(&client).await.unwrap();
    assert_eq!(started.elapsed(), Duration::from_millis(500), "later calls go out at once");

    stuck(4).await;
    tokio::time::sleep(Duration::from_secs(9)).await;
    let started = Instant::now();
    get(&client).await.unwrap();
    assert_eq!(started.elapsed(), Duration::ZERO, "nothing has moved for long");

    // Beyond the most that are open, each call waits for itself.
    stuck(100).await;
    tokio::time::sleep(Duration::from_secs(9)).await;
    let started = Instant::now();
    get(&client).await.unwrap();
    assert_eq!(started.elapsed(), Duration::from_secs(5));
}

/// A hundred calls at once to a server that takes a second for each response; attempts may take three.
async fn many_slow_calls(policy: RetryPolicy) -> Vec<Result<RawResponse>> {
    let server = Server::default();
    let (builder, _) = mock_async(move |request, _| {
        let server = server.clone();
        async move {
            tokio::time::sleep(Duration::from_secs(1)).await;
            server.respond(request).await
        }
    });
    let builder = builder.credentials(Credentials::api_key(USER, PASSWORD)).timeout(Duration::from_secs(3));
    let client = builder.retry(policy).build().unwrap();
    let call = || client.request(Method::POST, "/api/x").send();
    let calls: Vec<_> = (0..100).map(|_| tokio::spawn(call())).collect();
    let mut results = Vec::new();
    for call in calls {
        results.push(call.await.unwrap());
    }
    results
}

#[tokio::test(start_paused = true)]
async fn time_that_calls_wait_for_a_nonce() {
    // It is not the server's, and does not count against the attempt.
    assert!(many_slow_calls(RetryPolicy::none()).await.iter().all(Result::is_ok));

    // The overall limit counts it, and the error says what was waited for.
    let limit = RetryPolicy::default().with_overall_limit(Duration::from_secs(2));
    let errors: Vec<_> = many_slow_calls(limit).await.into_iter().filter_map(Result::err).collect();
    let says = "no digest nonce was free within 2.0s, the overall limit of the call";
    let waited: Vec<_> = errors.iter().filter(|error| error.to_string().contains(says)).collect();
    assert!(waited.len() > 50, "{}", waited.len());
    assert!(waited.iter().all(|error| error.is_timeout() && !error.may_have_been_applied()));
}
