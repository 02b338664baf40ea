//! What a cue does to the commitment of its source.
//!
//! In: the stance of the content, the cue, its act and how the content is worded. Out: the stance of the claim. Saying and
//! confirming leave it as it is, denying turns it, suggesting and believing weaken it, asking and declining leave none. The
//! table `data/stances.tsv` has the cues that do something else than their act. A negated cue commits to nothing (*has not
//! confirmed*, *did not offer*), unless the table says that its negation belongs to the content (*does not think that*).

use std::collections::HashMap;
use std::sync::LazyLock;

use purport_parse::{Parse, Upos};
use purport_text::Span;

use super::content::{Form, predicate};
use super::ground::{By, Grounds, Side};
use super::scope::{children, relation};
use super::{Stance, strength, tense};
use crate::attribution::Attribution;
use crate::cue;
use crate::reading::{Act, Certainty, Cue, TimeFrame};

/// What a cue leaves of its content.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Leaves {
    certainty: Certainty,
    turned: bool,
}

static STANCES: LazyLock<HashMap<&'static str, (Leaves, Leaves)>> = LazyLock::new(|| {
    let rows = include_str!("../../data/stances.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| {
        let mut columns = line.split('\t');
        Some((columns.next()?, (leaves(columns.next()?)?, leaves(columns.next()?)?)))
    })
    .collect()
});

/// `certain`, `-probable` …
fn leaves(column: &str) -> Option<Leaves> {
    let (turned, name) = column.strip_prefix('-').map_or((false, column), |name| (true, name));
    let certainty = serde_json::from_value(serde_json::Value::from(name)).ok()?;
    Some(Leaves { certainty, turned })
}

/// Words of a cue's lemma that do not tell what the source does.
const EMPTY: &[&str] = &[
    "about", "as", "at", "be", "by", "do", "for", "get", "have", "in", "not", "of", "on", "over", "that", "the", "to",
    "with", "would",
];

/// The row of a cue: of its whole lemma, else of its one word that means something ("be aware of").
fn row(lemma: &str) -> Option<(&'static str, (Leaves, Leaves))> {
    let known = |lemma: &str| STANCES.get_key_value(lemma).map(|(row, leaves)| (*row, *leaves));
    known(lemma).or_else(|| {
        let mut telling = lemma.split(' ').filter(|word| !EMPTY.contains(word));
        let word = telling.next()?;
        known(word).filter(|_| telling.next().is_none())
    })
}

/// What an act leaves where the table has no row for the cue.
fn by_act(act: Act, form: Form, negated: bool) -> Leaves {
    let (certainty, turned) = match act {
        // What one condemns or thanks for is taken as given, also by who does not condemn it.
        Act::Condemn | Act::Support | Act::Feel => (Certainty::Certain, false),
        _ if negated => (Certainty::Unknown, false),
        Act::State | Act::Confirm | Act::Allege => (Certainty::Certain, false),
        Act::Deny if form == Form::Question => (Certainty::Unknown, false),
        Act::Deny => (Certainty::Certain, true),
        Act::Suggest | Act::Believe | Act::Predict | Act::Promise => (Certainty::Probable, false),
        Act::Request | Act::Decline | Act::Ask => (Certainty::Unknown, false),
    };
    Leaves { certainty, turned }
}

/// Whether a question that follows the cue stays open: *asked who had fled*, *considers whether to go*; not *knows who fled*.
pub(super) fn leaves_open(cue: &Cue) -> bool {
    match cue.act {
        Act::State | Act::Confirm | Act::Feel | Act::Condemn | Act::Support => false,
        Act::Believe | Act::Allege => {
            row(&cue.lemma).is_none_or(|(_, (plain, _))| plain.certainty != Certainty::Certain)
        }
        _ => true,
    }
}

