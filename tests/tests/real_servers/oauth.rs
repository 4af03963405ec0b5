//! Service accounts with oidc-provider, a certified authorization server. How many tokens were asked for is
//! read from what it prints.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use atlas_client::{
    Client, ClientBuilder, Credentials, Error, ErrorKind, Method, RetryPolicy, StoreFuture, StoredToken, TokenStore,
};

use crate::process::{Plan, Running, fixture, module, program};

const ID: &str = "mdb_sa_id_0123456789abcdef01234567";
const SECRET: &str = "mdb_sa_sk_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";

/// oidc-provider with tokens that are good for `life` seconds.
fn provider(life: u32) -> Option<Running> {
    let node = program("node")?;
    module("oidc-provider/package.json")?;
    // Node looks for packages beside the script.
    let modules = module("")?;
    let script = std::fs::read_to_string(fixture("oidc-provider.mjs")).unwrap();
    let plan = Plan::new(node).file("server.mjs", &script).env("TTL", life);
    let (link, script) = (plan.path("node_modules"), plan.path("server.mjs"));
    std::os::unix::fs::symlink(modules, link).unwrap();
    Some(plan.argument(script).start())
}

fn client(server: &Running) -> ClientBuilder {
    let credentials = Credentials::service_account(ID, SECRET);
    Client::builder().base_url(server.url()).credentials(credentials).retry(RetryPolicy::none())
}

async fn get(client: &Client) -> Result<(), Error> {
    client.request(Method::GET, "/api/atlas/v2/x").send().await.map(drop)
}

/// How many requests there were with this method, path and status.
fn count(server: &Running, line: &str) -> usize {
    // A request is printed after its response.
    std::thread::sleep(Duration::from_millis(200));
    server.output().lines().filter(|printed| *printed == line).count()
}

const TOKEN: &str = "POST /api/oauth/token 200";
const CALL: &str = "GET /api/atlas/v2/x 200";
const REFUSED_CALL: &str = "GET /api/atlas/v2/x 401";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_token_for_a_hundred_calls() {
    let Some(server) = provider(3600) else { return };
    let client = client(&server).build().unwrap();
    let calls: Vec<_> = (0..100)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { get(&client).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!((count(&server, TOKEN), count(&server, CALL), count(&server, REFUSED_CALL)), (1, 100, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn refresh_under_a_hundred_callers() {
    let Some(server) = provider(2) else { return };
    let client = client(&server).build().unwrap();
    let started = Instant::now();
    let callers: Vec<_> = (0..100)
        .map(|number| {
            let client = client.clone();
            tokio::spawn(async move {
                let mut calls = 0;
                // Spread over the second: on a busy machine, a hundred at once take longer than a token lives.
                tokio::time::sleep(Duration::from_millis(10 * number)).await;
                while started.elapsed() < Duration::from_secs(8) {
                    get(&client).await.unwrap();
                    calls += 1;
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
                calls
            })
        })
        .collect();
    let mut calls = 0;
    for caller in callers {
        calls += caller.await.unwrap();
    }
    let tokens = count(&server, TOKEN);
    // The server counts whole seconds, so a token is good for one to two.
    let most = usize::try_from(started.elapsed().as_secs()).unwrap() + 2;
    assert!((4..=most).contains(&tokens), "{tokens} tokens in {:?}", started.elapsed());
    assert_eq!(count(&server, CALL), calls);
    println!("oidc-provider, tokens of 2 s: {calls} calls in {:?}, {tokens} token requests", started.elapsed());
}

#[tokio::test]
async fn wrong_secret() {
    let Some(server) = provider(3600) else { return };
    let client = client(&server).credentials(Credentials::service_account(ID, "canary")).build().unwrap();
    let error = client.request(Method::POST, "/api/atlas/v2/x").send().await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Credentials, Some("invalid_client")));
    assert!(error.is_auth() && !error.may_have_been_applied());
    let text = format!("{error} {error:?}");
    assert!(text.contains("check the client ID and secret") && !text.contains("canary"), "{text}");
    assert_eq!(count(&server, "POST /api/oauth/token 401"), 1);
    assert_eq!(count(&server, "POST /api/atlas/v2/x 401"), 0, "the call itself is not sent");
}

/// A store for one token.
#[derive(Clone, Default)]
struct Store(Arc<Mutex<Option<StoredToken>>>);

impl TokenStore for Store {
    fn load<'a>(&'a self, _: &'a str) -> StoreFuture<'a, Option<StoredToken>> {
        let token = self.0.lock().unwrap().clone();
        Box::pin(async { Ok(token) })
    }

    fn save<'a>(&'a self, _: &'a str, token: Option<StoredToken>) -> StoreFuture<'a, ()> {
        *self.0.lock().unwrap() = token;
        Box::pin(async { Ok(()) })
    }
}

#[tokio::test]
async fn ten_runs_of_a_program() {
    let Some(server) = provider(3600) else { return };
    let store = Store::default();
    for _ in 0..10 {
        get(&client(&server).token_store(store.clone()).build().unwrap()).await.unwrap();
    }
    assert_eq!((count(&server, TOKEN), count(&server, CALL)), (1, 10));

    let stored = store.0.lock().unwrap().clone().unwrap();
    let last = client(&server).token_store(store.clone()).build().unwrap();
    get(&last).await.unwrap();
    last.revoke_token().await.unwrap();
    assert_eq!(count(&server, "POST /api/oauth/revoke 200"), 1);
    assert_eq!(*store.0.lock().unwrap(), None, "a revoked token is forgotten");
    let bearer = client(&server).credentials(Credentials::bearer(stored.token().clone())).build().unwrap();
    assert!(get(&bearer).await.unwrap_err().is_auth(), "the server no longer takes it");
    // The same client goes on with a new one, and so does one that still has the old one stored.
    get(&last).await.unwrap();
    let behind = Store(Arc::new(Mutex::new(Some(stored))));
    get(&client(&server).token_store(behind).build().unwrap()).await.unwrap();
    assert_eq!(count(&server, TOKEN), 3);
}
