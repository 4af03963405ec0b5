//! See `src/retry_after.rs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| atlas_fuzz::retry_after::run(data));
