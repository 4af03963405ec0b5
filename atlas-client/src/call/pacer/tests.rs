//! The pacer against servers with limits of several kinds.

mod kinds;
mod servers;

use std::sync::Arc;

use tokio::time::sleep;

use super::*;
use servers::{Load, Refused, Says, Simulation, windows};

const SECOND: Duration = Duration::from_secs(1);
const OP: Subject<'_> = Subject { operation: &Cow::Borrowed("op"), scope: "" };

fn refusal(window: Window, retry_after: Option<Duration>) -> Refusal<'static> {
    Refusal { window, retry_after, described: None }
}

fn refuse(pacer: &Pacer, window: Window, retry_after: Option<Duration>) -> Duration {
    let cap = Duration::from_secs(30);
    pacer.refused(OP, refusal(window, retry_after), cap, 0.0).unwrap() - Instant::now()
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
    assert!(pacer.refused(OP, refusal(0, Some(Duration::MAX)), SECOND, 0.0).is_none());
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
    let refuse = |pacer: &Pacer, scope| pacer.refused(of(scope), refusal(0, Some(SECOND * 60)), SECOND, 0.0).unwrap();
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
                let Err(refused) = response else { return pacer.accepted(of) };
                pacer.refused(of, refusal(window, refused.after.map(Duration::from_secs_f64)), SECOND, 0.5);
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
            if number == 1 || number == 5 { Err(Refused { after: Some(55.0), ..Refused::default() }) } else { Ok(()) }
        });
        let (_, time) = Simulation::new(server, 0).run(Load { calls: 1000, workers, latency: 0.05 }).await;
        assert!(time < 55.0 * 7.0 + 50.0, "{workers} workers: {time} s");
    }
}
