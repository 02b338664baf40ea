//! How sure a source sounds that something is so, and when it is said to be.
//!
//! In: the parse, a predicate (the word that names what happens) and, for a claim, its cue. Out: a [`Stance`]. What the text
//! says outright decides (`scope`: modals, adverbs, negation, verbs such as *fail* and *seem*, conditions, questions); where
//! it says nothing, the network's judgement does. A claim's stance is that of its content, weakened or turned by what its
//! cue does (`act`): a *suggestion* that something *might* be so is weaker than either.
//!
//! The scale is FactBank's (Saurí and Pustejovsky 2009): certain, probable, possible or unknown, so or not so; the score runs
//! from −3 to 3 as in Lee et al. (2015), in bands that never contradict the words.

mod act;
mod content;
mod ground;
mod scope;
mod tense;

use purport_parse::Parse;
use purport_text::Span;

pub(crate) use content::predicate;
pub(crate) use ground::{Grounds, Side};

use crate::attribution::Attribution;
use crate::reading::{Act, Certainty, Cue, Polarity, TimeFrame};
use ground::By;

/// How sure, so or not so, when.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stance {
    /// Commitment from 0 (none) to 1 (full), whichever way.
    pub strength: f32,
    /// Whether it is said not to be so.
    pub negative: bool,
    /// When it is said to happen.
    pub frame: TimeFrame,
    /// Whether it is only said to come: that is at most probable, and being sure of it no weaker.
    pub expected: bool,
}

/// From here on a strength is called certain, probable, possible.
const CERTAIN: f32 = 0.8;
const PROBABLE: f32 = 0.45;
const POSSIBLE: f32 = 0.08;

impl Stance {
    /// The strength, the future's doubt included.
    fn left(self) -> f32 {
        if self.expected { self.strength.min(strength(Certainty::Probable)) } else { self.strength }
    }

    pub fn certainty(self) -> Certainty {
        match self.left() {
            s if s >= CERTAIN => Certainty::Certain,
            s if s >= PROBABLE => Certainty::Probable,
            s if s >= POSSIBLE => Certainty::Possible,
            _ => Certainty::Unknown,
        }
    }

    pub fn polarity(self) -> Polarity {
        if self.negative { Polarity::Negative } else { Polarity::Positive }
    }

    /// −3 to 3, one decimal: finer is noise.
    pub fn score(self) -> f32 {
        let score = (self.left() * 30.0).round() / 10.0;
        if self.negative && score > 0.0 { -score } else { score }
    }
}

/// The strength that a certainty leaves.
fn strength(certainty: Certainty) -> f32 {
    match certainty {
        Certainty::Certain => 0.95,
        Certainty::Probable => 0.62,
        Certainty::Possible => 0.33,
        Certainty::Unknown => 0.0,
    }
}

/// The stance of an event whose innermost source is the article, or whoever says the content `within`.
pub(crate) fn of_predicate(text: &str, parse: &Parse, predicate: usize, within: Option<&[Span]>) -> (Stance, Grounds) {
    let judged = &parse.judgements[predicate];
    let said = scope::said(text, parse, predicate, within);
    let mut grounds = said.grounds;
    let learned = [Certainty::Certain, Certainty::Probable, Certainty::Possible, Certainty::Unknown];
    // Outright words count; where there are none, the network may have seen why it is less than certain.
    let strength = said.strength.unwrap_or_else(|| {
        if !said.expected {
            grounds.add(Side::Certainty, By::Network(predicate));
        }
        strength(learned[best(&judged.certainty)])
    });
    let negative = if said.negations > 0 {
        said.negations % 2 == 1
    } else {
        let learned = judged.negative > LEARNED_NEGATION;
        grounds.add(Side::Polarity, if learned { By::Network(predicate) } else { By::Default });
        learned
    };
    // A plain present tells of the past in headlines: the network knows them.
    let tensed = tense::of(text, parse, predicate, false).filter(|tensed| !tensed.plain_present);
    let frame = frame(parse, predicate, said.frame, tensed, &mut grounds);
    (Stance { strength, negative, frame, expected: said.expected }, grounds)
}

/// How much of a score what the text says outright takes, the rest being the network's: where it negates, where it only
/// weakens. Chosen on the development data of the two scales; between .2 and .5 little changes. The crowd of UDS-IH2 takes
/// any future and any *may* for not having happened, which the network has learned and the words alone do not tell.
const OUTRIGHT_BY_AUTHOR: [f32; 2] = [0.4, 0.3];
const OUTRIGHT_BY_CROWD: [f32; 2] = [0.2, 0.0];

/// The author's commitment to a predicate, −3 to 3, on the scale of Lee et al. (2015).
#[must_use]
pub fn commitment(text: &str, parse: &Parse, word: usize) -> f32 {
    with_words(text, parse, word, parse.judgements[word].commitment, OUTRIGHT_BY_AUTHOR)
}

/// How sure readers are that a predicate happened, −3 to 3, on the scale of UDS-IH2.
#[must_use]
pub fn happened(text: &str, parse: &Parse, word: usize) -> f32 {
    with_words(text, parse, word, parse.judgements[word].happened, OUTRIGHT_BY_CROWD)
}

