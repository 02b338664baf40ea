//! Bodies of rows: JSON, deflated, for what must outlive this program; compact bytes for what can be made anew.
//!
//! In: values. Out: bytes and back. Inflating is bounded: a ledger from elsewhere is input like any other.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Most bytes of a body: an article of 200 MB with its reading.
const LARGEST: u64 = 2_000_000_000;

pub(super) fn pack<T: Serialize>(value: &T) -> Result<Vec<u8>, String> {
    let json = serde_json::to_vec(value).map_err(|error| error.to_string())?;
    let mut encoder = DeflateEncoder::new(Vec::with_capacity(json.len() / 4), Compression::new(5));
    encoder.write_all(&json).and_then(|()| encoder.finish()).map_err(|error| error.to_string())
}

pub(super) fn unpack<T: DeserializeOwned>(body: &[u8]) -> Result<T, String> {
    let mut json = Vec::new();
    DeflateDecoder::new(body).take(LARGEST).read_to_end(&mut json).map_err(|error| error.to_string())?;
    serde_json::from_slice(&json).map_err(|error| error.to_string())
}

pub(super) fn squeeze<T: Serialize>(value: &T) -> Result<Vec<u8>, String> {
    postcard::to_stdvec(value).map_err(|error| error.to_string())
}

pub(super) fn release<T: DeserializeOwned>(body: &[u8]) -> Result<T, String> {
    postcard::from_bytes(body).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_come_back() {
        let value = vec!["“Non,” a dit Léa.".to_owned(); 50];
        let packed = pack(&value).unwrap();
        assert!(packed.len() < 200);
        assert_eq!(unpack::<Vec<String>>(&packed).unwrap(), value);
        assert_eq!(release::<Vec<String>>(&squeeze(&value).unwrap()).unwrap(), value);
    }

    #[test]
    fn broken_bodies_are_errors() {
        assert!(unpack::<Vec<String>>(b"\xff\xff\xff").is_err());
        assert!(release::<Vec<String>>(&[200]).is_err());
    }
}
