//! Whether one article repeats another, and how.
//!
//! In: two articles. Out: a [`Copy`], or nothing. What decides is the share of a report's own words, outside quotation
//! marks and furniture, that stands in the other; how much it takes depends on what else speaks for a copy: the page, the
//! masthead, the headline.

use purport_text::Article;

use super::credits::{credits, publishing_agency};
use super::evidence::{Evidence, Seen};
use super::masthead::Masthead;
use super::order;
use super::title::Likeness;

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

/// Share of all runs of five words under word for word the same headline of one masthead, when one soon follows the other.
const SEEDS_EQUAL_TITLE: f32 = 0.03;

/// Share of the shorter article's own words under near the same headline of one masthead.
const SHARE_NEAR_TITLE: f32 = 0.2;

/// The same under headlines of one story.
const SHARE_RELATED_TITLE: f32 = 0.45;

/// The same when one soon follows the other.
const SHARE_RELATED_TITLE_SOON: f32 = 0.25;

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

/// Share of the shorter article's own words for versions on two pages of one site: the publisher took them for two reports.
const SHARE_OTHER_PAGE: f32 = 0.75;

/// Share that one run alone needs between mastheads when it is no passage.
const SHARE_ONE_RUN: f32 = 0.6;

/// Whether one article repeats the other. Which one is the earlier is decided by [`order`], not by the order of the
/// arguments, unless it leaves both equal. Time grows with the lengths of both.
#[must_use]
pub fn compare(earlier: &Seen<'_>, later: &Seen<'_>) -> Option<Copy> {
    let (earlier, later) =
        if order(earlier.article, later.article).is_gt() { (later, earlier) } else { (earlier, later) };
    let evidence = Evidence::of(earlier, later);
    let kind = evidence.kind()?;
    let credit = credit(earlier.article, later.article);
    // Who printed it is unknown, whose story it is not: then it is more likely two papers' than one paper's twice.
    let syndicated = evidence.masthead == Masthead::Unknown && evidence.titles < Likeness::Near && credit.is_some();
    let kind = if kind == Kind::Revision && syndicated && !evidence.same_page { Kind::Wire } else { kind };
    Some(Copy { kind, overlap_of_earlier: evidence.overlaps[0], overlap_of_later: evidence.overlaps[1], credit })
}

impl Evidence {
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
                    Likeness::Related if one_masthead && self.soon => SHARE_RELATED_TITLE_SOON,
                    Likeness::Related => SHARE_RELATED_TITLE,
                    Likeness::Different | Likeness::Unknown => SHARE_OTHER_TITLE,
                };
                let version = whole || self.titles >= Likeness::Related;
                (short >= enough).then_some(if version { Kind::Revision } else { Kind::Excerpt })
            }
        }
    }
}

