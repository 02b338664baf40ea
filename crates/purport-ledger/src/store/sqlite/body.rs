//! Bodies of rows: JSON, for what must outlive this program; compact bytes for what can be made anew.
//!
//! In: values. Out: bytes and back.

use serde::Serialize;
use serde::de::DeserializeOwned;

pub(super) fn to_json<T: Serialize>(value: &T) -> Result<Vec<u8>, String> {
    serde_json::to_vec(value).map_err(|error| error.to_string())
}

pub(super) fn from_json<T: DeserializeOwned>(json: &[u8]) -> Result<T, String> {
    serde_json::from_slice(json).map_err(|error| error.to_string())
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
    fn broken_bodies_are_errors() {
        assert!(from_json::<Vec<String>>(b"\xff\xff\xff").is_err());
        assert!(release::<Vec<String>>(&[200]).is_err());
    }
}
