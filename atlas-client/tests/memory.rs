//! The memory of the process does not grow with the number of calls or the length of a stream. Goes by what Linux
//! says; alone in its program, so that nothing else is counted.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use atlas_client::transport::{self, Body, TransportError};
use atlas_client::{Bytes, Client, Credentials, ErrorKind, Method};
use futures_core::Stream;
use http::Response;
use support::{refused, reset, seconds, stalled};

const KIB: usize = 1 << 10;

/// The memory that is in use, in KiB.
fn resident() -> usize {
    status("VmRSS:")
}

/// The most memory that was ever in use, in KiB.
fn peak() -> usize {
    status("VmHWM:")
}

fn status(name: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

/// So many chunks, each in memory of its own.
struct Chunks {
    left: usize,
    size: usize,
}

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(left) = self.left.checked_sub(1) else {
            return Poll::Ready(None);
        };
        self.left = left;
        Poll::Ready(Some(Ok(vec![b' '; self.size].into())))
    }
}

/// Every sort of response and fault, with 16 KiB where there is a body.
fn client() -> Client {
    let count = AtomicUsize::new(0);
    let transport = transport::from_fn(move |_| {
        let number = count.fetch_add(1, Ordering::Relaxed);
        async move {
            let status = |status: u16| {
                let body = Body::stream(Chunks { left: 16, size: KIB });
                Ok(Response::builder().status(status).body(body).unwrap())
            };
            match number % 9 {
                0 => status(429),
                1 => status(503),
                2 => status(401),
                3 => reset(),
                4 => refused(),
                5 => std::future::pending().await,
                6 => Ok(Response::builder().status(500).body(stalled("{")).unwrap()),
                _ => status(200),
            }
        }
    });
    Client::builder().credentials(Credentials::api_key("id", "key")).transport(transport).build().unwrap()
}

async fn calls(client: &Client, count: usize) {
    for number in 0..count {
        let method = if number % 3 == 0 { Method::POST } else { Method::GET };
        let call = client.request(method, "/api/x").with_timeout(seconds(5)).send();
        if number % 7 == 0 {
            let _ = tokio::time::timeout(seconds(1), call).await;
        } else {
            let _ = call.await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn memory_of_calls_and_streams() {
    let client = client();
    calls(&client, 1000).await;
    let before = resident();
    calls(&client, 10_000).await;
    let grown = resident().saturating_sub(before);
    assert!(grown < 2 * KIB, "{grown} KiB more after 10,000 calls");

    let transport =
        transport::from_fn(|_| async { Ok(Response::new(Body::stream(Chunks { left: 4 * KIB, size: 64 * KIB }))) });
    let client = Client::builder().credentials(Credentials::anonymous()).transport(transport).build().unwrap();
    let before = resident();
    let mut stream = client.request(Method::GET, "/api/x").stream().await.unwrap();
    let (mut length, mut most) = (0, 0);
    while let Some(chunk) = stream.try_next().await.unwrap() {
        length += chunk.len();
        if length % (KIB * KIB) == 0 {
            most = most.max(resident());
        }
    }
    assert_eq!(length, 256 * KIB * KIB);
    let grown = most.saturating_sub(before);
    assert!(grown < 8 * KIB, "{grown} KiB more for a stream of 256 MiB");

    // What is not a stream ends at the limit of the client, 64 MiB, for which a buffer grows by doubling.
    let before = resident();
    let error = client.request(Method::GET, "/api/x").send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    let grown = peak().saturating_sub(before);
    assert!(grown < 140 * KIB, "{grown} KiB more for a body of 256 MiB");
}
