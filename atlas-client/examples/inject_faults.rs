//! Lets a third of all attempts fail, to try out how a program gets along with that. Needs no credentials: the attempts
//! that do not fail get a response here.
//!
//! ```text
//! cargo run --example inject_faults
//! ```

#![allow(clippy::print_stdout, reason = "a command-line program prints")]

use std::error::Error;
use std::time::Duration;

use atlas_client::transport::{Body, TransportError, TransportErrorKind};
use atlas_client::{Attempt, Client, Credentials, Method, RetryPolicy};

async fn unreliable(attempt: Attempt) -> atlas_client::Result<atlas_client::AttemptResponse> {
    let respond = |status, body| {
        let mut response = http::Response::new(Body::from(body));
        *response.status_mut() = status;
        response
    };
    match fastrand::u8(0..9) {
        // Before anything was sent: retried for every method.
        0 => Err(attempt.fail(TransportError::new(TransportErrorKind::Connect, "injected"))),
        // After the request was sent: retried for idempotent methods.
        1 => Err(attempt.fail(TransportError::new(TransportErrorKind::Io, "injected"))),
        // A gateway that is overloaded.
        2 => attempt.respond(respond(http::StatusCode::SERVICE_UNAVAILABLE, "<html>busy</html>")).await,
        // A program would call `attempt.send()` here.
        _ => attempt.respond(respond(http::StatusCode::OK, r#"{"results":[]}"#)).await,
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::builder()
        .credentials(Credentials::anonymous())
        .retry(RetryPolicy::default().with_backoff(Duration::from_millis(10), Duration::from_millis(50)))
        .around_attempts(unreliable)
        .build()?;
    for method in [Method::GET, Method::POST].into_iter().cycle().take(10) {
        match client.request(method.clone(), "/api/atlas/v2/groups").send().await {
            Ok(response) => println!("{method}: {} after {} attempts", response.status(), response.attempts()),
            Err(error) => println!("{error}; maybe applied: {}", error.may_have_been_applied()),
        }
    }
    Ok(())
}
