//! `## Times`: `next week: DATE 2024-W45, anchored`, `the next two weeks: DURATION P2W, 2024-10-29 to 2024-11-12`.
//!
//! A value or bounds that are left out are not compared. An anchored date of a year, month or day has its own bounds.

use purport_read::{Reading, Time, TimeType};
use purport_text::Span;

use super::strings::{locate, pair, shared, unpaired};
use super::{Compared, Record, Verdict, one_line};

pub struct GoldenTime {
    span: Span,
    kind: TimeType,
    value: Option<String>,
    when: When,
}

enum When {
    Anywhere,
    Anchored,
    Between(String, String),
}

impl Record for GoldenTime {
    fn parse(text: &str, lines: &[String]) -> Result<Self, String> {
        let (words, said) = one_line(lines)?;
        let (kind, when) = said.split_once(", ").unwrap_or((said, ""));
        let (kind, value) = kind.split_once(' ').map_or((kind, None), |(kind, value)| (kind, Some(value.to_owned())));
        let kind = kinds().into_iter().find(|(name, _)| *name == kind).ok_or(format!("{kind:?} is no type of time"))?.1;
        if let Some(value) = value.as_deref().filter(|v| v.contains(char::is_whitespace)) {
            return Err(format!("{value:?} is no TIMEX3 value"));
        }
        let when = match (when, when.split_once(" to ")) {
            ("", _) => When::Anywhere,
            ("anchored", _) => When::Anchored,
            (_, Some((begin, end))) => When::Between(begin.to_owned(), end.to_owned()),
            _ => return Err(format!("{when:?} is neither \"anchored\" nor \"BEGIN to END\"")),
        };
        Ok(Self { span: locate(text, words)?, kind, value, when })
    }

    fn compare(records: &[Self], reading: &Reading) -> Compared {
        let text = reading.article.text.as_str();
        let expected: Vec<Span> = records.iter().map(|r| r.span).collect();
        let found: Vec<Span> = reading.times.iter().map(|t| t.span).collect();
        let pairs = pair(text, &expected, &found);
        let verdict = |(record, pair): (&Self, &Option<usize>)| match *pair {
            Some(at) => Verdict::found(record.wrong(text, &reading.times[at])),
            None => Verdict::missed(),
        };
        let verdicts = records.iter().zip(&pairs).map(verdict).collect();
        let extra = unpaired(found.len(), &pairs).map(|at| describe(text, &reading.times[at])).collect();
        Compared { verdicts, extra }
    }
}

fn kinds() -> [(&'static str, TimeType); 4] {
    [("DATE", TimeType::Date), ("TIME", TimeType::Time), ("DURATION", TimeType::Duration), ("SET", TimeType::Set)]
}

fn name(kind: TimeType) -> &'static str {
    kinds().into_iter().find(|(_, k)| *k == kind).map_or("", |(name, _)| name)
}

fn describe(text: &str, time: &Time) -> String {
    format!("{}: {} {}", time.span.slice(text), name(time.kind), time.value.as_deref().unwrap_or("none"))
}

impl GoldenTime {
    fn wrong(&self, text: &str, time: &Time) -> Vec<String> {
        let mut wrong = Vec::new();
        if shared(text, &[self.span], &[time.span]) < 1.0 {
            wrong.push(format!("text {}", time.span.slice(text)));
        }
        if self.kind != time.kind {
            wrong.push(format!("type {}", name(time.kind)));
        }
        if self.value.is_some() && self.value != time.value {
            wrong.push(format!("value {}", time.value.as_deref().unwrap_or("none")));
        }
        let (begin, end) = (time.begin.as_deref().unwrap_or("open"), time.end.as_deref().unwrap_or("open"));
        let bounds = match &self.when {
            When::Anywhere => true,
            When::Anchored => time.anchored && self.value.as_deref().is_none_or(|value| own_bounds(value, begin, end)),
            When::Between(first, last) => first == begin && last == end,
        };
        if !bounds {
            wrong.push(format!("bounds {begin} to {end}"));
        }
        wrong
    }
}

/// Whether the bounds of a day, month or year lie in it.
fn own_bounds(value: &str, begin: &str, end: &str) -> bool {
    let calendar = value.chars().all(|c| c.is_ascii_digit() || c == '-');
    !calendar || begin.starts_with(value) && end.starts_with(value)
}
