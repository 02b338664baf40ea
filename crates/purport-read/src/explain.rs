//! Why a word was read as it was: which head of the network, rule or row of a table decided what.
//!
//! In: an article and a place in its text. Out: [`Reason`]s, from the word up: the word itself, hedges and negations, what it
//! is as an event, the time, number, place and entity that it belongs to, the claims that hold it, innermost first. The way
//! to understand a wrong reading, and to find what to repair.

use purport_parse::{Anchor, EVENT_TYPES, Judgement, Parse, ParseError, Parser};
use purport_text::{Article, Span};

use crate::attribution::Attribution;
use crate::entity::resolve;
use crate::factuality::{self, Grounds, Side, predicate};
use crate::hedge::{self, Effect, Marker};
use crate::number::Lower;
use crate::quantity::{FoundQuantity, quantities};
use crate::reading::{Claim, Reading};
use crate::time::times;
use crate::{Layers, cue, event, read};

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// What was decided ("part of speech", "event", "claim c3").
    pub about: String,
    /// How it was decided.
    pub says: String,
    /// By what: a head of the network, a rule, a row of a table.
    pub by: String,
}

/// What decided the reading of the word at a byte of the article's text; nothing where no word stands.
///
/// # Errors
/// When the embedded model does not run.
///
/// ```
/// use purport_parse::Parser;
/// use purport_read::explain;
/// use purport_text::Article;
///
/// let text = "Chad denied that its jets had bombed the port.".to_owned();
/// let at = text.find("denied").unwrap();
/// let reasons = explain(Article { text, ..Article::default() }, &Parser::embedded()?, at)?;
/// assert!(reasons.iter().any(|r| r.about == "act" && r.says == "deny" && r.by.contains("acts.tsv")));
/// # Ok::<(), purport_parse::ParseError>(())
/// ```
pub fn explain(article: Article, parser: &Parser, at: usize) -> Result<Vec<Reason>, ParseError> {
    let text = article.text.clone();
    let (parse, attributions) = crate::coreference::prepared(&article, parser)?;
    let lower = Lower::new(&text, &parse);
    let taken: Vec<Span> =
        times(&text, &parse, &lower, article.published.as_deref()).into_iter().map(|t| t.words).collect();
    let quantities = quantities(&text, &parse, &lower, &taken);
    let reading = read(article, parser, Layers::default())?;
    let Some(word) = parse.words.iter().position(|w| w.span.range().contains(&at)) else { return Ok(Vec::new()) };
    let mut reasons = Reasons {
        text: &text,
        parse: &parse,
        attributions: &attributions,
        reading: &reading,
        quantities: &quantities,
        found: Vec::new(),
    };
    reasons.word(word);
    reasons.markers(word);
    reasons.event(word);
    reasons.records(at);
    reasons.links(word, &attributions);
    reasons.claims(at);
    Ok(reasons.found)
}

struct Reasons<'a> {
    text: &'a str,
    parse: &'a Parse,
    attributions: &'a [Attribution],
    reading: &'a Reading,
    quantities: &'a [FoundQuantity],
    found: Vec<Reason>,
}

