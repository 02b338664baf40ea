//! What the reader says, in the form that the scorers take.

use purport_eval::events::Found;
use purport_eval::gold::coreference::GapExample;
use purport_eval::gold::factuality::FactualityDocument;
use purport_eval::gold::names::{Name, NameClass};
use purport_eval::gold::places::GoldPlace;
use purport_eval::gold::quantities::GoldQuantity;
use purport_eval::gold::stances::{Stance, StancesDocument};
use purport_eval::gold::timeml::TimeExpression;
use purport_eval::gold::{Attribution, AttributionDocument, Syntax, Word};
use purport_eval::sources::Resolution;
use purport_parse::{NameClass as Class, Parse, ParseError, Parser};
use purport_read::{Attribution as Given, Certainty, Polarity, Reading, SourceKind, TimeFrame, TimeType};
use purport_text::Span;

/// The attributions of a reading: its claims with a cue. `univocal` leaves out those that are nested in another, for
/// gold annotation that gives every word one role at most and so cannot hold them.
pub fn attributions(reading: &Reading, univocal: bool) -> Vec<Attribution> {
    let kept: Vec<_> = reading.claims.iter().filter(|c| c.cue.is_some() && !(univocal && c.within.is_some())).collect();
    let place = |id: &String| kept.iter().position(|c| &c.id == id);
    kept.iter()
        .map(|claim| Attribution {
            cue: claim.cue.iter().flat_map(|cue| cue.spans.iter().copied()).collect(),
            source: claim.source.span.into_iter().collect(),
            content: claim.content.clone(),
            within: claim.within.as_ref().and_then(place),
            ..Attribution::default()
        })
        .collect()
}

/// The names of a parse.
pub fn names(parse: &Parse) -> Vec<Name> {
    parse
        .names
        .iter()
        .filter_map(|name| {
            let class = match name.class {
                Class::Person => NameClass::Person,
                Class::Organization => NameClass::Organization,
                Class::Place => NameClass::Place,
                Class::Nationality => NameClass::Nationality,
                Class::Facility => NameClass::Facility,
                Class::Other => return None,
            };
            Some(Name { span: parse.span_of(name.words), class })
        })
        .collect()
}

/// The places of a reading.
pub fn places(reading: &Reading) -> Vec<GoldPlace> {
    reading.places.iter().map(|place| GoldPlace { span: place.span, point: place.lat.zip(place.lon) }).collect()
}

/// Sentences and words of a parse.
pub fn syntax(parse: &Parse, text: &str) -> Syntax {
    let words = parse.words.iter().map(|word| Word {
        span: word.span,
        token: word.span,
        form: word.span.slice(text).to_owned(),
        lemma: word.lemma.clone(),
        upos: word.upos.name().to_owned(),
        head: word.head,
        deprel: word.deprel.to_owned(),
    });
    Syntax { sentences: parse.sentences.iter().map(|s| parse.span_of(*s)).collect(), words: words.collect() }
}

/// A score for each predicate of the gold annotation: the crowd's scale, or the author's commitment.
pub fn factuality(parse: &Parse, document: &FactualityDocument, by_author: bool) -> Vec<Option<f64>> {
    let word = |span: &Span| parse.words.iter().position(|w| w.span.overlaps(*span));
    let score = |word: usize| {
        let of = if by_author { purport_read::commitment } else { purport_read::happened };
        f64::from(of(&document.text, parse, word))
    };
    document.targets.iter().map(|(span, _)| word(span).map(score)).collect()
}

/// The claims of a reading with their stance.
pub fn claims(reading: &Reading) -> Vec<purport_eval::stances::Found> {
    let attributed = reading.claims.iter().filter_map(|claim| Some((claim, claim.cue.as_ref()?)));
    attributed
        .map(|(claim, cue)| purport_eval::stances::Found {
            cue: cue.spans.clone(),
            content: claim.content.clone(),
            stance: [
                claim.certainty.map(Certainty::name).unwrap_or_default().to_owned(),
                claim.polarity.map(Polarity::name).unwrap_or_default().to_owned(),
                claim.time_frame.map(TimeFrame::name).unwrap_or_default().to_owned(),
            ],
        })
        .collect()
}

/// The stances of the marked predicates.
pub fn stances(parse: &Parse, document: &StancesDocument) -> Vec<Option<Stance>> {
    let stance = |span: Span| {
        let (certainty, polarity, frame) = purport_read::stance_at(&document.text, parse, span.start)?;
        Some([certainty.name(), polarity.name(), frame.name()].map(str::to_owned))
    };
    document.predicates.iter().map(|(span, _)| stance(*span)).collect()
}

