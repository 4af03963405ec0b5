//! A pool of connections for each runtime.
//!
//! The runtime that a connection was made on drives it, and no other. A client that is used from a second runtime while
//! the first is idle would wait for it forever. So each runtime has a reqwest client of its own, and that of a runtime
//! that has ended is not used again: a request that gets one of its connections while that is being dropped can get
//! lost between the two, without an error: about one of 80,000 did.

use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use tokio::runtime::{Handle, Id};
use tokio::sync::oneshot;
use url::{Position, Url};

use super::settings::Settings;
use super::tls::tls;
use crate::error::BuildError;
use crate::task::detach;

/// How long an idle connection is kept: shorter than what load balancers keep.
const IDLE_TIMEOUT: Duration = Duration::from_secs(30);
/// How long connecting may take, name resolution and TLS included.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);

/// The reqwest clients of all runtimes.
pub(crate) struct Pools {
    settings: Settings,
    pools: Mutex<Vec<Pool>>,
}

/// The reqwest clients of one runtime.
struct Pool {
    /// Nothing before the first request.
    owner: Option<Owner>,
    client: reqwest::Client,
    /// One whose idle connections are closed sooner, made when it is first needed.
    writes: Option<reqwest::Client>,
    uses: Uses,
}

impl Pool {
    fn new(client: reqwest::Client) -> Self {
        Self { owner: None, client, writes: None, uses: Uses::default() }
    }
}

/// What is known about the connections of a client that keeps them for long.
#[derive(Default)]
struct Uses {
    /// What all requests that are under way hold a clone of.
    under_way: UnderWay,
    /// Scheme and host of the last request, and when it began.
    last: Option<(String, Instant)>,
    /// When two requests were last under way at once.
    crowded: Option<Instant>,
}

/// Held while a request is under way, its response's body included.
pub(super) type UnderWay = Arc<()>;

impl Uses {
    /// Whether a request that begins now gets a connection that was used within `limit`: requests to one host, one
    /// after the other, have one connection. A second one is made for two requests at once, and kept.
    fn are_recent(&self, origin: &str, limit: Duration, now: Instant) -> bool {
        Arc::strong_count(&self.under_way) == 1
            && self.crowded.is_none_or(|crowded| now.duration_since(crowded) > IDLE_TIMEOUT)
            && self.last.as_ref().is_some_and(|(last, used)| last == origin && now.duration_since(*used) <= limit)
    }

    fn note(&mut self, origin: &str, now: Instant) -> UnderWay {
        if Arc::strong_count(&self.under_way) > 1 {
            self.crowded = Some(now);
        }
        match &mut self.last {
            Some((last, used)) if last == origin => *used = now,
            last => *last = Some((origin.to_owned(), now)),
        }
        Arc::clone(&self.under_way)
    }
}

/// A runtime, and whether it is still there.
struct Owner {
    id: Id,
    alive: Weak<()>,
    /// Dropping it ends the task that keeps `alive`.
    _end: oneshot::Sender<()>,
}

impl Owner {
    fn of(runtime: &Handle) -> Self {
        let keeper = Arc::new(());
        let alive = Arc::downgrade(&keeper);
        let (end, ended) = oneshot::channel::<()>();
        // Dropped with the runtime.
        detach(runtime, async move {
            let _ = ended.await;
            drop(keeper);
        });
        Self { id: runtime.id(), alive, _end: end }
    }

    fn is_alive(&self) -> bool {
        self.alive.strong_count() > 0
    }
}

impl Pools {
    pub(super) fn new(settings: Settings) -> Result<Self, BuildError> {
        let client = client(&settings, IDLE_TIMEOUT)?;
        Ok(Self { settings, pools: Mutex::new(vec![Pool::new(client)]) })
    }

    /// The client of a runtime for a request to `url`, and what to hold while it is under way.
    pub(super) fn client(
        &self,
        is_repeated: bool,
        url: &Url,
        runtime: &Handle,
    ) -> Result<(reqwest::Client, Option<UnderWay>), BuildError> {
        let mut pools = self.pools.lock().unwrap_or_else(PoisonError::into_inner);
        let id = runtime.id();
        let is_mine = |pool: &Pool| pool.owner.as_ref().is_some_and(|owner| owner.id == id && owner.is_alive());
        let index = if let Some(index) = pools.iter().position(is_mine) {
            index
        } else {
            pools.retain(|pool| pool.owner.as_ref().is_none_or(Owner::is_alive));
            let index = if let Some(index) = pools.iter().position(|pool| pool.owner.is_none()) {
                index
            } else {
                pools.push(Pool::new(client(&self.settings, IDLE_TIMEOUT)?));
                pools.len() - 1
            };
            pools[index].owner = Some(Owner::of(runtime));
            index
        };
        let pool = &mut pools[index];
        let (origin, now) = (&url[..Position::BeforePath], Instant::now());
        let limit = self.settings.write_idle_timeout;
        if is_repeated || pool.uses.last.is_none() || pool.uses.are_recent(origin, limit, now) {
            return Ok((pool.client.clone(), Some(pool.uses.note(origin, now))));
        }
        if let Some(client) = &pool.writes {
            return Ok((client.clone(), None));
        }
        let client = client(&self.settings, limit)?;
        pool.writes = Some(client.clone());
        Ok((client, None))
    }
}

/// A client: no redirects, no cookies, no decompression. No HTTP/2 either, which another crate of the program may have
/// turned on: what is known about requests that got lost, and about idle connections, is known of HTTP/1.
fn client(settings: &Settings, idle_timeout: Duration) -> Result<reqwest::Client, BuildError> {
    let mut builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .http1_only()
        .no_gzip()
        .no_brotli()
        .no_zstd()
        .no_deflate()
        .pool_idle_timeout(idle_timeout)
        .connect_timeout(CONNECT_TIMEOUT);
    if !settings.proxies {
        builder = builder.no_proxy();
    }
    tls(builder, settings)?.build().map_err(|error| {
        BuildError::new("the HTTP client could not be set up; its TLS needs the system's certificates")
            .with_source(error)
    })
}
