//! Calls from synchronous code: real connections and real time, as both belong to runtimes.

#![cfg(all(feature = "blocking", feature = "reqwest"))]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::io::Read as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use atlas_client::blocking::Blocking;
use atlas_client::{Client, Credentials, Error, ErrorKind, Json, Method, Result, Wait};
use support::{Scripted, Seen, Server, response};
use tokio::runtime::{Builder, Runtime};

const TOKEN: &str = "/api/oauth/token";
const MILLI: Duration = Duration::from_millis(1);

/// A server on a runtime of its own.
struct Own {
    server: Server,
    _runtime: Runtime,
}

impl Own {
    fn start(respond: impl Fn(&Seen, usize) -> Scripted + Send + Sync + 'static) -> Self {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        Self { server: runtime.block_on(Server::start(respond)), _runtime: runtime }
    }

    /// A server of tokens that are valid for `life` seconds.
    fn of_tokens(life: u64) -> Self {
        Self::start(move |request, number| {
            if request.target() == TOKEN {
                return response(200, &[], &format!(r#"{{"access_token":"t{number}","expires_in":{life}}}"#));
            }
            response(200, &[], "{}")
        })
    }

    fn with_account(&self) -> Client {
        self.server.builder().credentials(Credentials::service_account("id", "secret")).build().unwrap()
    }

    fn tokens(&self) -> usize {
        self.server.seen().iter().filter(|request| request.target() == TOKEN).count()
    }
}

fn get(blocking: &Blocking, client: &Client) -> Result<()> {
    blocking.run(client.request(Method::GET, "/api/x").send()).map(drop)
}

/// The error of a blocking call where there must be none.
fn refusal(outcome: Result<()>) {
    let error = outcome.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Request, 0));
    assert!(error.to_string().contains("on a thread of a Tokio runtime"), "{error}");
}

