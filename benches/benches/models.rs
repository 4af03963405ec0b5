//! How long models take between JSON and Rust: a page of 100 database users, beside derived models and untyped JSON.

use std::io;

use atlas_client::models::PaginatedApiAtlasDatabaseUserView as Page;
use benches::one_core;
use divan::{Bencher, black_box, counter::BytesCount};
use serde_json::Value;

use self::page::page;

#[allow(unused_imports, reason = "its tests are not run here")]
#[path = "../../atlas-client/src/pagination/content.rs"]
mod content;
#[path = "calls/derived.rs"]
mod derived;
#[path = "calls/page.rs"]
mod page;

fn main() -> io::Result<()> {
    one_core::stay()?;
    divan::main();
    Ok(())
}

#[divan::bench]
fn decode(bencher: Bencher<'_, '_>) {
    let text = page();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| serde_json::from_str::<Page>(black_box(&text)).expect("a page"));
}

#[divan::bench]
fn decode_derived(bencher: Bencher<'_, '_>) {
    let text = page();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| serde_json::from_slice::<derived::Page>(black_box(text.as_bytes())).expect("a page"));
}

#[divan::bench]
fn decode_untyped(bencher: Bencher<'_, '_>) {
    let text = page();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| serde_json::from_str::<Value>(black_box(&text)).expect("JSON"));
}

#[divan::bench]
fn encode(bencher: Bencher<'_, '_>) {
    let text = page();
    let page: Page = serde_json::from_str(&text).expect("a page");
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| serde_json::to_string(black_box(&page)).expect("JSON"));
}

#[divan::bench]
fn encode_untyped(bencher: Bencher<'_, '_>) {
    let text = page();
    let page: Value = serde_json::from_str(&text).expect("JSON");
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| serde_json::to_string(black_box(&page)).expect("JSON"));
}

/// What a list does with each page besides decoding it: it looks whether the page is the one before.
#[divan::bench(args = ["next", "same"])]
fn compare_pages(bencher: Bencher<'_, '_>, other: &str) {
    let last = page();
    let other = if other == "next" { last.replace("\"username\":\"", "\"username\":\"a-") } else { last.clone() };
    bencher
        .counter(BytesCount::of_str(&other))
        .bench_local(|| content::is_same(black_box(last.as_bytes()), black_box(other.as_bytes())));
}
