//! The committed generated code is what the generator makes of the committed document. Plain `cargo test` catches drift
//! here.

use xtask::regenerate::{self, Request};
use xtask::workspace::Workspace;

#[test]
fn generated_code_is_up_to_date() {
    let workspace = Workspace::current();
    let plan = regenerate::plan(&workspace, &Request::default()).expect("our document is valid");
    let drift = xtask::summary::drift(&workspace, &plan);
    assert!(drift.is_empty(), "{drift}");
}