#[test]
fn calls_of_a_synchronous_program() {
    let own = Own::start(|request, _| match request.target() {
        "/api/missing" => response(404, &[], r#"{"errorCode":"NOT_HERE"}"#),
        _ => response(200, &[], r#"{"a":1}"#),
    });
    let (client, blocking) = (own.server.client(), Blocking::new().unwrap());
    let got: Json = blocking.run(client.request(Method::GET, "/api/x").send()).unwrap().json().unwrap();
    assert_eq!(got["a"], 1);
    // The thread of the runtime puts the connection back a moment after the caller has the body.
    thread::sleep(200 * MILLI);
    let error = blocking.run(client.request(Method::GET, "/api/missing").send()).unwrap_err();
    assert_eq!(error.code(), Some("NOT_HERE"));
    assert_eq!(own.server.connections(), 1, "the connection is kept between calls");
}

#[test]
fn time_outs_of_blocking_calls() {
    let own = Own::start(|_, _| Scripted::Hang);
    let client = own.server.builder().timeout(100 * MILLI).build().unwrap();
    let error = get(&Blocking::new().unwrap(), &client).unwrap_err();
    assert!(error.is_timeout());
}

#[cfg(feature = "database-users")]
#[test]
fn items_and_pages_as_iterators() {
    let own = Own::start(|request, _| {
        let page = |name: &str, link: &str| format!(r#"{{"results":[{{"username":"{name}"}}],"links":[{link}]}}"#);
        match request.target().split_once("pageNum=").map(|(_, number)| number) {
            None => response(
                200,
                &[],
                &page("a", r#"{"rel":"next","href":"/api/atlas/v2/groups/g/databaseUsers?pageNum=2"}"#),
            ),
            Some("2") => response(
                200,
                &[],
                &page("b", r#"{"rel":"next","href":"/api/atlas/v2/groups/g/databaseUsers?pageNum=3"}"#),
            ),
            Some(_) => response(404, &[], "{}"),
        }
    });
    let (client, blocking) = (own.server.client(), Blocking::new().unwrap());
    let list = || client.database_users().list_database_users("g");
    for items in [list().items(), list().items().with_prefetch()] {
        let mut items = blocking.items(items).map(|item| item.map(|user| user.username));
        assert_eq!(items.next().unwrap().unwrap(), "a");
        assert_eq!(items.next().unwrap().unwrap(), "b");
        assert!(items.next().unwrap().unwrap_err().is_not_found());
        assert!(items.next().is_none(), "else `filter_map(Result::ok)` has no end");
    }
    let mut items = list().items();
    assert_eq!(blocking.items(list().items()).flatten().count(), 2);
    for _ in 0..2 {
        assert!(blocking.run(items.try_next()).unwrap().is_some());
    }
    for _ in 0..2 {
        assert!(blocking.run(items.try_next()).unwrap_err().is_not_found(), "the page is asked for again");
    }
    let counts: Vec<_> = blocking.pages(list().pages()).take(2).map(|page| page.unwrap().results.len()).collect();
    assert_eq!(counts, [1, 1]);
}

#[cfg(feature = "database-users")]
#[test]
fn iterator_of_a_list_that_cannot_go_on() {
    let body = r#"{"results":[{"username":"a"}],"links":[{"rel":"next","href":"https://elsewhere.example"}]}"#;
    let own = Own::start(move |_, _| response(200, &[], body));
    let (client, blocking) = (own.server.client(), Blocking::new().unwrap());
    let items: Vec<_> = blocking.items(client.database_users().list_database_users("g").items()).collect();
    assert_eq!((items.len(), items[1].as_ref().unwrap_err().kind()), (2, atlas_client::ErrorKind::Paging));
}

#[test]
fn byte_streams_as_readers() {
    let own = Own::start(|request, _| match request.target() {
        "/api/cut" => Scripted::SendAndClose(b"HTTP/1.1 200 x\r\ncontent-length: 9\r\n\r\nabc".to_vec()),
        _ => response(200, &[("content-type", "text/csv")], "a,b\nc,d\n"),
    });
    let (client, blocking) = (own.server.client(), Blocking::new().unwrap());
    let open = |path| blocking.reader(blocking.run(client.request(Method::GET, path).stream()).unwrap());
    let mut reader = open("/api/csv");
    assert_eq!(reader.stream().content_type(), Some("text/csv"));
    let mut first = [0; 3];
    reader.read_exact(&mut first).unwrap();
    assert_eq!((&first, reader.read(&mut []).unwrap()), (b"a,b", 0));
    let mut rest = String::new();
    reader.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "\nc,d\n");
    let error = open("/api/cut").read_to_end(&mut Vec::new()).unwrap_err();
    let inner = error.get_ref().and_then(|error| error.downcast_ref::<Error>()).unwrap();
    assert_eq!(inner.kind(), ErrorKind::Io);
}

#[test]
fn waits_of_a_synchronous_program() {
    let own = Own::start(|_, number| response(200, &[], if number < 3 { "1" } else { "2" }));
    let (client, blocking) = (own.server.client(), Blocking::new().unwrap());
    let look = || async { client.request(Method::GET, "/api/x").send().await?.json::<u8>() };
    let wait = Wait::default().with_interval(10 * MILLI);
    assert_eq!(blocking.run(wait.until(look, |state| *state == 2)).unwrap(), 2);
    assert_eq!(own.server.seen().len(), 4);
}

#[test]
fn blocking_calls_within_a_runtime() {
    let own = Own::of_tokens(3600);
    let (client, blocking) = (own.server.client(), Blocking::new().unwrap());
    for runtime in [Builder::new_current_thread().enable_all().build().unwrap(), Runtime::new().unwrap()] {
        runtime.block_on(async {
            refusal(get(&blocking, &client));
            let (client, moved) = (client.clone(), blocking.clone());
            tokio::spawn(async move { refusal(get(&moved, &client)) }).await.unwrap();
            // Made, cloned and dropped there, it neither blocks nor panics.
            let other = Blocking::new().unwrap();
            drop((other.clone(), other));
        });
    }
    // Nested in a blocking call.
    let nested = async {
        refusal(get(&blocking, &client));
        Ok(())
    };
    blocking.run(nested).unwrap();
    assert!(own.server.seen().is_empty());
    get(&blocking, &client).unwrap();
}

#[test]
fn last_handle_dropped_within_a_runtime() {
    let own = Own::of_tokens(3600);
    let (client, blocking) = (own.with_account(), Blocking::new().unwrap());
    get(&blocking, &client).unwrap();
    Runtime::new().unwrap().block_on(async move { drop(blocking) });
    // Its connections are gone, its token is not.
    get(&Blocking::new().unwrap(), &client).unwrap();
    assert_eq!(own.tokens(), 1);
}

#[test]
fn one_token_for_all_threads() {
    let own = Own::of_tokens(3600);
    let (client, blocking) = (own.with_account(), Blocking::new().unwrap());
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| (0..10).for_each(|_| get(&blocking, &client).unwrap()));
        }
    });
    assert_eq!((own.tokens(), own.server.seen().len()), (1, 81));
}

#[test]
fn one_token_for_each_life() {
    let own = Own::of_tokens(2);
    let client = own.with_account();
    let (shared, calls, started) = (Blocking::new().unwrap(), AtomicUsize::new(0), Instant::now());
    thread::scope(|scope| {
        for number in 0..4 {
            let (shared, client, calls) = (&shared, &client, &calls);
            scope.spawn(move || {
                // Three lives of a token; half of the threads have a runtime for each call.
                while started.elapsed() < 5300 * MILLI {
                    let own = (number % 2 == 0).then(|| Blocking::new().unwrap());
                    get(own.as_ref().unwrap_or(shared), client).unwrap();
                    calls.fetch_add(1, Ordering::Relaxed);
                    thread::sleep(10 * MILLI);
                }
            });
        }
    });
    let calls = calls.into_inner();
    assert!(calls > 100 && own.tokens() <= 4, "{} tokens for {calls} calls", own.tokens());
}
