//! The committed client against our own document: every operation, every type, every example.
//!
//! `own_document_conforms` does what `cargo xtask conformance` does for any document; the other modules have what the
//! checker does not look for. `generated/` is the driver, which
//! `cargo xtask regenerate` writes along with the client.

#![allow(unused, deprecated, reason = "the driver serves every document; deprecated operations count too")]

mod bench;
#[path = "../../../xtask/src/conformance/driver/client.rs"]
mod client;
#[path = "../../../xtask/src/conformance/driver/glue.rs"]
mod glue;
#[rustfmt::skip]
#[path = "generated/models/mod.rs"]
mod models;
#[rustfmt::skip]
#[path = "generated/operations/mod.rs"]
mod operations;

mod special;
mod strict;
#[cfg(target_os = "linux")]
mod wiped;

use client::Generated;
use conformance::checker;

#[test]
fn own_document_conforms() {
    let spec = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/openapi.yaml");
    let config = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/codegen.toml");
    let arguments = ["--spec", spec, "--config", config].map(str::to_owned);
    let (report, clean) =
        checker::main(&mut Generated::default(), arguments).expect("document and arguments are valid");
    assert!(clean, "{report}");
    // A driver without entries would have no mismatch either.
    let count = include_str!("../../../spec/openapi.yaml").matches(" operationId: ").count();
    let operations = format!("operations: {count} of {count}\n");
    let lines = [
        &*operations, "models: ", "samples: ", "mutations: ", "absent properties: ", "null elements: ",
        "failed variants: ", "key order: ", "getters: ", "schemas: ", "examples: ", "secrets: ",
    ];
    for kind in lines {
        assert!(report.contains(kind), "{kind} is missing:\n{report}");
    }
}
