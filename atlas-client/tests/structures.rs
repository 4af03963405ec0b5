//! How programs are built around the client: one runtime, one for each call or thread, one that is idle or ends.
//! Real connections and real time, since both belong to runtimes.

#![cfg(feature = "reqwest")]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::pin::pin;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use atlas_client::{Attempt, Client, ClientBuilder, Credentials, ErrorKind, Method, Result, RetryPolicy, Wait};
use support::{Scripted, Seen, Server, mock, response, stalled};
use tokio::runtime::{Builder, Runtime};
use tokio::time::{sleep, timeout};

const TOKEN: &str = "/api/oauth/token";
const MILLI: Duration = Duration::from_millis(1);

/// A server on a runtime of its own, which always runs.
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
                // Longer than a call takes, so that a refresh beside it is not done when the call is.
                thread::sleep(20 * MILLI);
                return response(200, &[], &format!(r#"{{"access_token":"t{number}","expires_in":{life}}}"#));
            }
            response(200, &[], "{}")
        })
    }

    fn builder(&self) -> ClientBuilder {
        self.server.builder().credentials(Credentials::service_account("id", "secret"))
    }

    fn tokens(&self) -> usize {
        self.server.seen().iter().filter(|request| request.target() == TOKEN).count()
    }
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

async fn get(client: &Client) -> Result<()> {
    client.request(Method::GET, "/api/x").send().await.map(drop)
}

#[test]
fn token_with_a_runtime_per_call() {
    for new in [runtime as fn() -> Runtime, || Runtime::new().unwrap()] {
        let own = Own::of_tokens(2);
        let client = own.builder().build().unwrap();
        let started = Instant::now();
        let mut calls = 0;
        // Three lives of a token, each used for 1.8 seconds.
        while started.elapsed() < 5300 * MILLI {
            new().block_on(get(&client)).unwrap();
            calls += 1;
            thread::sleep(10 * MILLI);
        }
        assert!(calls > 50 && own.tokens() <= 4, "{} tokens for {calls} calls", own.tokens());
    }
}

#[test]
fn second_runtime_beside_an_idle_one() {
    let own = Own::of_tokens(3600);
    let client = own.builder().build().unwrap();
    let (first, second) = (runtime(), runtime());
    first.block_on(get(&client)).unwrap();
    let started = Instant::now();
    second.block_on(get(&client)).unwrap();
    first.block_on(get(&client)).unwrap();
    assert!(started.elapsed() < 1000 * MILLI, "{:?}", started.elapsed());
    assert_eq!(own.tokens(), 1);
}

#[test]
fn token_request_on_an_idle_runtime() {
    let own = Own::of_tokens(3600);
    let client = own.builder().build().unwrap();
    let (first, second) = (runtime(), runtime());
    // Given up while the token is asked for: the first runtime would go on with it if it ran.
    assert!(first.block_on(async { timeout(5 * MILLI, get(&client)).await }).is_err());
    let started = Instant::now();
    second.block_on(get(&client)).unwrap();
    assert!(started.elapsed() < 3000 * MILLI, "{:?}", started.elapsed());
    first.block_on(get(&client)).unwrap();
    assert!(own.tokens() <= 2, "{}", own.tokens());
}

#[test]
fn token_request_on_a_runtime_that_ends() {
    let own = Own::of_tokens(3600);
    let client = own.builder().build().unwrap();
    let first = runtime();
    assert!(first.block_on(async { timeout(5 * MILLI, get(&client)).await }).is_err());
    drop(first);
    let started = Instant::now();
    runtime().block_on(get(&client)).unwrap();
    assert!(started.elapsed() < 1000 * MILLI, "{:?}", started.elapsed());
}

