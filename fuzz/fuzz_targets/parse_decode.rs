//! Any text parses to structure that fits together: see `purport_fuzz::parse_decode`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| purport_fuzz::parse_decode(data));
