//! HTTP digest with Apache (MD5) and lighttpd (SHA-256 and MD5 offered together). How many requests a
//! call takes is read from the server's log.

use std::fmt::Write as _;
use std::process::{Command, Stdio};
use std::time::Instant;

use atlas_client::{Client, ClientBuilder, Credentials, Method, RetryPolicy};
use conformance::server::{Response, Server};

use crate::process::{Plan, Running, fixture, program};

pub(crate) const PUBLIC: &str = "abcdefgh";
pub(crate) const PRIVATE: &str = "11111111-2222-3333-4444-555555555555";
/// `PUBLIC:MMS Public API:PRIVATE`, hashed with MD5 and with SHA-256, as the servers keep it.
const MD5: &str = "8cd64a0de623612d8a912a47241acdbf";
const SHA256: &str = "c590a0c6eeeb1138e27da351e313615f55ebea57bf614ed3b86c1659107e2bd3";
/// Where Debian keeps Apache's modules.
pub(crate) const MODULES: &str = "/usr/lib/apache2/modules";

/// Apache with nonces that are good for `life` seconds, and what it passes requests on to.
pub(crate) fn apache(life: u32, nc_check: &str, upstream: Option<&str>) -> Option<Running> {
    let plan = Plan::new(program("apache2")?);
    let root = plan.is_root();
    let mut plan = plan
        .argument("-f")
        .argument(fixture("apache-digest.conf"))
        .argument("-DFOREGROUND")
        .file("htdigest", &format!("{PUBLIC}:MMS Public API:{MD5}\n"))
        .file("mime.types", "")
        .file("www/api/x", "{}")
        .env("MODULES", MODULES)
        .env("LIFE", life)
        .env("NC", nc_check)
        .env("UPSTREAM", upstream.unwrap_or_default());
    if root {
        plan = plan.argument("-DROOT");
    }
    if upstream.is_some() {
        plan = plan.argument("-DPROXY");
    }
    Some(plan.start())
}

fn lighttpd(algorithms: &str, hash: &str) -> Option<Running> {
    let plan = Plan::new(program("lighttpd")?)
        .argument("-D")
        .argument("-f")
        .argument(fixture("lighttpd-digest.conf"))
        .file("htdigest", &format!("{PUBLIC}:MMS Public API:{hash}\n"))
        .file("www/api/x", "{}")
        .env("ALG", algorithms);
    Some(plan.start())
}

pub(crate) fn client(server: &Running) -> ClientBuilder {
    let credentials = Credentials::api_key(PUBLIC, PRIVATE);
    // No retries: what succeeds does so by the rules of digest alone.
    Client::builder().base_url(server.url()).credentials(credentials).retry(RetryPolicy::none())
}

async fn get(client: &Client) -> atlas_client::Result<()> {
    client.request(Method::GET, "/api/x").query("a", "b c/d").send().await.map(drop)
}

/// Calls of `callers` tasks at once, `each` calls by every task; what went wrong.
async fn concurrently(client: &Client, callers: usize, each: usize) -> String {
    let tasks: Vec<_> = (0..callers)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move {
                let mut problems = String::new();
                for _ in 0..each {
                    if let Err(error) = get(&client).await {
                        writeln!(problems, "{error}").unwrap();
                    }
                }
                problems
            })
        })
        .collect();
    let mut problems = String::new();
    for task in tasks {
        problems += &task.await.unwrap();
    }
    problems
}

/// How many responses had each of 200 and 401.
fn count(log: &[String]) -> (usize, usize) {
    let with = |status: &str| log.iter().filter(|line| line.starts_with(status)).count();
    assert_eq!(with("200 ") + with("401 "), log.len(), "{log:?}");
    (with("200 "), with("401 "))
}

