//! Tokens that outlive the client: when a stored one is used, when it is replaced, and what happens
//! when the store fails.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use atlas_client::{
    Client, ClientBuilder, Credentials, DateTime, Method, RetryPolicy, StoreFuture, StoredToken, TokenStore, Utc,
};
use support::{Log, mock, respond, seconds};

const TOKEN: &str = "/api/oauth/token";

/// A store in memory, which counts what is done with it.
#[derive(Clone, Default)]
struct Memory(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    tokens: BTreeMap<String, StoredToken>,
    loads: usize,
    saves: usize,
    broken: bool,
    /// Whether saving never ends.
    hangs: bool,
    /// Whether loading never ends.
    hangs_loading: bool,
}

impl TokenStore for Memory {
    fn load<'a>(&'a self, key: &'a str) -> StoreFuture<'a, Option<StoredToken>> {
        let mut state = self.0.lock().unwrap();
        state.loads += 1;
        let found = if state.broken { Err("the disk is gone".into()) } else { Ok(state.tokens.get(key).cloned()) };
        let hangs = state.hangs_loading;
        Box::pin(async move {
            if hangs {
                std::future::pending::<()>().await;
            }
            found
        })
    }

    fn save<'a>(&'a self, key: &'a str, token: Option<StoredToken>) -> StoreFuture<'a, ()> {
        let mut state = self.0.lock().unwrap();
        state.saves += 1;
        let done = if state.broken { Err("the disk is gone".into()) } else { Ok(()) };
        match token {
            Some(token) => drop(state.tokens.insert(key.to_owned(), token)),
            None => drop(state.tokens.remove(key)),
        }
        let hangs = state.hangs;
        Box::pin(async move {
            if hangs {
                std::future::pending::<()>().await;
            }
            done
        })
    }
}

/// A store that panics in one of its methods, at once or when it is polled.
#[derive(Clone, Copy)]
struct Panicking {
    loading: bool,
    at_once: bool,
}

impl Panicking {
    fn outcome<'a, T: Default + Send + 'a>(self, panics: bool) -> StoreFuture<'a, T> {
        assert!(!(panics && self.at_once), "the store panics");
        Box::pin(async move {
            assert!(!panics, "the store panics");
            Ok(T::default())
        })
    }
}

impl TokenStore for Panicking {
    fn load<'a>(&'a self, _: &'a str) -> StoreFuture<'a, Option<StoredToken>> {
        self.outcome(self.loading)
    }

    fn save<'a>(&'a self, _: &'a str, _: Option<StoredToken>) -> StoreFuture<'a, ()> {
        self.outcome(!self.loading)
    }
}

/// A store that returns another token at each load, as if others saved into it all the time.
#[derive(Clone, Default)]
struct Changing(Arc<AtomicUsize>);

impl TokenStore for Changing {
    fn load<'a>(&'a self, _: &'a str) -> StoreFuture<'a, Option<StoredToken>> {
        let number = self.0.fetch_add(1, Ordering::SeqCst);
        let end = DateTime::<Utc>::from(SystemTime::now() + seconds(3600));
        Box::pin(async move { Ok(Some(StoredToken::new(format!("foreign{number}"), end))) })
    }

    fn save<'a>(&'a self, _: &'a str, _: Option<StoredToken>) -> StoreFuture<'a, ()> {
        Box::pin(async { Ok(()) })
    }
}

/// A store whose saves take as long as it is told; the first of `delays` is that of the next save.
#[derive(Clone, Default)]
struct Slow(Arc<Mutex<Option<StoredToken>>>, Arc<Mutex<VecDeque<Duration>>>);

impl TokenStore for Slow {
    fn load<'a>(&'a self, _: &'a str) -> StoreFuture<'a, Option<StoredToken>> {
        Box::pin(async { Ok(self.0.lock().unwrap().clone()) })
    }

