//! A reading as a page for people: who says what, in which words, how sure they sound.
//!
//! In: a [`Reading`], the width of the terminal, with or without colour. Out: lines that fit, safe to print. Claims stand
//! under their source; what they relay of others is hinted below them and stands in full under those others.

mod clean;
mod events;
mod facts;
mod groups;
mod layout;
mod number;
mod style;
#[cfg(test)]
mod tests;
mod wording;

use purport_read::{Claim, Quotation, Reading};

use groups::{Group, Index, NOBODY, groups, is_own_voice};
use layout::{Line, Text, cells};
pub use style::Palette;
use style::Part;
use wording::Wording;

/// Least width that a report is laid out for, in columns.
pub const NARROWEST: usize = 40;

/// Columns before the words of a claim: mark of doubt, kind of quotation.
const GUTTER: usize = 12;

/// Below this the reader doubts its own record.
const DOUBT: f32 = 0.5;

/// How a report is shown.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// Columns of the terminal; fewer than [`NARROWEST`] are taken as that.
    pub width: usize,
    /// With or without colour.
    pub palette: Palette,
}

/// The report of one reading, ending with a line break. `name` is what the person called the article; it stands in for
/// an unknown headline.
pub fn report(reading: &Reading, name: &str, view: View) -> String {
    let index = Index::new(reading);
    let width = view.width.max(NARROWEST);
    let mut page = Page { reading, index, wording: Wording::new(reading, view.palette), width, lines: Vec::new() };
    page.write(name);
    page.lines.iter().map(|line| view.palette.show(line) + "\n").collect()
}

/// One line of hostile text that cannot drive the terminal, white space collapsed.
pub fn clean(text: &str) -> String {
    Text::of(text, Part::Body).plain()
}

/// Text in lines of at most `width` columns, each behind an indent, ending with a line break.
pub fn wrap(text: &str, width: usize, indent: usize) -> String {
    let lines = Text::of(text, Part::Body).wrap(width.saturating_sub(indent).max(20));
    let line = |line: &Line| " ".repeat(indent) + &line.iter().map(|cell| cell.ch).collect::<String>() + "\n";
    lines.iter().map(line).collect()
}

struct Page<'r> {
    reading: &'r Reading,
    index: Index<'r>,
    wording: Wording<'r>,
    width: usize,
    lines: Vec<Line>,
}