#[test]
fn token_with_a_runtime_per_thread() {
    let own = Own::of_tokens(3600);
    let client = own.builder().build().unwrap();
    let threads: Vec<_> = (0..8)
        .map(|_| {
            let client = client.clone();
            thread::spawn(move || {
                let runtime = runtime();
                (0..10).for_each(|_| runtime.block_on(get(&client)).unwrap());
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!((own.tokens(), own.server.seen().len()), (1, 81));
}

#[test]
fn early_refresh_on_an_idle_runtime() {
    let own = Own::of_tokens(2);
    let client = own.builder().build().unwrap();
    let (first, second) = (runtime(), runtime());
    first.block_on(get(&client)).unwrap();
    thread::sleep(1850 * MILLI);
    // This call begins a refresh, and its runtime is idle afterwards.
    first.block_on(get(&client)).unwrap();
    thread::sleep(200 * MILLI);
    let started = Instant::now();
    second.block_on(get(&client)).unwrap();
    assert!(started.elapsed() < 3000 * MILLI, "{:?}", started.elapsed());
    assert!(own.tokens() <= 3, "{}", own.tokens());
}

#[test]
fn stream_read_on_another_runtime() {
    let own = Own::start(|_, _| {
        let text = "HTTP/1.1 200 x\r\ncontent-length: 9\r\n\r\nabc";
        Scripted::Send(text.as_bytes().to_vec())
    });
    let client = own.server.client();
    let (first, second) = (runtime(), runtime());
    let mut stream = first.block_on(client.request(Method::GET, "/api/x").stream()).unwrap();
    let started = Instant::now();
    let error = second.block_on(async {
        loop {
            if let Err(error) = stream.try_next().await {
                return error;
            }
        }
    });
    assert!(started.elapsed() < 1000 * MILLI);
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert!(source.contains("on another Tokio runtime"), "{error}: {source}");
}

/// What `call` comes to where all threads are blocked from before its response until after its time.
fn while_blocked<T: Send + 'static>(call: impl Future<Output = T> + Send + 'static) -> T {
    let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let call = runtime.spawn(call);
    runtime.spawn(async {
        sleep(50 * MILLI).await;
        thread::sleep(2000 * MILLI);
    });
    runtime.block_on(call).unwrap()
}

#[test]
fn response_while_threads_are_blocked() {
    let own = Own::start(|_, _| {
        thread::sleep(100 * MILLI);
        response(200, &[], "{}")
    });
    let second = 1000 * MILLI;
    let post = |builder: ClientBuilder| builder.build().unwrap().request(Method::POST, "/api/x").send();
    while_blocked(post(own.server.builder().timeout(second))).unwrap();
    let limited = || own.server.builder().retry(RetryPolicy::none().with_overall_limit(second));
    while_blocked(post(limited())).unwrap();
    while_blocked(post(limited().around_attempts(Attempt::send))).unwrap();
    let client = own.server.client();
    while_blocked(async move { Wait::default().with_limit(second).until(|| get(&client), |()| true).await }).unwrap();
}

#[test]
fn chunk_while_threads_are_blocked() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        let (mut server, _) = listener.accept().unwrap();
        let _ = server.read(&mut [0; 4096]).unwrap();
        server.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\na").unwrap();
        thread::sleep(200 * MILLI);
        server.write_all(b"b").unwrap();
        thread::sleep(5000 * MILLI);
    });
    let builder = Client::builder().credentials(Credentials::anonymous()).base_url(url);
    let client = builder.timeout(1000 * MILLI).build().unwrap();
    let call = async move { client.request(Method::GET, "/api/x").stream().await?.collect(9).await };
    assert_eq!(while_blocked(call).unwrap(), "ab");
}

#[test]
fn silent_stream_on_two_runtimes() {
    let (builder, _) = mock(|_, _| Ok(http::Response::new(stalled("x"))));
    let client = builder.timeout(100 * MILLI).build().unwrap();
    for ends in [true, false] {
        let first = runtime();
        let mut stream = first.block_on(client.request(Method::GET, "/api/x").stream()).unwrap();
        first.block_on(async {
            stream.try_next().await.unwrap();
            timeout(10 * MILLI, stream.try_next()).await.unwrap_err();
        });
        let _idle = (!ends).then_some(first);
        assert_eq!(runtime().block_on(stream.try_next()).unwrap_err().kind(), ErrorKind::Timeout);
    }
}

