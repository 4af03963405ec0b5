//! The pacer against servers with limits of several kinds.

use std::sync::Arc;

use tokio::time::sleep;

use super::*;

const SECOND: Duration = Duration::from_secs(1);
const OP: Subject<'_> = Subject { operation: &Cow::Borrowed("op"), scope: "" };

fn refuse(pacer: &Pacer, window: Window, retry_after: Option<Duration>) -> Duration {
    let cap = Duration::from_secs(30);
    pacer.refused(OP, window, retry_after, cap, 0.0).unwrap() - Instant::now()
}

#[tokio::test(start_paused = true)]
async fn waits_without_retry_after() {
    let pacer = Pacer::default();
    let mut waits = Vec::new();
    for _ in 0..7 {
        let window = pacer.admit(OP, None).await;
        waits.push(refuse(&pacer, window, None).as_secs());
    }
    assert_eq!(waits, [1, 2, 4, 8, 16, 30, 30]);
}

#[tokio::test(start_paused = true)]
async fn refusals_of_one_window_count_once() {
    let pacer = Pacer::default();
    for _ in 0..100 {
        refuse(&pacer, 0, None);
    }
    let window = pacer.admit(OP, None).await;
    assert_eq!(refuse(&pacer, window, None), SECOND * 2);
}

#[tokio::test(start_paused = true)]
async fn wait_beyond_the_deadline() {
    let pacer = Pacer::default();
    refuse(&pacer, 0, Some(SECOND * 60));
    let started = Instant::now();
    pacer.admit(OP, Some(started + SECOND * 30)).await;
    pacer.admit(Subject { operation: &Cow::Borrowed("other"), scope: "" }, None).await;
    assert_eq!(started.elapsed(), Duration::ZERO);
    pacer.admit(OP, Some(started + SECOND * 90)).await;
    assert_eq!(started.elapsed(), SECOND * 60);
    assert!(pacer.refused(OP, 0, Some(Duration::MAX), SECOND, 0.0).is_none());
}

/// Of what the server says about one limit, the last counts, also for the calls that wait already.
#[tokio::test(start_paused = true)]
async fn shorter_wait_after_a_longer_one() {
    let (pacer, started) = (Arc::new(Pacer::default()), Instant::now());
    assert_eq!(refuse(&pacer, 0, Some(SECOND * 60)), SECOND * 60);
    let waiting = pacer.clone();
    let waiting = tokio::spawn(async move { waiting.admit(OP, None).await });
    sleep(SECOND).await;
    assert_eq!(refuse(&pacer, 0, None), SECOND * 59, "says nothing");
    assert_eq!(refuse(&pacer, 0, Some(SECOND * 5)), SECOND * 5);
    assert_eq!(refuse(&pacer, 0, Some(SECOND * 9)), SECOND * 9);
    assert_eq!(refuse(&pacer, 0, Some(SECOND * 4)), SECOND * 4);
    let window = waiting.await.unwrap();
    assert_eq!(started.elapsed(), SECOND * 5);
    // One that was sent before is not the last word, although it comes last.
    refuse(&pacer, window, Some(SECOND * 60));
    assert_eq!(refuse(&pacer, 0, Some(SECOND * 5)), SECOND * 60);
}

/// A request that goes out although a longer wait than its call has time for was asked for is the last word, too; where
/// it says nothing, that wait lasts.
#[tokio::test(start_paused = true)]
async fn refusals_beyond_the_deadline() {
    let pacer = Pacer::default();
    refuse(&pacer, 0, Some(SECOND));
    let window = pacer.admit(OP, None).await;
    refuse(&pacer, window, Some(SECOND * 3600));
    let soon = Some(Instant::now() + SECOND * 300);
    let probe = pacer.admit(OP, soon).await;
    assert_eq!(refuse(&pacer, probe, None), SECOND * 3600);
    let probe = pacer.admit(OP, soon).await;
    assert_eq!(refuse(&pacer, probe, Some(SECOND * 5)), SECOND * 5);
    let started = Instant::now();
    pacer.admit(OP, soon).await;
    assert_eq!(started.elapsed(), SECOND * 5);
}

#[tokio::test(start_paused = true)]
async fn forgotten_limits() {
    let pacer = Pacer::default();
    refuse(&pacer, 0, Some(SECOND));
    sleep(SECOND * 60).await;
    let started = Instant::now();
    for _ in 0..100 {
        pacer.admit(OP, None).await;
    }
    assert_eq!(started.elapsed(), Duration::ZERO);
}

