//! What a whole call costs over loopback, with its allocations: with the client, and written by hand with reqwest and
//! serde.
//!
//! ```sh
//! cargo bench --package benches --bench calls
//! ```
//!
//! The server is a thread that writes a response made before, so that little but the client is measured. One that is
//! written by hand does less: no retries, no limits, no spans, no second look at the URL.

#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

mod by_hand;
mod derived;
mod page;
mod server;
mod setup;

use divan::{AllocProfiler, Bencher, black_box};

use self::by_hand::ByHand;
use self::page::page;
use self::server::serve;
use self::setup::{GROUP, client, runtime, small};

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

#[divan::bench]
fn small_client(bencher: Bencher<'_, '_>) {
    let (client, runtime) = (client(&serve(&small())), runtime());
    bencher.bench_local(|| {
        runtime.block_on(async {
            black_box(client.database_users().get_database_user(GROUP, "admin", "user-7").send().await.unwrap());
        });
    });
}

#[divan::bench]
fn small_by_hand(bencher: Bencher<'_, '_>) {
    let (client, runtime) = (ByHand::new(&serve(&small())), runtime());
    bencher.bench_local(|| {
        runtime.block_on(async { black_box(client.get_database_user(GROUP, "admin", "user-7").await.unwrap()) });
    });
}

#[divan::bench]
fn page_client(bencher: Bencher<'_, '_>) {
    let (client, runtime) = (client(&serve(&page())), runtime());
    bencher.bench_local(|| {
        runtime.block_on(async {
            black_box(client.database_users().list_database_users(GROUP).send().await.unwrap());
        });
    });
}

#[divan::bench]
fn page_by_hand(bencher: Bencher<'_, '_>) {
    let (client, runtime) = (ByHand::new(&serve(&page())), runtime());
    bencher.bench_local(|| {
        runtime.block_on(async { black_box(client.list_database_users(GROUP).await.unwrap()) });
    });
}
