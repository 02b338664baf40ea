//! The whole way from an article to its reading.

use purport_parse::{Parse, ParseError, Parser};
use purport_text::{Article, Normalized, Span, byline, dateline, quotations, repeated, sentences};

use crate::attribution::{Attribution, attributions};
use crate::entity::{Resolved, resolve};
use crate::place::places;
use crate::quotation::quotation;
use crate::voice::own_voice;
use crate::{Claim, Quotation, Reader, Reading, Source, SourceKind, Token, TokenLayer, cue, hedge};

/// What to put into a reading beside its claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layers {
    /// Sentences and words.
    pub tokens: bool,
}

/// How sure the reader is that a sentence without attribution is the article's own: nobody else was found to say it.
const OWN_VOICE: f32 = 0.7;

/// Read an article.
///
/// # Errors
/// When the embedded model does not run.
///
/// ```
/// use purport_parse::Parser;
/// use purport_read::{Layers, read};
/// use purport_text::Article;
///
/// let text = "The army said on Monday that two soldiers had been killed.".to_owned();
/// let article = Article { text, ..Article::default() };
/// let reading = read(article, &Parser::embedded()?, Layers::default())?;
/// assert_eq!(reading.claims[0].source.text.as_deref(), Some("The army"));
/// # Ok::<(), purport_parse::ParseError>(())
/// ```
pub fn read(article: Article, parser: &Parser, layers: Layers) -> Result<Reading, ParseError> {
    let text = article.text.as_str();
    let (parse, repeated) = parse(text, parser)?;
    let left_out: Vec<Span> =
        [dateline(text).map(|d| d.span), byline(text).map(|b| b.span)].into_iter().flatten().collect();
    let attributions = attributions(text, &parse, &left_out);
    let resolved = resolve(text, &parse, &attributions);
    let mut claims = claims(&article, &parse, &attributions, &resolved, &left_out);
    let places = places(&article, &parse, &attributions);
    claims.iter_mut().for_each(|claim| claim.places = places.ids_in(&claim.content));
    let layers = layers.tokens.then(|| token_layer(&parse));
    let reader = Reader { version: env!("CARGO_PKG_VERSION").to_owned(), model: parser.fingerprint().to_owned() };
    Ok(Reading {
        entities: resolved.entities,
        claims,
        repeated,
        reader,
        layers,
        places: places.records(),
        article,
        ..Reading::default()
    })
}

/// Parse the article's text, said once: the parse and what was printed twice, both in the article's own offsets.
///
/// # Errors
/// When the embedded model does not run.
pub fn parse(text: &str, parser: &Parser) -> Result<(Parse, Vec<Span>), ParseError> {
    let plain = Normalized::of(text);
    let all = sentences(&plain.text);
    let again = repeated(&plain.text, &all);
    let once: Vec<Span> = all.into_iter().filter(|s| !again.iter().any(|r| r.contains(*s))).collect();
    let mut parse = parser.parse(&plain.text, &once)?;
    if !plain.is_unchanged() {
        for word in &mut parse.words {
            word.span = plain.original(word.span);
        }
    }
    Ok((parse, again.into_iter().map(|r| plain.original(r)).collect()))
}

/// All claims in text order, numbered.
fn claims(
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
    Claim {
        id: ids[index].clone(),
        source: Source {
            span,
            text: span.map(|s| s.slice(text).to_owned()),
            entity: source.entity.map(|e| resolved.entities[e].id.clone()),
            kind: source.kind,
        },
        cue: Some(cue::cue(text, parse, attribution.cue)),
        quotation: quotation(text, &content, quoted),
        content,
        within: attribution.within.map(|w| ids[w].clone()),
        hedges: hedge::hedges(text, parse, &words),
        negations: hedge::negations(text, parse, &words),
        confidence: round(attribution.confidence),
        ..Claim::default()
    }
}

fn own_statement(id: String, article: &Article, parse: &Parse, statement: Span) -> Claim {
    Claim {
        id,
        source: Source { text: article.publisher.clone(), kind: Some(SourceKind::Author), ..Source::default() },
        content: vec![parse.span_of(statement)],
        quotation: Quotation::None,
        hedges: hedge::hedges(&article.text, parse, &[statement]),
        negations: hedge::negations(&article.text, parse, &[statement]),
        confidence: OWN_VOICE,
        ..Claim::default()
    }
}

/// Three digits: what lies beyond is noise of the arithmetic.
fn round(confidence: f32) -> f32 {
    (confidence * 1000.0).round() / 1000.0
}

fn token_layer(parse: &Parse) -> TokenLayer {
    let mut names = vec!["O".to_owned(); parse.words.len()];
    for name in &parse.names {
        for (n, tag) in names[name.words.range()].iter_mut().enumerate() {
            *tag = format!("{}-{}", if n == 0 { "B" } else { "I" }, name.class.tag());
        }
    }
    let tokens = parse.words.iter().zip(names).map(|(word, name)| Token {
        span: word.span,
        lemma: word.lemma.clone(),
        upos: word.upos.name().to_owned(),
        head: word.head.map_or(-1, |h| h as i64),
        deprel: word.deprel.to_owned(),
        name,
    });
    TokenLayer { sentences: parse.sentences.iter().map(|s| parse.span_of(*s)).collect(), tokens: tokens.collect() }
}
