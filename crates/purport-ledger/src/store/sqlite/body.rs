//! Bodies of rows: JSON, for what must outlive this program; compact bytes for what can be made anew.
//!
//! In: values. Out: bytes and back.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

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

/// Compact bytes, for what can be made anew.
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
        assert!(release::<Vec<String>>(&[200]).is_err());
    }
}
