//! The words of a claim, cut out of the article and marked: what is quoted, what hedges, what attributes.

use purport_read::{Act, Claim, Reading};
use purport_text::{Span, quotations};

use super::layout::Text;
use super::style::{Look, Palette, Part};

/// Prepositions that a source follows ("according to Lee", "in the view of the court").
const BEFORE_SOURCE: &[&str] = &["to", "of", "by", "from", "for", "per"];

/// Cuts claims out of one article.
pub struct Wording<'r> {
    text: &'r str,
    quoted: Vec<Span>,
    palette: Palette,
}

impl<'r> Wording<'r> {
    /// For the claims of this reading.
    pub fn new(reading: &'r Reading, palette: Palette) -> Self {
        Self { text: &reading.article.text, quoted: quotations(&reading.article.text), palette }
    }

    /// What is claimed.
    pub fn content(&self, claim: &Claim) -> Text {
        self.cut(&claim.content, &claim.hedges, Part::Body)
    }

    /// The words that attribute, with a colon behind them. Empty without a cue.
    pub fn cue(&self, claim: &Claim) -> Text {
        let text = self.cue_words(claim);
        // A cue that is itself a mark ("Trump: …") needs no other.
        let is_mark = !text.plain().contains(char::is_alphanumeric);
        if is_mark { text } else { text.then(":", cue_part(claim)) }
    }

    /// Source and cue in the order in which English puts them, with a colon behind them.
    pub fn source_and_cue(&self, claim: &Claim) -> Text {
        let Some(source) = &claim.source.text else {
            return self.cue(claim);
        };
        let source = Text::of(source, Part::Source);
        if self.stands_before_source(claim) {
            let part = cue_part(claim);
            let mut text = self.cue_words(claim).then(" ", part);
            text.append(source);
            text.then(":", part)
        } else {
            let mut text = source.then(" ", Part::Body);
            text.append(self.cue(claim));
            text
        }
    }

    /// The words that name the source here, when they tell more than the name that stands above ("she", "the agency").
    pub fn mention(&self, claim: &Claim, name: &str) -> Option<Text> {
        let words = claim.source.text.as_deref()?;
        let (lower, name) = (words.to_lowercase(), name.to_lowercase());
        (!name.contains(&lower) && !lower.contains(&name)).then(|| Text::of(words, Part::Aside))
    }

    /// A hedge as this report marks it.
    pub fn hedge_sample(&self) -> Text {
        let look = Look { part: Part::Aside, quoted: false, hedged: true };
        Text::of(if self.palette == Palette::Plain { "_may_" } else { "may" }, look)
    }

    fn cue_words(&self, claim: &Claim) -> Text {
        let spans = claim.cue.as_ref().map_or(&[][..], |cue| &cue.spans);
        self.cut(spans, &claim.hedges, cue_part(claim))
    }

    fn stands_before_source(&self, claim: &Claim) -> bool {
        let (Some(cue), Some(source)) = (&claim.cue, claim.source.span) else {
            return false;
        };
        let Some(last) = cue.spans.last() else {
            return false;
        };
        let words = last.slice(self.text);
        last.end <= source.start
            && self.text[last.end..source.start].trim().is_empty()
            && words.rsplit(' ').next().is_some_and(|word| BEFORE_SOURCE.contains(&word.to_lowercase().as_str()))
    }

    fn cut(&self, spans: &[Span], hedges: &[Span], part: Part) -> Text {
        let mut text = Text::default();
        let mut previous: Option<Span> = None;
        for &span in spans {
            if let Some(previous) = previous {
                let touching = previous.end <= span.start && self.text[previous.end..span.start].trim().is_empty();
                text = text.then(if touching { " " } else { " … " }, Part::Aside);
            }
            self.cut_one(span, hedges, part, &mut text);
            previous = Some(span);
        }
        text
    }

    fn cut_one(&self, span: Span, hedges: &[Span], part: Part, into: &mut Text) {
        let mut quotes = self.quoted[self.quoted.partition_point(|quote| quote.end <= span.start)..].iter().peekable();
        let underscore = |at_edge: bool, look, into: &mut Text| {
            if at_edge && self.palette == Palette::Plain {
                into.push('_', look);
            }
        };
        for (offset, ch) in span.slice(self.text).char_indices() {
            let here = Span::new(span.start + offset, span.start + offset + ch.len_utf8());
            while quotes.next_if(|quote| quote.end <= here.start).is_some() {}
            let look = Look {
                part,
                quoted: quotes.peek().is_some_and(|quote| quote.contains(here)),
                hedged: hedges.iter().any(|hedge| hedge.contains(here)),
            };
            underscore(hedges.iter().any(|hedge| hedge.start == here.start), look, into);
            into.push(ch, look);
            underscore(hedges.iter().any(|hedge| hedge.end == here.end), look, into);
        }
    }
}

fn cue_part(claim: &Claim) -> Part {
    match claim.cue.as_ref().map(|cue| cue.act) {
        Some(Act::Deny | Act::Decline | Act::Condemn) => Part::AgainstCue,
        _ => Part::Cue,
    }
}
