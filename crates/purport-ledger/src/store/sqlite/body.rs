//! Bodies of rows: JSON, for what must outlive this program; compact bytes for what can be made anew.
//!
//! In: values. Out: bytes and back. Inflating is bounded: a ledger from elsewhere is input like any other.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Most bytes of a body: an article of 200 MB with its reading.
const LARGEST: u64 = 2_000_000_000;

pub(super) fn to_json<T: Serialize>(value: &T) -> Result<Vec<u8>, String> {
    serde_json::to_vec(value).map_err(|error| error.to_string())
}

pub(super) fn from_json<T: DeserializeOwned>(json: &[u8]) -> Result<T, String> {
    serde_json::from_slice(json).map_err(|error| error.to_string())
}

/// JSON with each span as the distance from the one before and its length: small numbers, of which there are few.
pub(super) fn to_spans<T: Serialize>(value: &T) -> Result<Vec<u8>, String> {
    // By way of the text: numbers of 32 bits keep their few digits.
    let json = serde_json::to_vec(value).map_err(|error| error.to_string())?;
    let mut tree: Value = serde_json::from_slice(&json).map_err(|error| error.to_string())?;
    let mut last = 0;
    each_pair(&mut tree, &mut |start, end| {
        let pair = (start.wrapping_sub(last), end.wrapping_sub(start));
        last = start;
        pair
    });
    to_json(&tree)
}

pub(super) fn from_spans<T: DeserializeOwned>(json: &[u8]) -> Result<T, String> {
    let mut tree: Value = from_json(json)?;
    let mut last = 0_i64;
    each_pair(&mut tree, &mut |from, length| {
        last = last.wrapping_add(from);
        (last, last.wrapping_add(length))
    });
    serde_json::from_value(tree).map_err(|error| error.to_string())
}

/// Changes every list of two integers, in an order that depends on nothing but where they stand.
fn each_pair(tree: &mut Value, change: &mut impl FnMut(i64, i64) -> (i64, i64)) {
    match tree {
        Value::Array(list) => {
            if let [one, other] = list.as_slice()
                && let (Some(first), Some(second)) = (one.as_i64(), other.as_i64())
            {
                let (first, second) = change(first, second);
                *list = vec![first.into(), second.into()];
            } else {
                list.iter_mut().for_each(|value| each_pair(value, change));
            }
        }
        Value::Object(map) => map.values_mut().for_each(|value| each_pair(value, change)),
        _ => {}
    }
}

/// Compact bytes, deflated: for what repeats itself.
pub(super) fn pack_bytes<T: Serialize>(value: &T) -> Result<Vec<u8>, String> {
    deflate(&squeeze(value)?)
}

pub(super) fn unpack_bytes<T: DeserializeOwned>(body: &[u8]) -> Result<T, String> {
    release(&inflate(body)?)
}

fn deflate(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut encoder = DeflateEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::new(5));
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_err(|error| error.to_string())
}

fn inflate(body: &[u8]) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    DeflateDecoder::new(body).take(LARGEST).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes)
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
        assert_eq!(from_json::<Vec<String>>(&to_json(&value).unwrap()).unwrap(), value);
        assert_eq!(release::<Vec<String>>(&squeeze(&value).unwrap()).unwrap(), value);
        let packed = pack_bytes(&value).unwrap();
        assert!(packed.len() < 200);
        assert_eq!(unpack_bytes::<Vec<String>>(&packed).unwrap(), value);
    }

    #[test]
    fn spans_come_back_whatever_their_order() {
        let value = serde_json::json!({"mentions": [[40, 52], [7, 9]], "a": [1, 2, 3], "confidence": 0.87, "b": {"span": [900, 901]}});
        assert_eq!(from_spans::<Value>(&to_spans(&value).unwrap()).unwrap(), value);
        assert_ne!(from_json::<Value>(&to_spans(&value).unwrap()).unwrap(), value);
    }

    #[test]
    fn broken_bodies_are_errors() {
        assert!(from_json::<Vec<String>>(b"\xff\xff\xff").is_err());
        assert!(from_spans::<Vec<String>>(b"\xff\xff\xff").is_err());
        assert!(unpack_bytes::<Vec<String>>(b"\xff\xff\xff").is_err());
        assert!(release::<Vec<String>>(&[200]).is_err());
    }
}
