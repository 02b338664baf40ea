//! Bytes of any kind are an article or an error: see `purport_fuzz::read_article`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| purport_fuzz::read_article(data));
