//! Whether one article repeats another, and how.
//!
//! In: two articles. Out: a [`Copy`], or nothing. What decides is the share of a report's own words, outside quotation
//! marks and furniture, that stands in the other; how much it takes depends on what else speaks for a copy: the page, the
//! masthead, the headline.

use std::collections::HashSet;

use purport_text::Article;

use super::align::{SEED, Shared, shared};
use super::credits::{credits, publishing_agency};
use super::hash::sequence;
use super::masthead::{self, Masthead};
use super::order::apart;
use super::print::FEWEST_WORDS;
use super::title::{self, Likeness};
use super::words::Folded;
use super::{Print, order};

/// How an article repeats another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The same words.
    Identical,
    /// A version of the same report.
    Revision,
    /// The same report under another masthead.
    Wire,
    /// A part of the other.
    Excerpt,
}

impl Kind {
    /// The name that contracts use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Identical => "identical",
            Self::Revision => "revision",
            Self::Wire => "wire",
            Self::Excerpt => "excerpt",
        }
    }
}

/// What two articles have to do with each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Copy {
    /// How one repeats the other.
    pub kind: Kind,
    /// Share of the earlier article's words that the later one has, 0 to 1. Furniture does not count, quotations do.
    pub overlap_of_earlier: f32,
    /// Share of the later article's words that the earlier one has, 0 to 1.
    pub overlap_of_later: f32,
    /// The agency that both rest on, as far as one of them says so.
    pub credit: Option<String>,
}

/// Own words that must be shared at least, whatever the shares: less is a caption or a stock sentence.
const FEWEST_SHARED: usize = 24;

/// The same under near the same headline of one masthead, for reports of a few sentences.
const FEWEST_NEAR_TITLE: usize = 12;

/// Share of the shorter article's own words for versions of one page.
const SHARE_SAME_PAGE: f32 = 0.05;

/// Share of all runs of five words under word for word the same headline of one masthead, within [`SOON`].
const SEEDS_EQUAL_TITLE: f32 = 0.03;

/// Seconds within which a headline that stands again is taken for the same report: three days.
const SOON: u64 = 3 * 86_400;

/// Share of the shorter article's own words under near the same headline of one masthead.
const SHARE_NEAR_TITLE: f32 = 0.2;

/// The same under headlines of one story.
const SHARE_RELATED_TITLE: f32 = 0.45;

/// The same under headlines that have nothing in common.
const SHARE_OTHER_TITLE: f32 = 0.6;

/// The same between mastheads.
const SHARE_OTHER_MASTHEAD: f32 = 0.3;

/// Share of the longer one from which both are one report rather than a part and a whole.
const SHARE_WHOLE: f32 = 0.3;

/// The same between mastheads where one shared run is a [`PASSAGE`].
const SHARE_WITH_PASSAGE: f32 = 0.2;

/// Own words of a run that is a passage: more than a caption or a statement that both print.
const PASSAGE: usize = 40;

/// Own words of one run that make an excerpt between mastheads, whatever the shares.
const LONG_PASSAGE: usize = 80;

/// Own words that make a run count as one of several.
const SEVERAL: usize = 5;

/// Share of the shorter article's own words for versions on two pages of one site: the publisher took them for two reports.
const SHARE_OTHER_PAGE: f32 = 0.75;

/// Share that one run alone needs between mastheads when it is no passage.
const SHARE_ONE_RUN: f32 = 0.6;

/// A text of which less than one word in this many is its own is a transcript.
const LEAST_OWN: usize = 6;

/// An article prepared for comparison.
pub(super) struct Seen<'a> {
    article: &'a Article,
    folded: Folded,
    /// Its fingerprint.
    pub print: Print,
}

impl<'a> Seen<'a> {
    pub fn of(article: &'a Article) -> Self {
        let folded = Folded::of(&article.text);
        let print = Print::of_folded(article, &folded);
        Self { article, folded, print }
    }
}

