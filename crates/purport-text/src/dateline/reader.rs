//! Reads a dateline from the beginning of a line: place, regions, then agency and date in either order, then a dash.

use super::Dateline;
use super::names::{capitalised_end, capitals_end, is_agency, is_known_place, is_label};
use crate::Span;
use crate::dates::{CalendarDate, first_date};

/// Reads one line from its beginning.
pub(super) struct Reader<'t> {
    line: &'t str,
    at: usize,
    place: Option<Span>,
    capitals: bool,
    agency: Option<&'t str>,
    date: Option<CalendarDate>,
}

/// What parts the last item from the report.
#[derive(Clone, Copy, Default)]
struct Gap {
    end: usize,
    dash: bool,
    colon: bool,
    slash: bool,
    spaced: bool,
}

impl<'t> Reader<'t> {
    pub(super) fn new(line: &'t str) -> Self {
        Self { line, at: 0, place: None, capitals: false, agency: None, date: None }
    }

    /// The dateline at the beginning of the line; `offset` is where the line stands in the text.
    pub(super) fn read(mut self, offset: usize) -> Option<Dateline> {
        self.take_place();
        let mut gap = self.gap();
        loop {
            let before = self.at;
            if gap.end > self.at || self.place.is_none() && self.at == 0 {
                self.at = gap.end;
                if !(self.take_date() || self.take_agency() || self.take_region(before)) {
                    self.at = before;
                }
            }
            if self.at == before {
                break;
            }
            gap = self.gap();
        }
        if !self.accepts(gap) {
            return None;
        }
        Some(Dateline {
            span: Span::new(offset, offset + gap.end),
            place: self.place.map(|place| place.slice(self.line).to_owned()),
            agency: self.agency.map(str::to_owned),
            date: self.date,
        })
    }

    /// The marks and spaces after the current item.
    fn gap(&self) -> Gap {
        let mut gap = Gap { end: self.at, ..Gap::default() };
        let rest = &self.line[self.at..];
        for (offset, c) in rest.char_indices() {
            match c {
                '—' | '–' | '―' => gap.dash = true,
                '-' => {
                    let next = rest[offset + 1..].chars().next();
                    gap.dash |= next.is_none_or(|next| next.is_whitespace() || next == '-' || next == '(');
                }
                ':' => gap.colon = true,
                '/' => {
                    // A slash opens an agency unless it only closes one.
                    if rest[offset + 1..].trim_start().starts_with(|next: char| next.is_alphanumeric())
                        && slashed_agency(&rest[offset..]).is_some()
                    {
                        break;
                    }
                    gap.slash = true;
                }
                c if c.is_whitespace() => gap.spaced = true,
                ',' | '.' | '\u{ad}' | '\u{200b}' => {}
                _ => break,
            }
            gap.end = self.at + offset + c.len_utf8();
        }
        gap
    }

    fn take_place(&mut self) {
        if let Some(end) = capitals_end(self.line) {
            (self.place, self.capitals, self.at) = (Some(Span::new(0, end)), true, end);
        } else if let Some(end) = capitalised_end(self.line, 5)
            && first_date(&self.line[..end]).is_none_or(|(span, _)| span.start > 0)
        {
            // "Oct 28 (Reuters) -" has no place: a month is not one.
            let words = &self.line[..end];
            if !words.split(' ').next().is_some_and(|word| is_month_before_day(word, &self.line[word.len()..])) {
                (self.place, self.at) = (Some(Span::new(0, end)), end);
            }
        }
    }

    fn take_date(&mut self) -> bool {
        if self.date.is_some() {
            return false;
        }
        let rest = &self.line[self.at..];
        let opened = rest.trim_start_matches(['(', '[']);
        let weekday = opened.split([',', ' ']).next().filter(|word| is_weekday(word)).map_or(0, str::len);
        let skipped = rest.len() - opened[weekday..].trim_start_matches([',', ' ']).len();
        let Some((span, date)) = first_date(&rest[skipped..]).filter(|(span, _)| span.start == 0) else {
            return false;
        };
        self.date = Some(date);
        self.at += skipped + span.end;
        if self.line[self.at..].starts_with([')', ']']) {
            self.at += 1;
        }
        true
    }

