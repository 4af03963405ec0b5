//! The client against servers that were not written for it: Apache and lighttpd (HTTP digest),
//! oidc-provider (OAuth 2.0), Prism (the whole API from its document), HAProxy (rate limits) and
//! WireMock (faults). `servers/install` installs them; a test whose server is missing says so and
//! passes, unless `ATLAS_REQUIRE_SERVERS=1`.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(clippy::doc_markdown, reason = "names of programs are not code")]
#![allow(clippy::print_stdout, reason = "figures, for who asks for them with --nocapture")]

mod digest;
mod faults;
#[path = "../../../xtask/src/conformance/driver/glue.rs"]
#[allow(unused, reason = "the driver serves every document")]
mod glue;
mod oauth;
#[rustfmt::skip]
#[path = "../conformance/generated/operations/mod.rs"]
#[allow(deprecated, reason = "deprecated operations work until they are removed")]
mod operations;
mod prism;
mod process;
mod proxy;
mod rate_limit;
mod stale;
mod table;
mod tls;
