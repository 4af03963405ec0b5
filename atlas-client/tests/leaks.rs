//! Ten thousand calls with faults leave nothing behind: no task, no body, no connection.

#![cfg(any(feature = "rustls", feature = "rustls-ring"))]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use atlas_client::transport::{Body, TransportError, TransportErrorKind};
use atlas_client::{Bytes, Credentials, Method, RetryPolicy};
use futures_core::Stream;
use http::Response;
use support::{Scripted, Server, mock_async, response, seconds};
use tokio::runtime::Handle;
use tokio::time::timeout;

/// A body that is counted for as long as it lives.
struct Counted {
    live: Arc<AtomicUsize>,
    chunks: u8,
    broken: bool,
}

impl Counted {
    fn body(live: &Arc<AtomicUsize>, broken: bool) -> Body {
        live.fetch_add(1, Ordering::SeqCst);
        Body::stream(Self { live: Arc::clone(live), chunks: 2, broken })
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.live.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Stream for Counted {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.chunks = self.chunks.saturating_sub(1);
        Poll::Ready(match (self.chunks, self.broken) {
            (0, true) => Some(Err(TransportError::new(TransportErrorKind::Io, "cut"))),
            (0, false) => None,
            _ => Some(Ok(Bytes::from_static(b"{}"))),
        })
    }
}

#[tokio::test(start_paused = true)]
async fn tasks_and_bodies_after_faults() {
    let live = Arc::new(AtomicUsize::new(0));
    let bodies = Arc::clone(&live);
    let (builder, log) = mock_async(move |_, number| {
        let bodies = Arc::clone(&bodies);
        async move {
            let status = |status: u16, broken| {
                Ok(Response::builder().status(status).body(Counted::body(&bodies, broken)).unwrap())
            };
            match number % 10 {
                0 => status(429, false),
                1 => status(503, true),
                2 => status(200, true),
                3 => Err(TransportError::new(TransportErrorKind::Io, "reset")),
                4 => std::future::pending().await,
                5 => status(401, false),
                _ => status(200, false),
            }
        }
    });
    let client = builder.timeout(seconds(5)).build().unwrap();
    let (mut failed, mut dropped) = (0, 0);
    for number in 0..10_000_u32 {
        let method = if number % 3 == 0 { Method::POST } else { Method::GET };
        let request = client.request(method, "/api/x");
        if number % 7 == 0 {
            // Given up on, and a stream that is not read to its end.
            let Ok(response) = timeout(Duration::from_millis(1), request.stream()).await else {
                dropped += 1;
                continue;
            };
            failed += usize::from(response.is_err());
        } else {
            failed += usize::from(request.send().await.is_err());
        }
    }
    assert!(failed > 1000 && dropped > 100 && log.len() > 10_000, "{failed} {dropped} {}", log.len());
    assert_eq!(live.load(Ordering::SeqCst), 0, "bodies that live on");
    assert_eq!(Handle::current().metrics().num_alive_tasks(), 0, "tasks that live on");
}

#[tokio::test]
async fn connections_after_faults() {
    let server = Server::start(|_, number| match number % 50 {
        7 => Scripted::SendAndClose(Vec::new()),
        13 => Scripted::SendAndClose(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{".to_vec()),
        21 => response(503, &[("retry-after", "0")], "<html>"),
        _ => response(200, &[], "{}"),
    })
    .await;
    let before = Handle::current().metrics().num_alive_tasks();
    let policy = RetryPolicy::default().with_backoff(Duration::ZERO, Duration::ZERO);
    let client = server.builder().retry(policy).credentials(Credentials::anonymous()).build().unwrap();
    for _ in 0..10_000 {
        client.request(Method::GET, "/api/x").send().await.unwrap();
    }
    let faults = u32::try_from(server.seen().len() / 50 * 2).unwrap();
    assert!(server.connections() <= faults + 3, "{} connections for {faults} broken ones", server.connections());
    assert!(server.open() <= 1, "{} connections are open at once", server.open());
    drop(client);
    for _ in 0..500 {
        if server.open() == 0 && Handle::current().metrics().num_alive_tasks() <= before {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{} connections, {} tasks", server.open(), Handle::current().metrics().num_alive_tasks());
}
