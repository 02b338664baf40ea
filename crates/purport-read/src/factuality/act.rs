//! What a cue does to the commitment of its source.
//!
//! In: the stance of the content, the cue and its act. Out: the stance of the claim. Saying and confirming leave it as it is,
//! denying turns it, suggesting and believing weaken it, asking and declining leave none. The table `data/stances.tsv`
//! has the cues that do something else than their act.

use std::collections::HashMap;
use std::sync::LazyLock;

use purport_parse::Parse;

use super::{Stance, strength};
use crate::attribution::Attribution;
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

/// What an act leaves where the table has no row for the cue.
fn by_act(act: Act) -> Leaves {
    let (certainty, turned) = match act {
        Act::State | Act::Confirm | Act::Condemn | Act::Support | Act::Allege => (Certainty::Certain, false),
        Act::Deny => (Certainty::Certain, true),
        Act::Suggest | Act::Believe | Act::Predict | Act::Promise => (Certainty::Probable, false),
        Act::Feel => (Certainty::Possible, false),
        Act::Request | Act::Decline | Act::Ask => (Certainty::Unknown, false),
    };
    Leaves { certainty, turned }
}

pub(super) fn apply(parse: &Parse, attribution: &Attribution, cue: &Cue, content: Stance) -> Stance {
    let negated = negated(parse, attribution);
    let left = match STANCES.get(cue.lemma.as_str()) {
        Some((plain, denied)) => *if negated { denied } else { plain },
        None => by_act(cue.act),
    };
    let factor = if left.certainty == Certainty::Certain { 1.0 } else { strength(left.certainty) };
    let hedged = cue_strength(parse, attribution);
    let future = matches!(cue.act, Act::Promise | Act::Request | Act::Predict);
    Stance {
        strength: content.strength * factor * hedged,
        negative: content.negative != left.turned,
        frame: if future && content.frame == TimeFrame::Present { TimeFrame::Future } else { content.frame },
    }
}

/// Whether the cue holds a negation.
fn negated(parse: &Parse, attribution: &Attribution) -> bool {
    let words = &parse.words[attribution.cue.range()];
    words.iter().any(|w| matches!(w.lemma.as_str(), "not" | "n't" | "never" | "no" | "neither" | "nor" | "hardly"))
}

/// "may have said", "reportedly told": the saying itself is not sure.
fn cue_strength(parse: &Parse, attribution: &Attribution) -> f32 {
    let words = &parse.words[attribution.cue.range()];
    let has = |lemmas: &[&str]| words.iter().any(|w| lemmas.contains(&w.lemma.as_str()));
    match () {
        () if words.len() > 1 && has(&["may", "might", "could"]) => strength(Certainty::Possible),
        () if words.len() > 1 && has(&["reportedly", "apparently", "probably", "likely"]) => {
            strength(Certainty::Probable)
        }
        () => 1.0,
    }
}