/// Whether one article repeats the other. Which one is the earlier is decided by [`order`], not by the order of the
/// arguments, unless it leaves both equal. Time grows with the lengths of both.
#[must_use]
pub fn compare(earlier: (&Article, &Print), later: (&Article, &Print)) -> Option<Copy> {
    let seen = |(article, print): (&'_ Article, &Print)| (Folded::of(&article.text), print.clone());
    let ((first, first_print), (second, second_print)) = (seen(earlier), seen(later));
    let first = Seen { article: earlier.0, folded: first, print: first_print };
    let second = Seen { article: later.0, folded: second, print: second_print };
    judge(&first, &second)
}

/// [`compare`] for articles that are prepared.
pub(super) fn judge(earlier: &Seen<'_>, later: &Seen<'_>) -> Option<Copy> {
    let (earlier, later) =
        if order(earlier.article, later.article).is_gt() { (later, earlier) } else { (earlier, later) };
    let evidence = Evidence::of(earlier, later);
    if std::env::var("DUMP").is_ok() {
        eprintln!(
            "DUMP\t{}\t{}\t{:?}\t{:?}\t{:.3}\t{:.3}\t{}\t{}\t{:.3}\t{:.3}\t{}\t{:.3}",
            earlier.article.id,
            later.article.id,
            evidence.masthead,
            evidence.titles,
            evidence.own[0],
            evidence.own[1],
            evidence.own_shared,
            evidence.longest,
            evidence.overlaps[0],
            evidence.overlaps[1],
            evidence.kind().is_some(),
            evidence.seeds
        );
    }
    let kind = evidence.kind()?;
    let credit = credit(earlier.article, later.article);
    Some(Copy { kind, overlap_of_earlier: evidence.overlaps[0], overlap_of_later: evidence.overlaps[1], credit })
}

/// What speaks for and against a copy.
struct Evidence {
    same_text: bool,
    same_page: bool,
    other_page: bool,
    masthead: Masthead,
    titles: Likeness,
    /// Shares of all telling words, earlier and later.
    overlaps: [f32; 2],
    /// Own words that both share: the smaller count of the two.
    own_shared: usize,
    /// Shares of the own words.
    own: [f32; 2],
    /// Own words of the longest run.
    longest: usize,
    /// Runs with several own words.
    runs: usize,
    /// Share of the shorter article's runs of five words that the other has too.
    seeds: f32,
    /// Whether both are known to be published within [`SOON`].
    soon: bool,
}

impl Evidence {
    fn of(earlier: &Seen<'_>, later: &Seen<'_>) -> Self {
        let shared = shared(&earlier.folded.telling, &later.folded.telling);
        let (first_own, second_own) = own(&earlier.folded, &later.folded);
        let (first, second) = (Count::of(&first_own, &shared.first), Count::of(&second_own, &shared.second));
        let runs = own_words(&shared, &second_own);
        Self {
            same_text: earlier.print.is_same_text(&later.print) && first.all >= FEWEST_WORDS,
            same_page: earlier.print.is_same_page(&later.print),
            masthead: masthead::compare(earlier.article, later.article),
            titles: title::compare(earlier.article.title.as_deref(), later.article.title.as_deref()),
            overlaps: [first.overlap(), second.overlap()],
            own_shared: first.own_shared.min(second.own_shared),
            own: [first.own_share(), second.own_share()],
            longest: runs.iter().copied().max().unwrap_or(0),
            runs: runs.iter().filter(|&&own| own >= SEVERAL).count(),
            other_page: earlier.print.is_other_page(&later.print),
            seeds: share(shared.seeds, first.all.min(second.all)).min(1.0),
            soon: apart(earlier.article, later.article).is_some_and(|seconds| seconds <= SOON),
        }
    }

    fn kind(&self) -> Option<Kind> {
        if self.same_text {
            return Some(Kind::Identical);
        }
        let (short, long) = (self.own[0].max(self.own[1]), self.own[0].min(self.own[1]));
        if self.same_page && (short >= SHARE_SAME_PAGE || self.titles >= Likeness::Related) {
            return Some(Kind::Revision);
        }
        let one_masthead = self.masthead == Masthead::Same;
        if one_masthead
            && !self.other_page
            && self.titles == Likeness::Equal
            && self.soon
            && self.seeds >= SEEDS_EQUAL_TITLE
        {
            return Some(Kind::Revision);
        }
        let near = one_masthead && self.titles >= Likeness::Near;
        if self.own_shared < if near { FEWEST_NEAR_TITLE } else { FEWEST_SHARED } {
            return None;
        }
        let whole = long >= SHARE_WHOLE;
        match self.masthead {
            Masthead::Different => {
                let scattered = short >= SHARE_OTHER_MASTHEAD && (self.runs > 1 || short >= SHARE_ONE_RUN);
                let passage = self.longest >= PASSAGE && short >= SHARE_WITH_PASSAGE || self.longest >= LONG_PASSAGE;
                (scattered || passage).then_some(if whole { Kind::Wire } else { Kind::Excerpt })
            }
            Masthead::Same | Masthead::Unknown => {
                let enough = match self.titles {
                    _ if one_masthead && self.other_page => SHARE_OTHER_PAGE,
                    Likeness::Equal | Likeness::Near => SHARE_NEAR_TITLE,
                    Likeness::Related => SHARE_RELATED_TITLE,
                    Likeness::Different | Likeness::Unknown => SHARE_OTHER_TITLE,
                };
                let version = whole || self.titles >= Likeness::Related;
                (short >= enough).then_some(if version { Kind::Revision } else { Kind::Excerpt })
            }
        }
    }
}

/// Words of one article: how many, and how many shared.
#[derive(Default)]
struct Count {
    all: usize,
    all_shared: usize,
    own: usize,
    own_shared: usize,
}

impl Count {
    fn of(own: &[bool], shared: &[bool]) -> Self {
        let mut count = Self::default();
        for (&own, &shared) in own.iter().zip(shared) {
            count.all += 1;
            count.all_shared += usize::from(shared);
            count.own += usize::from(own);
            count.own_shared += usize::from(shared && own);
        }
        count
    }

    fn overlap(&self) -> f32 {
        share(self.all_shared, self.all)
    }

    fn own_share(&self) -> f32 {
        share(self.own_shared, self.own)
    }
}

fn share(part: usize, whole: usize) -> f32 {
    if whole == 0 { 0.0 } else { part as f32 / whole as f32 }
}

/// Which words are the reports' own: those that neither quotes. A statement that one report quotes and the other prints
/// without marks is no report's own. Where next to nothing would be left of one, all words are its own: transcripts.
fn own(first: &Folded, second: &Folded) -> (Vec<bool>, Vec<bool>) {
    let mut quoted: HashSet<u64> = HashSet::new();
    for folded in [first, second] {
        let seeds = folded.telling.windows(SEED).zip(folded.quoted.windows(SEED));
        quoted.extend(seeds.filter(|(_, quoted)| quoted.iter().all(|&quoted| quoted)).map(|(seed, _)| sequence(seed)));
    }
    let own = |folded: &Folded| {
        let mut own: Vec<bool> = folded.quoted.iter().map(|quoted| !quoted).collect();
        for (at, seed) in folded.telling.windows(SEED).enumerate() {
            if quoted.contains(&sequence(seed)) {
                own[at..at + SEED].fill(false);
            }
        }
        own
    };
    let (first, second) = (own(first), own(second));
    let is_transcript = |own: &[bool]| own.iter().filter(|&&own| own).count() * LEAST_OWN < own.len();
    if is_transcript(&first) || is_transcript(&second) {
        return (vec![true; first.len()], vec![true; second.len()]);
    }
    (first, second)
}

/// Own words of every shared run.
fn own_words(shared: &Shared, own: &[bool]) -> Vec<usize> {
    let count = |run: &std::ops::Range<usize>| run.clone().filter(|&at| shared.second[at] && own[at]).count();
    shared.runs.iter().map(count).collect()
}

/// The agency that both articles credit, else the one that publishes one of them, else the first that either credits.
fn credit(earlier: &Article, later: &Article) -> Option<String> {
    let (first, second) = (credits(earlier), credits(later));
    let common = first.iter().find(|credit| second.iter().any(|other| other.agency == credit.agency));
    let publishes = || publishing_agency(earlier).or_else(|| publishing_agency(later)).map(str::to_owned);
    let any = || first.first().or(second.first()).map(|credit| credit.agency.clone());
    common.map(|credit| credit.agency.clone()).or_else(publishes).or_else(any)
}
