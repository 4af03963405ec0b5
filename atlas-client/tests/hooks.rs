//! The hook around attempts: what it sees and changes, and what it does instead of sending.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use atlas_client::transport::{Body, TransportError, TransportErrorKind};
use atlas_client::{Attempt, Client, Credentials, Error, ErrorKind, Method, Result, RetryPolicy};
use http::HeaderValue;
use support::{mock, mock_async, reset, respond, seconds};
use tower::{Service as _, ServiceBuilder, ServiceExt as _};

async fn call(client: &Client, method: Method) -> Result<()> {
    client.request(method, "/api/x/{id}").path("1").with_header("x-user", "u").send().await.map(drop)
}

#[tokio::test(start_paused = true)]
async fn headers_of_one_attempt() {
    let (builder, log) = mock(|_, number| if number == 0 { reset() } else { respond(200, &[], "{}") });
    let client = builder
        .credentials(Credentials::bearer("token"))
        .around_attempts(|mut attempt: Attempt| async move {
            assert!(!attempt.headers().contains_key("authorization") && !attempt.headers().contains_key("x-attempt"));
            let number = HeaderValue::from(attempt.number());
            attempt.headers_mut().insert("x-attempt", number);
            attempt.headers_mut().remove("x-user");
            attempt.send().await
        })
        .build()
        .unwrap();
    call(&client, Method::GET).await.unwrap();
    let sent: Vec<_> = log.requests().iter().map(|request| request.headers().clone()).collect();
    for (number, headers) in sent.iter().enumerate() {
        assert_eq!(headers["x-attempt"], (number + 1).to_string());
        assert_eq!((headers["authorization"].as_bytes(), headers.get("x-user")), (&b"Bearer token"[..], None));
    }
    assert_eq!(sent.len(), 2);
}

/// How a program sends what the client has no credentials for, such as HTTP Basic.
#[tokio::test(start_paused = true)]
async fn authorization_of_a_hook() {
    let (builder, log) = mock(|_, _| respond(200, &[], "{}"));
    let client = builder
        .credentials(Credentials::anonymous())
        .around_attempts(|mut attempt: Attempt| async move {
            let mut basic = HeaderValue::from_static("Basic dTpw");
            basic.set_sensitive(true);
            attempt.headers_mut().insert("authorization", basic);
            attempt.send().await
        })
        .build()
        .unwrap();
    call(&client, Method::GET).await.unwrap();
    assert_eq!(log.requests()[0].headers()["authorization"], "Basic dTpw");
}

#[tokio::test(start_paused = true)]
async fn outcome_of_each_attempt() {
    let (builder, _) = mock_async(|_, number| async move {
        match number {
            0 => std::future::pending().await,
            1 => respond(503, &[], ""),
            _ => respond(202, &[("x-id", "7")], "{}"),
        }
    });
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = seen.clone();
    let client = builder
        .timeout(seconds(3))
        .around_attempts(move |attempt: Attempt| {
            let log = log.clone();
            async move {
                let name = format!("{} {} {}", attempt.operation(), attempt.method(), attempt.path_template());
                let started = tokio::time::Instant::now();
                let outcome = attempt.send().await;
                let shown = match &outcome {
                    Ok(response) => format!("{} {:?}", response.status(), response.headers()["x-id"]),
                    Err(error) => format!("{:?} {:?} {}", error.kind(), error.status(), error.operation()),
                };
                log.lock().unwrap().push((name, shown, started.elapsed().as_secs()));
                outcome
            }
        })
        .build()
        .unwrap();
    call(&client, Method::PUT).await.unwrap();
    let expected =
        [("Timeout None PUT /api/x/{id}", 3), ("Status Some(503) PUT /api/x/{id}", 0), ("202 Accepted \"7\"", 0)];
    let name = "PUT /api/x/{id} PUT /api/x/{id}".to_owned();
    assert_eq!(*seen.lock().unwrap(), expected.map(|(shown, time)| (name.clone(), shown.to_owned(), time)));
}

/// The first attempt fails like this, the others are sent.
async fn with_fault(method: Method, kind: TransportErrorKind) -> (Result<()>, usize) {
    let (builder, log) = mock(|_, _| respond(200, &[], "{}"));
    let fault = move |attempt: Attempt| async move {
        if attempt.number() > 1 {
            attempt.send().await
        } else {
            Err(attempt.fail(TransportError::new(kind, "injected")))
        }
    };
    let outcome = call(&builder.around_attempts(fault).build().unwrap(), method).await;
    (outcome, log.len())
}

#[tokio::test(start_paused = true)]
async fn injected_faults() {
    assert_eq!(with_fault(Method::GET, TransportErrorKind::Io).await.1, 1);
    let (outcome, sent) = with_fault(Method::POST, TransportErrorKind::Connect).await;
    outcome.unwrap();
    assert_eq!(sent, 1);
    let (outcome, sent) = with_fault(Method::POST, TransportErrorKind::Io).await;
    let error = outcome.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), error.may_have_been_applied(), sent), (ErrorKind::Io, 1, true, 0));
}

