//! Normalised text stays aligned with the original: see `purport_fuzz::normalize`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| purport_fuzz::normalize(data));