    fn take_agency(&mut self) -> bool {
        if self.agency.is_some() {
            return false;
        }
        let rest = &self.line[self.at..];
        let found = parenthesised(rest).filter(|(name, _)| is_agency(name, self.capitals));
        let found = found.or_else(|| slashed_agency(rest)).or_else(|| self.plain_agency(rest));
        let Some((name, length)) = found else {
            return false;
        };
        self.agency = Some(name);
        self.at += length;
        true
    }

    /// `SINGAPORE - Media OutReach Newswire - 28 October 2024 -`: an agency between two dashes.
    fn plain_agency(&self, rest: &'t str) -> Option<(&'t str, usize)> {
        let end = rest.find([',', '—', '–']).into_iter().chain(rest.find(" -")).min()?;
        let name = rest[..end].trim();
        let is_plain = name.len() < 40 && !name.contains(['/', '(']);
        (self.capitals && is_plain && is_agency(name, false)).then_some((name, end))
    }

    /// `, Ukraine` or `[Afghanistan]` after the place.
    fn take_region(&mut self, after: usize) -> bool {
        let Some(place) = self.place.filter(|place| place.end == after) else {
            return false;
        };
        let parted = &self.line[after..self.at];
        let rest = &self.line[self.at..];
        let end = match rest.strip_prefix('[') {
            Some(inner) => inner.find(']').filter(|&end| end < 30).map(|end| end + 2),
            None if parted.contains([',', '/']) && !parted.contains(['—', '–', '-']) => {
                capitals_end(rest).or_else(|| capitalised_end(rest, 4)).filter(|&end| end > 1)
            }
            None => None,
        };
        let Some(end) = end else { return false };
        self.at += end;
        self.place = Some(Span::new(place.start, self.at));
        true
    }

    fn accepts(&self, gap: Gap) -> bool {
        let text = self.place.map_or("", |place| place.slice(self.line));
        let name = text.split([',', '/', '[']).next().unwrap_or("").trim();
        if is_label(name) || (self.line.len() == gap.end && self.agency.is_none() && self.date.is_none()) {
            return false;
        }
        let known = is_known_place(name);
        let signed = self.agency.is_some();
        match self.place {
            Some(_) if self.capitals => {
                let bare = known || (is_bare_place(name, text) && gap.spaced);
                (gap.dash && (signed || self.date.is_some() || bare))
                    || (gap.colon && (known || signed || self.date.is_some()))
                    || signed
            }
            Some(_) => {
                (signed || known || (self.date.is_some() && !text.contains(' ')))
                    && (gap.dash || (gap.colon && signed) || gap.slash && signed)
            }
            None => signed && (gap.dash || gap.slash || self.line.starts_with('(')),
        }
    }
}

/// Whether capitals that nothing else vouches for can be a place: up to three words, regions not shouted. Headlines in
/// capitals and speakers in transcripts ("SIEGEL--") stand before dashes too.
fn is_bare_place(name: &str, with_regions: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let shouted = |region: &str| letters(region) > 4 && !region.contains(char::is_lowercase);
    let mut regions = with_regions.split(',').skip(1);
    letters(name) >= 4 && name.split(' ').count() <= 3 && !regions.any(shouted)
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let lower = word.trim_end_matches('.').to_ascii_lowercase();
    lower.get(..3).is_some_and(|start| DAYS.contains(&start)) && (lower.len() == 3 || lower.ends_with("day"))
}

fn is_month_before_day(word: &str, rest: &str) -> bool {
    let day: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == ' ' || *c == '.').collect();
    first_date(&format!("{word}{day}")).is_some()
}

/// `(Reuters)`: the name and the bytes that it takes with its parentheses.
fn parenthesised(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix('(')?;
    let end = inner.find(')')?;
    Some((inner[..end].trim(), end + 2))
}

/// `/PRNewswire/` or `/ ACCESSWIRE /`.
fn slashed_agency(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix('/')?;
    let end = inner.find('/')?;
    let name = inner[..end].trim();
    is_agency(name, true).then_some((name, end + 2))
}
