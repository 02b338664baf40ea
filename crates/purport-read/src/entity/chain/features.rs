//! What speaks for and against a link: the features that the weights are of.
//!
//! In: a mention, alone or with one before it. Out: names of features, handed to a sink. Each says in its first part what
//! it looks at; most are told apart by the mention's label, since what matters for *it* does not for a name.

use purport_parse::Upos;

use super::mention::{Mention, Sort, Type};
use super::model::Sink;
use super::{Known, Span};
use crate::entity::lexicon;
use crate::entity::lexicon::Gender;
use crate::entity::referent::Number;

/// What features look at.
pub(super) struct View<'v, 'a> {
    pub known: Known<'v, 'a>,
    pub mentions: &'v [Mention],
}

/// What is the same for all candidates of a mention.
pub(super) struct Context {
    /// The words above the head, nearest first.
    above: Vec<usize>,
    /// Whether a mention before has the same content words, and the same head.
    same_words: bool,
    same_head: bool,
    /// The place of each candidate that is no pronoun among those that agree.
    ranks: Vec<usize>,
    walked: Option<usize>,
}

/// Farthest ancestor that is looked at.
const ABOVE: usize = 8;

impl Context {
    pub fn new(view: &View, at: usize, options: &[usize]) -> Self {
        let mention = &view.mentions[at];
        let page = view.known.page;
        let mut above = Vec::with_capacity(ABOVE);
        let mut word = mention.head;
        while let Some(head) = page.head(word).filter(|_| above.len() < ABOVE) {
            above.push(head);
            word = head;
        }
        let nominal = |&&o: &&usize| view.mentions[o].kind != Type::Pronoun;
        let same_words = options.iter().filter(nominal).any(|&o| view.mentions[o].content == mention.content);
        let same_head = options.iter().filter(nominal).any(|&o| view.mentions[o].lemma == mention.lemma);
        let mut seen = 0;
        let ranks = options.iter().map(|&option| {
            let other = &view.mentions[option];
            let fits = agreement(mention, other) != "clash" && fits_sort(mention, other);
            let rank = seen;
            if fits {
                seen += 1;
            }
            if fits { rank } else { 9 }
        });
        let ranks = ranks.collect();
        let walked = view.known.walked.get(&mention.head).copied();
        Self { above, same_words, same_head, ranks, walked }
    }
}

fn count(n: usize) -> &'static str {
    match n {
        0 => "0",
        1 => "1",
        2 => "2",
        3 => "3",
        4 | 5 => "4",
        6..=9 => "6",
        10..=19 => "10",
        20..=39 => "20",
        _ => "40",
    }
}

fn said(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

fn number_name(number: Option<Number>) -> &'static str {
    match number {
        Some(Number::Singular) => "singular",
        Some(Number::Plural) => "plural",
        None => "open",
    }
}

fn gender_name(gender: Option<Gender>) -> &'static str {
    match gender {
        Some(Gender::Feminine) => "f",
        Some(Gender::Masculine) => "m",
        None => "open",
    }
}

fn agreement(one: &Mention, other: &Mention) -> &'static str {
    match (one.number, other.number) {
        (Some(a), Some(b)) if a == b => "same",
        (Some(_), Some(_)) => "clash",
        _ => "open",
    }
}

fn fits_sort(pronoun: &Mention, other: &Mention) -> bool {
    match pronoun.label {
        "he" | "she" | "i" => matches!(other.sort, Sort::Person | Sort::Unknown),
        "it" => !matches!(other.sort, Sort::Person | Sort::Time | Sort::Group),
        "they" => !matches!(other.sort, Sort::Time),
        _ => true,
    }
}