    fn save<'a>(&'a self, _: &'a str, token: Option<StoredToken>) -> StoreFuture<'a, ()> {
        Box::pin(async {
            let delay = self.1.lock().unwrap().pop_front().unwrap_or_default();
            tokio::time::sleep(delay).await;
            *self.0.lock().unwrap() = token;
            Ok(())
        })
    }
}

impl Slow {
    fn new(delays: impl IntoIterator<Item = u64>) -> Self {
        Self(Arc::default(), Arc::new(Mutex::new(delays.into_iter().map(Duration::from_millis).collect())))
    }

    fn stored(&self) -> Option<String> {
        self.0.lock().unwrap().as_ref().map(|token| token.token().expose().to_owned())
    }
}

impl Memory {
    /// The one token in it.
    fn only(&self) -> StoredToken {
        let state = self.0.lock().unwrap();
        assert_eq!(state.tokens.len(), 1);
        state.tokens.values().next().unwrap().clone()
    }

    /// Puts another token in the place of the only one.
    fn put(&self, text: &str, life: u64) {
        let token = StoredToken::new(text, DateTime::<Utc>::from(SystemTime::now() + seconds(life)));
        *self.0.lock().unwrap().tokens.values_mut().next().unwrap() = token;
    }

    fn counts(&self) -> (usize, usize) {
        let state = self.0.lock().unwrap();
        (state.loads, state.saves)
    }
}