#[test]
fn call_on_two_runtimes() {
    let own = Own::start(|_, _| {
        thread::sleep(200 * MILLI);
        response(200, &[], "{}")
    });
    let client = own.server.client();
    for (method, ends) in [(Method::GET, false), (Method::POST, false), (Method::GET, true), (Method::POST, true)] {
        let first = runtime();
        let mut call = client.request(method.clone(), "/api/x").send();
        first.block_on(async { timeout(50 * MILLI, &mut call).await }).unwrap_err();
        let _idle = (!ends).then_some(first);
        let started = Instant::now();
        let error = runtime().block_on(call).unwrap_err();
        assert!(started.elapsed() < 1000 * MILLI, "{method} {ends}");
        assert!(error.to_string().contains("on another Tokio runtime"), "{error}");
        assert_eq!(error.may_have_been_applied(), method == Method::POST);
    }
}

#[test]
fn call_between_attempts_on_two_runtimes() {
    let own = Own::start(|_, _| response(503, &[("retry-after", "60")], ""));
    let client = own.server.builder().retry(RetryPolicy::default()).build().unwrap();
    for new in [runtime as fn() -> Runtime, || Runtime::new().unwrap()] {
        let mut call = client.request(Method::PUT, "/api/x").send();
        let wait = Wait::default();
        let mut looks = pin!(wait.until(|| std::future::ready(Ok(())), |()| false));
        new().block_on(async {
            timeout(100 * MILLI, &mut call).await.unwrap_err();
            timeout(10 * MILLI, looks.as_mut()).await.unwrap_err();
        });
        // The timers of the runtime that ended would panic.
        let errors = [runtime().block_on(call).unwrap_err(), runtime().block_on(looks).unwrap_err()];
        assert!(errors.iter().all(|error| error.to_string().contains("on another Tokio runtime")), "{errors:?}");
        assert_eq!(errors.map(|error| error.may_have_been_applied()), [true, false]);
    }
}