impl Reasons<'_> {
    fn add(&mut self, about: impl Into<String>, says: impl Into<String>, by: impl Into<String>) {
        self.found.push(Reason { about: about.into(), says: says.into(), by: by.into() });
    }

    fn form(&self, word: usize) -> String {
        self.parse.words[word].span.slice(self.text).to_owned()
    }

    /// The words that a span of the text holds.
    fn words(&self, span: Span) -> Span {
        let first = self.parse.words.partition_point(|w| w.span.end <= span.start);
        Span::new(first, self.parse.words.partition_point(|w| w.span.start < span.end))
    }

    fn word(&mut self, at: usize) {
        let word = &self.parse.words[at];
        self.add("word", self.form(at), "words of the text layer");
        self.add("lemma", word.lemma.clone(), "rules and weights/lemmas.tsv");
        self.add("part of speech", word.upos.name(), "network, head upos");
        let governor = word.head.map_or_else(|| "nothing".to_owned(), |head| format!("“{}”", self.form(head)));
        self.add("hangs on", format!("{governor} as {}", word.deprel), "network, heads arcs and relations");
        if let Some(name) = self.parse.names.iter().find(|name| name.words.range().contains(&at)) {
            let words = self.parse.text_of(name.words, self.text).to_owned();
            self.add("name", format!("{} “{words}”", name.class.tag()), "network, head names");
        }
    }

    fn markers(&mut self, at: usize) {
        let sentence = self.parse.sentences.iter().find(|s| s.range().contains(&at)).copied().unwrap_or_default();
        let tables = [
            ("hedge", "data/hedges.tsv", hedge::hedges(self.text, self.parse, &[sentence])),
            ("negation", "data/negations.tsv", hedge::negations(self.text, self.parse, &[sentence])),
        ];
        for (about, table, markers) in tables {
            for Marker { words, effect } in markers.into_iter().filter(|m| m.words.range().contains(&at)) {
                let says = match effect {
                    Effect::Leaves(certainty) => format!("leaves what it governs {}", certainty.name()),
                    Effect::Approximates => "makes a number rough".to_owned(),
                    Effect::Negates => "negates what it governs".to_owned(),
                    Effect::NegatesContent => "is said of what is held false".to_owned(),
                    Effect::Weakens => "all but negates what it governs".to_owned(),
                };
                let phrase = self.parse.text_of(words, self.text).to_owned();
                self.add(about, says, format!("{table}, “{phrase}”"));
            }
        }
    }

    fn event(&mut self, at: usize) {
        let Some(possible) = self.parse.anchors.iter().find(|anchor| anchor.word == at) else { return };
        self.add("as an event", likely(possible), "network, head types");
        let dictionary = event::dictionary(self.text, self.parse, at);
        if let Some(kind) = dictionary {
            self.add("as an event", kind.name(), "data/event_verbs.tsv (CAMEO dictionary)");
        }
        self.judgement(self.parse.judgements[at]);
        let span = self.parse.words[at].span;
        let kept = self.reading.events.iter().find(|event| event.anchor.contains(span));
        let Some(event) = kept else {
            self.add("event", "none", "event/anchor: too unlikely, only reported, or only spoken of by another event");
            return;
        };
        let mode = event.mode.as_ref().map_or_else(String::new, |mode| format!(" {mode}"));
        let code = event.cameo.clone().unwrap_or_default();
        let says = format!("{} {}{mode}, CAMEO {code}", event.id, event.kind.name());
        self.add("event", says, "event/anchor: network and dictionary added up; data/event_codes.tsv");
        for (role, ids) in [("actor", &event.actors), ("recipient", &event.recipients)] {
            for id in ids {
                let name =
                    self.reading.entities.iter().find(|e| e.id == *id).map(|e| e.name.clone()).unwrap_or_default();
                self.add(
                    role,
                    format!("{id} {name}"),
                    "event/argument: place in the tree, then network, head participant",
                );
            }
        }
        let stance = format!(
            "{} {} {}, {:+.1}",
            event.certainty.map_or("", |c| c.name()),
            event.polarity.map_or("", |p| p.name()),
            event.time_frame.map_or("", |f| f.name()),
            event.factuality.unwrap_or_default(),
        );
        self.add("factuality", stance, "factuality: certainty, polarity and frame below");
        let contents: Vec<Vec<Span>> = self.attributions.iter().map(|a| a.content.clone()).collect();
        let word = Span::new(at, at + 1);
        let (_, grounds) = factuality::of_predicate(self.text, self.parse, at, event::innermost(&contents, word));
        self.grounds(&grounds);
    }

    fn judgement(&mut self, judged: Judgement) {
        let [certain, probable, possible, unknown] = judged.certainty.map(percent);
        let says = format!("certain {certain}, probable {probable}, possible {possible}, unknown {unknown}");
        self.add("judgement", says, "network, head judgement");
        let [past, present, future] = judged.frame.map(percent);
        let says = format!("not so {}; past {past}, present {present}, future {future}", percent(judged.negative));
        self.add("judgement", says, "network, head judgement");
        let says = format!("happened {:+.1}, commitment {:+.1}", judged.happened, judged.commitment);
        self.add("judgement", says, "network, head factuality");
    }

    fn grounds(&mut self, grounds: &Grounds) {
        for (about, side) in [("certainty", Side::Certainty), ("polarity", Side::Polarity), ("frame", Side::Frame)] {
            let by = grounds.of(side, self.text, self.parse);
            self.add(about, "decided", if by.is_empty() { "nothing says otherwise".to_owned() } else { by.join("; ") });
        }
    }

    fn records(&mut self, at: usize) {
        let here = |span: Span| span.range().contains(&at);
        let reading = self.reading;
        for time in reading.times.iter().filter(|t| here(t.span)) {
            let value = time.value.as_deref().unwrap_or("no value");
            let anchored = if time.anchored { "anchored" } else { "not anchored" };
            self.add("time", format!("{} {value}, {anchored}", time.id), "rules of time/, data/time_words.tsv");
        }
        for FoundQuantity { quantity, because, .. } in self.quantities.iter().filter(|q| here(q.quantity.span)) {
            let number = |value: Option<f64>| value.map_or_else(|| "none".to_owned(), |v| v.to_string());
            let rough = if quantity.approximate { ", approximate" } else { "" };
            let unit = quantity.unit.as_ref().map_or_else(String::new, |unit| format!(" {unit}"));
            let says = format!(
                "{} {}{unit}, from {} to {}{rough}",
                quantity.id,
                number(quantity.value),
                number(quantity.low),
                number(quantity.high),
            );
            self.add("quantity", says, because.clone());
            let of = quantity.of.as_deref().unwrap_or("nothing named");
            self.add("counts", of, "quantity/counted: the noun phrase that the number belongs to");
        }
        for place in reading.places.iter().filter(|p| here(p.span)) {
            let id = place.geonames.map_or_else(|| "not in the gazetteer".to_owned(), |id| format!("GeoNames {id}"));
            let country = place.country.as_deref().unwrap_or("no country");
            self.add(
                "place",
                format!("{} {}, {country}, {id}", place.id, place.name),
                "place/choice, data/gazetteer.bin",
            );
        }
        for entity in reading.entities.iter().filter(|e| e.mentions.iter().any(|m| here(*m))) {
            self.add("entity", format!("{} {}", entity.id, entity.name), "entity/: one mention of several");
            if let Some(sector) = &entity.sector {
                self.add("sector", sector.clone(), "entity/sector: data/organizations.tsv, else data/sectors.tsv");
            }
            if let Some(identifier) = &entity.identifier {
                self.add("identifier", identifier.clone(), "data/countries.tsv or data/organizations.tsv");
            }
        }
    }

    /// Which rule made the word a mention of which entity.
    fn links(&mut self, at: usize, attributions: &[Attribution]) {
        let resolved = resolve(self.text, self.parse, attributions);
        for link in resolved.links.iter().filter(|link| link.words.range().contains(&at)) {
            let entity = &resolved.entities[link.entity];
            let words = self.parse.text_of(link.words, self.text);
            self.add("linked", format!("“{words}” to {} {}", entity.id, entity.name), link.why.clone());
        }
    }

    fn claims(&mut self, at: usize) {
        let here = |span: &Span| span.range().contains(&at);
        let holds = |claim: &&Claim| {
            let cue = claim.cue.iter().flat_map(|cue| &cue.spans).any(here);
            cue || claim.content.iter().any(here) || claim.source.span.iter().any(here)
        };
        let size = |claim: &&Claim| claim.content.iter().map(|span| span.len()).sum::<usize>();
        let mut holding: Vec<&Claim> = self.reading.claims.iter().filter(holds).collect();
        holding.sort_by_key(|claim| (size(claim), claim.id.clone()));
        for claim in holding {
            self.claim(claim);
        }
    }

    fn claim(&mut self, claim: &Claim) {
        let source = claim.source.text.clone().unwrap_or_else(|| "nobody named".to_owned());
        let Some(cue) = &claim.cue else {
            self.add(
                format!("claim {}", claim.id),
                "the article's own voice",
                "voice: no attribution reaches this sentence",
            );
            if let Some(&statement) = claim.content.first() {
                let (_, grounds) = factuality::of_statement(self.text, self.parse, self.words(statement));
                self.grounds(&grounds);
            }
            return;
        };
        let by = format!("network, heads cues and roles; confidence {}", claim.confidence);
        self.add(format!("claim {}", claim.id), format!("{source} / {}", cue.lemma), by);
        let row = cue::row(&cue.lemma).map_or_else(|| "no row, so stated".to_owned(), |row| format!("“{row}”"));
        self.add("act", act_name(cue.act), format!("data/acts.tsv, {row}"));
        let content: Vec<Span> = claim.content.iter().map(|span| self.words(*span)).collect();
        if let Some(head) = predicate(self.parse, &content) {
            self.add(
                "content hangs on",
                format!("“{}”", self.form(head)),
                "factuality: the word that governs the content",
            );
        }
        let stance = format!(
            "{} {}, {:+.1}",
            claim.certainty.map_or("", |c| c.name()),
            claim.polarity.map_or("", |p| p.name()),
            claim.factuality.unwrap_or_default()
        );
        self.add("factuality", stance, "factuality: certainty, polarity and frame below");
        let of_claim =
            self.attributions.iter().find(|a| cue.spans.contains(&self.parse.span_of(a.cue).trim(self.text)));
        if let Some(attribution) = of_claim {
            let (_, grounds) = factuality::of_claim(self.text, self.parse, attribution, cue);
            self.grounds(&grounds);
        }
    }
}

fn act_name(act: crate::Act) -> String {
    serde_json::to_value(act).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The three likeliest types.
fn likely(anchor: &Anchor) -> String {
    let mut types: Vec<(f32, &str)> = anchor.types.iter().copied().zip(EVENT_TYPES).collect();
    types.sort_by(|a, b| b.0.total_cmp(&a.0));
    let shown: Vec<String> = types.iter().take(3).map(|(p, name)| format!("{name} {}", percent(*p))).collect();
    let none = 1.0 - anchor.types.iter().sum::<f32>();
    format!("{}; none {}", shown.join(", "), percent(none))
}

fn percent(share: f32) -> String {
    format!("{:.0} %", share.clamp(0.0, 1.0) * 100.0)
}
