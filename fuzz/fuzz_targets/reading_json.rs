//! Any bytes are a reading or an error, and a reading survives the round trip: see `purport_fuzz::reading_json`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| purport_fuzz::reading_json(data));
