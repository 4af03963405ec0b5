//! `WWW-Authenticate` of a 401: whatever a server challenges with, there is an end to it, and the private key does not
//! go out.

use atlas_client::{Credentials, Method};

use super::wire::{self, client, response};

const PRIVATE_KEY: &str = "0b1d0c4e-private";

/// Each line is a challenge of the first response; the others accept whatever is sent.
pub fn run(data: &[u8]) {
    // A nonce goes back as it came, also one that repeats the key.
    let is_echo = String::from_utf8_lossy(data).contains(PRIVATE_KEY);
    let challenge = data.to_vec();
    let (client, sent) = client(Credentials::api_key("public", PRIVATE_KEY), move |earlier| match earlier {
        0 | 2 => response(401, "www-authenticate", &challenge, "{}"),
        _ => response(200, "authentication-info", &challenge, "{}"),
    });
    // The second call uses what the first has learned.
    for _ in 0..2 {
        let result = wire::run(client.request(Method::GET, "/api/atlas/v2/groups").query("a", "b c").send());
        let shown = format!("{result:?}");
        assert!(is_echo || !shown.contains(PRIVATE_KEY), "{shown}");
    }
    let sent = sent.lock().expect("nobody panicked with the log");
    assert!(sent.len() <= 8, "{} requests", sent.len());
    for header in sent.iter().flat_map(|request| request.headers.values()) {
        let has_key = String::from_utf8_lossy(header.as_bytes()).contains(PRIVATE_KEY);
        assert!(is_echo || !has_key, "{header:?}");
    }
}