/// What a run of the program starts with: a new client, the same store. Tokens are numbered by `first`
/// and the request; `revoked` is the only one the server does not take.
fn run(store: &(impl TokenStore + Clone), first: &'static str) -> (Client, Log) {
    let (builder, log) = mock(move |request, number| match request.uri().path() {
        TOKEN => respond(200, &[], &format!(r#"{{"access_token":"{first}{number}","expires_in":3600}}"#)),
        "/api/oauth/revoke" => respond(200, &[], ""),
        _ if request.headers()["authorization"] == "Bearer revoked" => respond(401, &[], ""),
        _ => respond(200, &[], "{}"),
    });
    (account(builder, "id").token_store(store.clone()).build().unwrap(), log)
}

fn account(builder: ClientBuilder, id: &str) -> ClientBuilder {
    builder.credentials(Credentials::service_account(id, "canary-secret"))
}

async fn get(client: &Client) -> atlas_client::Result<()> {
    client.request(Method::GET, "/api/x").send().await.map(drop)
}

fn bearer(log: &Log) -> String {
    log.requests().last().unwrap().headers()["authorization"].to_str().unwrap().to_owned()
}

#[tokio::test(start_paused = true)]
async fn token_of_an_earlier_run() {
    let store = Memory::default();
    let (client, log) = run(&store, "a");
    for _ in 0..5 {
        get(&client).await.unwrap();
    }
    assert_eq!((log.count(TOKEN), store.counts()), (1, (1, 1)));
    let stored = store.only();
    assert_eq!(stored.token().expose(), "a0");
    let life = stored.expires_at() - DateTime::<Utc>::from(SystemTime::now());
    assert!(life > chrono::TimeDelta::seconds(3500) && life <= chrono::TimeDelta::seconds(3600), "{life}");

    let (client, log) = run(&store, "b");
    let calls: Vec<_> = (0..100).map(|_| tokio::spawn(get_owned(client.clone()))).collect();
    for call in calls {
        call.await.unwrap();
    }
    assert_eq!((log.count(TOKEN), log.len(), bearer(&log).as_str()), (0, 100, "Bearer a0"));
    assert_eq!(store.counts(), (2, 1), "loaded once for all");
}

async fn get_owned(client: Client) {
    get(&client).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn stored_token_about_to_expire() {
    let store = Memory::default();
    get(&run(&store, "a").0).await.unwrap();
    for life in [0, 30] {
        store.put("old", life);
        let (client, log) = run(&store, "b");
        get(&client).await.unwrap();
        assert_eq!((log.count(TOKEN), bearer(&log).as_str()), (1, "Bearer b0"));
        assert_eq!(store.only().token().expose(), "b0");
    }
}

#[tokio::test(start_paused = true)]
async fn revoked_stored_token() {
    let store = Memory::default();
    get(&run(&store, "a").0).await.unwrap();
    store.put("revoked", 3600);
    let (client, log) = run(&store, "b");
    get(&client).await.unwrap();
    assert_eq!((log.count(TOKEN), log.len(), store.only().token().expose()), (1, 3, "b1"));
    assert_eq!(bearer(&log), "Bearer b1");
}

#[tokio::test(start_paused = true)]
async fn revoked_token_and_revoked_stored_token() {
    let store = Memory::default();
    let is_revoked = Arc::new(AtomicBool::new(false));
    let revoked = Arc::clone(&is_revoked);
    let (builder, log) = mock(move |request, number| match request.uri().path() {
        TOKEN => respond(200, &[], &format!(r#"{{"access_token":"t{number}","expires_in":3600}}"#)),
        _ if revoked.load(Ordering::SeqCst) && request.headers()["authorization"] != "Bearer t4" => {
            respond(401, &[], "")
        }
        _ => respond(200, &[], "{}"),
    });
    let client = account(builder, "id").token_store(store.clone()).build().unwrap();
    get(&client).await.unwrap();
    is_revoked.store(true, Ordering::SeqCst);
    store.put("revoked", 3600);
    // With the token of memory, with that of the store, and with a new one.
    get(&client).await.unwrap();
    assert_eq!((log.count(TOKEN), bearer(&log).as_str()), (2, "Bearer t4"));
}

#[tokio::test(start_paused = true)]
async fn stored_tokens_that_are_all_refused() {
    let store = Changing::default();
    let valid = Arc::new(Mutex::new(String::new()));
    let issued = Arc::clone(&valid);
    let (builder, log) = mock(move |request, number| {
        let mut issued = issued.lock().unwrap();
        if request.uri().path() == TOKEN {
            *issued = format!("t{number}");
            return respond(200, &[], &format!(r#"{{"access_token":"{issued}","expires_in":3600}}"#));
        }
        let is_valid = bearer_of(request).strip_prefix("Bearer ") == Some(issued.as_str());
        respond(if is_valid { 200 } else { 401 }, &[], "{}")
    });
    let client = account(builder, "id").token_store(store.clone()).build().unwrap();
    for tokens in 1..=5 {
        let calls: Vec<_> = (0..100).map(|_| tokio::spawn(get_owned(client.clone()))).collect();
        for call in calls {
            call.await.unwrap();
        }
        assert_eq!((log.count(TOKEN), store.0.load(Ordering::SeqCst)), (tokens, 2 * tokens));
        valid.lock().unwrap().clear();
    }
}

#[tokio::test(start_paused = true)]
async fn later_token_of_another_run() {
    let store = Memory::default();
    let (client, log) = run(&store, "a");
    get(&client).await.unwrap();
    store.put("later", 9000);
    tokio::time::sleep(seconds(3590)).await;
    get(&client).await.unwrap();
    tokio::time::sleep(seconds(1)).await;
    get(&client).await.unwrap();
    assert_eq!((log.count(TOKEN), bearer(&log).as_str()), (1, "Bearer later"));
}

#[tokio::test(start_paused = true)]
async fn store_after_a_revocation() {
    let store = Memory::default();
    let (client, _) = run(&store, "a");
    get(&client).await.unwrap();
    client.revoke_token().await.unwrap();
    assert!(store.0.lock().unwrap().tokens.is_empty());
}

#[tokio::test(start_paused = true)]
async fn revocation_of_a_token_replaced_elsewhere() {
    let store = Memory::default();
    get(&run(&store, "a").0).await.unwrap();
    store.put("revoked", 3600);
    // The first client does not meet the end of that token.
    let (builder, _) = mock(|_, _| respond(200, &[], "{}"));
    let first = account(builder, "id").token_store(store.clone()).build().unwrap();
    get(&first).await.unwrap();
    let (second, _) = run(&store, "b");
    get(&second).await.unwrap();
    assert_eq!(store.only().token().expose(), "b1");
    first.revoke_token().await.unwrap();
    assert_eq!(store.only().token().expose(), "b1", "the token of the other client stays");
}

#[tokio::test(start_paused = true)]
async fn revocation_while_a_token_is_saved() {
    let store = Slow::new([600]);
    let (client, _) = run(&store, "a");
    let first = tokio::time::timeout(Duration::from_millis(100), get(&client));
    first.await.unwrap_err();
    get(&client).await.unwrap();
    client.revoke_token().await.unwrap();
    tokio::time::sleep(seconds(2)).await;
    assert_eq!(store.stored(), None);
}

#[tokio::test(start_paused = true)]
async fn tokens_are_saved_in_order() {
    // Saving the first of three tokens takes until the second was replaced.
    let store = Slow::new([1000]);
    let valid = Arc::new(Mutex::new(String::new()));
    let issued = Arc::clone(&valid);
    let (builder, log) = mock(move |request, number| {
        let mut issued = issued.lock().unwrap();
        if request.uri().path() == TOKEN {
            *issued = format!("t{number}");
            return respond(200, &[], &format!(r#"{{"access_token":"{issued}","expires_in":3600}}"#));
        }
        respond(if bearer_of(request) == format!("Bearer {issued}") { 200 } else { 401 }, &[], "{}")
    });
    let client = account(builder, "id").token_store(store.clone()).build().unwrap();
    for _ in 0..3 {
        valid.lock().unwrap().clear();
        // Nobody waits for the store.
        tokio::time::timeout(Duration::from_millis(100), get(&client)).await.unwrap_err();
    }
    tokio::time::sleep(seconds(2)).await;
    get(&client).await.unwrap();
    assert_eq!(log.count(TOKEN), 3);
    assert_eq!(store.stored().as_deref(), Some(valid.lock().unwrap().as_str()));
}

#[tokio::test(start_paused = true)]
async fn tokens_of_accounts_and_servers() {
    let store = Memory::default();
    for (id, base) in [("a", "https://one.example"), ("b", "https://one.example"), ("a", "https://two.example")] {
        let (builder, log) = mock(|request, _| match request.uri().path() {
            TOKEN => respond(200, &[], r#"{"access_token":"t","expires_in":3600}"#),
            _ => respond(200, &[], "{}"),
        });
        let client = account(builder, id).base_url(base).token_store(store.clone()).build().unwrap();
        get(&client).await.unwrap();
        assert_eq!(log.count(TOKEN), 1);
    }
    let state = store.0.lock().unwrap();
    assert_eq!(state.tokens.len(), 3);
    assert!(state.tokens.keys().all(|key| !key.contains("example")));
}

#[tokio::test(start_paused = true)]
async fn store_that_fails() {
    let store = Memory::default();
    store.0.lock().unwrap().broken = true;
    let (client, log) = run(&store, "a");
    get(&client).await.unwrap();
    get(&client).await.unwrap();
    assert_eq!((log.count(TOKEN), store.counts()), (1, (1, 1)));
}

#[tokio::test(start_paused = true)]
async fn store_that_panics() {
    for (loading, at_once) in [(true, false), (true, true), (false, false), (false, true)] {
        let (client, log) = run(&Panicking { loading, at_once }, "a");
        let calls: Vec<_> = (0..100).map(|_| tokio::spawn(get_owned(client.clone()))).collect();
        for call in calls {
            call.await.unwrap();
        }
        client.revoke_token().await.unwrap();
        assert_eq!(log.count(TOKEN), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn store_that_hangs() {
    let store = Memory::default();
    store.0.lock().unwrap().hangs = true;
    let (client, log) = run(&store, "a");
    let started = tokio::time::Instant::now();
    let first = tokio::spawn(get_owned(client.clone()));
    tokio::time::sleep(seconds(1)).await;
    get(&client).await.unwrap();
    assert_eq!(started.elapsed(), seconds(1), "others do not wait for the store");
    first.await.unwrap();
    assert_eq!((started.elapsed(), log.count(TOKEN)), (seconds(5), 1));
}

#[tokio::test(start_paused = true)]
async fn store_that_hangs_while_loading() {
    let store = Memory::default();
    store.0.lock().unwrap().hangs_loading = true;
    let revoked = Arc::new(AtomicBool::new(false));
    let is_revoked = Arc::clone(&revoked);
    let (builder, log) = mock(move |request, number| match request.uri().path() {
        TOKEN => respond(200, &[], &format!(r#"{{"access_token":"t{number}","expires_in":3600}}"#)),
        _ if is_revoked.load(Ordering::SeqCst) && bearer_of(request) == "Bearer t0" => respond(401, &[], ""),
        _ => respond(200, &[], "{}"),
    });
    let client = account(builder, "id").token_store(store.clone()).build().unwrap();
    let started = tokio::time::Instant::now();
    let calls: Vec<_> = (0..100).map(|_| tokio::spawn(get_owned(client.clone()))).collect();
    for call in calls {
        call.await.unwrap();
    }
    assert_eq!((started.elapsed(), log.count(TOKEN), store.counts()), (seconds(5), 1, (1, 0)));
    revoked.store(true, Ordering::SeqCst);
    get(&client).await.unwrap();
    assert_eq!((started.elapsed(), log.count(TOKEN), store.counts()), (seconds(5), 2, (1, 0)));
    // It is asked again when the second token is refreshed.
    store.0.lock().unwrap().hangs_loading = false;
    tokio::time::sleep(seconds(3590)).await;
    get(&client).await.unwrap();
    tokio::time::sleep(seconds(1)).await;
    assert_eq!((log.count(TOKEN), store.counts()), (3, (2, 1)));
}

#[tokio::test(start_paused = true)]
async fn time_out_of_a_store() {
    for loading in [true, false] {
        let store = Memory::default();
        {
            let mut state = store.0.lock().unwrap();
            (state.hangs_loading, state.hangs) = (loading, !loading);
        }
        let (client, _) = run(&store, "a");
        let call = client.request(Method::GET, "/api/x").with_timeout(seconds(2)).with_retry(RetryPolicy::none());
        let error = call.send().await.unwrap_err();
        assert!(error.is_timeout() && !error.is_auth());
        assert!(error.to_string().contains("no response of the token store within 2.0s"), "{error}");
        get(&client).await.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn stored_tokens_that_cannot_be_sent() {
    for text in ["", "a\u{7f}b", "a\nb", "a b"] {
        let store = Memory::default();
        get(&run(&store, "a").0).await.unwrap();
        store.put(text, 3600);
        let (client, log) = run(&store, "b");
        get(&client).await.unwrap();
        assert_eq!((log.count(TOKEN), bearer(&log).as_str()), (1, "Bearer b0"), "{text:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn one_revocation_costs_one_token() {
    let store = Memory::default();
    let revoked = Arc::new(Mutex::new(Vec::new()));
    let processes: Vec<_> = (0..50)
        .map(|process| {
            let revoked = revoked.clone();
            let (builder, log) = mock(move |request, number| match request.uri().path() {
                TOKEN => respond(200, &[], &format!(r#"{{"access_token":"t{process}-{number}","expires_in":3600}}"#)),
                _ if revoked.lock().unwrap().contains(&bearer_of(request).to_owned()) => respond(401, &[], ""),
                _ => respond(200, &[], "{}"),
            });
            (account(builder, "id").token_store(store.clone()).build().unwrap(), log)
        })
        .collect();
    let tokens = || processes.iter().map(|(_, log)| log.count(TOKEN)).sum::<usize>();
    // The first call after a revocation gets the token that all others find in the store.
    for revocations in 0..4 {
        for index in 0..50 {
            get(&processes[(index + revocations) % 50].0).await.unwrap();
        }
        assert_eq!(tokens(), 1 + revocations);
        revoked.lock().unwrap().push(format!("Bearer {}", store.only().token().expose()));
    }
}

fn bearer_of(request: &http::Request<bytes::Bytes>) -> &str {
    request.headers()["authorization"].to_str().unwrap()
}
