//! Tokens of service accounts that are revoked.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use atlas_client::{ErrorKind, Method, StatusCode};
use support::account::{REVOKE, TOKEN, account, authorization, get, token};
use support::{mock, mock_async, respond, seconds};
use tokio::time::Instant;

#[tokio::test(start_paused = true)]
async fn token_revocation() {
    let (builder, log) = mock(|request, number| match request.uri().path() {
        TOKEN => respond(200, &[], &format!(r#"{{"access_token":"t+{number}"}}"#)),
        _ => respond(200, &[], ""),
    });
    let client = account(builder);
    client.revoke_token().await.unwrap();
    assert_eq!(log.len(), 0, "there was none");
    get(&client).await.unwrap();
    client.revoke_token().await.unwrap();
    let revoke = log.requests().pop().unwrap();
    assert_eq!((revoke.method(), revoke.uri().path()), (&Method::POST, REVOKE));
    assert!(authorization(&revoke).starts_with("Basic "));
    assert_eq!(revoke.body(), "token=t%2B0&token_type_hint=access_token");
    get(&client).await.unwrap();
    assert_eq!(log.count(TOKEN), 2);
}

#[tokio::test(start_paused = true)]
async fn revocation_that_fails() {
    let (builder, log) = mock(|request, number| match request.uri().path() {
        TOKEN => token(number, 60),
        REVOKE if number == 2 => respond(429, &[("retry-after", "9")], ""),
        _ => respond(200, &[], ""),
    });
    let client = account(builder);
    get(&client).await.unwrap();
    let started = Instant::now();
    let error = client.revoke_token().await.unwrap_err();
    assert_eq!((error.status(), error.retry_after()), (Some(StatusCode::TOO_MANY_REQUESTS), Some(seconds(9))));
    assert_eq!(started.elapsed(), seconds(0));
    assert!(error.to_string().contains("could not be revoked"), "{error}");
    get(&client).await.unwrap();
    assert_eq!(log.count(TOKEN), 1, "the token is still good");
    client.revoke_token().await.unwrap();
    assert_eq!(log.count(REVOKE), 2);
}

#[tokio::test(start_paused = true)]
async fn revocation_that_hangs() {
    let (builder, log) = mock_async(|request, number| async move {
        match request.uri().path() {
            TOKEN => token(number, 3600),
            REVOKE => std::future::pending().await,
            _ if authorization(&request) == "Bearer t0" && number > 2 => respond(401, &[], ""),
            _ => respond(200, &[], "{}"),
        }
    });
    let client = account(builder.timeout(seconds(20)));
    get(&client).await.unwrap();
    assert_eq!(client.revoke_token().await.unwrap_err().kind(), ErrorKind::Timeout);
    let started = Instant::now();
    // Revoked after all; the request for another token waits for the one that hangs.
    get(&client).await.unwrap();
    assert_eq!((started.elapsed(), log.count(TOKEN)), (seconds(10), 2));
}
