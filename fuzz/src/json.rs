//! The JSON contract.

use purport_read::Reading;

/// Bytes are a reading or an error; a reading written to JSON is one line and reads back the same.
///
/// # Panics
/// When that does not hold.
pub fn reading_json(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Ok(reading) = Reading::from_json(&text) else { return };
    let json = reading.to_json();
    assert!(!json.contains(char::is_control) && !json.contains(['\u{2028}', '\u{2029}']), "more than one line");
    let again = Reading::from_json(&json).expect("what was written can be read");
    assert_eq!(again, reading);
}
