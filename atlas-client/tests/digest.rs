//! API keys: HTTP digest against a server that checks every response to its challenges.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::time::Duration;

use atlas_client::{Client, Credentials, ErrorKind, Method, RetryPolicy, StatusCode};
use http::header::AUTHORIZATION;
use md5::{Digest as _, Md5};
use support::digest::{PASSWORD, Server, USER, fields, get, hex};
use support::{Log, mock_async, respond};

#[tokio::test(start_paused = true)]
async fn one_round_trip_per_steady_call() {
    for sha256 in [false, true] {
        let server = Server { sha256, strict: true, ..Server::default() };
        let (client, log) = server.start(PASSWORD);
        for _ in 0..1000 {
            get(&client).await.unwrap();
        }
        assert_eq!((log.len(), server.challenges()), (1001, 1));
    }
}

#[tokio::test]
async fn body_of_a_challenged_request() {
    let (client, log) = Server::default().start(PASSWORD);
    let response = client.request(Method::POST, "/api/x").bytes("{\"a\":1}").send().await.unwrap();
    assert_eq!(response.attempts(), 1, "a challenge is not a retry");
    let requests = log.requests();
    assert!(!requests[0].headers().contains_key(AUTHORIZATION));
    assert_eq!(requests[1].body(), "{\"a\":1}");
    assert!(requests[1].headers()[AUTHORIZATION].is_sensitive());
}

#[tokio::test]
async fn worn_out_nonce() {
    let server = Server { uses: 3, ..Server::default() };
    let (client, log) = server.start(PASSWORD);
    for _ in 0..9 {
        get(&client).await.unwrap();
    }
    assert_eq!((log.len(), server.challenges()), (12, 3));
}

#[tokio::test]
async fn announced_nonce() {
    let server = Server { uses: 1, next_nonce: true, ..Server::default() };
    let (client, log) = server.start(PASSWORD);
    for _ in 0..20 {
        get(&client).await.unwrap();
    }
    assert_eq!((log.len(), server.challenges()), (21, 1));
    let counts: Vec<_> = log.requests()[1..]
        .iter()
        .map(|request| fields(request.headers()[AUTHORIZATION].to_str().unwrap())["nc"].clone())
        .collect();
    assert!(counts.iter().all(|count| count == "00000001"), "each counts from 1");
}

/// A server that always responds with this challenge.
fn refusing(challenge: &'static str) -> (Client, Log) {
    let (builder, log) =
        mock_async(move |_, _| async move { respond(401, &[("www-authenticate", challenge)], "the body") });
    (builder.credentials(Credentials::api_key(USER, "canary")).retry(RetryPolicy::none()).build().unwrap(), log)
}

#[tokio::test]
async fn wrong_credentials_stop_at_once() {
    let (client, log) = refusing("Digest realm=\"r\", nonce=\"n\", qop=\"auth\"");
    let error = get(&client).await.unwrap_err();
    assert!(error.is_auth() && error.kind() == ErrorKind::Status);
    assert!(error.to_string().contains("check that the key"), "{error}");
    assert_eq!(log.len(), 2);
    assert!(!format!("{error:?}").contains("canary"));
}

#[tokio::test(start_paused = true)]
async fn endless_staleness_is_bounded() {
    let (client, log) = refusing("Digest realm=\"r\", nonce=\"n\", qop=\"auth\", stale=true");
    let error = get(&client).await.unwrap_err();
    assert_eq!((error.status(), log.len()), (Some(StatusCode::UNAUTHORIZED), 11));
    let text = error.to_string();
    assert!(text.contains("called 10 new digest nonces in a row stale"), "{text}");
    assert!(text.contains("nothing is known about the API key") && !text.contains("check that the key"), "{text}");
    assert_eq!(error.body(), b"the body");
}

#[tokio::test(start_paused = true)]
async fn stale_fresh_nonce_is_followed() {
    for forgotten in 1..=8 {
        let server = Server::default();
        let inner = server.clone();
        let (builder, log) = mock_async(move |request, number| {
            let server = inner.clone();
            async move {
                // The server forgets the nonces that it has just made.
                if (1..=forgotten).contains(&number) { server.challenge(true) } else { server.respond(request).await }
            }
        });
        let client = builder.credentials(Credentials::api_key(USER, PASSWORD)).build().unwrap();
        let response = client.request(Method::POST, "/api/x").query("a", "b c").bytes("{}").send().await.unwrap();
        assert_eq!((response.attempts(), log.len()), (1, forgotten + 2));
    }
}

#[tokio::test(start_paused = true)]
async fn refusal_of_proven_credentials() {
    let server = Server::default();
    let inner = server.clone();
    let (builder, log) = mock_async(move |request, number| {
        let server = inner.clone();
        async move {
            // As Atlas does with concurrent deletions: a nonce that was used once is refused as a replay.
            if (2..4).contains(&number) { server.challenge(false) } else { server.respond(request).await }
        }
    });
    let client = builder.credentials(Credentials::api_key(USER, PASSWORD)).build().unwrap();
    get(&client).await.unwrap();
    get(&client).await.unwrap();
    assert_eq!(log.len(), 5);
}

