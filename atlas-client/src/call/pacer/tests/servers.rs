//! Servers that limit requests, and calls to them.

use std::sync::Arc;
use std::sync::atomic::AtomicU32;

use tokio::time::sleep;

use super::super::*;
use super::{OP, SECOND};
use crate::rate_limit::Bucket;

/// What a server says to a request so many seconds after the beginning.
pub(super) type Server = Box<dyn FnMut(f64) -> Result<(), Refused> + Send>;

/// What a server says about its limit: after how many seconds to come back, and the bucket.
#[derive(Clone, Copy, Default)]
pub(super) struct Refused {
    pub(super) after: Option<f64>,
    pub(super) bucket: Option<Bucket>,
}

/// What a server says in `Retry-After`.
#[derive(Clone, Copy)]
pub(super) enum Says {
    /// The time left until it accepts a request, in whole seconds.
    TimeLeft,
    /// The length of its window, wherever in the window it is.
    Window,
    Nothing,
}

impl Says {
    fn when(self, left: f64, window: f64) -> Refused {
        let after = match self {
            Self::TimeLeft => Some(left.ceil().max(1.0)),
            Self::Window => Some(window),
            Self::Nothing => None,
        };
        Refused { after, bucket: None }
    }
}

/// `limit` requests in each window of this many seconds, the first of which ends 5 seconds early.
pub(super) fn windows(limit: u32, window: f64, says: Says) -> Server {
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
pub(super) fn bucket(capacity: f64, refill: f64, every: f64) -> Server {
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
pub(super) fn sliding(limit: usize, window: f64, says: Says) -> Server {
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

/// As `http_req_rate` of the proxy that the real tests use: what came in this period, and as much of the period before
/// as would be left of it had its requests come evenly. Refused requests count, too.
pub(super) fn rate(limit: u32, window: f64) -> Server {
    let (mut tick, mut current, mut past) = (0.0, 0.0, 0.0);
    Box::new(move |now| {
        if now - tick >= window {
            (past, current) = (current, 0.0);
            tick += window;
            if now - tick >= window {
                (past, tick) = (0.0, now);
            }
        }
        current += 1.0;
        let estimate = current + past * (tick + window - now) / window;
        if estimate.floor() <= f64::from(limit) { Ok(()) } else { Err(Says::Window.when(0.0, window)) }
    })
}

/// The same, described as Atlas does.
pub(super) fn described(capacity: u32, refill: u32, every: u32) -> Server {
    let mut bucket = bucket(capacity.into(), refill.into(), every.into());
    let description = Bucket { capacity, refill, every: Duration::from_secs(every.into()) };
    Box::new(move |now| bucket(now).map_err(|refused| Refused { bucket: Some(description), ..refused }))
}

/// The same limit, but each refusal says to come back after so many seconds, or nothing.
pub(super) fn saying(after: Option<f64>, mut server: Server) -> Server {
    Box::new(move |now| server(now).map_err(|_| Refused { after, bucket: None }))
}

/// Two limits at once.
pub(super) fn both(mut first: Server, mut second: Server) -> Server {
    Box::new(move |now| first(now).and_then(|()| second(now)))
}

/// A limit that others use half of, at any time.
pub(super) fn shared(mut server: Server, others: f64, seed: u64) -> Server {
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
pub(super) fn changed(mut before: Server, mut after: Server, at: f64) -> Server {
    Box::new(move |now| if now < at { before(now) } else { after(now) })
}

/// Calls to a server: how many, of how many workers, and how long the server takes to respond, in seconds.
#[derive(Clone, Copy)]
pub(super) struct Load {
    pub(super) calls: u32,
    pub(super) workers: u32,
    pub(super) latency: f64,
}

/// A client and a server.
#[derive(Clone)]
pub(super) struct Simulation {
    pacer: Arc<Pacer>,
    server: Arc<Mutex<Server>>,
    random: Arc<Mutex<fastrand::Rng>>,
    requests: Arc<AtomicU32>,
    started: Instant,
}

impl Simulation {
    /// The times of responses and the random parts of the waits come from `seed`.
    pub(super) fn new(server: Server, seed: u64) -> Self {
        Self {
            pacer: Arc::default(),
            server: Arc::new(Mutex::new(server)),
            random: Arc::new(Mutex::new(fastrand::Rng::with_seed(seed))),
            requests: Arc::default(),
            started: Instant::now(),
        }
    }

    /// How many requests such calls take together, and how many seconds. Half of them are of another operation, if the
    /// server says that both have one limit.
    pub(super) async fn run(&self, load: Load) -> (u32, f64) {
        let (begun, before) = (Instant::now(), self.requests.load(Ordering::Relaxed));
        let left = Arc::new(AtomicU32::new(load.calls));
        let mut tasks = Vec::new();
        for number in 0..load.workers {
            let (simulation, left) = (self.clone(), left.clone());
            tasks.push(tokio::spawn(async move {
                let take = |left: u32| left.checked_sub(1);
                while left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok() {
                    simulation.call(number, load.latency).await;
                }
            }));
        }
        for task in tasks {
            task.await.unwrap();
        }
        (self.requests.load(Ordering::Relaxed) - before, begun.elapsed().as_secs_f64())
    }

    async fn call(&self, number: u32, latency: f64) {
        let other = Subject { operation: &Cow::Borrowed("other"), ..OP };
        let mut of = OP;
        loop {
            let window = self.pacer.admit(of, None).await;
            let way = Duration::from_secs_f64(latency * (0.4 + 0.2 * self.random()));
            sleep(way).await;
            self.requests.fetch_add(1, Ordering::Relaxed);
            let response = (self.server.lock().unwrap())(self.started.elapsed().as_secs_f64());
            sleep(way).await;
            let Err(refused) = response else { return self.pacer.accepted(of) };
            let retry_after = refused.after.map(Duration::from_secs_f64);
            let described = refused.bucket.map(|bucket| Described { set: "set", wait: Duration::ZERO, bucket });
            if described.is_some() && number % 2 == 1 {
                of = other;
            }
            self.pacer.refused(of, Refusal { window, retry_after, described }, SECOND * 30, self.random());
        }
    }

    fn random(&self) -> f64 {
        self.random.lock().unwrap().f64()
    }
}
