//! What hostile responses cost: the peak of memory as a multiple of the client's limit, and the longest time that a
//! call keeps its task's thread. Linux only.
//!
//! ```sh
//! cargo bench --package benches --bench hostile
//! ```
//!
//! Each body has its own process, since the peak of a process only grows. At most 8 times the limit and 100 ms are what
//! docs/runtime.md promises.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark may panic, and prints")]

use std::env;
use std::future::poll_fn;
use std::io::Write as _;
use std::pin::{Pin, pin};
use std::process::Command;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use atlas_client::transport::{self, Body, TransportError};
use atlas_client::{Bytes, Client, Credentials, RetryPolicy};
use flate2::{Compression, write::GzEncoder};
use futures_core::Stream;

const MIB: usize = 1 << 20;
const LIMIT: usize = 16 * MIB;

/// A response whose body has `part` again and again between `start` and `end`.
struct Hostile {
    status: u16,
    start: &'static str,
    part: &'static str,
    end: &'static str,
    /// The size of the body, decompressed.
    size: usize,
    gzip: bool,
}

const fn hostile(start: &'static str, part: &'static str, end: &'static str) -> Hostile {
    Hostile { status: 200, start, part, end, size: LIMIT, gzip: false }
}

/// As large as a body can be that is decoded where it was received.
const SMALL: usize = (128 << 10) - 64;

const CASES: &[Hostile] = &[
    hostile("{\"results\":[", "{}", "]}"),
    hostile("{\"results\":[", "1", "]}"),
    hostile("{\"results\":[", "null", "]}"),
    hostile("{\"results\":[", "{\"labels\":[{}]}", "]}"),
    hostile("{\"results\":[{\"username\":\"", "u", "\"}]}"),
    hostile("{\"results\":[{\"username\":\"", "\\u0061", "\"}]}"),
    hostile("{\"results\":[{\"labels\":[", "{\"key\":\"\"}", "]}]}"),
    hostile("{\"results\":[{\"labels\":[", "{\"key\":\"12345678\",\"value\":\"1\"}", "]}]}"),
    hostile("{\"results\":[{", "\"a\":1", ",\"username\":\"u\"}]}"),
    hostile("", "[", ""),
    hostile("{\"results\":", "[", ""),
    hostile("{\"totalCount\":", "1", "}"),
    hostile("{\"totalCount\":1e", "9", "}"),
    hostile("", " ", "{}"),
    hostile("<html>", "<p>", ""),
    Hostile { gzip: true, ..hostile("{\"results\":[", "{}", "]}") },
    Hostile { gzip: true, size: 10 * LIMIT, ..hostile("{\"results\":[", "{}", "]}") },
    Hostile { gzip: true, size: 10 * LIMIT, ..hostile("", "\0", "") },
    Hostile { size: SMALL, ..hostile("{\"results\":[", "{}", "]}") },
    Hostile { size: SMALL, gzip: true, ..hostile("{\"results\":[", "{}", "]}") },
    Hostile { size: SMALL, ..hostile("{\"results\":[{\"labels\":[", "{\"key\":\"\"}", "]}]}") },
    Hostile { size: SMALL, ..hostile("{\"results\":[{", "\"a\":1", ",\"username\":\"u\"}]}") },
    Hostile { status: 500, ..hostile("{\"parameters\":[", "[]", "]}") },
    Hostile { status: 500, ..hostile("{", "\"a\":{}", "}") },
    Hostile { status: 500, gzip: true, ..hostile("{\"badRequestDetail\":{\"fields\":[", "{}", "]}}") },
    Hostile { status: 500, gzip: true, size: 10 * LIMIT, ..hostile("{\"detail\":\"", "x", "\"}") },
];

impl Hostile {
    fn body(&self) -> Bytes {
        let separator = if self.part.len() == 1 || self.part.starts_with(['\\', '<']) { "" } else { "," };
        let parts = (self.size - self.start.len() - self.end.len()) / (self.part.len() + separator.len());
        let repeated = format!("{}{separator}", self.part).repeat(parts - 1);
        let text = [self.start, &repeated, self.part, self.end].concat();
        if !self.gzip {
            return text.into();
        }
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap().into()
    }

    fn client(&self, body: Bytes) -> Client {
        let (status, gzip) = (self.status, self.gzip);
        // In chunks, as from a connection.
        let transport = transport::from_fn(move |_| {
            let mut response = http::Response::builder().status(status).header("content-type", "application/json");
            if gzip {
                response = response.header("content-encoding", "gzip");
            }
            let response = response.body(Body::stream(Chunks(body.clone()))).unwrap();
            async move { Ok(response) }
        });
        let builder = Client::builder().credentials(Credentials::bearer("token")).transport(transport);
        builder.body_limit(LIMIT).retry(RetryPolicy::none()).build().unwrap()
    }
}

/// Copies of the pieces of a body.
struct Chunks(Bytes);

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let size = self.0.len().min(16 << 10);
        let chunk = self.0.split_to(size);
        Poll::Ready((size > 0).then(|| Ok(Bytes::copy_from_slice(&chunk))))
    }
}

fn main() {
    let case = env::args().skip_while(|argument| argument != "--case").nth(1);
    if let Some(case) = case {
        return measure(&CASES[case.parse::<usize>().unwrap()]);
    }
    println!("| status | body | on the wire | outcome | peak / limit | longest poll |");
    println!("| --- | --- | --- | --- | --- | --- |");
    for case in 0..CASES.len() {
        let output = Command::new(env::current_exe().unwrap()).args(["--case", &case.to_string()]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        print!("{}", String::from_utf8_lossy(&output.stdout));
    }
}

/// Makes the call, and prints a line of the table.
fn measure(case: &Hostile) {
    let body = case.body();
    let wire = body.len();
    let client = case.client(body);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let before = memory("VmRSS:");
    // Forgets the peak so far.
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    let mut longest = Duration::ZERO;
    let outcome = runtime.block_on(async {
        let mut call = pin!(client.database_users().list_database_users("abc").send());
        poll_fn(|cx| {
            let started = Instant::now();
            let poll = call.as_mut().poll(cx);
            longest = longest.max(started.elapsed());
            poll
        })
        .await
    });
    let tenths = (memory("VmHWM:") - before) * 10 / LIMIT;
    let outcome =
        outcome.map_or_else(|error| format!("{:?}", error.kind()), |page| format!("{} items", page.results.len()));
    let Hostile { status, start, part, end, gzip, .. } = case;
    let text = format!("{start}{}…{end}", part.escape_debug());
    let packed = if *gzip { ", gzip" } else { "" };
    let times = format!("{}.{}", tenths / 10, tenths % 10);
    println!("| {status} | `{text}`{packed} | {} kB | {outcome} | {times} | {longest:.1?} |", wire / 1000);
}

/// What the system says about the memory of this process, in bytes.
fn memory(what: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(what)).unwrap();
    line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() << 10
}
