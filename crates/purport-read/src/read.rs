//! The whole way from an article to its reading.

use purport_parse::{Parse, ParseError, Parser};
use purport_text::{Article, Normalized, Span, byline, dateline, repeated, sentences};

use crate::attribution::attributions;
use crate::claim::claims;
use crate::entity::resolve;
use crate::event::{CueAct, Found, Surroundings, events, innermost};
use crate::factuality::of_predicate;
use crate::home::give_countries;
use crate::number::Lower;
use crate::place::places;
use crate::quantity::quantities;
use crate::time::times;
use crate::{Certainty, Polarity, Reader, Reading, TimeFrame, Token, TokenLayer};

/// What to put into a reading beside its claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layers {
    /// Sentences and words.
    pub tokens: bool,
}

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
    let left_out = left_out(text);
    let attributions = attributions(text, &parse, &left_out);
    let mut resolved = resolve(text, &parse, &attributions);
    let mut claims = claims(&article, &parse, &attributions, &resolved, &left_out);
    let lower = Lower::new(text, &parse);
    let times = times(text, &parse, &lower, article.published.as_deref());
    let taken: Vec<Span> = times.iter().map(|t| t.words).collect();
    let quantities = quantities(text, &parse, &lower, &taken);
    let places = places(&article, &parse, &attributions);
    let contents: Vec<Vec<Span>> = attributions.iter().map(|a| a.content.clone()).collect();
    let counts: Vec<Found> =
        quantities.iter().filter(|q| !q.is_age()).map(|q| (q.words, q.quantity.id.clone())).collect();
    let around = Surroundings {
        contents: &contents,
        cues: &attributions.iter().map(|a| CueAct::of(text, &parse, a)).collect::<Vec<_>>(),
        places: &places.found.iter().map(|p| (p.words, p.place.id.clone())).collect::<Vec<Found>>(),
        times: &times.iter().map(|t| (t.words, t.time.id.clone())).collect::<Vec<Found>>(),
        quantities: &counts,
    };
    let events = events(text, &parse, &around, &mut resolved.entities);
    for claim in &mut claims {
        claim.times = inside(&claim.content, times.iter().map(|t| (t.time.span, &t.time.id)));
        claim.quantities = inside(&claim.content, quantities.iter().map(|q| (q.quantity.span, &q.quantity.id)));
        claim.places = places.ids_in(&claim.content);
        claim.events = inside(&claim.content, events.iter().map(|event| (event.anchor, &event.id)));
    }
    let places = places.records();
    give_countries(text, &places, &mut resolved.entities);
    let layers = layers.tokens.then(|| token_layer(&parse));
    let reader = Reader { version: env!("CARGO_PKG_VERSION").to_owned(), model: parser.fingerprint().to_owned() };
    Ok(Reading {
        entities: resolved.entities,
        claims,
        events,
        times: times.into_iter().map(|t| t.time).collect(),
        quantities: quantities.into_iter().map(|q| q.quantity).collect(),
        places,
        repeated,
        reader,
        layers,
        article,
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

/// The ids of the records that lie in a claim's content.
fn inside<'a>(content: &[Span], records: impl Iterator<Item = (Span, &'a String)>) -> Vec<String> {
    records.filter(|(span, _)| content.iter().any(|c| c.contains(*span))).map(|(_, id)| id.clone()).collect()
}

/// Certainty, polarity and time frame of the word at a byte of the text, as its innermost source presents it; `None` where no
/// word stands.
#[must_use]
pub fn stance_at(text: &str, parse: &Parse, at: usize) -> Option<(Certainty, Polarity, TimeFrame)> {
    let word = parse.words.iter().position(|word| word.span.range().contains(&at))?;
    let contents: Vec<Vec<Span>> =
        attributions(text, parse, &left_out(text)).into_iter().map(|attribution| attribution.content).collect();
    let (stance, _) = of_predicate(text, parse, word, innermost(&contents, Span::new(word, word + 1)));
    Some((stance.certainty(), stance.polarity(), stance.frame))
}

/// Stretches that nobody claims: dateline and byline.
pub(crate) fn left_out(text: &str) -> Vec<Span> {
    [dateline(text).map(|d| d.span), byline(text).map(|b| b.span)].into_iter().flatten().collect()
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
