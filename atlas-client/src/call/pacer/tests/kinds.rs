//! Kinds of limits, and how many requests and how much time calls take with them.

use super::servers::*;

/// A kind of server and the least time in seconds that it takes for so many calls, at any number of workers. They may
/// take `requests` per call, beyond the first ones, of which nothing is known, and `time` as a multiple of the least.
struct Kind {
    name: &'static str,
    server: fn(u64) -> Server,
    calls: u32,
    least: f64,
    requests: f64,
    time: f64,
}

fn kinds() -> Vec<Kind> {
    use Says::{Nothing, TimeLeft, Window};
    let kind = |name, (calls, least), (requests, time), server| Kind { name, server, calls, least, requests, time };
    vec![
        kind("100 a minute", (1000, 535.0), (1.2, 1.1), |_| windows(100, 60.0, TimeLeft)),
        kind("100 a minute, always 60", (1000, 535.0), (1.2, 1.4), |_| windows(100, 60.0, Window)),
        kind("100 a minute, silent", (1000, 535.0), (2.2, 1.2), |_| windows(100, 60.0, Nothing)),
        kind("5 in 10 seconds", (60, 105.0), (1.5, 1.2), |_| windows(5, 10.0, TimeLeft)),
        kind("10 a second", (300, 29.0), (1.2, 2.2), |_| windows(10, 1.0, TimeLeft)),
        kind("10 a second, silent", (300, 29.0), (1.4, 2.5), |_| windows(10, 1.0, Nothing)),
        kind("10 tokens, 5 a minute", (60, 600.0), (1.3, 1.1), |_| bucket(10.0, 5.0, 60.0)),
        kind("500 tokens a minute", (5000, 480.0), (1.2, 1.2), |_| bucket(1000.0, 500.0, 60.0)),
        kind("a token every 600 ms", (500, 240.0), (1.4, 1.2), |_| bucket(100.0, 1.0, 0.6)),
        kind("100 in any 10 seconds", (1000, 90.0), (1.2, 1.4), |_| sliding(100, 10.0, TimeLeft)),
        kind("the same, always 10", (1000, 90.0), (1.2, 2.2), |_| sliding(100, 10.0, Window)),
        kind("100 in any 3 seconds, refused ones too", (1000, 27.0), (1.2, 2.4), |_| rate(100, 3.0)),
        kind("10 tokens, 5 a minute, described", (60, 600.0), (1.05, 1.1), |_| described(10, 5, 60)),
        kind("100 tokens, 50 in 10 s, described", (1000, 180.0), (1.05, 1.1), |_| described(100, 50, 10)),
        kind("a token every 100 ms, silent", (500, 48.0), (1.4, 1.2), |_| saying(None, bucket(20.0, 1.0, 0.1))),
        kind("a token a second, always 1", (100, 95.0), (1.4, 1.2), |_| saying(Some(1.0), bucket(5.0, 1.0, 1.0))),
        kind("100 a minute, always 1", (500, 235.0), (2.3, 1.2), |_| saying(Some(1.0), windows(100, 60.0, Nothing))),
        kind("two limits", (500, 235.0), (1.4, 1.2), |_| {
            both(windows(10, 1.0, TimeLeft), windows(100, 60.0, TimeLeft))
        }),
        kind("half of 100 a minute", (500, 535.0), (1.4, 1.2), |seed| {
            shared(windows(100, 60.0, TimeLeft), 50.0 / 60.0, seed)
        }),
        kind("half of 10 a second", (200, 40.0), (1.4, 2.2), |seed| shared(windows(10, 1.0, TimeLeft), 5.0, seed)),
        kind("10, then 100 a minute", (1000, 1140.0), (1.2, 1.4), |_| {
            changed(windows(10, 60.0, TimeLeft), windows(100, 60.0, TimeLeft), 600.0)
        }),
        kind("100, then 20 a minute", (500, 500.0), (1.6, 1.2), |_| {
            changed(windows(100, 60.0, TimeLeft), windows(20, 60.0, TimeLeft), 200.0)
        }),
    ]
}

/// The most requests and the most time over all numbers of workers, latencies and random parts.
async fn worst(kind: &Kind) -> (f64, f64) {
    let mut worst = (0.0, 0.0);
    for (workers, latency) in [(1, 0.05), (1, 0.3), (5, 0.05), (5, 0.3), (20, 0.05), (20, 0.3), (200, 0.05), (200, 0.3)]
    {
        for seed in 0..2 {
            let load = Load { calls: kind.calls, workers, latency };
            let (requests, time) = Simulation::new((kind.server)(seed), seed).run(load).await;
            let requests = f64::from(requests - workers.min(requests - kind.calls)) / f64::from(kind.calls);
            let least = kind.least.max(f64::from(kind.calls) * latency / f64::from(workers));
            worst = (f64::max(worst.0, requests), f64::max(worst.1, time / least));
        }
    }
    worst
}

#[tokio::test(start_paused = true)]
async fn kinds_of_limits() {
    let mut missed = Vec::new();
    for kind in kinds() {
        let (requests, time) = worst(&kind).await;
        let line = format!("{}: {requests:.2} requests a call, {time:.2} times as long", kind.name);
        if requests > kind.requests || time > kind.time {
            missed.push(line);
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

/// Many calls at once, again and again, with a limit that also counts what it refuses: 150 first, of which nothing is
/// known, and two rounds to find out the rest.
#[tokio::test(start_paused = true)]
async fn rounds_of_calls() {
    let mut missed = Vec::new();
    for (calls, requests) in [(8, 1.25), (16, 1.25), (64, 1.1), (150, 1.1), (200, 1.1), (400, 1.1)] {
        for (latency, seed) in [(0.002, 0), (0.002, 1), (0.05, 0), (0.05, 1), (0.3, 0), (0.3, 1)] {
            let simulation = Simulation::new(rate(100, 3.0), seed);
            let load = Load { calls, workers: calls, latency };
            simulation.run(Load { calls: 150, workers: 150, ..load }).await;
            let mut rounds = Vec::new();
            for _ in 0..10 {
                rounds.push(simulation.run(load).await.0);
            }
            let later: u32 = rounds[2..].iter().sum();
            if f64::from(later) > f64::from(calls) * 8.0 * requests {
                missed.push(format!("{calls} calls, {latency} s: {rounds:?}"));
            }
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}
