//! Where, when and how many: the places, times and quantities that belong to an event.
//!
//! In: an anchor, who takes part in it, and what the other stages found. Out: ids. Something belongs to an event when it
//! hangs on the anchor (or on the verb that carries it); the network settles what hangs elsewhere. Of two, the nearer.

use purport_parse::Participation;
use purport_text::Span;

use super::argument::Arguments;
use super::tree::Tree;
use super::{Anchor, Found, Surroundings};

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Setting {
    pub place: Option<String>,
    pub time: Option<String>,
    pub quantities: Vec<String>,
}

/// A place or time that does not hang on the anchor belongs to it from this probability on.
const LEAST: f32 = 0.5;

/// Prepositions that a place stands after; "of" and "from" tell whose it is.
const WHERE: &[&str] =
    &["in", "at", "near", "on", "outside", "inside", "across", "around", "over", "along", "within", "off"];

pub(super) fn setting(
    tree: &Tree,
    anchor: &Anchor,
    arguments: &Arguments,
    fit: &[(usize, Participation)],
    around: &Surroundings,
    anchors: &[Anchor],
) -> Setting {
    let place = nearest(around.places, anchor, |words| {
        let head = head(tree, words);
        let said = tree.preposition(head).is_some_and(|p| WHERE.contains(&p)) && hangs_on(tree, head, anchor.word);
        said || learned(fit, words, |p| p.place)
    });
    let time = nearest(around.times, anchor, |words| {
        hangs_on(tree, head(tree, words), anchor.word) || learned(fit, words, |p| p.time)
    });
    let counted = |words: Span| {
        // A bound hangs on the noun as the number does ("between 8,000 and 12,000 men"): any word that leads outside will do.
        outer(tree, words).any(|number| {
            let mut takers = arguments.actors.iter().chain(&arguments.recipients);
            let direct = || tree.under(anchor.word, &["obj", "nsubj", "nmod"]).any(|noun| counts(tree, number, noun));
            // "deployed between 8,000 and 12,000 men": the preposition is the number's own bound.
            let bounded = |noun: usize| tree.child(noun, "case").is_some_and(|case| words.range().contains(&case));
            let under = || tree.under(anchor.word, &["obl"]).any(|noun| bounded(noun) && counts(tree, number, noun));
            takers.any(|&taker| counts(tree, number, taker))
                || direct()
                || under()
                || is_harmed(tree, anchor, anchors, number)
        })
    };
    let quantities = around.quantities.iter().filter(|(words, _)| counted(*words)).map(|(_, id)| id.clone()).collect();
    Setting { place, time, quantities }
}

/// The found thing that `fits` and stands nearest to the anchor.
fn nearest(found: &[Found], anchor: &Anchor, fits: impl Fn(Span) -> bool) -> Option<String> {
    let distance = |words: Span| {
        if words.end <= anchor.words.start {
            anchor.words.start - words.end
        } else {
            words.start.saturating_sub(anchor.words.end)
        }
    };
    // Farther than a long sentence nothing hangs on the anchor.
    let near = found.iter().filter(|(words, _)| distance(*words) <= 60 && fits(*words));
    near.min_by_key(|(words, _)| distance(*words)).map(|(_, id)| id.clone())
}

fn learned(fit: &[(usize, Participation)], words: Span, role: fn(&Participation) -> f32) -> bool {
    fit.iter().any(|(word, p)| words.range().contains(word) && role(p) >= LEAST)
}

/// The word of a stretch that governs the others.
fn head(tree: &Tree, words: Span) -> usize {
    words.range().find(|&w| tree.head(w).is_none_or(|h| !words.range().contains(&h))).unwrap_or(words.start)
}

/// The words of a stretch that hang on a word outside it, or on none.
fn outer<'t>(tree: &'t Tree, words: Span) -> impl Iterator<Item = usize> + 't {
    words.range().filter(move |&w| tree.head(w).is_none_or(|head| !words.range().contains(&head)))
}

/// What an attack leaves: verbs whose subject it is, and verbs beside that of the killing, that are no events of their own.
const HARM: &[&str] = &["leave", "kill", "claim", "injure", "wound", "hurt", "maim", "displace"];

/// Whether a number counts those who are harmed in the event by a verb that is not its anchor: "the attack left 14 people
/// dead", "12 were killed and 30 wounded".
fn is_harmed(tree: &Tree, anchor: &Anchor, anchors: &[Anchor], number: usize) -> bool {
    let own = |verb: usize| anchors.iter().any(|other| other.words.range().contains(&verb));
    let carrier = tree.head(anchor.word).filter(|_| tree.relation(anchor.word) == "nsubj");
    let beside = tree.under(anchor.word, &["conj"]);
    carrier
        .into_iter()
        .chain(beside)
        .filter(|&verb| HARM.contains(&tree.lemma(verb)) && !own(verb))
        .any(|verb| tree.under(verb, &["obj", "nsubj"]).any(|noun| noun != anchor.word && counts(tree, number, noun)))
}

/// Whether a word hangs on the anchor, on the verb that the anchor is an object of, or on a noun in between.
fn hangs_on(tree: &Tree, word: usize, anchor: usize) -> bool {
    let Some(above) = tree.head(word) else { return false };
    let carrier = tree.head(anchor).filter(|_| matches!(tree.relation(anchor), "obj" | "nsubj" | "xcomp"));
    let on = |node: usize| node == anchor || Some(node) == carrier;
    on(above) || tree.head(above).is_some_and(|top| on(top) && matches!(tree.relation(above), "obl" | "nmod" | "obj"))
}

/// Whether a number counts a noun: it is the noun's head itself ("12 were killed"), or its numeral.
fn counts(tree: &Tree, number: usize, noun: usize) -> bool {
    number == noun
        || tree.head(number) == Some(noun)
            && matches!(tree.relation(number), "nummod" | "amod" | "det" | "compound" | "nmod")
        || tree.head(noun) == Some(number) && tree.relation(noun) == "nmod"
}
