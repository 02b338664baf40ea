//! The JSON of a reading in a shape that presses well; and back.
//!
//! In: a reading's JSON, and its article's text. Out: JSON that says the same in fewer and likelier bytes. Names and sources that
//! stand in the text as they are become the place where they stand; spans become distances from the one before; and a list of
//! things with the same keys names each key once, before its values. It stays JSON: what is stored can be read without this
//! program.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::body::{from_json, to_json};

/// Key of the number of things in a list whose keys are named once; no field has it.
const COUNT: &str = "#";

/// Fields that often repeat the text.
const WORDS: [&str; 2] = ["name", "text"];

/// The reading's JSON in that shape. Spans count bytes.
pub(super) fn to_shape<T: Serialize>(value: &T, text: &str) -> Result<Vec<u8>, String> {
    // By way of the text: numbers of 32 bits keep their few digits.
    let mut tree: Value = from_json(&to_json(value)?)?;
    each_object(&mut tree, &mut |object| leave_out_words(object, text));
    let mut last = 0;
    each_pair(&mut tree, &mut |start, end| {
        let pair = (start.wrapping_sub(last), end.wrapping_sub(start));
        last = start;
        pair
    });
    to_json(&to_columns(tree))
}

/// What was brought into that shape, as it was.
pub(super) fn from_shape<T: DeserializeOwned>(json: &[u8], text: &str) -> Result<T, String> {
    let mut tree = to_rows(from_json(json)?)?;
    let mut last = 0_i64;
    each_pair(&mut tree, &mut |from, length| {
        last = last.wrapping_add(from);
        (last, last.wrapping_add(length))
    });
    let mut missing = false;
    each_object(&mut tree, &mut |object| missing |= put_words_in(object, text).is_none());
    if missing {
        return Err("a reading speaks of words that its article does not have".to_owned());
    }
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

fn each_object(tree: &mut Value, change: &mut impl FnMut(&mut Map<String, Value>)) {
    match tree {
        Value::Array(list) => list.iter_mut().for_each(|value| each_object(value, change)),
        Value::Object(map) => {
            map.values_mut().for_each(|value| each_object(value, change));
            change(map);
        }
        _ => {}
    }
}

/// The places at which an object says that it stands.
fn places(object: &Map<String, Value>) -> Vec<(usize, usize)> {
    let pair = |value: &Value| {
        let [start, end] = value.as_array()?.as_slice() else { return None };
        Some((usize::try_from(start.as_u64()?).ok()?, usize::try_from(end.as_u64()?).ok()?))
    };
    match (object.get("span"), object.get("mentions")) {
        (Some(span), _) => pair(span).into_iter().collect(),
        (None, Some(Value::Array(mentions))) => mentions.iter().filter_map(pair).collect(),
        _ => Vec::new(),
    }
}

/// The words at a place, without an article before them where `bare`.
fn words_at(text: &str, (start, end): (usize, usize), bare: bool) -> Option<String> {
    let words: Vec<&str> = text.get(start..end)?.split_whitespace().collect();
    let words = match words.as_slice() {
        ["the" | "The", rest @ ..] if bare => rest,
        words => words,
    };
    Some(words.join(" "))
}

/// Words that stand at one of the object's places become its number, from 0 on; below zero where an article is left out.
fn leave_out_words(object: &mut Map<String, Value>, text: &str) {
    let places = places(object);
    for field in WORDS {
        let Some(Value::String(words)) = object.get(field) else { continue };
        let found = (0_i64..).zip(&places).find_map(|(number, place)| {
            let is_there = |bare| words_at(text, *place, bare).is_some_and(|there| there == *words);
            if is_there(false) { Some(number) } else { is_there(true).then_some(-1 - number) }
        });
        if let Some(number) = found {
            object.insert(field.to_owned(), number.into());
        }
    }
}

fn put_words_in(object: &mut Map<String, Value>, text: &str) -> Option<()> {
    let places = places(object);
    for field in WORDS {
        let Some(number) = object.get(field).and_then(Value::as_i64) else { continue };
        let (at, bare) = if number < 0 { (-1 - number, true) } else { (number, false) };
        let place = *places.get(usize::try_from(at).ok()?)?;
        object.insert(field.to_owned(), words_at(text, place, bare)?.into());
    }
    Some(())
}

/// Lists of objects that all have the same keys become one object of lists, with their number.
fn to_columns(tree: Value) -> Value {
    match tree {
        Value::Array(list) => {
            let keys = |value: &Value| value.as_object().map(|object| object.keys().cloned().collect::<Vec<_>>());
            let first = list.first().and_then(keys).filter(|keys| !keys.is_empty());
            let is_even = first.is_some() && list.iter().all(|value| keys(value) == first);
            let Some(first) = first.filter(|_| is_even && list.len() > 1) else {
                return Value::Array(list.into_iter().map(to_columns).collect());
            };
            let mut columns = Map::new();
            columns.insert(COUNT.to_owned(), list.len().into());
            let mut rows: Vec<Map<String, Value>> = list
                .into_iter()
                .filter_map(|value| if let Value::Object(object) = value { Some(object) } else { None })
                .collect();
            for key in first {
                let column = rows.iter_mut().map(|row| row.remove(&key).unwrap_or_default()).collect();
                columns.insert(key, to_columns(Value::Array(column)));
            }
            Value::Object(columns)
        }
        Value::Object(map) => Value::Object(map.into_iter().map(|(key, value)| (key, to_columns(value))).collect()),
        other => other,
    }
}

fn to_rows(tree: Value) -> Result<Value, String> {
    let uneven = || "a list of a reading is cut short".to_owned();
    match tree {
        Value::Array(list) => list.into_iter().map(to_rows).collect::<Result<_, _>>().map(Value::Array),
        Value::Object(mut map) => {
            let Some(count) = map.remove(COUNT) else {
                let rows = map.into_iter().map(|(key, value)| Ok((key, to_rows(value)?)));
                return rows.collect::<Result<_, String>>().map(Value::Object);
            };
            let count = count.as_u64().and_then(|count| usize::try_from(count).ok()).ok_or_else(uneven)?;
            let mut rows: Vec<Map<String, Value>> = Vec::new();
            for (key, column) in map {
                let Value::Array(values) = to_rows(column)? else { return Err(uneven()) };
                if values.len() != count {
                    return Err(uneven());
                }
                rows.resize_with(count, Map::new);
                rows.iter_mut().zip(values).for_each(|(row, value)| {
                    row.insert(key.clone(), value);
                });
            }
            Ok(Value::Array(rows.into_iter().map(Value::Object).collect()))
        }
        other => Ok(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_come_back_from_their_shape() {
        let text = "The Harbour  Board met. Ana Reis of the Harbour Board said two of 9 tugs sank.";
        let value = serde_json::json!({
            "entities": [
                {"id": "e1", "name": "Harbour Board", "mentions": [[0, 18], [35, 52]], "role": null},
                {"id": "e2", "name": "Ana Reis", "mentions": [[24, 32]], "role": "head"},
                {"id": "e3", "name": "tug", "mentions": [[69, 73]], "role": null}
            ],
            "claims": [
                {"source": {"span": [24, 32], "text": "Ana Reis"}, "content": [[58, 78], [0, 3]], "confidence": 0.87},
                {"source": {"span": null, "text": null}, "content": [], "confidence": 1.0}
            ],
            "uneven": [{"a": 1}, {"b": 2}], "one": [{"a": [1, 2, 3]}], "none": [], "empty": [{}, {}]
        });
        let shaped = to_shape(&value, text).unwrap();
        let shown = String::from_utf8(shaped.clone()).unwrap();
        assert!(!shown.contains("Harbour") && !shown.contains("Reis") && shown.contains("tug"), "{shown}");
        assert_eq!(shown.matches("mentions").count(), 1);
        assert_eq!(from_shape::<Value>(&shaped, text).unwrap(), value);
        assert!(from_shape::<Value>(&shaped, "Short.").is_err());
    }

    #[test]
    fn broken_shapes_are_errors() {
        for broken in [
            "\u{1}",
            "{\"#\":2,\"a\":[1]}",
            "{\"#\":-1,\"a\":[]}",
            "{\"#\":1,\"a\":3}",
            "[{\"name\":4,\"span\":[0,1]}]",
        ] {
            assert!(from_shape::<Value>(broken.as_bytes(), "a text").is_err(), "{broken}");
        }
    }
}
