//! Attributions and the article's own statements to claims.
//!
//! In: what the stages before found. Out: the claims in text order, numbered, each with its source, cue, quotation, stance,
//! hedges and negations. What happens in them, when, where and how many is filled in by the stages after.

use purport_parse::Parse;
use purport_text::{Article, Span, quotations};

use crate::attribution::Attribution;
use crate::entity::Resolved;
use crate::quotation::quotation;
use crate::voice::own_voice;
use crate::{Claim, Quotation, Source, SourceKind, cue, factuality, hedge};

/// How sure the reader is that a sentence without attribution is the article's own: nobody else was found to say it.
const OWN_VOICE: f32 = 0.7;

/// All claims in text order, numbered.
pub(crate) fn claims(
    article: &Article,
    parse: &Parse,
    attributions: &[Attribution],
    resolved: &Resolved,
    left_out: &[Span],
) -> Vec<Claim> {
    let text = article.text.as_str();
    let quoted = quotations(text);
    let own = own_voice(parse, attributions, left_out);
    // Position in the text decides the number: an attribution's own first word, or the statement's.
    let mut order: Vec<(usize, Entry)> =
        attributions.iter().enumerate().map(|(n, a)| (first_word(a), Entry::Attributed(n))).collect();
    order.extend(own.iter().map(|s| (s.start, Entry::Own(*s))));
    order.sort_by_key(|(word, _)| *word);
    let mut ids = vec![String::new(); attributions.len()];
    for (n, (_, entry)) in order.iter().enumerate() {
        if let Entry::Attributed(index) = entry {
            ids[*index] = format!("c{}", n + 1);
        }
    }
    order
        .iter()
        .enumerate()
        .map(|(n, (_, entry))| match *entry {
            Entry::Attributed(index) => attributed(&ids, text, parse, &attributions[index], index, resolved, &quoted),
            Entry::Own(statement) => own_statement(format!("c{}", n + 1), article, parse, statement),
        })
        .collect()
}

enum Entry {
    Attributed(usize),
    Own(Span),
}

fn first_word(attribution: &Attribution) -> usize {
    let starts = attribution.content.iter().chain(&attribution.source).map(|s| s.start);
    starts.chain([attribution.cue.start]).min().unwrap_or_default()
}

fn attributed(
    ids: &[String],
    text: &str,
    parse: &Parse,
    attribution: &Attribution,
    index: usize,
    resolved: &Resolved,
    quoted: &[Span],
) -> Claim {
    let content: Vec<Span> = attribution.content.iter().map(|part| parse.span_of(*part)).collect();
    let span = attribution.source.map(|s| parse.span_of(s));
    let source = &resolved.sources[index];
    let words: Vec<Span> = attribution.content.iter().copied().chain([attribution.cue]).collect();
    let mut cue = cue::cue(text, parse, attribution.cue);
    cue.act = factuality::act(text, parse, attribution, &cue);
    let (stance, _) = factuality::of_claim(text, parse, attribution, &cue);
    Claim {
        id: ids[index].clone(),
        source: Source {
            span,
            text: span.map(|s| s.slice(text).to_owned()),
            entity: source.entity.map(|e| resolved.entities[e].id.clone()),
            kind: source.kind,
        },
        cue: Some(cue),
        quotation: quotation(text, &content, quoted),
        content,
        within: attribution.within.map(|w| ids[w].clone()),
        certainty: Some(stance.certainty()),
        polarity: Some(stance.polarity()),
        factuality: Some(stance.score()),
        time_frame: Some(stance.frame),
        hedges: hedge::spans(parse, &hedge::hedges(text, parse, &words)),
        negations: hedge::spans(parse, &hedge::negations(text, parse, &words)),
        confidence: round(attribution.confidence),
        ..Claim::default()
    }
}

fn own_statement(id: String, article: &Article, parse: &Parse, statement: Span) -> Claim {
    let text = article.text.as_str();
    let (stance, _) = factuality::of_statement(text, parse, statement);
    Claim {
        id,
        source: Source { text: article.publisher.clone(), kind: Some(SourceKind::Author), ..Source::default() },
        content: vec![parse.span_of(statement)],
        quotation: Quotation::None,
        certainty: Some(stance.certainty()),
        polarity: Some(stance.polarity()),
        factuality: Some(stance.score()),
        time_frame: Some(stance.frame),
        hedges: hedge::spans(parse, &hedge::hedges(text, parse, &[statement])),
        negations: hedge::spans(parse, &hedge::negations(text, parse, &[statement])),
        confidence: OWN_VOICE,
        ..Claim::default()
    }
}

/// Three digits: what lies beyond is noise of the arithmetic.
fn round(confidence: f32) -> f32 {
    (confidence * 1000.0).round() / 1000.0
}