pub(super) fn apply(
    text: &str,
    parse: &Parse,
    attribution: &Attribution,
    cue: &Cue,
    form: Form,
    content: Stance,
    grounds: &mut Grounds,
) -> Stance {
    let negated = cue::negation(parse, attribution.cue);
    let row = row(&cue.lemma).filter(|(_, (_, denied))| {
        // "Nobody doubts that" declines nothing.
        cue.act != Act::Decline || denied.certainty != Certainty::Unknown
    });
    // A lemma that holds its negation has a row, or an act, for the whole; a row for its verb alone leaves it out.
    let holds = |lemma: &str| lemma.split(' ').any(|word| matches!(word, "not" | "no" | "neither" | "never" | "yet"));
    let inside = holds(row.map_or(cue.lemma.as_str(), |(row, _)| row));
    let negation = negated.filter(|_| !inside);
    let mut left = match row {
        Some((row, (plain, denied))) => {
            grounds.add(Side::Certainty, By::Row(row));
            if negation.is_some() { denied } else { plain }
        }
        None => {
            let left = by_act(cue.act, form, negation.is_some());
            if left.certainty != Certainty::Certain {
                grounds.add(Side::Certainty, By::Act);
            }
            left
        }
    };
    if row.is_none() && passed_on(parse, attribution, form) && left.certainty == Certainty::Certain {
        left.certainty = Certainty::Probable;
        grounds.add(Side::Certainty, By::Act);
    }
    let weighs = matches!(cue.lemma.as_str(), "consider" | "weigh" | "contemplate" | "mull" | "debate" | "discuss");
    let asked_for = form == Form::Subjunctive && matches!(cue.act, Act::Request | Act::Suggest | Act::Feel);
    if asked_for || form == Form::Gerund && weighs {
        left.certainty = Certainty::Unknown;
    }
    if let Some(word) = negation {
        grounds.add(if left.turned { Side::Polarity } else { Side::Certainty }, By::CueNegated(word));
    }
    if left.turned {
        grounds.add(Side::Polarity, row.map_or(By::Act, |(row, _)| By::Row(row)));
    }
    // "Nonsense," he scoffed: whoever speaks for himself denies in his own words.
    if left.turned && cue.act == Act::Deny && form == Form::Clause && spoken(text, parse, attribution) {
        left = Leaves { certainty: Certainty::Certain, turned: false };
    }
    let factor = if left.certainty == Certainty::Certain { 1.0 } else { strength(left.certainty) };
    let hedged = cue_strength(parse, attribution, cue, grounds);
    // Who denies that something might be so leaves no doubt.
    let denies = left.turned && left.certainty == Certainty::Certain;
    let kept = if denies { 1.0 } else { content.strength };
    let certainty_lost = left.certainty == Certainty::Unknown;
    let open = row.is_some() && certainty_lost;
    let frame = frame(text, parse, attribution, cue, Ahead { form, open, frame: content.frame }, grounds);
    Stance {
        strength: kept * factor * hedged,
        negative: if cue.act == Act::Decline && certainty_lost { false } else { content.negative != left.turned },
        frame,
        expected: content.expected && !denies || to_come(text, parse, attribution),
    }
}

/// What a content says of its own frame.
struct Ahead {
    form: Form,
    /// Whether the cue's row leaves it open.
    open: bool,
    frame: TimeFrame,
}