/// Features of a mention that begins something new.
pub(super) fn alone(view: &View, at: usize, context: &Context, out: &mut impl Sink) {
    let page = view.known.page;
    let mention = &view.mentions[at];
    let label = mention.label;
    out.add(&["new", label]);
    out.add(&["new part", label, mention.part]);
    out.add(&["new sort", label, mention.sort.name()]);
    out.add(&["new number", label, number_name(mention.number)]);
    out.add(&["new sentence", label, count(mention.sentence.min(4))]);
    out.add(&["new head", &mention.lemma]);
    if mention.kind == Type::Pronoun {
        let form = page.lower(mention.head);
        out.add(&["new form", form, mention.part]);
        if let Some(&head) = context.above.first() {
            out.add(&["new below", label, &page.parse.words[head].lemma, mention.part]);
        }
        out.add(&[
            "new first",
            label,
            said(page.head(mention.head).is_some_and(|_| mention.words.start == sentence_start(view, mention))),
        ]);
        if label == "it" {
            let verb = page.head(mention.head);
            let clause = verb.is_some_and(|verb| {
                page.children(verb).any(|c| {
                    c > mention.head && matches!(page.relation(c), "csubj" | "ccomp" | "xcomp" | "advcl" | "expl")
                })
            });
            out.add(&["new it clause", said(clause)]);
        }
        if matches!(label, "i" | "you" | "we") {
            out.add(&["new asked", label, said(mention.asked)]);
            out.add(&["new quoted", label, said(page.quotation(mention.head).is_some())]);
        }
        return;
    }
    out.add(&["new words", label, count(mention.words.len())]);
    out.add(&["new content", label, count(mention.content.len())]);
    out.add(&["new after", label, said(mention.words.end > mention.core.end)]);
    let post = page
        .children(mention.head)
        .filter(|&c| c > mention.head)
        .map(|c| page.relation(c))
        .find(|r| matches!(*r, "acl" | "nmod" | "appos"));
    out.add(&["new post", label, post.unwrap_or("none")]);
    out.add(&["new first word", page.lower(mention.words.start)]);
    out.add(&["new seen", label, said(context.same_words), said(context.same_head)]);
    out.add(&["new seen sort", label, mention.sort.name(), said(context.same_head)]);
    out.add(&["new capital", label, said(page.capital(mention.head)), said(mention.referent.is_some())]);
    let owner = page.children(mention.head).find(|&c| page.parse.words[c].deprel == "nmod:poss");
    if let Some(owner) = owner {
        out.add(&[
            "new owner",
            label,
            super::mention::family(page.lower(owner)).unwrap_or("noun"),
            said(context.same_head),
        ]);
    }
    if let Some(&head) = context.above.first() {
        out.add(&["new below", label, page.parse.words[head].upos.name()]);
    }
}

fn sentence_start(view: &View, mention: &Mention) -> usize {
    view.known.page.parse.sentences.get(mention.sentence).map_or(0, |s| s.start)
}