/// The events of a reading, with the mentions of those who take part.
pub fn events(reading: &Reading) -> Vec<Found> {
    let mentions = |ids: &[String]| {
        let of = |id: &String| reading.entities.iter().find(|e| e.id == *id).map(|e| e.mentions.clone());
        ids.iter().filter_map(of).collect()
    };
    reading
        .events
        .iter()
        .map(|event| Found {
            kind: event.kind.name().to_owned(),
            mode: event.mode.clone(),
            anchor: event.anchor,
            actors: mentions(&event.actors),
            recipients: mentions(&event.recipients),
            judged: [
                event.certainty.map(Certainty::name).unwrap_or_default().to_owned(),
                event.polarity.map(Polarity::name).unwrap_or_default().to_owned(),
                event.time_frame.map(TimeFrame::name).unwrap_or_default().to_owned(),
            ],
        })
        .collect()
}

/// For each name of an example, whether the entity of the pronoun is mentioned by it: by all or part of the name, or by a
/// phrase that ends with it ("Mr. Lee", not "Lee's friend").
pub fn whose(reading: &Reading, example: &GapExample) -> [bool; 2] {
    let with = reading.entities.iter().filter(|e| e.mentions.contains(&example.pronoun));
    let mentions: Vec<Span> = with.flat_map(|e| e.mentions.iter().copied()).collect();
    example.names.map(|(name, _)| mentions.iter().any(|m| name.contains(*m) || m.contains(name) && m.end == name.end))
}

/// The times of a reading.
pub fn times(reading: &Reading) -> Vec<TimeExpression> {
    let times = reading.times.iter().map(|time| TimeExpression {
        span: time.span,
        kind: match time.kind {
            TimeType::Date => "DATE",
            TimeType::Time => "TIME",
            TimeType::Duration => "DURATION",
            TimeType::Set => "SET",
        }
        .to_owned(),
        value: time.value.clone().unwrap_or_default(),
    });
    times.collect()
}

/// The quantities of a reading.
pub fn quantities(reading: &Reading) -> Vec<GoldQuantity> {
    let quantities = reading.quantities.iter().cloned().map(|quantity| GoldQuantity {
        span: quantity.span,
        value: quantity.value,
        low: quantity.low,
        high: quantity.high,
        approximate: quantity.approximate,
        unit: quantity.unit,
        of: quantity.of,
    });
    quantities.collect()
}

/// The sources of the gold attributions, each with the mentions of the entity that the reader takes it for; of a group,
/// of its members too. Gold attributions are given, so that this scores the resolution alone.
pub fn resolutions(parser: &Parser, document: &AttributionDocument) -> Result<Vec<Resolution>, ParseError> {
    let text = document.text.as_str();
    let (parse, _) = purport_read::parse(text, parser)?;
    let words_of = |span: &Span| {
        let start = parse.words.partition_point(|w| w.span.end <= span.start);
        let end = parse.words.partition_point(|w| w.span.start < span.end);
        Some(Span::new(start, end)).filter(|s| !s.is_empty())
    };
    let given: Vec<Given> = document
        .attributions
        .iter()
        .filter_map(|gold| {
            Some(Given {
                cue: gold.cue.iter().filter_map(words_of).reduce(Span::join)?,
                source: gold.source.iter().filter_map(words_of).reduce(Span::join),
                content: gold.content.iter().filter_map(words_of).collect(),
                within: None,
                confidence: 1.0,
            })
        })
        .collect();
    let resolved = purport_read::resolve(text, &parse, &given);
    let mentions_of = |index: usize| -> Vec<Span> {
        let all = resolved.members[index].iter().chain([&index]);
        all.flat_map(|&e| resolved.entities[e].mentions.iter().copied()).collect()
    };
    Ok(given
        .iter()
        .zip(&resolved.sources)
        .filter_map(|(given, source)| {
            // Two mentions of somebody without a name ("a letter", "the letter") are no answer to "who is it?".
            let capitals = |e: &usize| resolved.entities[*e].name.split_whitespace().any(starts_with_capital);
            let named = source.entity.filter(|_| source.kind != Some(SourceKind::Unnamed)).filter(capitals);
            Some(Resolution {
                source: parse.span_of(given.source?),
                mentions: named.map(mentions_of).unwrap_or_default(),
            })
        })
        .collect())
}

fn starts_with_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}