/// Calls to a busy project do not hold up those to others, but two that are refused at the same time have one limit.
#[tokio::test(start_paused = true)]
async fn projects_and_their_limits() {
    let of = |scope| Subject { scope, ..OP };
    let refuse = |pacer: &Pacer, scope| pacer.refused(of(scope), 0, Some(SECOND * 60), SECOND, 0.0).unwrap();
    let (pacer, started) = (Pacer::default(), Instant::now());
    let again = refuse(&pacer, "busy");
    for _ in 0..100 {
        pacer.admit(of("quiet"), None).await;
        pacer.accepted(of("quiet"));
    }
    assert_eq!(started.elapsed(), Duration::ZERO);
    pacer.admit(of("busy"), None).await;
    assert_eq!(Instant::now(), again);
    // One after the other: each has its own.
    refuse(&pacer, "quiet");
    let started = Instant::now();
    pacer.admit(of("other"), None).await;
    assert_eq!(started.elapsed(), Duration::ZERO);
    refuse(&pacer, "other");
    pacer.admit(of("another"), None).await;
    assert_eq!(started.elapsed(), SECOND * 60);
}

/// Each call is to another project, and the limit is the caller's.
#[tokio::test(start_paused = true)]
async fn limit_of_the_caller() {
    let (pacer, started) = (Arc::new(Pacer::default()), Instant::now());
    let state = Arc::new(Mutex::new((windows(10, 10.0, Says::TimeLeft), 0)));
    let mut tasks = Vec::new();
    for number in 0..100 {
        let (pacer, state) = (pacer.clone(), state.clone());
        tasks.push(tokio::spawn(async move {
            let project = number.to_string();
            let of = Subject { scope: &project, ..OP };
            loop {
                let window = pacer.admit(of, None).await;
                sleep(SECOND / 20).await;
                let response = {
                    let (server, requests) = &mut *state.lock().unwrap();
                    *requests += 1;
                    server(started.elapsed().as_secs_f64())
                };
                let Err(retry_after) = response else { return pacer.accepted(of) };
                pacer.refused(of, window, retry_after.map(Duration::from_secs_f64), SECOND, 0.5);
            }
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    let requests = state.lock().unwrap().1;
    // All at once, of which 10 are accepted; then hardly more than one for each of the others.
    assert!(requests < 100 + 90 * 3 / 2 && started.elapsed() < SECOND * 120, "{requests} in {:?}", started.elapsed());
}

/// What a server says to a request so many seconds after the beginning: nothing more, or when to come back.
type Server = Box<dyn FnMut(f64) -> Result<(), Option<f64>> + Send>;

/// What a server says in `Retry-After`.
#[derive(Clone, Copy)]
enum Says {
    /// The time left until it accepts a request, in whole seconds.
    TimeLeft,
    /// The length of its window, wherever in the window it is.
    Window,
    Nothing,
}

impl Says {
    fn when(self, left: f64, window: f64) -> Option<f64> {
        match self {
            Self::TimeLeft => Some(left.ceil().max(1.0)),
            Self::Window => Some(window),
            Self::Nothing => None,
        }
    }
}

/// `limit` requests in each window of this many seconds, the first of which ends 5 seconds early.
fn windows(limit: u32, window: f64, says: Says) -> Server {
    let (mut current, mut count) = (0.0, 0);
    Box::new(move |now| {
        let number = ((now + 5.0) / window).floor();
        if number > current {
            (current, count) = (number, 0);
        }
        count += 1;
        if count <= limit { Ok(()) } else { Err(says.when((number + 1.0) * window - now - 5.0, window)) }
    })
}

/// A bucket that gets as many tokens as `refill` every so many seconds, up to `capacity`.
fn bucket(capacity: f64, refill: f64, every: f64) -> Server {
    let (mut last, mut tokens) = (0.0, capacity);
    Box::new(move |now| {
        let times = ((now - last) / every).floor();
        last += times * every;
        tokens = f64::min(tokens + times * refill, capacity);
        if tokens < 1.0 {
            return Err(Says::TimeLeft.when(last + every - now, every));
        }
        tokens -= 1.0;
        Ok(())
    })
}

/// `limit` requests in any time of this many seconds.
fn sliding(limit: usize, window: f64, says: Says) -> Server {
    let mut accepted = Vec::new();
    Box::new(move |now| {
        accepted.retain(|time| *time > now - window);
        if accepted.len() >= limit {
            return Err(says.when(accepted[0] + window - now, window));
        }
        accepted.push(now);
        Ok(())
    })
}

/// Two limits at once.
fn both(mut first: Server, mut second: Server) -> Server {
    Box::new(move |now| first(now).and_then(|()| second(now)))
}

/// A limit that others use half of, at any time.
fn shared(mut server: Server, others: f64, seed: u64) -> Server {
    let (mut random, mut next) = (fastrand::Rng::with_seed(seed), 0.0);
    Box::new(move |now| {
        while next < now {
            let _ = server(next);
            next += 2.0 * random.f64() / others;
        }
        server(now)
    })
}

/// Another limit after so many seconds.
fn changed(mut before: Server, mut after: Server, at: f64) -> Server {
    Box::new(move |now| if now < at { before(now) } else { after(now) })
}

/// How many requests `calls` calls of `workers` take together, and how many seconds. The times of responses and the
/// random parts of the waits come from `seed`.
async fn simulate(server: Server, calls: u32, workers: u32, latency: f64, seed: u64) -> (u32, f64) {
    let (pacer, started) = (Arc::new(Pacer::default()), Instant::now());
    let state = Arc::new(Mutex::new((server, fastrand::Rng::with_seed(seed), 0, calls)));
    let mut tasks = Vec::new();
    for _ in 0..workers {
        let (pacer, state) = (pacer.clone(), state.clone());
        tasks.push(tokio::spawn(async move {
            while state.lock().unwrap().3 > 0 {
                state.lock().unwrap().3 -= 1;
                loop {
                    let window = pacer.admit(OP, None).await;
                    let way = Duration::from_secs_f64(latency * (0.4 + 0.2 * state.lock().unwrap().1.f64()));
                    sleep(way).await;
                    let (response, part) = {
                        let (server, random, requests, _) = &mut *state.lock().unwrap();
                        *requests += 1;
                        (server(started.elapsed().as_secs_f64()), random.f64())
                    };
                    sleep(way).await;
                    let Err(retry_after) = response else {
                        pacer.accepted(OP);
                        break;
                    };
                    pacer.refused(OP, window, retry_after.map(Duration::from_secs_f64), SECOND * 30, part);
                }
            }
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    let requests = state.lock().unwrap().2;
    (requests, started.elapsed().as_secs_f64())
}

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
            let (requests, time) = simulate((kind.server)(seed), kind.calls, workers, latency, seed).await;
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

/// A program that makes few calls, each of which may be refused for a second, and then many at once.
#[tokio::test(start_paused = true)]
async fn refusals_with_pauses_between() {
    for (pause, between) in [(2, 5), (5, 8), (10, 10), (50, 4)] {
        let pacer = Arc::new(Pacer::default());
        for number in 0..between * 5 / 2 {
            let window = pacer.admit(OP, None).await;
            sleep(SECOND / 20).await;
            if number % between == 0 {
                refuse(&pacer, window, Some(SECOND));
            } else {
                pacer.accepted(OP);
            }
            sleep(SECOND * pause).await;
        }
        let started = Instant::now();
        let calls = (0..64).map(|_| {
            let pacer = pacer.clone();
            tokio::spawn(async move {
                pacer.admit(OP, None).await;
                sleep(SECOND / 20).await;
                pacer.accepted(OP);
            })
        });
        for call in calls.collect::<Vec<_>>() {
            call.await.unwrap();
        }
        assert!(started.elapsed() < SECOND, "a call each {pause} s: {:?}", started.elapsed());
    }
}

/// Two refusals with a few successes between them, from a server that then takes all.
#[tokio::test(start_paused = true)]
async fn limit_that_ends() {
    for workers in [1, 5, 200] {
        let mut number = 0;
        let server = Box::new(move |_| {
            number += 1;
            if number == 1 || number == 5 { Err(Some(55.0)) } else { Ok(()) }
        });
        let (_, time) = simulate(server, 1000, workers, 0.05, 0).await;
        assert!(time < 55.0 * 7.0 + 50.0, "{workers} workers: {time} s");
    }
}
