//! Scores of words as events to judgements and anchors.
//!
//! In: the scores of one window. Out: a judgement a word; the words that may name an event, with those that may take part
//! in it. Which of them are events is decided by who knows the words, not here.

use std::sync::LazyLock;

use purport_text::Span;
use rten_tensor::prelude::*;

use super::softmax;
use crate::network::MeaningScores;
use crate::{Anchor, EVENT_TYPES, EventMode, Judgement, Participation};

/// A word less likely to be an event than this is none, whatever the lexicon says.
const LEAST: f32 = 0.02;

/// A word less likely than this to have a role has none.
const LEAST_ROLE: f32 = 0.1;

/// How many modes are kept.
const MODES_KEPT: usize = 4;

/// Roles of [`Participation`], in the order of the model's output.
const ROLES: usize = 4;

/// The modes in the order of the model's output, after "none": a type and a mode a line.
static MODES: LazyLock<Vec<EventMode>> = LazyLock::new(|| {
    let lines = include_str!("../../weights/modes.txt").lines();
    lines
        .filter_map(|line| {
            let (kind, name) = line.split_once(' ')?;
            Some(EventMode { kind: EVENT_TYPES.iter().position(|t| *t == kind)?, name })
        })
        .collect()
});

/// The judgement of one word.
pub(crate) fn judgement(scores: &MeaningScores, word: usize) -> Judgement {
    let at = |column: usize| scores.judgement[[word, column]];
    Judgement {
        happened: scores.factuality[[word, 0]],
        commitment: scores.factuality[[word, 1]],
        frame: softmax([at(0), at(1), at(2)]),
        certainty: softmax([at(3), at(4), at(5), at(6)]),
        negative: softmax([at(7), at(8)])[1],
    }
}

/// The words among `owned` that may name an event. Positions are those of the window.
pub(crate) fn anchors(scores: &MeaningScores, owned: Span) -> Vec<Anchor> {
    owned.range().filter_map(|word| anchor(scores, word)).collect()
}

fn anchor(scores: &MeaningScores, word: usize) -> Option<Anchor> {
    let all: [f32; EVENT_TYPES.len() + 1] = softmax(std::array::from_fn(|n| scores.types[[word, n]]));
    if 1.0 - all[0] < LEAST {
        return None;
    }
    let types = std::array::from_fn(|n| all[n + 1]);
    Some(Anchor { word, types, modes: modes(scores, word), participants: participants(scores, word) })
}

fn modes(scores: &MeaningScores, word: usize) -> Vec<(EventMode, f32)> {
    let row = scores.modes.slice(word);
    let top = row.iter().fold(f32::NEG_INFINITY, |a, &b| a.max(b));
    let sum: f32 = row.iter().map(|s| (s - top).exp()).sum();
    let mut found: Vec<(EventMode, f32)> =
        MODES.iter().zip(row.iter().skip(1)).map(|(mode, s)| (*mode, (s - top).exp() / sum)).collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1));
    found.truncate(MODES_KEPT);
    found
}

fn participants(scores: &MeaningScores, anchor: usize) -> Vec<(usize, Participation)> {
    let width = scores.anchor.size(1);
    let mut found = Vec::new();
    for word in 0..scores.anchor.size(0) {
        let role = |n: usize| {
            let product: f32 =
                (0..width).map(|c| scores.anchor[[anchor, c]] * scores.participant[[word, n * width + c]]).sum();
            let bias = scores.participant[[anchor, ROLES * width + n]];
            1.0 / (1.0 + (-(product / (width as f32).sqrt() + bias)).exp())
        };
        let roles = Participation { actor: role(0), recipient: role(1), place: role(2), time: role(3) };
        if roles.actor.max(roles.recipient).max(roles.place).max(roles.time) >= LEAST_ROLE {
            found.push((word, roles));
        }
    }
    found
}