#[tokio::test(start_paused = true)]
async fn key_that_was_accepted_before() {
    for (stale, requests, hint) in [
        (false, 4, "the server accepted the API key before: check that"),
        (true, 11, "the server accepted the API key before, but forgets nonces"),
    ] {
        let server = Server::default();
        let inner = server.clone();
        let (builder, log) = mock_async(move |request, number| {
            let server = inner.clone();
            async move {
                // A gateway looks at no key, and shows nothing about it.
                match number {
                    0 => respond(502, &[], ""),
                    3.. => server.challenge(stale),
                    _ => server.respond(request).await,
                }
            }
        });
        let client = builder.credentials(Credentials::api_key(USER, PASSWORD)).retry(RetryPolicy::none());
        let client = client.build().unwrap();
        assert!(get(&client).await.unwrap_err().is_server_error());
        get(&client).await.unwrap();
        let error = get(&client).await.unwrap_err();
        assert_eq!((error.status(), log.len() - 3), (Some(StatusCode::UNAUTHORIZED), requests));
        let text = error.to_string();
        assert!(text.contains(hint) && !text.contains("check that the key"), "{text}");
    }
}

#[tokio::test]
async fn realms_in_any_encoding() {
    // In Latin-1 and in UTF-8: the bytes of the server count, not what they mean.
    for realm in [&b"caf\xe9"[..], "caf\u{e9}".as_bytes()] {
        let challenge = [b"Digest nonce=\"n\", realm=\"", realm, b"\""].concat();
        let (builder, log) = mock_async(move |request, _| {
            let challenge = challenge.clone();
            async move {
                let mut refused = respond(401, &[], "")?;
                refused.headers_mut().insert("www-authenticate", challenge.try_into().unwrap());
                let Some(header) = request.headers().get(AUTHORIZATION) else { return Ok(refused) };
                let hash = |parts: &[&[u8]]| hex(&Md5::digest(parts.join(&b':')));
                let (ha1, ha2) =
                    (hash(&[USER.as_bytes(), realm, PASSWORD.as_bytes()]), hash(&[b"GET", b"/api/x?a=b%20c"]));
                let response = hash(&[ha1.as_bytes(), b"n", ha2.as_bytes()]);
                let expected = format!("uri=\"/api/x?a=b%20c\", response=\"{response}\"");
                let expected =
                    [b"Digest username=\"abcdefgh\", realm=\"", realm, b"\", nonce=\"n\", ", expected.as_bytes()];
                if header.as_bytes() == expected.concat() { respond(200, &[], "{}") } else { Ok(refused) }
            }
        });
        get(&builder.credentials(Credentials::api_key(USER, PASSWORD)).build().unwrap()).await.unwrap();
        assert_eq!(log.len(), 2);
    }
}

#[tokio::test]
async fn keys_that_no_header_may_have() {
    for user in ["abc\ndef", "abc\u{e9}"] {
        let (builder, log) =
            mock_async(|_, _| async { respond(401, &[("www-authenticate", "Digest realm=\"r\", nonce=\"n\"")], "") });
        let error = get(&builder.credentials(Credentials::api_key(user, PASSWORD)).build().unwrap()).await.unwrap_err();
        assert_eq!((error.kind(), log.len()), (ErrorKind::Credentials, 1));
        assert!(error.to_string().contains("the public part of the API key"), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn time_out_between_challenges() {
    let (client, _) = refusing("Digest realm=\"r\", nonce=\"n\", qop=\"auth\", stale=true");
    let call = client.request(Method::GET, "/api/x").with_timeout(Duration::from_millis(1));
    let error = call.send().await.unwrap_err();
    assert!(error.to_string().contains("no response but digest challenges within 1.0ms"), "{error}");
}

#[tokio::test]
async fn missing_and_unsupported_challenges() {
    let (builder, log) = mock_async(|_, _| async { respond(401, &[], "") });
    let client = builder.credentials(Credentials::api_key(USER, PASSWORD)).build().unwrap();
    let text = get(&client).await.unwrap_err().to_string();
    assert!(text.ends_with("the API key was not sent: check the base URL"), "{text}");
    assert_eq!(log.len(), 1);

    let (client, log) = refusing("Digest realm=\"r\", nonce=\"n\", algorithm=SHA-256-sess, qop=\"auth\"");
    let error = get(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.status(), log.len()), (ErrorKind::Credentials, Some(StatusCode::UNAUTHORIZED), 1));
    assert_eq!(error.body(), b"the body");
    let text = error.to_string();
    assert!(text.contains("unsupported kind of HTTP digest, algorithm SHA-256-SESS"), "{text}");
    assert!(text.contains("nothing is known about the API key") && !text.contains("check that the key"), "{text}");
}

#[tokio::test]
async fn nonce_after_other_errors() {
    let server = Server::default();
    let inner = server.clone();
    let (builder, log) = mock_async(move |request, _| {
        let server = inner.clone();
        async move {
            match server.respond(request).await {
                Ok(response) if response.status() == 200 => respond(404, &[], ""),
                other => other,
            }
        }
    });
    let client = builder.credentials(Credentials::api_key(USER, PASSWORD)).build().unwrap();
    for _ in 0..5 {
        assert!(get(&client).await.unwrap_err().is_not_found());
    }
    assert_eq!(log.len(), 6);
}
