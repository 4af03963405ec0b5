//! API keys: HTTP digest against a server that checks every response to its challenges.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use atlas_client::{Client, Credentials, ErrorKind, Method, RawResponse, Result, RetryPolicy, StatusCode};
use http::Request;
use http::header::AUTHORIZATION;
use md5::{Digest as _, Md5};
use sha2::Sha256;
use support::{Log, Outcome, mock_async, respond};
use tokio::time::Instant;

const USER: &str = "abcdefgh";
const PASSWORD: &str = "11111111-2222-3333-4444-555555555555";
const REALM: &str = "MMS Public API";

/// A digest server in memory.
#[derive(Clone, Default)]
struct Server {
    state: Arc<Mutex<State>>,
    sha256: bool,
    /// How often a nonce can be used; 0: without end.
    uses: u32,
    /// Whether the next nonce is announced.
    next_nonce: bool,
    /// Whether only increasing counters are taken, and others are not called stale.
    strict: bool,
    /// How many nonces it remembers; 0: all.
    remembers: usize,
}

#[derive(Default)]
struct State {
    made: usize,
    /// Per nonce, the highest counter and how many requests are under way.
    nonces: BTreeMap<String, (u32, u32)>,
    /// The least recently used first.
    order: VecDeque<String>,
    shared: usize,
    challenges: usize,
}

impl Server {
    fn nonce(&self) -> String {
        let mut state = self.state.lock().unwrap();
        state.made += 1;
        let nonce = format!("n{}==", state.made);
        state.nonces.insert(nonce.clone(), (0, 0));
        state.order.push_back(nonce.clone());
        if self.remembers > 0 && state.order.len() > self.remembers {
            let oldest = state.order.pop_front().unwrap();
            state.nonces.remove(&oldest);
        }
        nonce
    }

    fn challenge(&self, stale: bool) -> Outcome {
        self.state.lock().unwrap().challenges += 1;
        let algorithm = if self.sha256 { "SHA-256" } else { "MD5" };
        let stale = if stale { ", stale=true" } else { "" };
        let value =
            format!("Digest realm=\"{REALM}\", nonce=\"{}\", algorithm={algorithm}, qop=\"auth\"{stale}", self.nonce());
        respond(401, &[("www-authenticate", &value)], r#"{"error":401}"#)
    }

    async fn respond(self, request: Request<bytes::Bytes>) -> Outcome {
        let Some(header) = request.headers().get(AUTHORIZATION) else {
            return self.challenge(false);
        };
        let fields = fields(header.to_str().unwrap());
        let count = u32::from_str_radix(&fields["nc"], 16).unwrap();
        assert_eq!(fields["uri"], request.uri().path_and_query().unwrap().as_str());
        assert_eq!(fields["response"], self.expected(&fields, request.method()), "{fields:?}");
        {
            let mut state = self.state.lock().unwrap();
            let Some((highest, under_way)) = state.nonces.get_mut(&fields["nonce"]) else {
                drop(state);
                return self.challenge(true);
            };
            *under_way += 1;
            let shared = *under_way > 1;
            let out_of_order = count <= *highest;
            *highest = count.max(*highest);
            state.shared += usize::from(shared);
            state.order.retain(|nonce| *nonce != fields["nonce"]);
            state.order.push_back(fields["nonce"].clone());
            if self.strict && out_of_order {
                drop(state);
                return self.challenge(false);
            }
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
        let used_up = {
            let mut state = self.state.lock().unwrap();
            if let Some((_, under_way)) = state.nonces.get_mut(&fields["nonce"]) {
                *under_way -= 1;
            }
            self.uses > 0 && count >= self.uses && state.nonces.remove(&fields["nonce"]).is_some()
        };
        if used_up && self.next_nonce {
            let info = format!("rspauth=\"x\", qop=auth, nextnonce=\"{}\"", self.nonce());
            return respond(200, &[("authentication-info", &info)], "{}");
        }
        respond(200, &[], "{}")
    }

    fn expected(&self, fields: &BTreeMap<String, String>, method: &Method) -> String {
        let hash = |text: String| if self.sha256 { hex(&Sha256::digest(text)) } else { hex(&Md5::digest(text)) };
        let ha1 = hash(format!("{USER}:{REALM}:{PASSWORD}"));
        let ha2 = hash(format!("{method}:{}", fields["uri"]));
        hash(format!("{ha1}:{}:{}:{}:{}:{ha2}", fields["nonce"], fields["nc"], fields["cnonce"], fields["qop"]))
    }

    fn start(&self, password: &str) -> (Client, Log) {
        let server = self.clone();
        let (builder, log) = mock_async(move |request, _| server.clone().respond(request));
        (builder.credentials(Credentials::api_key(USER, password)).build().unwrap(), log)
    }

    fn challenges(&self) -> usize {
        self.state.lock().unwrap().challenges
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        write!(out, "{byte:02x}").unwrap();
        out
    })
}

/// The parameters of a header this crate wrote: no commas inside of quotes.
fn fields(header: &str) -> BTreeMap<String, String> {
    let fields = header.strip_prefix("Digest ").unwrap().split(", ");
    fields
        .map(|field| field.split_once('=').unwrap())
        .map(|(name, value)| (name.to_owned(), value.trim_matches('"').to_owned()))
        .collect()
}

async fn get(client: &Client) -> Result<()> {
    client.request(Method::GET, "/api/x").query("a", "b c").send().await.map(drop)
}

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
    for _ in 0..8 {
        tokio::spawn(client.request(Method::GET, "/api/stuck").send());
    }
    tokio::task::yield_now().await;
    let started = Instant::now();
    get(&client).await.unwrap();
    assert_eq!((started.elapsed(), log.len()), (Duration::from_secs(5), 9));
    get(&client).await.unwrap();
    assert_eq!(started.elapsed(), Duration::from_secs(5), "later calls go out at once");
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
    let limit = RetryPolicy::default().with_overall_limit(Duration::from_secs(4));
    let errors: Vec<_> = many_slow_calls(limit).await.into_iter().filter_map(Result::err).collect();
    let says = "no digest nonce was free within 4.0s, the overall limit of the call";
    let waited: Vec<_> = errors.iter().filter(|error| error.to_string().contains(says)).collect();
    assert!(waited.len() > 50, "{}", waited.len());
    assert!(waited.iter().all(|error| error.is_timeout() && !error.may_have_been_applied()));
}

#[tokio::test(start_paused = true)]
async fn time_out_between_challenges() {
    let challenge = "Digest realm=\"r\", nonce=\"n\", qop=\"auth\", stale=true";
    let (builder, _) = mock_async(move |_, _| async move { respond(401, &[("www-authenticate", challenge)], "") });
    let builder = builder.credentials(Credentials::api_key(USER, PASSWORD)).timeout(Duration::from_millis(1));
    let error = get(&builder.retry(RetryPolicy::none()).build().unwrap()).await.unwrap_err();
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
