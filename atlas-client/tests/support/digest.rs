//! A server of HTTP digest that checks every response to its challenges.

use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use atlas_client::{Client, Credentials, Method, Result};
use http::Request;
use http::header::AUTHORIZATION;
use md5::{Digest as _, Md5};
use sha2::Sha256;

use super::{Log, Outcome, mock_async, respond};

pub(crate) const USER: &str = "abcdefgh";
pub(crate) const PASSWORD: &str = "11111111-2222-3333-4444-555555555555";
pub(crate) const REALM: &str = "MMS Public API";

/// A digest server in memory.
#[derive(Clone, Default)]
pub(crate) struct Server {
    pub(crate) state: Arc<Mutex<State>>,
    pub(crate) sha256: bool,
    /// How often a nonce can be used; 0: without end.
    pub(crate) uses: u32,
    /// Whether the next nonce is announced.
    pub(crate) next_nonce: bool,
    /// Whether only increasing counters are taken, and others are not called stale.
    pub(crate) strict: bool,
    /// How many nonces it remembers; 0: all.
    pub(crate) remembers: usize,
}

#[derive(Default)]
pub(crate) struct State {
    made: usize,
    /// Per nonce, the highest counter and how many requests are under way.
    pub(crate) nonces: BTreeMap<String, (u32, u32)>,
    /// The least recently used first.
    order: VecDeque<String>,
    pub(crate) shared: usize,
    challenges: usize,
}

impl Server {
    fn nonce(&self) -> String {
        let mut state = self.state.lock().unwrap();
        state.made += 1;
        let nonce = format!("n{}==", state.made);
        state.nonces.insert(nonce.clone(), (0, 0));
        state.order.push_back(nonce.clone());
        if self.remembers > 0 && state.order.len() > self.remembers {
            let oldest = state.order.pop_front().unwrap();
            state.nonces.remove(&oldest);
        }
        nonce
    }

    pub(crate) fn challenge(&self, stale: bool) -> Outcome {
        self.state.lock().unwrap().challenges += 1;
        let algorithm = if self.sha256 { "SHA-256" } else { "MD5" };
        let stale = if stale { ", stale=true" } else { "" };
        let value =
            format!("Digest realm=\"{REALM}\", nonce=\"{}\", algorithm={algorithm}, qop=\"auth\"{stale}", self.nonce());
        respond(401, &[("www-authenticate", &value)], r#"{"error":401}"#)
    }

    pub(crate) async fn respond(self, request: Request<bytes::Bytes>) -> Outcome {
        let Some(header) = request.headers().get(AUTHORIZATION) else {
            return self.challenge(false);
        };
        let fields = fields(header.to_str().unwrap());
        let count = u32::from_str_radix(&fields["nc"], 16).unwrap();
        assert_eq!(fields["uri"], request.uri().path_and_query().unwrap().as_str());
        assert_eq!(fields["response"], self.expected(&fields, request.method()), "{fields:?}");
        {
            let mut state = self.state.lock().unwrap();
            let Some((highest, under_way)) = state.nonces.get_mut(&fields["nonce"]) else {
                drop(state);
                return self.challenge(true);
            };
            *under_way += 1;
            let shared = *under_way > 1;
            let out_of_order = count <= *highest;
            *highest = count.max(*highest);
            state.shared += usize::from(shared);
            state.order.retain(|nonce| *nonce != fields["nonce"]);
            state.order.push_back(fields["nonce"].clone());
            if self.strict && out_of_order {
                drop(state);
                return self.challenge(false);
            }
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
        let used_up = {
            let mut state = self.state.lock().unwrap();
            if let Some((_, under_way)) = state.nonces.get_mut(&fields["nonce"]) {
                *under_way -= 1;
            }
            self.uses > 0 && count >= self.uses && state.nonces.remove(&fields["nonce"]).is_some()
        };
        if used_up && self.next_nonce {
            let info = format!("rspauth=\"x\", qop=auth, nextnonce=\"{}\"", self.nonce());
            return respond(200, &[("authentication-info", &info)], "{}");
        }
        respond(200, &[], "{}")
    }

    fn expected(&self, fields: &BTreeMap<String, String>, method: &Method) -> String {
        let hash = |text: String| if self.sha256 { hex(&Sha256::digest(text)) } else { hex(&Md5::digest(text)) };
        let ha1 = hash(format!("{USER}:{REALM}:{PASSWORD}"));
        let ha2 = hash(format!("{method}:{}", fields["uri"]));
        hash(format!("{ha1}:{}:{}:{}:{}:{ha2}", fields["nonce"], fields["nc"], fields["cnonce"], fields["qop"]))
    }

    pub(crate) fn start(&self, password: &str) -> (Client, Log) {
        let server = self.clone();
        let (builder, log) = mock_async(move |request, _| server.clone().respond(request));
        (builder.credentials(Credentials::api_key(USER, password)).build().unwrap(), log)
    }

    pub(crate) fn challenges(&self) -> usize {
        self.state.lock().unwrap().challenges
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        write!(out, "{byte:02x}").unwrap();
        out
    })
}

/// The parameters of a header this crate wrote: no commas inside of quotes.
pub(crate) fn fields(header: &str) -> BTreeMap<String, String> {
    let fields = header.strip_prefix("Digest ").unwrap().split(", ");
    fields
        .map(|field| field.split_once('=').unwrap())
        .map(|(name, value)| (name.to_owned(), value.trim_matches('"').to_owned()))
        .collect()
}

pub(crate) async fn get(client: &Client) -> Result<()> {
    client.request(Method::GET, "/api/x").query("a", "b c").send().await.map(drop)
}