impl Page<'_> {
    fn write(&mut self, name: &str) {
        let groups = groups(self.reading, &self.index);
        let own: Vec<&Claim> = self.reading.claims.iter().filter(|claim| is_own_voice(claim)).collect();
        self.header(name, &groups);
        for group in &groups {
            self.group(group);
        }
        self.own_voice(&own);
        self.events();
        self.key();
    }

    fn header(&mut self, name: &str, groups: &[Group]) {
        let article = &self.reading.article;
        self.paragraph(0, &Text::of(article.title.as_deref().unwrap_or(name), Part::Title));
        let words = article.text.split_whitespace().count();
        let mut facts: Vec<String> = Vec::new();
        facts.extend(article.publisher.clone());
        facts.extend(article.published.as_deref().map(moment));
        if !article.authors.is_empty() {
            facts.push(format!("by {}", article.authors.join(", ")));
        }
        facts.push(count(words, "word"));
        self.paragraph(0, &Text::of(&facts.join(" · "), Part::Aside));
        let claims = groups.iter().map(|group| group.claims.len()).sum();
        let sources = groups.iter().filter(|group| group.name != NOBODY).count();
        let summary = match claims {
            0 => "No attributed claims found".to_owned(),
            _ => format!("{} by {}", count(claims, "claim"), count(sources, "source")),
        };
        self.paragraph(0, &Text::of(&summary, Part::Body));
    }

    fn group(&mut self, group: &Group) {
        self.lines.push(Line::new());
        let mut heading = Text::of(group.name, Part::Source);
        for detail in &group.details {
            heading = heading.then(" · ", Part::Aside).then(detail, Part::Aside);
        }
        self.paragraph(0, &heading);
        for claim in &group.claims {
            // What a source says inside its own claim is shown there and needs no second place.
            if self.index.parent(claim).is_none_or(|parent| self.index.name(parent) != group.name) {
                self.claim(claim, group.name);
            }
        }
    }

    fn claim(&mut self, claim: &Claim, name: &str) {
        let mut text = Text::default();
        if let Some(mention) = self.wording.mention(claim, name) {
            text.append(mention.then(" ", Part::Aside));
        }
        text.append(self.wording.cue(claim).then(" ", Part::Body));
        text.append(self.wording.content(claim));
        let mut margin = if claim.confidence < DOUBT { cells("?", Part::AgainstCue) } else { cells(" ", Part::Body) };
        margin.extend(cells(&format!(" {:<1$}", quotation_name(claim.quotation), GUTTER - 2), Part::Aside));
        self.hanging(margin, &text);
        let facts = facts::of_claim(self.reading, claim);
        if !facts.is_empty() {
            self.paragraph(GUTTER, &Text::of(&facts, Part::Aside));
        }

        let mut relays: Vec<&str> = std::iter::successors(self.index.parent(claim), |parent| self.index.parent(parent))
            .map(|parent| match self.index.name(parent) {
                NOBODY => "a source not named",
                name => name,
            })
            .collect();
        relays.dedup();
        relays.retain(|relay| *relay != name);
        if !relays.is_empty() {
            self.paragraph(GUTTER, &Text::of(&format!("relayed by {}", relays.join(", through ")), Part::Aside));
        }
        self.nested(claim, GUTTER);
    }

    /// What others say inside a claim: a line each, as it stands in full under them.
    fn nested(&mut self, claim: &Claim, indent: usize) {
        // However deep the nesting, half of the line stays for words.
        let indent = indent.min(self.width / 2);
        for inner in self.index.nested(claim).to_vec() {
            let mut text = self.wording.source_and_cue(inner).then(" ", Part::Body);
            text.append(self.wording.content(inner));
            let mut line = cells(&" ".repeat(indent), Part::Body);
            line.extend(cells("└ ", Part::Aside));
            line.extend(text.elide(self.width - indent - 2));
            self.lines.push(line);
            self.nested(inner, indent + 2);
        }
    }

    fn own_voice(&mut self, own: &[&Claim]) {
        if own.is_empty() {
            return;
        }
        self.lines.push(Line::new());
        let heading = format!("In the article's own voice: {}", count(own.len(), "statement"));
        self.paragraph(0, &Text::of(&heading, Part::Aside));
        for claim in own {
            let words = self.wording.content(claim).plain();
            let mut line = cells("  · ", Part::Aside);
            line.extend(Text::of(&words, Part::Aside).elide(self.width - 4));
            self.lines.push(line);
        }
    }

    fn events(&mut self) {
        let rows = events::rows(self.reading);
        if rows.is_empty() {
            return;
        }
        self.lines.push(Line::new());
        self.paragraph(0, &Text::of(&count(rows.len(), "event"), Part::Source));
        let widest = rows.iter().map(|row| row.what.chars().count()).max().unwrap_or(0);
        let gutter = widest.min(self.width / 3) + 3;
        for row in rows {
            let mut margin: Line = Text::of(&row.what, Part::Cue).elide(gutter - 3);
            margin.insert(0, cells(" ", Part::Body)[0]);
            margin.resize(gutter, cells(" ", Part::Body)[0]);
            self.hanging(margin, &Text::of(&row.who, Part::Body));
            self.paragraph(gutter, &Text::of(&row.details, Part::Aside));
        }
    }

    /// What the marks mean, as far as this report uses them.
    fn key(&mut self) {
        let claims = || self.reading.claims.iter().filter(|claim| !is_own_voice(claim));
        let mut meanings: Vec<Text> = Vec::new();
        if claims().any(|claim| !claim.hedges.is_empty()) {
            meanings.push(self.wording.hedge_sample().then(" hedged", Part::Aside));
        }
        if claims().any(|claim| self.index.parent(claim).is_some()) {
            meanings.push(Text::of("└ said inside the claim above it", Part::Aside));
        }
        if claims().any(|claim| claim.confidence < DOUBT) {
            meanings.push(Text::of("? read with doubt", Part::Aside));
        }
        if self.reading.places.iter().any(|place| place.geonames.is_some()) {
            meanings.push(Text::of("places from GeoNames, CC BY 4.0", Part::Aside));
        }
        let Some(first) = meanings.first().cloned() else {
            return;
        };
        self.lines.push(Line::new());
        let joined = meanings.into_iter().skip(1).fold(first, |mut joined, meaning| {
            joined = joined.then(" · ", Part::Aside);
            joined.append(meaning);
            joined
        });
        self.paragraph(0, &joined);
    }

    fn paragraph(&mut self, indent: usize, text: &Text) {
        self.hanging(cells(&" ".repeat(indent), Part::Body), text);
    }

    /// A paragraph with `margin`, which has one column for each character, before its first line, and as much space
    /// before the others.
    fn hanging(&mut self, margin: Line, text: &Text) {
        let indent = margin.len();
        let mut margin = Some(margin);
        for line in text.wrap(self.width - indent) {
            let before = margin.take().unwrap_or_else(|| cells(&" ".repeat(indent), Part::Body));
            self.lines.push(before.into_iter().chain(line).collect());
        }
    }
}

fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

fn quotation_name(quotation: Quotation) -> &'static str {
    match quotation {
        Quotation::Direct => "direct",
        Quotation::Indirect => "indirect",
        Quotation::Mixed => "mixed",
        Quotation::None => "",
    }
}

/// A time of publication for people: `2024-10-28T09:30:00+09:00` as `2024-10-28 09:30 +09:00`.
fn moment(published: &str) -> String {
    let Some((date, time)) = published.split_once('T') else {
        return published.to_owned();
    };
    let zone_at = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone_at);
    let zone = if zone == "Z" { "UTC" } else { zone };
    let minutes = clock.get(..5).unwrap_or(clock);
    format!("{date} {minutes} {zone}").trim_end().to_owned()
}
