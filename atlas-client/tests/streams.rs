//! Byte streams: untouched, patient but not endlessly, and ended by what goes wrong.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::pin::Pin;
use std::task::{Context, Poll};

use atlas_client::transport::{Body, TransportError, TransportErrorKind};
use atlas_client::{ByteStream, Bytes, Client, ErrorKind, Method};
use futures_core::Stream;
use http::Response;
use support::{mock, respond, seconds};
use tokio::time::{Instant, Interval, interval};

async fn stream(client: &Client) -> ByteStream {
    client.request(Method::GET, "/api/log").accept("application/vnd.atlas.2023-02-01+gzip").stream().await.unwrap()
}

/// A chunk every so many seconds, up to a number of chunks, then silence.
struct Slow(Interval, u32);

impl Stream for Slow {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.1 == 0 {
            return Poll::Pending;
        }
        std::task::ready!(self.0.poll_tick(cx));
        self.1 -= 1;
        Poll::Ready(Some(Ok(Bytes::from_static(b"x"))))
    }
}

#[tokio::test(start_paused = true)]
async fn slow_and_silent_streams() {
    let (builder, log) = mock(|_, _| Ok(Response::new(Body::stream(Slow(interval(seconds(50)), 100)))));
    let client = builder.timeout(seconds(60)).build().unwrap();
    let started = Instant::now();
    let mut stream = stream(&client).await;
    for _ in 0..100 {
        assert_eq!(stream.try_next().await.unwrap().unwrap(), "x");
    }
    assert_eq!(started.elapsed(), seconds(99 * 50));
    let error = stream.try_next().await.unwrap_err();
    assert!(error.is_timeout() && error.to_string().contains("60.0s"), "{error}");
    assert_eq!(started.elapsed(), seconds(99 * 50 + 60));
    assert!(stream.try_next().await.unwrap().is_none(), "after an error it is over");
    assert_eq!(log.len(), 1, "a download is not started again");
}

#[tokio::test(start_paused = true)]
async fn broken_stream() {
    let (builder, _) = mock(|_, _| {
        Ok(Response::new(support::chunks(["ab", "c"], TransportError::new(TransportErrorKind::Io, "cut"))))
    });
    let mut stream = stream(&builder.build().unwrap()).await;
    assert_eq!(stream.try_next().await.unwrap().unwrap(), "ab");
    assert_eq!(stream.try_next().await.unwrap().unwrap(), "c");
    let error = stream.try_next().await.unwrap_err();
    assert_eq!((error.kind(), error.operation()), (ErrorKind::Io, "GET /api/log"));
    assert!(stream.try_next().await.unwrap().is_none());
}

#[tokio::test(start_paused = true)]
async fn error_status_of_a_stream() {
    let (builder, log) = mock(|_, number| match number {
        0 => respond(503, &[], ""),
        _ => respond(404, &[], r#"{"errorCode":"NO_LOG"}"#),
    });
    let client = builder.build().unwrap();
    let error = client.request(Method::GET, "/api/log").stream().await.unwrap_err();
    assert_eq!((error.code(), log.len()), (Some("NO_LOG"), 2), "before the first byte it is retried");
}

#[tokio::test]
async fn what_the_headers_say() {
    let (builder, _) = mock(|_, _| respond(200, &[("content-type", "text/csv"), ("content-length", "3")], "a,b"));
    let stream = stream(&builder.build().unwrap()).await;
    assert_eq!((stream.content_type(), stream.content_length()), (Some("text/csv"), Some(3)));
    assert_eq!(stream.collect(3).await.unwrap(), "a,b");
}
