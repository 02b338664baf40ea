//! Sentences and words leave nothing out: see `purport_fuzz::sentences_words`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| purport_fuzz::sentences_words(data));
