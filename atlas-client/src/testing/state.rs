//! What the clones of a mock share.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::Request;

use super::planned::Planned;
use super::recorded::RecordedRequest;
use super::route::Route;

/// The scripts of a mock, and the requests it has got.
#[derive(Clone, Default)]
pub(super) struct State(Arc<Mutex<Inner>>);

#[derive(Default)]
struct Inner {
    scripts: Vec<Planning>,
    log: Vec<RecordedRequest>,
}

/// The responses for one route.
struct Planning {
    route: Route,
    /// Those that are left; the last one stays.
    responses: VecDeque<Planned>,
    /// How many there were in all.
    planned: usize,
    /// How many requests there were.
    requests: usize,
}

impl State {
    /// The index of the script for a route.
    pub(super) fn script(&self, route: Route) -> usize {
        let mut inner = self.lock();
        inner.scripts.iter().position(|script| script.route == route).unwrap_or_else(|| {
            inner.scripts.push(Planning { route, responses: VecDeque::new(), planned: 0, requests: 0 });
            inner.scripts.len() - 1
        })
    }

    pub(super) fn push(&self, index: usize, planned: Planned) {
        let script = &mut self.lock().scripts[index];
        // What was last, and used, was to be repeated only as long as nothing followed.
        if script.responses.len() == 1 && script.requests >= script.planned {
            script.responses.clear();
            // Those that got it again count for nothing that follows.
            script.requests = script.planned;
        }
        script.responses.push_back(planned);
        script.planned += 1;
    }

    /// Changes the response added last; whether there is one.
    pub(super) fn change_last(&self, index: usize, change: impl FnOnce(&mut Planned)) -> bool {
        self.lock().scripts[index].responses.back_mut().map(change).is_some()
    }

    /// Records a request; the response planned for it, if there is one.
    pub(super) fn take(&self, request: Request<Bytes>) -> (RecordedRequest, Option<Planned>) {
        let mut inner = self.lock();
        let fit = |script: &Planning| {
            let route = &script.route;
            if script.responses.is_empty() { None } else { route.fit(request.method(), request.uri().path()) }
        };
        let fits = inner.scripts.iter().enumerate().filter_map(|(index, script)| Some((fit(script)?, index)));
        let best = fits.max().map(|(_, index)| index);
        let found = best.and_then(|index| {
            let script = &mut inner.scripts[index];
            script.requests += 1;
            let responses = &mut script.responses;
            let planned = if responses.len() > 1 { responses.pop_front() } else { responses.front().cloned() };
            Some((script.route.clone(), planned?))
        });
        let (route, planned) = found.unzip();
        let recorded = RecordedRequest { route, request };
        inner.log.push(recorded.clone());
        (recorded, planned)
    }

    pub(super) fn requests(&self) -> Vec<RecordedRequest> {
        self.lock().log.clone()
    }

    /// The routes that got fewer requests than they have responses.
    pub(super) fn unused(&self) -> Vec<String> {
        let inner = self.lock();
        let unused = inner.scripts.iter().filter(|script| script.requests < script.planned);
        unused.map(|script| script.route.name()).collect()
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State").field("requests", &self.requests()).finish_non_exhaustive()
    }
}