/// Each configuration of Apache that is tried: lifetime of a nonce in seconds, and whether counters are checked.
const CONFIGURATIONS: [(u32, &str); 6] = [(300, "Off"), (300, "On"), (3, "Off"), (3, "On"), (0, "Off"), (0, "On")];

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn callers_with_every_kind_of_nonce() {
    for (life, nc_check) in CONFIGURATIONS {
        for callers in [8, 16, 64, 200] {
            let Some(server) = apache(life, nc_check, None) else { return };
            let client = client(&server).build().unwrap();
            let about = format!("lifetime {life}, NcCheck {nc_check}, {callers} callers");
            // The client finds out how many nonces the server keeps.
            assert_eq!(concurrently(&client, callers, 10).await, "", "{about}");
            let cold = server.requests();
            let calls = callers * 25;
            assert_eq!(concurrently(&client, callers, 25).await, "", "{about}");
            let log = server.stop();
            let (done, _) = count(&log);
            let warm = log.len() - cold;
            assert_eq!(done, callers * 35, "{about}");
            println!("apache, {about}: cold {cold} for {}, warm {warm} for {calls}", callers * 10);
            assert!(warm * 10 <= calls * 11, "{about}: {warm} requests for {calls} calls");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn strongest_of_two_algorithms() {
    // The hash on file is that of SHA-256: a response with MD5 would be refused.
    let Some(server) = lighttpd("SHA-256|MD5", SHA256) else { return };
    let problems = concurrently(&client(&server).build().unwrap(), 8, 50).await;
    let (done, challenges) = count(&server.stop());
    assert_eq!((problems.as_str(), done), ("", 400));
    assert!(challenges <= 8, "{challenges} challenges for 400 calls");
    println!("lighttpd, SHA-256 and MD5: 400 calls, {} requests", 400 + challenges);

    let Some(server) = lighttpd("MD5", MD5) else { return };
    get(&client(&server).build().unwrap()).await.unwrap();
    assert_eq!(count(&server.stop()), (1, 1));
}

#[tokio::test]
async fn thousand_calls() {
    for (life, nc_check) in CONFIGURATIONS {
        let Some(server) = apache(life, nc_check, None) else { return };
        let client = client(&server).build().unwrap();
        let started = Instant::now();
        for _ in 0..1000 {
            get(&client).await.unwrap();
        }
        // With lifetimes of 3 and 0, responses announce the next nonce. On a busy machine it can expire before it is
        // used.
        let expiries = if life == 3 { usize::try_from(started.elapsed().as_secs()).unwrap() / 3 } else { 0 };
        let (done, challenges) = count(&server.stop());
        let about = format!("lifetime {life}, NcCheck {nc_check}: {challenges} challenges");
        assert!(done == 1000 && (1..=1 + expiries).contains(&challenges), "{about}");
        println!("apache, {about} for 1,000 calls");
    }
    let Some(server) = lighttpd("SHA-256|MD5", SHA256) else { return };
    let client = client(&server).build().unwrap();
    for _ in 0..1000 {
        get(&client).await.unwrap();
    }
    assert_eq!(count(&server.stop()), (1000, 1), "lighttpd");
}

type Start = fn() -> Option<Running>;

/// How many requests curl takes for `calls` calls, in one process or in one for each call.
async fn curl(server: Running, calls: usize, processes: usize) -> (usize, usize) {
    let urls = vec![format!("{}/api/x?a=b", server.url()); calls / processes];
    for _ in 0..processes {
        let mut command = Command::new("curl");
        command.args(["--silent", "--fail", "--digest", "--user", &format!("{PUBLIC}:{PRIVATE}"), "--noproxy", "*"]);
        command.args(&urls).stdout(Stdio::null());
        assert!(tokio::task::spawn_blocking(move || command.status().unwrap().success()).await.unwrap());
    }
    count(&server.stop())
}

#[tokio::test]
async fn no_more_requests_than_curl() {
    if program("curl").is_none() {
        return;
    }
    let servers: [(&str, Start); 4] = [
        ("apache, lifetime 300", || apache(300, "Off", None)),
        ("apache, lifetime 300, NcCheck", || apache(300, "On", None)),
        ("apache, lifetime 0", || apache(0, "Off", None)),
        ("lighttpd, SHA-256 and MD5", || lighttpd("SHA-256|MD5", SHA256)),
    ];
    for (name, start) in servers {
        let Some(server) = start() else { return };
        let client = client(&server).build().unwrap();
        for _ in 0..40 {
            get(&client).await.unwrap();
        }
        let ours = count(&server.stop());
        for processes in [1, 40] {
            let theirs = curl(start().unwrap(), 40, processes).await;
            assert_eq!((ours, theirs.0), ((40, 1), 40), "{name}");
            assert!(theirs.1 >= ours.1, "{name}: curl met {} challenges", theirs.1);
            println!("{name}: 40 calls are 41 requests; with curl in {processes} processes {}", 40 + theirs.1);
        }
    }
}

#[tokio::test]
async fn expired_nonce() {
    let Some(server) = apache(3, "Off", None) else { return };
    let client = client(&server).build().unwrap();
    get(&client).await.unwrap();
    // Longer than a nonce is good for.
    tokio::time::sleep(std::time::Duration::from_secs(5)).await;
    client.request(Method::GET, "/api/x").send().await.unwrap();
    assert_eq!(count(&server.stop()), (2, 2));
}

#[tokio::test]
async fn wrong_password() {
    let Some(server) = apache(300, "On", None) else { return };
    let client = client(&server).credentials(Credentials::api_key(PUBLIC, "canary")).build().unwrap();
    for _ in 0..3 {
        let error = get(&client).await.unwrap_err();
        assert!(error.is_auth() && error.to_string().contains("check that the key"), "{error}");
        assert!(!format!("{error:?}").contains("canary"));
    }
    assert_eq!(count(&server.stop()), (0, 6), "a challenge and one response for each call");

    let Some(server) = lighttpd("SHA-256|MD5", SHA256) else { return };
    let client = self::client(&server).credentials(Credentials::api_key("nobody", PRIVATE)).build().unwrap();
    assert!(get(&client).await.unwrap_err().is_auth());
    assert_eq!(count(&server.stop()), (0, 2));
}

#[tokio::test]
async fn challenged_bodies_are_sent_again() {
    let upstream = Server::start().await;
    // One-time nonces, and a nonce per call: with each call a new challenge, or a nonce announced before.
    for (life, nc_check) in [(300, "On"), (0, "Off")] {
        let address = upstream.url().replace("http://", "");
        let Some(server) = apache(life, nc_check, Some(&address)) else { return };
        for (number, method) in [Method::POST, Method::PATCH, Method::PUT, Method::POST].into_iter().enumerate() {
            // A new client each time, so that each call meets a challenge.
            let client = client(&server).build().unwrap();
            upstream.script(Response::new(200, "application/json", "{}"));
            let body = serde_json::json!({ "number": number, "text": "ü".repeat(50_000) });
            let path = client.request(method.clone(), "/api/x/{ip}").path("192.0.2.0/24");
            path.query("a", "b c").json(&body).send().await.unwrap();
            let seen = upstream.take();
            assert_eq!(seen.len(), 1, "Apache passes on only what has responded to the challenge");
            assert_eq!((seen[0].method.as_str(), seen[0].path.as_str()), (method.as_str(), "/api/x/192.0.2.0%2F24"));
            assert_eq!(seen[0].query.as_deref(), Some("a=b%20c"));
            assert_eq!(seen[0].header("authorization"), Some("Bearer digest-verified"));
            assert_eq!(seen[0].json(), body);
        }
        assert_eq!(count(&server.stop()), (4, 4));
    }
}