/// The agency that both articles credit, else the one that publishes one of them, else the first that either credits.
fn credit(earlier: &Article, later: &Article) -> Option<String> {
    let (first, second) = (credits(earlier), credits(later));
    let common = first.iter().find(|credit| second.iter().any(|other| other.agency == credit.agency));
    let publishes = || publishing_agency(earlier).or_else(|| publishing_agency(later)).map(str::to_owned);
    let any = || first.first().or(second.first()).map(|credit| credit.agency.clone());
    common.map(|credit| credit.agency.clone()).or_else(publishes).or_else(any)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A made-up report of eight paragraphs, each of its own words.
    const REPORT: [&str; 8] = [
        "The harbour master of Odesa closed the port to all ships on Monday after a storm tore three grain carriers from their moorings.",
        "Two sailors were taken to hospital with broken bones, and a crane fell across the northern quay without hurting anybody.",
        "“We have not seen waves of this height since the new breakwater was built,” the harbour master, Olena Marchenko, told reporters.",
        "Divers began on Tuesday to look for a tug that lost radio contact shortly before midnight, but found only a life raft.",
        "The owners of the carriers, a company from Piraeus, said that they would wait for calmer weather before they inspected the hulls.",
        "Farmers in the region fear that a long closure would leave them with silos full of wheat just as the next harvest comes in.",
        "Insurers put the damage to cranes and rails at about nine million euros, a sum that the city cannot pay from its own budget.",
        "Forecasters expect the wind to turn on Thursday and to weaken by the end of the week, when pilots hope to guide the first ships out.",
    ];

    /// Another report of the same event in other words, with the same statement.
    const OTHER: [&str; 5] = [
        "Shipping in and out of Odesa came to a standstill at the start of the week when gales battered the Black Sea coast.",
        "“We have not seen waves of this height since the new breakwater was built,” said Olena Marchenko, who runs the harbour.",
        "Three vessels loaded with grain drifted for hours; hospital officials said that two crew members had fractures.",
        "A search went on for a missing tugboat, of whose crew nothing is known, and part of the quay is out of use.",
        "Traders in Kyiv said wheat prices had risen by two per cent on the news, though stocks abroad remain high.",
    ];

    fn article(id: &str, publisher: &str, title: &str, paragraphs: &[&str]) -> Article {
        Article {
            id: id.to_owned(),
            publisher: Some(publisher.to_owned()).filter(|publisher| !publisher.is_empty()),
            title: Some(title.to_owned()).filter(|title| !title.is_empty()),
            published: Some(format!("2024-10-2{}", id.len())),
            text: paragraphs.join("\n\n"),
            ..Article::default()
        }
    }

    fn copy(one: &Article, other: &Article) -> Option<Copy> {
        let (one, other) = (Seen::of(one), Seen::of(other));
        let found = compare(&one, &other);
        assert_eq!(found, compare(&other, &one), "the order of the arguments must not matter");
        found
    }

    fn kind(one: &Article, other: &Article) -> Option<Kind> {
        copy(one, other).map(|copy| copy.kind)
    }

    #[test]
    fn the_same_words_are_identical_under_any_masthead() {
        let one = article("a", "Courier", "Storm closes port of Odesa", &REPORT);
        let mut other = article("bb", "Harbour Star", "Ships adrift", &REPORT);
        other.text = other.text.replace(['“', '”'], "\"").to_uppercase();
        let found = copy(&one, &other).unwrap();
        assert_eq!((found.kind, found.overlap_of_earlier, found.overlap_of_later), (Kind::Identical, 1.0, 1.0));
        assert_eq!(
            kind(&article("a", "", "", &["Photo of the day."]), &article("bb", "", "", &["Photo of the day."])),
            None
        );
    }

    #[test]
    fn one_page_or_one_headline_makes_a_revision() {
        let title = "Storm closes port of Odesa, tears ships loose";
        let one = article("a", "Courier", title, &REPORT[..5]);
        let changed = [OTHER[0], REPORT[1], "Both are out of danger.", REPORT[3], OTHER[4], OTHER[3]];
        assert_eq!(kind(&one, &article("bb", "Courier", title, &changed)), Some(Kind::Revision));
        assert_eq!(kind(&one, &article("bb", "Courier", "Wheat prices rise after gales", &changed)), None);
        let (mut one, mut other) = (one, article("bb", "Courier", "Wheat prices rise after gales", &changed));
        one.url = Some("https://courier.example/port-storm".to_owned());
        other.url = Some("http://www.courier.example/port-storm/?utm_source=feed".to_owned());
        assert_eq!(kind(&one, &other), Some(Kind::Revision));
    }

    #[test]
    fn a_headline_that_stands_again_soon_needs_little_shared_text() {
        let title = "Storm closes port of Odesa, tears ships loose";
        let one = article("a", "Courier", title, &REPORT[..3]);
        let other = article(
            "bb",
            "Courier",
            title,
            &[OTHER[0], "Two sailors were taken to hospital, officials said.", OTHER[3]],
        );
        assert_eq!(kind(&one, &other), Some(Kind::Revision));
        let late = Article { published: Some("2024-12-28".to_owned()), ..other };
        assert_eq!(kind(&one, &late), None);
    }

    #[test]
    fn a_related_headline_soon_after_needs_less_shared_text() {
        let one = article("a", "Courier", "Storm closes port of Odesa, tears ships loose", &REPORT[..5]);
        let changed = [OTHER[0], REPORT[1], OTHER[3], OTHER[4], OTHER[2], REPORT[3]];
        let other = article("bb", "Courier", "Storm in Odesa: tug is lost, ships drift", &changed);
        assert_eq!(kind(&one, &other), Some(Kind::Revision));
        let late = Article { published: Some("2024-10-28".to_owned()), ..other };
        assert_eq!(kind(&one, &late), None);
    }

    #[test]
    fn two_pages_of_one_site_must_share_more() {
        let at = |id: &str, page: &str, paragraphs: &[&str]| Article {
            url: Some(format!("https://courier.example/{page}")),
            ..article(id, "Courier", "Storm closes port of Odesa, tears ships loose", paragraphs)
        };
        let one = at("a", "storm", &REPORT[..5]);
        let half = [REPORT[0], OTHER[0], REPORT[1], OTHER[3], OTHER[4], REPORT[4]];
        assert_eq!(kind(&one, &at("bb", "storm", &half)), Some(Kind::Revision));
        assert_eq!(kind(&one, &at("bb", "storm-2", &half)), None);
        assert_eq!(
            kind(&one, &at("bb", "storm-2", &[REPORT[0], REPORT[1], REPORT[3], REPORT[4]])),
            Some(Kind::Revision)
        );
    }

    #[test]
    fn shared_text_under_other_mastheads_is_wire_copy_with_its_credit() {
        let one = article("a", "Courier", "Storm closes port of Odesa", &REPORT);
        let mut paragraphs = REPORT;
        let first = format!("ODESA, Oct 28 (Reuters) - {}", REPORT[0]);
        paragraphs[0] = &first;
        paragraphs[6] = "Nobody could say yet what it will cost.";
        let found = copy(&one, &article("bb", "Harbour Star", "Grain ships torn loose", &paragraphs)).unwrap();
        assert_eq!((found.kind, found.credit.as_deref()), (Kind::Wire, Some("Reuters")));
        assert!(found.overlap_of_earlier > 0.8 && found.overlap_of_later > 0.8);
        let unknown = copy(&article("a", "", "", &REPORT), &article("bb", "", "Grain ships torn loose", &paragraphs));
        assert_eq!(unknown.unwrap().kind, Kind::Wire);
    }

    #[test]
    fn a_part_of_a_longer_article_is_an_excerpt() {
        let long: Vec<&str> = REPORT.iter().chain(&OTHER).copied().collect();
        let found = copy(&article("a", "Courier", "Storm", &long), &article("bb", "Star", "Tug lost", &REPORT[3..5]));
        let found = found.unwrap();
        assert_eq!(found.kind, Kind::Excerpt);
        assert!(found.overlap_of_earlier < 0.3 && found.overlap_of_later > 0.95);
    }

    #[test]
    fn reports_of_one_event_in_their_own_words_are_no_copies() {
        let one = article("a", "Courier", "Storm closes port of Odesa", &REPORT);
        assert_eq!(kind(&one, &article("bb", "Harbour Star", "Gales halt shipping in Odesa", &OTHER)), None);
        assert_eq!(kind(&one, &article("bb", "Courier", "Storm closes port of Odesa", &OTHER[2..])), None);
    }

    #[test]
    fn a_long_statement_that_both_print_is_no_copy() {
        let statement = "“The port will open when it is safe and not an hour earlier. I have spoken with every captain and with \
             the pilots, and not one of them wants to leave while the northern quay is blocked. We owe it to the families of \
             the tug’s crew to keep the searching vessels free of traffic, and we owe it to the farmers to lose no ship,” the \
             harbour master said.";
        let bare = statement.replace(['“', '”'], "");
        let one = article("a", "Courier", "", &[REPORT[0], REPORT[1], statement, REPORT[3], REPORT[4]]);
        for statement in [statement, &bare] {
            let other = article("bb", "Star", "", &[OTHER[0], OTHER[2], statement, OTHER[3], OTHER[4]]);
            assert_eq!(kind(&one, &other), None);
        }
    }

    #[test]
    fn notices_credits_and_captions_make_no_copy() {
        let furniture = "Source: The Courier\n\nA grain carrier lies on the beach of Odesa after the storm, Oct. 28. (Jane Doe/AP)\n\n\
             We use cookies and similar technology with your consent to show you what you like. See our privacy policy.\n\n\
             Sign up for our newsletter and have the news of the day in your inbox before breakfast, every day of the year.\n\n\
             Copyright 2024 The Associated Press. All rights reserved. This material may not be published or redistributed.";
        for (publisher, title) in [("Courier", "Storm closes port of Odesa"), ("Star", "Wheat is dear")] {
            let one = article("a", "Courier", "Storm closes port of Odesa", &[REPORT[0], REPORT[3], furniture]);
            assert_eq!(kind(&one, &article("bb", publisher, title, &[OTHER[0], OTHER[4], furniture])), None);
        }
        let caption = "The northern quay of Odesa on the morning after the storm, with the fallen crane, the empty moorings and two of \
             the grain carriers that the waves tore loose during the night.";
        let one = article("a", "Courier", "", &[REPORT[0], caption, REPORT[3]]);
        assert_eq!(kind(&one, &article("bb", "Star", "", &[OTHER[0], caption, OTHER[4]])), None);
        // Two passages are more than a caption.
        let found = kind(&one, &article("bb", "Star", "", &[REPORT[0], OTHER[4], caption, OTHER[2]]));
        assert_eq!(found, Some(Kind::Wire));
    }

    #[test]
    fn numbered_reports_of_a_series_are_no_revisions() {
        let one = article("a", "Courier", "Day 12 of the port strike in Odesa", &[REPORT[0], REPORT[3], OTHER[4]]);
        let other = article("bb", "Courier", "Day 13 of the port strike in Odesa", &[OTHER[0], OTHER[2], OTHER[4]]);
        assert_eq!(kind(&one, &other), None);
    }
}