#[tokio::test(start_paused = true)]
async fn responses_of_a_hook() {
    let (builder, log) = mock(|_, _| respond(200, &[], "{}"));
    let client = builder
        .around_attempts(|attempt: Attempt| {
            let status = if attempt.number() == 1 { 503 } else { 200 };
            let body = if status == 503 { r#"{"errorCode":"BUSY"}"# } else { "[1]" };
            let seen = attempt.respond(http::Response::builder().status(status).body(Body::from(body)).unwrap());
            async move {
                let outcome = seen.await;
                assert_eq!(outcome.as_ref().err().and_then(Error::code), (status == 503).then_some("BUSY"));
                outcome
            }
        })
        .build()
        .unwrap();
    let response = client.request(Method::GET, "/api/x").send().await.unwrap();
    assert_eq!((response.attempts(), response.json::<Vec<u8>>().unwrap()), (2, vec![1]));
    let error = client.request(Method::POST, "/api/x").send().await.unwrap_err();
    assert!(error.may_have_been_applied() && log.len() == 0);
}

#[tokio::test(start_paused = true)]
async fn framing_headers_of_a_hook() {
    for name in ["host", "connection", "transfer-encoding", "content-length"] {
        let (builder, log) = mock(|_, _| respond(200, &[], "{}"));
        let client = builder
            .around_attempts(move |mut attempt: Attempt| {
                attempt.headers_mut().insert(name, HeaderValue::from_static("1"));
                attempt.send()
            })
            .build()
            .unwrap();
        let error = call(&client, Method::POST).await.unwrap_err();
        assert_eq!((error.kind(), error.may_have_been_applied(), log.len()), (ErrorKind::Request, false, 0));
        assert!(error.to_string().contains(name), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn hook_that_does_not_end() {
    for sends in [false, true] {
        let (builder, _) = mock(|_, _| respond(200, &[], "{}"));
        let client = builder
            .retry(RetryPolicy::default().with_overall_limit(seconds(7)))
            .around_attempts(move |attempt: Attempt| async move {
                if sends {
                    attempt.send().await?;
                }
                std::future::pending().await
            })
            .build()
            .unwrap();
        let started = tokio::time::Instant::now();
        let error = call(&client, Method::POST).await.unwrap_err();
        assert_eq!((error.kind(), started.elapsed()), (ErrorKind::Timeout, seconds(7)));
        assert_eq!(error.may_have_been_applied(), sends);
    }
}

#[tokio::test(start_paused = true)]
async fn response_of_a_hook_without_an_end() {
    let (builder, _) = mock(|_, _| respond(200, &[], "{}"));
    let client = builder
        .timeout(seconds(3))
        .retry(RetryPolicy::none())
        .around_attempts(|attempt: Attempt| {
            attempt.respond(http::Response::new(Body::stream(futures_util::stream::pending())))
        })
        .build()
        .unwrap();
    let started = tokio::time::Instant::now();
    let error = call(&client, Method::POST).await.unwrap_err();
    assert_eq!((error.kind(), started.elapsed()), (ErrorKind::Timeout, seconds(3)));
    assert!(error.may_have_been_applied() && error.to_string().contains("no complete response"), "{error}");
}

/// The request is with the server when the hook lets go of it: it has given it to a task, or waits no further.
#[tokio::test(start_paused = true)]
async fn request_that_a_hook_leaves() {
    for spawns in [false, true] {
        for (method, applied) in [(Method::POST, true), (Method::GET, false)] {
            let (builder, log) = mock_async(|_, _| std::future::pending());
            let client = builder
                .retry(RetryPolicy::none().with_overall_limit(seconds(7)))
                .around_attempts(move |attempt: Attempt| async move {
                    if spawns {
                        return tokio::spawn(attempt.send()).await.unwrap();
                    }
                    let _ = tokio::time::timeout(seconds(1), attempt.send()).await;
                    std::future::pending().await
                })
                .build()
                .unwrap();
            let error = call(&client, method).await.unwrap_err();
            assert_eq!((error.kind(), error.may_have_been_applied(), log.len()), (ErrorKind::Timeout, applied, 1));
        }
    }
}

/// What the hook lets go of was refused, or has never been sent.
#[tokio::test(start_paused = true)]
async fn request_without_effect_in_a_hook() {
    for refused in [false, true] {
        let (builder, log) = mock(|_, _| respond(400, &[], "{}"));
        let client = builder
            .retry(RetryPolicy::none().with_overall_limit(seconds(7)))
            .around_attempts(move |attempt: Attempt| async move {
                let sending = attempt.send();
                if refused {
                    sending.await.unwrap_err();
                }
                std::future::pending().await
            })
            .build()
            .unwrap();
        let error = call(&client, Method::POST).await.unwrap_err();
        assert_eq!((error.may_have_been_applied(), log.len()), (false, usize::from(refused)));
    }
}

#[tokio::test(start_paused = true)]
async fn tower_layers_around_attempts() {
    let open = Arc::new(Mutex::new((0_u32, 0_u32)));
    let count = open.clone();
    let (builder, _) = mock_async(move |_, _| {
        let count = count.clone();
        async move {
            let now = {
                let mut count = count.lock().unwrap();
                count.0 += 1;
                count.0
            };
            tokio::time::sleep(Duration::from_millis(10)).await;
            let mut count = count.lock().unwrap();
            *count = (count.0 - 1, count.1.max(now));
            respond(200, &[], "{}")
        }
    });
    let stack = ServiceBuilder::new().concurrency_limit(3).service_fn(Attempt::send);
    let client = builder
        .around_attempts(move |attempt| {
            let mut stack = stack.clone();
            async move { stack.ready().await?.call(attempt).await }
        })
        .build()
        .unwrap();
    let calls: Vec<_> = (0..12)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { call(&client, Method::GET).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(open.lock().unwrap().1, 3);
}
