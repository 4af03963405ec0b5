//! See `src/url.rs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| atlas_fuzz::url::run(data));
