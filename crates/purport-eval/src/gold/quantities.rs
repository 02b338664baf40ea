//! Quantities: the project's own passages as JSON lines, every quantity of a text marked (`model/data/QUANTITIES.md`).
//!
//! A line is `{"id", "text", "quantities": [{"span", "value", "low", "high", "approximate", "unit", "of"}]}`; spans count code
//! points.

use std::io::BufRead;
use std::path::Path;

use purport_text::{CodePoints, Span};
use serde_json::Value;

use crate::error::{Error, Result};

/// One quantity, as annotated or as predicted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GoldQuantity {
    /// The number with its bounds and unit.
    pub span: Span,
    /// The number; `None` where the text gives bounds only.
    pub value: Option<f64>,
    /// The least that is meant.
    pub low: Option<f64>,
    /// The most that is meant.
    pub high: Option<f64>,
    /// Whether it is rough.
    pub approximate: bool,
    /// Unit or currency.
    pub unit: Option<String>,
    /// What is counted.
    pub of: Option<String>,
}

/// A text with its quantities.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QuantitiesDocument {
    /// Its name in the set.
    pub id: String,
    /// The text that every span points into.
    pub text: String,
    /// Its quantities in text order.
    pub quantities: Vec<GoldQuantity>,
}

/// The texts of a file.
///
/// # Errors
/// When the file cannot be opened; a line that cannot be read is an error item.
pub fn open(path: &Path) -> Result<impl Iterator<Item = Result<QuantitiesDocument>>> {
    let file = std::fs::File::open(path).map_err(|error| Error::new(error).in_file(path))?;
    Ok(documents(std::io::BufReader::new(file)))
}

/// The texts of JSON lines.
///
/// ```
/// let line = r#"{"id": "a", "text": "“No”: 12 ships left.", "quantities": [{"span": [6, 8], "value": 12, "low": 12,
///     "high": 12, "approximate": false, "unit": null, "of": "ships"}]}"#.replace('\n', "");
/// let document = purport_eval::gold::quantities::documents(line.as_bytes()).next().unwrap().unwrap();
/// assert_eq!(document.quantities[0].span.slice(&document.text), "12");
/// assert_eq!(document.quantities[0].of.as_deref(), Some("ships"));
/// ```
pub fn documents(reader: impl BufRead) -> impl Iterator<Item = Result<QuantitiesDocument>> {
    reader.lines().enumerate().map(|(at, line)| {
        let read = || passage(&serde_json::from_str(&line.map_err(Error::new)?).map_err(Error::new)?);
        read().map_err(|error: Error| error.in_record(format_args!("line {}", at + 1)))
    })
}

fn passage(value: &Value) -> Result<QuantitiesDocument> {
    let string =
        |key: &str| value[key].as_str().map(str::to_owned).ok_or_else(|| Error::malformed(format!("no {key}")));
    let (id, text) = (string("id")?, string("text")?);
    let list = value["quantities"].as_array().ok_or_else(|| Error::malformed("no quantities"))?;
    let points = CodePoints::new(&text);
    let quantities = list.iter().map(|item| quantity(item, &points)).collect::<Result<_>>()?;
    Ok(QuantitiesDocument { id, quantities, text })
}

fn quantity(item: &Value, points: &CodePoints) -> Result<GoldQuantity> {
    let at = |n: usize| item["span"][n].as_u64().and_then(|n| usize::try_from(n).ok());
    let span = at(0).zip(at(1)).filter(|(start, end)| start <= end).map(|(start, end)| Span::new(start, end));
    let span = span.and_then(|span| points.to_bytes(span));
    let approximate = item["approximate"].as_bool().ok_or_else(|| Error::malformed("approximate is true or false"))?;
    Ok(GoldQuantity {
        span: span.ok_or_else(|| Error::malformed(format!("span {} is not in the text", item["span"])))?,
        value: item["value"].as_f64(),
        low: item["low"].as_f64(),
        high: item["high"].as_f64(),
        approximate,
        unit: item["unit"].as_str().map(str::to_owned),
        of: item["of"].as_str().map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_passage_is_said() {
        for line in [
            "",
            "{}",
            r#"{"id": "a", "text": "b"}"#,
            r#"{"id": "a", "text": "b", "quantities": [{"span": [0, 9], "approximate": true}]}"#,
            r#"{"id": "a", "text": "b", "quantities": [{"span": [1, 0], "approximate": true}]}"#,
            r#"{"id": "a", "text": "b", "quantities": [{"span": [0, 1]}]}"#,
        ] {
            let read = documents(format!("{line}\n").as_bytes()).next().unwrap();
            assert!(read.unwrap_err().to_string().contains("line 1"), "{line}");
        }
    }
}