/// When the content is, where its own words leave it to the cue.
fn frame(
    text: &str,
    parse: &Parse,
    attribution: &Attribution,
    cue: &Cue,
    Ahead { form, open, frame: content }: Ahead,
    grounds: &mut Grounds,
) -> TimeFrame {
    let predicate = predicate(parse, &attribution.content);
    let head = cue::head(parse, attribution.cue);
    let said = tense::of(text, parse, head, false).map(|tensed| tensed.frame);
    let ahead = matches!(cue.act, Act::Promise | Act::Request | Act::Predict)
        || matches!(cue.act, Act::Suggest | Act::Believe | Act::Feel | Act::State | Act::Ask)
            && form == Form::Infinitive;
    // A name or a pronoun is nothing that happens.
    let happens = predicate.is_some_and(|word| parse.words[word].upos == Upos::Noun);
    let found = match form {
        Form::Subjunctive if matches!(cue.act, Act::Request | Act::Suggest | Act::Feel) => TimeFrame::Future,
        // "was asked to", "hopes to": not yet; "declined to comment": then and there.
        Form::Infinitive if cue.act == Act::Decline => said.unwrap_or(content),
        // "is said to be hiding", "claims to represent": now.
        Form::Infinitive
            if matches!(cue.act, Act::Believe | Act::Allege | Act::Suggest)
                && predicate.is_some_and(|word| tense::goes_on(text, parse, word)) =>
        {
            TimeFrame::Present
        }
        Form::Infinitive | Form::Gerund | Form::Nominal if ahead && content != TimeFrame::Past => TimeFrame::Future,
        // "predicts a drought", "wants a quarrel", "ruled out a tax increase"
        Form::Nominal
            if open
                || matches!(cue.act, Act::Promise | Act::Request | Act::Predict)
                || matches!(cue.lemma.as_str(), "rule out" | "exclude") =>
        {
            TimeFrame::Future
        }
        Form::Gerund => match cue.act {
            Act::Suggest | Act::Request | Act::Promise | Act::Ask => TimeFrame::Future,
            Act::Believe if !matches!(cue.lemma.as_str(), "remember" | "recall" | "forget") => TimeFrame::Future,
            _ => TimeFrame::Past,
        },
        Form::Nominal if content == TimeFrame::Future && happens => content,
        // "respects the bank's independence", "supports the strike": as long as the source does.
        Form::Nominal if matches!(cue.act, Act::Believe | Act::Support | Act::Feel | Act::Suggest) => {
            said.unwrap_or(TimeFrame::Past)
        }
        Form::Nominal if cue.act != Act::State || !happens => said.unwrap_or(TimeFrame::Past),
        _ => return content,
    };
    if found != content {
        grounds.overrule(Side::Frame, By::Act);
    }
    found
}

/// Whether the source has yet to do what the cue says: "players will love it".
fn to_come(text: &str, parse: &Parse, attribution: &Attribution) -> bool {
    let head = cue::head(parse, attribution.cue);
    children(parse, head).any(|c| {
        let form = parse.words[c].span.slice(text);
        relation(parse, c) == "aux" && matches!(form, "will" | "shall" | "wo" | "'ll" | "’ll")
    })
}

/// Whether the content is the source's own words from its first on.
fn spoken(text: &str, parse: &Parse, attribution: &Attribution) -> bool {
    attribution.content.first().is_some_and(|first| parse.text_of(*first, text).starts_with(['“', '"']))
}

/// "may have said", "reportedly told": the saying itself is not sure. "will say": not yet.
fn cue_strength(parse: &Parse, attribution: &Attribution, cue: &Cue, grounds: &mut Grounds) -> f32 {
    let head = cue::head(parse, attribution.cue);
    let range = attribution.cue;
    let near = range.range().chain(children(parse, head).filter(|&c| !range.range().contains(&c)));
    let mut left = 1.0_f32;
    for word in near.filter(|&w| w != head && matches!(relation(parse, w), "aux" | "advmod")) {
        let leaves = match parse.words[word].lemma.as_str() {
            "may" | "might" | "could" | "perhaps" | "possibly" | "allegedly" => Certainty::Possible,
            "reportedly" | "apparently" | "probably" | "likely" | "seemingly" | "presumably" => Certainty::Probable,
            "can" if matches!(cue.act, Act::Believe | Act::Feel) => Certainty::Possible,
            _ => continue,
        };
        grounds.add(Side::Certainty, By::Marker(Span::new(word, word + 1)));
        left = left.min(strength(leaves));
    }
    left
}

/// Whether the words of a cue say of its source only that somebody unnamed holds it ("is said to", "is believed to").
fn passed_on(parse: &Parse, attribution: &Attribution, form: Form) -> bool {
    let head = cue::head(parse, attribution.cue);
    attribution.source.is_none()
        && form == Form::Infinitive
        && parse.words[head].upos == Upos::Verb
        && children(parse, head).any(|c| parse.words[c].deprel == "aux:pass")
}