/// The network's score, corrected by what the text says outright.
fn with_words(text: &str, parse: &Parse, word: usize, learned: f32, [negated, weakened]: [f32; 2]) -> f32 {
    let said = scope::said(text, parse, word, None);
    let negative = said.negations % 2 == 1;
    let share = match said.strength {
        _ if negative => negated,
        Some(_) => weakened,
        None => return learned,
    };
    let outright = said.strength.unwrap_or(1.0) * if negative { -3.0 } else { 3.0 };
    learned * (1.0 - share) + outright * share
}

/// Without a negating word, only a sure network turns an event into its contrary. On the events of the development passages
/// that is right three times more than it is wrong (polarity .965 without it, .973 with it); claims do not ask it.
const LEARNED_NEGATION: f32 = 0.8;

fn frame(
    parse: &Parse,
    predicate: usize,
    said: Option<TimeFrame>,
    tensed: Option<tense::Tensed>,
    grounds: &mut Grounds,
) -> TimeFrame {
    said.unwrap_or_else(|| match tensed {
        Some(tensed) => {
            grounds.add(Side::Frame, By::Tense(predicate));
            tensed.frame
        }
        None => {
            grounds.add(Side::Frame, By::Network(predicate));
            [TimeFrame::Past, TimeFrame::Present, TimeFrame::Future][best(&parse.judgements[predicate].frame)]
        }
    })
}

/// The stance of a claim's source towards its content. The content is read by what it says outright alone: the network
/// judges words as the whole sentence presents them, so it has already taken the cue into account.
pub(crate) fn of_claim(text: &str, parse: &Parse, attribution: &Attribution, cue: &Cue) -> (Stance, Grounds) {
    let within = attribution.content.iter().copied().reduce(|a, b| a.join(b));
    let Some(predicate) = predicate(parse, &attribution.content) else {
        return (
            Stance { strength: 1.0, negative: false, frame: TimeFrame::Present, expected: false },
            Grounds::default(),
        );
    };
    let form = content::form(text, parse, &attribution.content, predicate);
    let said = scope::said(text, parse, predicate, Some(&attribution.content));
    let mut grounds = said.grounds;
    let backshifted = !text_in(text, parse, within).starts_with(['“', '"', '‘', '\'']);
    let tensed = tense::of(text, parse, predicate, backshifted);
    let asks = form == content::Form::Question && act::leaves_open(cue);
    let content = Stance {
        strength: if asks { 0.0 } else { said.strength.unwrap_or(1.0) },
        negative: said.negations % 2 == 1,
        frame: frame(parse, predicate, said.frame, tensed, &mut grounds),
        expected: said.expected,
    };
    let stance = act::apply(text, parse, attribution, cue, form, content, &mut grounds);
    (stance, grounds)
}

/// The act of a cue, given how its content is worded: *told them to leave* asks, *asked them to leave* too; *advised that it
/// was safe* says so; *agreed to leave* promises.
pub(crate) fn act(text: &str, parse: &Parse, attribution: &Attribution, cue: &Cue) -> Act {
    let Some(predicate) = predicate(parse, &attribution.content) else { return cue.act };
    let form = content::form(text, parse, &attribution.content, predicate);
    let to_infinitive = form == content::Form::Infinitive;
    let stated = || {
        let tensed = tense::of(text, parse, predicate, false);
        form == content::Form::Clause && tensed.is_some_and(|t| !t.plain_present && t.frame != TimeFrame::Future)
    };
    match (cue.act, cue.lemma.as_str()) {
        (Act::State | Act::Predict | Act::Ask, "tell" | "warn" | "remind" | "ask" | "be ask") if to_infinitive => {
            Act::Request
        }
        // "asked the court for permission"
        (Act::Ask, "ask" | "be ask") if form == content::Form::Nominal && holds(parse, attribution, "for") => {
            Act::Request
        }
        (Act::Confirm, "agree") if to_infinitive => Act::Promise,
        (Act::Request, _) if stated() && scope::said(text, parse, predicate, None).strength.is_none() => Act::State,
        (act, _) => act,
    }
}

fn holds(parse: &Parse, attribution: &Attribution, lemma: &str) -> bool {
    attribution.content.iter().flat_map(|part| part.range()).any(|word| parse.words[word].lemma == lemma)
}

fn text_in<'t>(text: &'t str, parse: &Parse, words: Option<Span>) -> &'t str {
    words.map_or("", |words| parse.text_of(words, text))
}

/// The stance of a statement in the article's own voice.
pub(crate) fn of_statement(text: &str, parse: &Parse, statement: Span) -> (Stance, Grounds) {
    let word = predicate(parse, &[statement]).unwrap_or(statement.start);
    let (mut stance, mut grounds) = of_predicate(text, parse, word, None);
    let said = scope::said(text, parse, word, None);
    stance.negative = said.negations % 2 == 1;
    if said.strength.is_none() {
        stance.strength = 1.0;
    }
    if let Some(tensed) = tense::of(text, parse, word, false).filter(|_| said.frame.is_none()) {
        stance.frame = tensed.frame;
        grounds.overrule(Side::Frame, By::Tense(word));
    }
    (stance, grounds)
}

fn best(scores: &[f32]) -> usize {
    (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a))).unwrap_or(0)
}

#[cfg(test)]
mod tests;