/// Features of a mention with one before it.
pub(super) fn pair(view: &View, at: usize, before: usize, place: usize, context: &Context, out: &mut impl Sink) {
    let page = view.known.page;
    let (mention, other) = (&view.mentions[at], &view.mentions[before]);
    let (label, with) = (mention.label, other.label);
    let sentences = mention.sentence.saturating_sub(other.sentence);
    let far = count(sentences);
    out.add(&["pair", label, with]);
    out.add(&["sentences", label, far]);
    out.add(&["sentences with", label, with, count(sentences.min(4))]);
    out.add(&["mentions", label, count(at - before)]);
    out.add(&[
        "number",
        label,
        agreement(mention, other),
        if other.kind == Type::Pronoun { "pronoun" } else { "noun" },
    ]);
    out.add(&["sort", label, mention.sort.name(), other.sort.name()]);
    out.add(&["part", label, other.part, said(sentences == 0)]);
    out.add(&["parts", label, mention.part, other.part, if sentences < 2 { count(sentences) } else { "2" }]);
    out.add(&["gender", label, gender_name(mention.gender), gender_name(other.gender), other.sort.name()]);
    // A part of the other, or the other a part of it.
    let nesting = if other.words.contains(mention.words) {
        "inside"
    } else if mention.words.contains(other.words) {
        "around"
    } else {
        "apart"
    };
    out.add(&["nesting", label, with, nesting]);
    quoted(view, mention, other, out);
    let paragraphs = mention.paragraph.saturating_sub(other.paragraph);
    out.add(&["paragraphs", label, with, count(paragraphs.min(4))]);
    if matches!(label, "i" | "you" | "we") || matches!(with, "i" | "you" | "we") {
        let turns = if paragraphs == 0 {
            "same"
        } else if paragraphs % 2 == 0 {
            "even"
        } else {
            "odd"
        };
        out.add(&["asked", label, with, said(mention.asked), said(other.asked), turns]);
        let speaker = |turn: Option<usize>, m: &Mention| said(turn.is_some() && turn == m.referent);
        out.add(&["turn", label, with, speaker(mention.turn, other), speaker(other.turn, mention)]);
        let same = match (mention.turn, other.turn) {
            (Some(a), Some(b)) => said(a == b),
            _ => "open",
        };
        out.add(&["turns", label, with, same, turns]);
    }
    // What the walk made of both.
    let walked = match (context.walked, view.known.walked.get(&other.head)) {
        (Some(one), Some(&two)) if one == two => "same",
        (Some(_), Some(_)) => "differ",
        (Some(_), None) => "one",
        _ => "none",
    };
    out.add(&["walk", label, walked]);
    out.add(&["walk with", label, with, walked]);
    syntax(view, mention, other, context, out);
    if mention.kind == Type::Pronoun {
        let rank = context.ranks.get(place).copied().unwrap_or(9);
        out.add(&["rank", label, count(rank)]);
        out.add(&["rank part", label, count(rank.min(3)), other.part]);
        out.add(&["form", page.lower(mention.head), with]);
        out.add(&["form part", page.lower(mention.head), other.part, said(sentences == 0)]);
        if other.kind == Type::Pronoun {
            out.add(&["same form", label, said(label == with), count(sentences.min(3))]);
        } else {
            out.add(&["noun", label, &other.lemma]);
            out.add(&["named", label, said(other.referent.is_some()), other.sort.name()]);
            out.add(&["length", label, count(other.words.len().min(6))]);
            let times = other.referent.map_or(0, |r| view.known.referents[r].mentions.len());
            out.add(&["times", label, count(times)]);
            out.add(&[
                "opening",
                label,
                said(other.words.start == sentence_start(view, other)),
                count(sentences.min(2)),
            ]);
            out.add(&["first of all", label, said(before < 2)]);
        }
        return;
    }
    if other.kind == Type::Pronoun {
        return;
    }
    nouns(view, mention, other, sentences, out);
}

/// Words of two noun phrases compared.
fn nouns(view: &View, mention: &Mention, other: &Mention, sentences: usize, out: &mut impl Sink) {
    let (label, with) = (mention.label, other.label);
    let same = mention.content == other.content;
    let head = mention.lemma == other.lemma;
    let inside = other.content.contains(&mention.lemma)
        || other.content.iter().any(|w| *w == view.known.page.lower(mention.head));
    let missing = mention.content.iter().filter(|word| !other.content.contains(word)).count();
    let extra = other.content.iter().filter(|word| !mention.content.contains(word)).count();
    let shape = match (head, missing, extra) {
        (true, 0, 0) => "same",
        (true, 0, _) => "less",
        (true, _, 0) => "more",
        (true, _, _) => "clash",
        (false, ..) if inside => "inside",
        _ => "other",
    };
    out.add(&["words", label, with, shape]);
    out.add(&["words number", label, shape, agreement(mention, other)]);
    out.add(&["words sort", label, shape, mention.sort.name()]);
    out.add(&["words far", label, shape, count(sentences)]);
    if shape == "less" {
        out.add(&["less", label, count(extra), count(mention.content.len())]);
    }
    if shape == "clash" || shape == "more" {
        out.add(&["missing", label, count(missing), count(extra)]);
    }
    if shape == "other" {
        let sort = other.content.iter().any(|word| lexicon::same_sort(&mention.lemma, word));
        out.add(&["same sort", label, with, said(sort)]);
        out.add(&["noun", label, &mention.lemma]);
        out.add(&["kind", label, mention.sort.name(), with, other.sort.name(), count(sentences.min(3))]);
    } else {
        out.add(&["same noun", &mention.lemma]);
        let owners = (owner(view, mention), owner(view, other));
        let owned = match owners {
            (Some(a), Some(b)) if a == b => "same",
            (Some(_), Some(_)) => "differ",
            (Some(_), None) => "new",
            (None, Some(_)) => "old",
            _ => "none",
        };
        out.add(&["owner", label, shape, owned]);
    }
    let same_country = match (mention.country, other.country) {
        (Some(a), Some(b)) => said(a == b),
        _ => "open",
    };
    out.add(&["country", label, same_country, shape]);
    let letters = |m: &Mention| -> String { m.content.iter().filter_map(|word| word.chars().next()).collect() };
    if mention.content.len() == 1 && other.content.len() > 1 && mention.content[0] == letters(other) {
        out.add(&["acronym", label]);
    }
    if same && mention.kind == Type::Name && mention.content.len() > 1 {
        out.add(&["long same name"]);
    }
}

