//! The CPU time of whole calls over loopback, in the thread that makes them: with the client, and written by hand.
//!
//! ```sh
//! cargo bench --package benches --bench calls-cpu
//! ```
//!
//! The clock says how long a call takes with the server and with waking both threads, which differs from run to run by
//! more than the two ways do. The kernel counts the CPU time of each thread: reading and writing the socket is part of
//! it, waiting is not. The two take turns, so that what slows the machine for a while slows both. Client and server
//! share one core: across two, waking the other thread is a part of the call or is not, as the scheduler likes, and the
//! ratio was anything from 0.3 to 2.4. Needs Linux.

#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]
#![allow(clippy::print_stdout, reason = "what a benchmark is for")]

mod by_hand;
mod derived;
mod page;
mod server;
mod setup;

use std::fs;
use std::hint::black_box;

use benches::one_core;
use benches::stats::Sample;

use self::by_hand::ByHand;
use self::page::page;
use self::server::serve;
use self::setup::{GROUP, client, runtime, small};

const ROUNDS: usize = 41;
const CALLS: u32 = 500;

fn main() {
    one_core::stay().unwrap();
    let body = small();
    let (url, runtime) = (serve(&body), runtime());
    let (ours, theirs) = (client(&url), ByHand::new(&url));
    compare(
        "half a kilobyte",
        || {
            black_box(runtime.block_on(ours.database_users().get_database_user(GROUP, "admin", "user-7").send()))
                .unwrap();
        },
        || drop(black_box(runtime.block_on(theirs.get_database_user(GROUP, "admin", "user-7"))).unwrap()),
    );
    let (url, body) = (serve(&page()), page().len());
    let (ours, theirs) = (client(&url), ByHand::new(&url));
    compare(
        &format!("{} kB", body / 1000),
        || drop(black_box(runtime.block_on(ours.database_users().list_database_users(GROUP).send())).unwrap()),
        || drop(black_box(runtime.block_on(theirs.list_database_users(GROUP))).unwrap()),
    );
}

/// Prints what a call costs in both ways, and the ratio of neighbouring rounds.
fn compare(name: &str, mut ours: impl FnMut(), mut theirs: impl FnMut()) {
    let (mut first, mut second, mut ratio) = (Sample::default(), Sample::default(), Sample::default());
    for round in 0..=ROUNDS {
        let (mine, other) = (round_of(&mut ours), round_of(&mut theirs));
        // The first round connects.
        if round > 0 {
            first.push(mine);
            second.push(other);
            ratio.push(mine / other);
        }
    }
    let median = |sample: &Sample| sample.median().unwrap();
    let [first, second, ratio] = [&first, &second, &ratio].map(median);
    println!("{name}: {first:.2} µs with the client, {second:.2} µs by hand, ratio {ratio:.3}");
}

/// Microseconds of CPU time for a call.
fn round_of(call: &mut impl FnMut()) -> f64 {
    let start = cpu_time();
    (0..CALLS).for_each(|_| call());
    (cpu_time() - start) / f64::from(CALLS)
}

/// Microseconds of CPU time that this thread has had.
fn cpu_time() -> f64 {
    let statistics = fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    statistics.split(' ').next().unwrap().parse::<f64>().unwrap() / 1000.0
}
