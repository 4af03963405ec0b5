//! Help for the tests: a scripted HTTP server on loopback that shows what really came over the wire, and a
//! scripted transport for tests with a paused clock.

#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses a part, and only tests use it")]

pub(crate) mod account;
pub(crate) mod digest;

use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write as _;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use atlas_client::transport::{self, Body, TransportError, TransportErrorKind};
use atlas_client::{Bytes, Client, ClientBuilder, Credentials, RetryPolicy};
use futures_core::Stream;
use http::{Request, Response};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// A request as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    /// Such as `GET /a?b=c HTTP/1.1`.
    pub(crate) line: String,
    /// Names in lower case.
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

impl Seen {
    pub(crate) fn target(&self) -> &str {
        self.line.split(' ').nth(1).unwrap()
    }
}

/// What the server does with a request.
pub(crate) enum Scripted {
    /// Sends these bytes and keeps the connection.
    Send(Vec<u8>),
    /// Sends these bytes and closes the connection.
    SendAndClose(Vec<u8>),
    /// Sends these bytes, and closes the connection after this long.
    SendAndCloseAfter(Vec<u8>, Duration),
    /// Says nothing, ever.
    Hang,
}

/// A complete response with a body.
pub(crate) fn response(status: u16, headers: &[(&str, &str)], body: &str) -> Scripted {
    let mut text = format!("HTTP/1.1 {status} x\r\ncontent-length: {}\r\n", body.len());
    for (name, value) in headers {
        write!(text, "{name}: {value}\r\n").unwrap();
    }
    Scripted::Send(format!("{text}\r\n{body}").into_bytes())
}

/// A server on loopback.
pub(crate) struct Server {
    pub(crate) url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
    connections: Arc<Mutex<u32>>,
    open: Arc<AtomicUsize>,
}