#[cfg(feature = "database-users")]
#[test]
fn calls_on_two_runtimes_that_run() {
    let own = Own::start(|_, _| {
        thread::sleep(200 * MILLI);
        response(200, &[], r#"{"results":[],"links":[]}"#)
    });
    let (client, first) = (own.server.client(), Runtime::new().unwrap());
    let mut call = client.request(Method::POST, "/api/x").send();
    let mut users = client.database_users().list_database_users("g").items();
    first.block_on(async {
        timeout(50 * MILLI, &mut call).await.unwrap_err();
        timeout(50 * MILLI, users.try_next()).await.unwrap_err();
    });
    runtime().block_on(call).unwrap();
    assert!(runtime().block_on(users.try_next()).unwrap().is_none());
    assert_eq!(own.server.seen().len(), 2, "neither is sent again");
}

#[cfg(feature = "database-users")]
#[test]
fn list_on_two_runtimes() {
    let own = Own::start(|request, _| {
        let number = request.target().split("pageNum=").nth(1).map_or(1, |number| number.parse::<u32>().unwrap());
        thread::sleep(50 * MILLI);
        let path = request.target().split('?').next().unwrap();
        let next = format!(r#"{{"rel":"next","href":"{path}?pageNum={}"}}"#, number + 1);
        let links = if number < 5 { next } else { String::new() };
        response(200, &[], &format!(r#"{{"results":[{{"username":"{number}"}}],"links":[{links}]}}"#))
    });
    let client = own.server.client();
    for (prefetches, ends) in [(false, false), (false, true), (true, false), (true, true)] {
        let items = client.database_users().list_database_users("g").items();
        let mut items = if prefetches { items.with_prefetch() } else { items };
        let started = Instant::now();
        let mut names = Vec::new();
        let mut idle = Vec::new();
        loop {
            let runtime = runtime();
            if !prefetches {
                // Asked for here, and given up before it comes.
                runtime.block_on(async { timeout(10 * MILLI, items.try_next()).await }).unwrap_err();
            }
            if !ends {
                idle.push(runtime);
            }
            match self::runtime().block_on(items.try_next()).unwrap() {
                Some(user) => names.push(user.username),
                None => break,
            }
            if names.len() == 5 {
                break;
            }
        }
        assert_eq!(names, ["1", "2", "3", "4", "5"], "{prefetches} {ends}");
        assert!(started.elapsed() < 5000 * MILLI, "{prefetches} {ends}");
    }
}

#[test]
fn stream_of_a_runtime_that_ended() {
    let own = Own::start(|_, _| Scripted::Send(b"HTTP/1.1 200 x\r\ncontent-length: 9\r\n\r\nabc".to_vec()));
    let client = own.server.client();
    let first = runtime();
    let mut stream = first.block_on(client.request(Method::GET, "/api/x").stream()).unwrap();
    drop(first);
    let started = Instant::now();
    let outcome: Result<()> = runtime().block_on(async {
        while stream.try_next().await?.is_some() {}
        Ok(())
    });
    assert!(outcome.is_err() && started.elapsed() < 1000 * MILLI);
}

#[test]
fn calls_on_connections_the_server_closed() {
    for idle in [0, 20] {
        let own = Own::start(move |_, _| {
            let text = "HTTP/1.1 200 x\r\ncontent-length: 2\r\n\r\n{}";
            Scripted::SendAndCloseAfter(text.as_bytes().to_vec(), idle * MILLI)
        });
        let client = own.server.client();
        let runtime = runtime();
        for number in 0..40 {
            let method = if number % 2 == 0 { Method::POST } else { Method::GET };
            let call = client.request(method, "/api/x").with_retry(RetryPolicy::none()).send();
            runtime.block_on(call).unwrap();
            // Nothing drives the runtime while the server closes the connection.
            while own.server.open() > 0 {
                thread::sleep(MILLI);
            }
        }
        assert_eq!(own.server.seen().len(), 40);
    }
}

#[test]
fn posts_after_a_while_get_a_new_connection() {
    let own = Own::start(|_, _| response(200, &[], "{}"));
    let builder = own.server.builder().retry(RetryPolicy::default());
    let client = builder.write_idle_timeout(50 * MILLI).build().unwrap();
    let runtime = runtime();
    runtime.block_on(async {
        let send = |method| client.request(method, "/api/x").send();
        send(Method::POST).await.unwrap();
        send(Method::POST).await.unwrap();
        assert_eq!(own.server.connections(), 1);
        sleep(100 * MILLI).await;
        send(Method::GET).await.unwrap();
        assert_eq!(own.server.connections(), 1, "what can be retried uses it");
        sleep(100 * MILLI).await;
        send(Method::POST).await.unwrap();
        assert_eq!(own.server.connections(), 2);
        sleep(100 * MILLI).await;
        client.request(Method::GET, "/api/x").with_retry(RetryPolicy::none()).send().await.unwrap();
        assert_eq!(own.server.connections(), 3, "this one can't be retried either");
    });
}

/// Connections that requests at once have left behind may be older than the last one.
#[test]
fn posts_beside_older_connections() {
    let own = Own::start(|_, _| {
        // Longer than connecting takes, so that requests at once have a connection each.
        thread::sleep(20 * MILLI);
        response(200, &[], "{}")
    });
    let builder = own.server.builder().retry(RetryPolicy::default());
    let client = builder.write_idle_timeout(200 * MILLI).build().unwrap();
    let request = |method| client.request(method, "/api/x").send();
    let at_once = async |method: Method| {
        let calls: Vec<_> = (0..4).map(|_| tokio::spawn(request(method.clone()))).collect();
        for call in calls {
            call.await.unwrap().unwrap();
        }
        own.server.connections()
    };
    runtime().block_on(async {
        assert_eq!(at_once(Method::GET).await, 4);
        for _ in 0..4 {
            sleep(100 * MILLI).await;
            request(Method::GET).await.unwrap();
        }
        assert_eq!(at_once(Method::POST).await, 8, "those of the first requests are too old");
    });
}

#[test]
fn runtimes_leave_no_pools_behind() {
    let own = Own::start(|_, _| response(200, &[], "{}"));
    let client = Arc::new(own.server.client());
    for _ in 0..50 {
        runtime().block_on(get(&client)).unwrap();
    }
    thread::sleep(100 * MILLI);
    assert!(own.server.open() <= 1, "{} connections are open", own.server.open());
}

/// A runtime that ends drops its connections on a thread of its own, beside the calls of the next ones.
#[test]
fn calls_beside_runtimes_that_end() {
    let own = Own::start(|_, _| response(200, &[], "{}"));
    let client = own.server.client();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..1000 {
                    let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
                    runtime.block_on(async { timeout(10_000 * MILLI, get(&client)).await.unwrap().unwrap() });
                    runtime.shutdown_background();
                }
            });
        }
    });
}
