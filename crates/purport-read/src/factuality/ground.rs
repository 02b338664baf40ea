//! What decided a stance: kept beside it, so that a wrong one can be understood.

use purport_parse::Parse;
use purport_text::Span;

/// Which side of a stance was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Certainty,
    Polarity,
    Frame,
}

/// What decided it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// A row of `data/hedges.tsv` or `data/negations.tsv`, at these words of the parse.
    Marker(Span),
    /// A modal, or the auxiliary of the future.
    Modal(usize),
    /// A verb or noun that intends what depends on it.
    Intention(usize),
    /// The form of a verb and its auxiliaries.
    Tense(usize),
    /// *if*, *unless*, *whether*.
    Condition(usize),
    /// A question mark.
    Question(usize),
    /// A row of `data/stances.tsv`.
    Row(&'static str),
    /// What the cue's act leaves.
    Act,
    /// The negation of the cue.
    CueNegated(usize),
    /// The network's judgement of the word.
    Network(usize),
    /// Nothing speaks against it.
    Default,
}

/// The grounds of one stance, in the order in which they came to bear.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Grounds(Vec<(Side, By)>);

impl Grounds {
    /// Adds a ground.
    pub fn add(&mut self, side: Side, by: By) {
        if !self.0.contains(&(side, by)) {
            self.0.push((side, by));
        }
    }

    /// Whether something already bears on any side.
    pub fn has(&self, by: By) -> bool {
        self.0.iter().any(|(_, other)| *other == by)
    }

    /// Whether nothing but the network decided a side.
    pub fn rests_on_network(&self, side: Side) -> bool {
        let mut grounds = self.0.iter().filter(|(other, _)| *other == side).peekable();
        grounds.peek().is_some() && grounds.all(|(_, by)| matches!(by, By::Network(_)))
    }

    /// Drops what was held for a side: something stronger decides.
    pub fn overrule(&mut self, side: Side, by: By) {
        self.0.retain(|(other, _)| *other != side);
        self.0.push((side, by));
    }

    /// The grounds of a side, in words.
    pub fn of(&self, side: Side, text: &str, parse: &Parse) -> Vec<String> {
        let form = |word: usize| format!("“{}”", parse.words[word].span.slice(text));
        let worded = |by: By| match by {
            By::Marker(words) => format!("“{}”, data/hedges.tsv or data/negations.tsv", parse.text_of(words, text)),
            By::Modal(word) => format!("modal {}, factuality/scope", form(word)),
            By::Intention(word) => format!("intention {}, factuality/scope", form(word)),
            By::Tense(word) => format!("form of {}, factuality/tense", form(word)),
            By::Condition(word) => format!("{}, factuality/scope", form(word)),
            By::Question(word) => format!("question {}, factuality/scope", form(word)),
            By::Row(row) => format!("cue, data/stances.tsv, “{row}”"),
            By::Act => "cue, what its act leaves, factuality/act".to_owned(),
            By::CueNegated(word) => format!("negation of the cue, {}, factuality/act", form(word)),
            By::Network(word) => format!("network, head judgement of {}", form(word)),
            By::Default => "nothing says otherwise".to_owned(),
        };
        self.0.iter().filter(|(other, _)| *other == side).map(|(_, by)| worded(*by)).collect()
    }
}