/// The first word of the one who owns a phrase.
fn owner<'v>(view: &'v View, mention: &Mention) -> Option<&'v str> {
    let page = view.known.page;
    let owner = page.children(mention.head).find(|&c| page.parse.words[c].deprel == "nmod:poss")?;
    Some(page.lower(owner))
}

fn quoted(view: &View, mention: &Mention, other: &Mention, out: &mut impl Sink) {
    let page = view.known.page;
    let (label, with) = (mention.label, other.label);
    let marks = match (page.quotation(mention.head), page.quotation(other.head)) {
        (None, None) => "none",
        (Some(a), Some(b)) if a == b => "same",
        (Some(_), Some(_)) => "both",
        (Some(_), None) => "into",
        (None, Some(_)) => "out",
    };
    out.add(&["quoted", label, with, marks]);
    let speech = |m: &Mention| view.known.speech[m.head];
    let voice = match (speech(mention), speech(other)) {
        (Some(a), Some(b)) if a.attribution == b.attribution => "same",
        (Some(a), Some(b)) if a.speaker.is_some() && a.speaker == b.speaker => "speaker",
        (Some(_), Some(_)) => "differ",
        (Some(_), None) => "into",
        (None, Some(_)) => "out",
        (None, None) => "none",
    };
    out.add(&["voice", label, with, voice]);
    // Whether the other is who says the words that the mention stands in.
    if let Some(speaker) = speech(mention).and_then(|s| s.speaker) {
        let referent = other.referent.or_else(|| view.known.sources.get(&other.head).copied());
        let is = referent == Some(speaker);
        out.add(&["speaks", label, said(is), said(page.quotation(mention.head).is_some())]);
    }
}

fn syntax(view: &View, mention: &Mention, other: &Mention, context: &Context, out: &mut impl Sink) {
    let page = view.known.page;
    let label = mention.label;
    if mention.sentence != other.sentence {
        return;
    }
    let form = page.lower(mention.head);
    let reflexive = form.ends_with("self") || form.ends_with("selves");
    let above = page.head(other.head);
    let level = above.and_then(|head| context.above.iter().position(|&a| a == head));
    let level = match level {
        Some(0) => "0",
        Some(1) => "1",
        Some(2) => "2",
        Some(_) => "3",
        None => "no",
    };
    out.add(&["governs", label, level, other.part]);
    out.add(&["governs parts", mention.part, level, other.part, said(reflexive)]);
    // A clause that begins between.
    let between = Span::new(other.head.min(mention.head) + 1, other.head.max(mention.head));
    let mut kind = "none";
    for word in between.range() {
        match page.upos(word) {
            Upos::Sconj => kind = "sconj",
            Upos::Cconj if kind == "none" => kind = "cconj",
            Upos::Verb if kind == "none" => kind = "verb",
            _ => {}
        }
    }
    out.add(&["between", label, kind]);
    if mention.words.start < other.words.start {
        out.add(&["after", label]);
    }
}
