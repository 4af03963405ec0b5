//! The client against servers that were not written for it: Apache and lighttpd (HTTP digest),
//! oidc-provider (OAuth 2.0), Prism (the whole API from its document), HAProxy (rate limits) and
//! WireMock (faults). `servers/install` installs them; a test whose server is missing says so and
//! passes, unless `ATLAS_REQUIRE_SERVERS=1`.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(clippy::doc_markdown, reason = "names of programs are no code")]
#![allow(clippy::print_stdout, reason = "figures, for who asks for them with --nocapture")]

#[path = "../operations/api_keys.rs"]
mod api_keys;
#[path = "../operations/case.rs"]
#[allow(dead_code, reason = "the suite that it is shared with uses the rest")]
mod case;
#[path = "../operations/database_users.rs"]
mod database_users;
mod digest;
mod faults;
mod oauth;
#[path = "../operations/others.rs"]
mod others;
mod prism;
mod process;
mod proxy;
mod rate_limit;
mod table;
mod tls;
#[path = "../operations/x509.rs"]
mod x509;
