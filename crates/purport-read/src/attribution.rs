//! Cues with their roles to attributions, nested as the text nests them.
//!
//! In: a [`Parse`]. Out: its attributions, in text order, each with the one it is nested in. An
//! attribution is nested in the smallest other whose content holds its cue.

use purport_parse::{CueRoles, Parse};
use purport_text::{Span, quotations};

/// Who (`source`), in which words (`cue`), what (`content`): ranges of words of the parse.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The words that attribute.
    pub cue: Span,
    /// Who; `None` when the text names nobody.
    pub source: Option<Span>,
    /// What; never empty.
    pub content: Vec<Span>,
    /// Position of the attribution that this one is nested in.
    pub within: Option<usize>,
    /// How sure the reader is, 0 to 1.
    pub confidence: f32,
}

/// Two contents that share this much of their words say the same.
const SAME: f32 = 0.6;

/// The attributions of an article. `left_out` are stretches of text, such as the dateline, that nobody claims.
pub(crate) fn attributions(text: &str, parse: &Parse, left_out: &[Span]) -> Vec<Attribution> {
    let quoted = quotations(text);
    let mut kept: Vec<Attribution> =
        parse.cues.iter().filter_map(|cue| borders(text, parse, cue, &quoted, left_out)).collect();
    nest(parse, &mut kept);
    kept
}

fn holds(holder: &Attribution, cue: Span) -> bool {
    holder.content.iter().any(|part| part.contains(cue))
}

/// Fill `within`.
fn nest(parse: &Parse, kept: &mut [Attribution]) {
    let sizes: Vec<usize> = kept.iter().map(|a| a.content.iter().map(|s| s.len()).sum()).collect();
    for index in 0..kept.len() {
        let cue = kept[index].cue;
        let mut holder = (0..kept.len())
            .filter(|&other| other != index && holds(&kept[other], cue))
            .min_by_key(|&other| sizes[other]);
        // "Yonhap reported, citing officials, that …": the officials' claim stands beside Yonhap's, but came through it.
        if holder.is_none() && cites(parse, cue) {
            holder = (0..kept.len())
                .filter(|&other| other != index && !cites(parse, kept[other].cue))
                .find(|&other| shared(&kept[other].content, &kept[index].content) >= SAME);
        }
        kept[index].within = holder.filter(|&other| !leads_to(kept, other, index));
    }
}

/// Whether following `within` from `start` comes to `goal`.
fn leads_to(kept: &[Attribution], start: usize, goal: usize) -> bool {
    let mut at = Some(start);
    for _ in 0..=kept.len() {
        match at {
            Some(index) if index == goal => return true,
            Some(index) => at = kept[index].within,
            None => return false,
        }
    }
    true
}

fn cites(parse: &Parse, cue: Span) -> bool {
    parse.words[cue.range()].iter().any(|w| matches!(w.lemma.as_str(), "cite" | "quote"))
}

/// Shared words over all words of two contents.
fn shared(one: &[Span], other: &[Span]) -> f32 {
    let both: usize =
        one.iter().flat_map(|a| other.iter().map(|b| a.end.min(b.end).saturating_sub(a.start.max(b.start)))).sum();
    let all: usize = one.iter().chain(other).map(|s| s.len()).sum::<usize>() - both;
    both as f32 / all.max(1) as f32
}

/// The attribution of a cue with its borders put right; `None` when nothing is left of its content.
fn borders(text: &str, parse: &Parse, found: &CueRoles, quoted: &[Span], left_out: &[Span]) -> Option<Attribution> {
    let outside = |word: usize| left_out.iter().any(|l| l.overlaps(parse.words[word].span));
    let cue = whole_words(text, parse, found.cue);
    let source = found.source.iter().copied().reduce(Span::join).map(|s| whole_words(text, parse, s));
    let source = source.filter(|s| !s.overlaps(cue) && !s.range().any(outside));
    let mut content = Vec::new();
    for &part in &found.content {
        let part = close_quotation(text, parse, whole_words(text, parse, part));
        let mut start = part.start;
        for word in part.range().chain([part.end]) {
            let gap = word == part.end || outside(word) || cue.contains(Span::new(word, word + 1));
            if gap {
                if word > start {
                    content.push(Span::new(start, word));
                }
                start = word + 1;
            }
        }
    }
    continue_quotation(text, parse, quoted, &mut content);
    content.retain(|part| parse.text_of(*part, text).chars().any(char::is_alphanumeric));
    let confidence = (found.outer.max(found.any) * found.certainty).clamp(0.0, 1.0);
    (!content.is_empty()).then_some(Attribution { cue, source, content, within: None, confidence })
}

/// The range widened so that it cuts no hyphenated word ("Park Sun-won").
fn whole_words(text: &str, parse: &Parse, mut range: Span) -> Span {
    let hyphen = |word: usize| matches!(parse.words[word].span.slice(text), "-" | "\u{2010}" | "\u{2011}");
    let joined = |word: usize| {
        word > 0
            && word < parse.words.len()
            && parse.words[word - 1].span.end == parse.words[word].span.start
            && (hyphen(word) || hyphen(word - 1))
    };
    while range.start > 0 && joined(range.start) {
        range.start -= 1;
    }
    while joined(range.end) {
        range.end += 1;
    }
    range
}

/// The range with the closing mark of the quotation that it ends in.
fn close_quotation(text: &str, parse: &Parse, range: Span) -> Span {
    let of = |word: usize| parse.words.get(word).map(|w| w.span.slice(text));
    let opens = (range.start..range.end).filter(|&w| matches!(of(w), Some("“" | "\""))).count();
    let closes = (range.start..range.end).filter(|&w| matches!(of(w), Some("”"))).count();
    let straight = of(range.end) == Some("\"") && opens % 2 == 1;
    let curly = of(range.end) == Some("”") && opens > closes;
    if straight || curly { Span::new(range.start, range.end + 1) } else { range }
}

/// A quotation that runs over paragraphs opens each of them anew: what follows such an unclosed paragraph is still said.
fn continue_quotation(text: &str, parse: &Parse, quoted: &[Span], content: &mut Vec<Span>) {
    loop {
        let Some(&last) = content.last() else { return };
        let end = parse.span_of(last).end;
        let Some(at) = quoted.iter().position(|q| q.start < end && end <= q.end) else { return };
        let closed = quoted[at].slice(text).ends_with(['”', '"', '»', '’', '\'']);
        let Some(next) = quoted.get(at + 1) else { return };
        let between = &text[quoted[at].end..next.start];
        if closed || !between.trim().is_empty() || !between.contains('\n') {
            return;
        }
        let start = parse.words.partition_point(|w| w.span.start < next.start);
        let stop = parse.words.partition_point(|w| w.span.end <= next.end);
        // The rest of the unclosed paragraph belongs to it as well.
        let rest = parse.words.partition_point(|w| w.span.end <= quoted[at].end);
        if start >= stop || start < last.end {
            return;
        }
        if let Some(open) = content.last_mut() {
            open.end = rest.max(open.end);
            if open.end == start {
                open.end = stop;
                continue;
            }
        }
        content.push(Span::new(start, stop));
    }
}
