//! Readings to JSON and back: the contract with other programs.
//!
//! In: a [`Reading`], whose spans count bytes. Out: one line of JSON, whose spans count Unicode code points, fields in
//! the order of the types. `docs/reading.schema.json` describes it for validators.
//!
//! The line is safe to print: control characters, and the separators that some programs take for line ends, are
//! escaped, so one reading is one line everywhere and nothing in an article drives a terminal.

use std::fmt::Write as _;

use purport_text::{CodePoints, Span};
use serde::Deserialize;
use serde::de::IgnoredAny;
use thiserror::Error;

use crate::reading::{Claim, Cue, Entity, Reading, Source, Token, TokenLayer};

/// Why a line of JSON is not a reading.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReadingError {
    /// Not JSON, or a field is missing, unknown to its type, or of another type.
    #[error("not a reading: {0}")]
    Json(#[from] serde_json::Error),
    /// A span that the article's text does not hold; `span` and `length` count code points.
    #[error("article {article}: span [{}, {}] ends outside the text, which has {length} characters", span.start, span.end)]
    OutsideText {
        /// Id of the article.
        article: String,
        /// The span as it was given.
        span: Span,
        /// Length of the article's text.
        length: usize,
    },
    /// A number that is no confidence.
    #[error("article {article}: claim {claim} has the confidence {confidence}, which is not between 0 and 1")]
    Confidence {
        /// Id of the article.
        article: String,
        /// Id of the claim.
        claim: String,
        /// The number as it was given.
        confidence: f32,
    },
}

impl Reading {
    /// The reading as one line of JSON without line end, every span in code points.
    ///
    /// ```
    /// use purport_read::Reading;
    /// let mut reading = Reading::default();
    /// reading.article.text = "“Non,” a dit Léa. “Non.”".to_owned();
    /// reading.repeated = vec![purport_text::Span::of(&reading.article.text, "“Non.”").unwrap()];
    /// let json = reading.to_json();
    /// assert!(json.contains("\"repeated\":[[18,24]]"));
    /// assert_eq!(Reading::from_json(&json).unwrap(), reading);
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let points = CodePoints::new(&self.article.text);
        let mut counted = self.clone();
        for span in spans(&mut counted) {
            *span = points.from_bytes(*span);
        }
        escape(serde_json::to_string(&counted).expect("a reading has text keys only"))
    }

    /// The reading that a line of JSON holds, spans in bytes again. A missing field that may be `null` is taken as `null`.
    ///
    /// # Errors
    /// When the line is not a reading ([`ReadingError::Json`]), a span ends outside the text
    /// ([`ReadingError::OutsideText`]), or a confidence is none ([`ReadingError::Confidence`]).
    pub fn from_json(json: &str) -> Result<Self, ReadingError> {
        let mut reading: Self = serde_json::from_str(json)?;
        if reading.layers.is_none() {
            let keys: LayerKeys = serde_json::from_str(json)?;
            if keys.sentences.is_some() || keys.tokens.is_some() {
                // There, but not readable: flattening took it for absent. Reading it alone tells why.
                reading.layers = Some(serde_json::from_str::<TokenLayer>(json)?);
            }
        }
        if let Some(claim) = reading.claims.iter().find(|claim| !(0.0..=1.0).contains(&claim.confidence)) {
            let (claim, confidence) = (claim.id.clone(), claim.confidence);
            return Err(ReadingError::Confidence { article: reading.article.id, claim, confidence });
        }
        let text = std::mem::take(&mut reading.article.text);
        let points = CodePoints::new(&text);
        for span in spans(&mut reading) {
            let Some(bytes) = points.to_bytes(*span) else {
                let span = *span;
                return Err(ReadingError::OutsideText { article: reading.article.id, span, length: points.total() });
            };
            *span = bytes;
        }
        reading.article.text = text;
        Ok(reading)
    }
}

/// The two keys of the token layer, whatever they hold.
#[derive(Deserialize)]
struct LayerKeys {
    sentences: Option<IgnoredAny>,
    tokens: Option<IgnoredAny>,
}

/// Every span of a reading. Each type is taken apart by name, so that a new field cannot be forgotten here.
fn spans(reading: &mut Reading) -> Vec<&mut Span> {
    let Reading { article: _, entities, claims, events, times, quantities, places, repeated, reader: _, layers } =
        reading;
    let mut found: Vec<&mut Span> = Vec::new();
    for Entity { id: _, kind: _, name: _, role: _, country: _, sector: _, identifier: _, mentions } in entities {
        found.extend(mentions);
    }
    for claim in claims {
        found.extend(spans_of_claim(claim));
    }
    found.extend(events.iter_mut().map(|event| &mut event.anchor));
    found.extend(times.iter_mut().map(|time| &mut time.span));
    found.extend(quantities.iter_mut().map(|quantity| &mut quantity.span));
    found.extend(places.iter_mut().map(|place| &mut place.span));
    found.extend(repeated);
    if let Some(TokenLayer { sentences, tokens }) = layers {
        found.extend(sentences);
        for Token { span, lemma: _, upos: _, head: _, deprel: _, name: _ } in tokens {
            found.push(span);
        }
    }
    found
}

fn spans_of_claim(claim: &mut Claim) -> impl Iterator<Item = &mut Span> {
    let Claim {
        id: _,
        source: Source { span: source, text: _, entity: _, kind: _ },
        cue,
        content,
        quotation: _,
        within: _,
        certainty: _,
        polarity: _,
        factuality: _,
        hedges,
        negations,
        time_frame: _,
        confidence: _,
        events: _,
        times: _,
        quantities: _,
        places: _,
    } = claim;
    let cue = cue.as_mut().map(|Cue { spans, lemma: _, act: _ }| spans);
    source.iter_mut().chain(cue.into_iter().flatten()).chain(content).chain(hedges).chain(negations)
}

/// Escapes what JSON allows raw inside strings but terminals and line readers act on. Outside strings none of it occurs.
fn escape(json: String) -> String {
    let acts = |ch: char| matches!(ch, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}');
    if !json.contains(acts) {
        return json;
    }
    let mut escaped = String::with_capacity(json.len() + 64);
    for ch in json.chars() {
        if acts(ch) {
            write!(escaped, "\\u{:04x}", u32::from(ch)).expect("writing to a string");
        } else {
            escaped.push(ch);
        }
    }
    escaped
}