impl Server {
    /// Starts a server; `respond` gets each request and its number, from 0.
    pub(crate) async fn start(respond: impl Fn(&Seen, usize) -> Scripted + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let server = Self { url, seen: Arc::default(), connections: Arc::default(), open: Arc::default() };
        let (seen, connections, respond) = (server.seen.clone(), server.connections.clone(), Arc::new(respond));
        let open = server.open.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                *connections.lock().unwrap() += 1;
                let (seen, respond, open) = (seen.clone(), respond.clone(), open.clone());
                open.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(async move {
                    serve(stream, &seen, &*respond).await;
                    open.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        server
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    pub(crate) fn connections(&self) -> u32 {
        *self.connections.lock().unwrap()
    }

    /// How many connections are open.
    pub(crate) fn open(&self) -> usize {
        self.open.load(Ordering::SeqCst)
    }

    /// A client of this server with a bearer token and no retries.
    pub(crate) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    pub(crate) fn builder(&self) -> ClientBuilder {
        Client::builder().credentials(Credentials::bearer("token")).base_url(&self.url).retry(RetryPolicy::none())
    }
}

async fn serve(
    mut stream: TcpStream,
    seen: &Mutex<Vec<Seen>>,
    respond: &(dyn Fn(&Seen, usize) -> Scripted + Send + Sync),
) -> Option<()> {
    let mut buffer = Vec::new();
    loop {
        let end = loop {
            if let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
                break end;
            }
            if stream.read_buf(&mut buffer).await.ok()? == 0 {
                return None;
            }
            if !buffer[0].is_ascii_uppercase() {
                // Not HTTP, such as TLS: what servers do then.
                return stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.ok();
            }
        };
        let head = String::from_utf8_lossy(&buffer[..end]).into_owned();
        let mut lines = head.split("\r\n");
        let line = lines.next()?.to_owned();
        let headers: BTreeMap<_, _> = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        let length = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
        while buffer.len() < end + 4 + length {
            if stream.read_buf(&mut buffer).await.ok()? == 0 {
                return None;
            }
        }
        let body = String::from_utf8_lossy(&buffer[end + 4..end + 4 + length]).into_owned();
        buffer.drain(..end + 4 + length);
        let request = Seen { line, headers, body };
        let number = {
            let mut seen = seen.lock().unwrap();
            seen.push(request.clone());
            seen.len() - 1
        };
        match respond(&request, number) {
            Scripted::Send(bytes) => stream.write_all(&bytes).await.ok()?,
            Scripted::SendAndClose(bytes) => {
                stream.write_all(&bytes).await.ok()?;
                stream.shutdown().await.ok()?;
                return None;
            }
            Scripted::SendAndCloseAfter(bytes, idle) => {
                stream.write_all(&bytes).await.ok()?;
                tokio::time::sleep(idle).await;
                stream.shutdown().await.ok()?;
                return None;
            }
            Scripted::Hang => std::future::pending().await,
        }
    }
}

/// What a scripted transport responses.
pub(crate) type Outcome = Result<Response<Body>, TransportError>;

/// What a scripted transport was sent, in order.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<Request<Bytes>>>>);

impl Log {
    pub(crate) fn requests(&self) -> Vec<Request<Bytes>> {
        self.0.lock().unwrap().clone()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.lock().unwrap().len()
    }

    /// How many requests went to this path.
    pub(crate) fn count(&self, path: &str) -> usize {
        self.0.lock().unwrap().iter().filter(|request| request.uri().path() == path).count()
    }
}

/// A client whose responses are made by a function of the request and its number, from 0.
pub(crate) fn mock(
    response: impl Fn(&Request<Bytes>, usize) -> Outcome + Send + Sync + 'static,
) -> (ClientBuilder, Log) {
    mock_async(move |request, number| std::future::ready(response(&request, number)))
}

/// The same with a function that may wait.
pub(crate) fn mock_async<A>(
    response: impl Fn(Request<Bytes>, usize) -> A + Send + Sync + 'static,
) -> (ClientBuilder, Log)
where
    A: Future<Output = Outcome> + Send + 'static,
{
    let log = Log::default();
    let seen = log.clone();
    let transport = transport::from_fn(move |request: Request<Bytes>| {
        let number = {
            let mut seen = seen.0.lock().unwrap();
            seen.push(request.clone());
            seen.len() - 1
        };
        response(request, number)
    });
    (Client::builder().credentials(Credentials::bearer("token")).transport(transport), log)
}

/// A response of a scripted transport.
#[allow(clippy::unnecessary_wraps, reason = "its neighbours return errors")]
pub(crate) fn respond(status: u16, headers: &[(&str, &str)], body: &str) -> Outcome {
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    Ok(response.body(Body::from(body.to_owned())).unwrap())
}

/// A body of these chunks and an error at its end.
pub(crate) fn chunks<const N: usize>(parts: [&'static str; N], error: TransportError) -> Body {
    struct Chunks(VecDeque<Result<Bytes, TransportError>>);
    impl Stream for Chunks {
        type Item = Result<Bytes, TransportError>;

        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            Poll::Ready(self.0.pop_front())
        }
    }
    let parts = parts.into_iter().map(|part| Ok(Bytes::from_static(part.as_bytes())));
    Body::stream(Chunks(parts.chain([Err(error)]).collect()))
}

/// A body that begins and never ends.
pub(crate) fn stalled(part: &'static str) -> Body {
    struct Stalled(Option<&'static str>);
    impl Stream for Stalled {
        type Item = Result<Bytes, TransportError>;

        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            self.0.take().map_or(Poll::Pending, |part| Poll::Ready(Some(Ok(Bytes::from_static(part.as_bytes())))))
        }
    }
    Body::stream(Stalled(Some(part)))
}

/// A connection that breaks after the request is sent.
pub(crate) fn reset() -> Outcome {
    Err(TransportError::new(TransportErrorKind::Io, "connection reset"))
}

/// A server that cannot be reached.
pub(crate) fn refused() -> Outcome {
    Err(TransportError::new(TransportErrorKind::Connect, "connection refused"))
}

pub(crate) const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}
