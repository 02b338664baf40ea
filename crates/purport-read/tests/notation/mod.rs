//! The notation of golden files: Markdown, the text, and what is in it as strings.
//!
//! A file is a head (`key: value` lines), the article and five sections of records: `claims`, `times`, `quantities`,
//! `places`, `events`, each in its module. [`Golden::parse`] refuses what it does not understand with one line that says
//! where; [`Golden::compare`] says what the reader makes of each record, [`Golden::with`] writes that into the file.

mod claims;
mod events;
mod factuality;
mod places;
mod quantities;
mod strings;
mod times;

use std::collections::BTreeMap;

use purport_read::Reading;

use claims::GoldenClaim;
use events::GoldenEvent;
use places::GoldenPlace;
use quantities::GoldenQuantity;
use times::GoldenTime;

/// How a record is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Right,
    Partly,
    Missed,
}

/// What the reader makes of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub status: Status,
    /// What is read differently, each with the field first: "value 2024-10".
    pub wrong: Vec<String>,
}

impl Verdict {
    /// Found, and this is wrong about it.
    fn found(wrong: Vec<String>) -> Self {
        Self { status: if wrong.is_empty() { Status::Right } else { Status::Partly }, wrong }
    }

    fn missed() -> Self {
        Self { status: Status::Missed, wrong: Vec::new() }
    }

    fn line(&self) -> String {
        let name = ["right", "partly", "missed"][self.status as usize];
        [name].into_iter().chain(self.wrong.iter().map(String::as_str)).collect::<Vec<_>>().join("; ")
    }
}

/// What the reader makes of a section.
pub struct Compared {
    /// One a record.
    pub verdicts: Vec<Verdict>,
    /// What it reads beside them.
    pub extra: Vec<String>,
}

/// A kind of record.
trait Record: Sized {
    /// The lines of a record, without `today:`.
    fn parse(text: &str, lines: &[String]) -> Result<Self, String>;
    fn compare(records: &[Self], reading: &Reading) -> Compared;
}

/// The records of a section with their lines in the file.
struct Section<T> {
    records: Vec<T>,
    lines: Vec<Vec<String>>,
}

/// A golden file.
pub struct Golden {
    pub text: String,
    /// From the line `published:`.
    pub published: Option<String>,
    /// Everything before the claims.
    head: String,
    claims: Section<GoldenClaim>,
    times: Section<GoldenTime>,
    quantities: Section<GoldenQuantity>,
    places: Section<GoldenPlace>,
    events: Section<GoldenEvent>,
}

/// The sections in their order, and what a thing read beside their records is called.
pub const SECTIONS: [(&str, &str); 5] =
    [("Claims", "claim"), ("Times", "time"), ("Quantities", "quantity"), ("Places", "place"), ("Events", "event")];

const ARTICLE: &str = "## Article\n\n";
const EXTRA: &str = "Read wrongly today";

impl Golden {
    pub fn parse(file: &str) -> Result<Self, String> {
        let (head, rest) = file.split_once("\n## Claims\n").ok_or("there is no section ## Claims")?;
        let (before, text) = head.split_once(ARTICLE).ok_or("there is no section ## Article")?;
        let published = before.lines().find_map(|l| l.strip_prefix("published:")).map(|day| day.trim().to_owned());
        if let Some(day) = published.as_deref().filter(|day| !strings::is_day(day)) {
            return Err(format!("published: {day:?} is not a day like 2025-03-14"));
        }
        let mut sections = BTreeMap::new();
        for section in format!("Claims\n{rest}").split("\n## ") {
            let (title, body) = section.split_once('\n').unwrap_or((section, ""));
            let known = SECTIONS.iter().any(|(name, _)| *name == title.trim()) || title.trim() == EXTRA;
            if !known {
                return Err(format!("## {title}: no such section"));
            }
            if sections.insert(title.trim().to_owned(), body.to_owned()).is_some() {
                return Err(format!("## {title}: stands twice"));
            }
        }
        let text = text.trim().to_owned();
        Ok(Self {
            claims: section(&sections, &text, "Claims")?,
            times: section(&sections, &text, "Times")?,
            quantities: section(&sections, &text, "Quantities")?,
            places: section(&sections, &text, "Places")?,
            events: section(&sections, &text, "Events")?,
            text,
            published,
            head: head.to_owned(),
        })
    }

    /// What the reader makes of each section, in the order of [`SECTIONS`].
    pub fn compare(&self, reading: &Reading) -> [Compared; 5] {
        [
            GoldenClaim::compare(&self.claims.records, reading),
            GoldenTime::compare(&self.times.records, reading),
            GoldenQuantity::compare(&self.quantities.records, reading),
            GoldenPlace::compare(&self.places.records, reading),
            GoldenEvent::compare(&self.events.records, reading),
        ]
    }

    /// The file with what is read today.
    pub fn with(&self, today: &[Compared; 5]) -> String {
        let lines =
            [&self.claims.lines, &self.times.lines, &self.quantities.lines, &self.places.lines, &self.events.lines];
        let mut file = self.head.trim_end().to_owned() + "\n";
        let mut extra = Vec::new();
        for (((title, one), records), compared) in SECTIONS.iter().zip(lines).zip(today) {
            file.push_str(&format!("\n## {title}\n\n"));
            for (record, verdict) in records.iter().zip(&compared.verdicts) {
                file.push_str(&format!("- {}\n  today: {}\n", record.join("\n  "), verdict.line()));
            }
            if records.is_empty() {
                file.push_str("none\n");
            }
            extra.extend(compared.extra.iter().map(|found| format!("- {one}: {found}\n")));
        }
        if !extra.is_empty() {
            file.push_str(&format!("\n## {EXTRA}\n\n{}", extra.concat()));
        }
        file
    }
}

fn section<T: Record>(sections: &BTreeMap<String, String>, text: &str, title: &str) -> Result<Section<T>, String> {
    let body = sections.get(title).ok_or(format!("there is no section ## {title}"))?.trim();
    let mut section = Section { records: Vec::new(), lines: Vec::new() };
    if body.is_empty() || body == "none" {
        return Ok(section);
    }
    let items = format!("\n{body}");
    let mut items = items.split("\n- ");
    if let Some(loose) = items.next().filter(|loose| !loose.trim().is_empty()) {
        return Err(format!("## {title}: {:?} stands before the first record", loose.trim()));
    }
    for item in items {
        // The first line may be about the word "today".
        let verdict = |(at, line): &(usize, &str)| *at > 0 && line.starts_with("today:");
        let lines = item.lines().map(str::trim).filter(|l| !l.is_empty()).enumerate().filter(|line| !verdict(line));
        let lines: Vec<String> = lines.map(|(_, line)| line.to_owned()).collect();
        let first = lines.first().cloned().unwrap_or_default();
        section.records.push(T::parse(text, &lines).map_err(|why| format!("## {title}: {why} in \"- {first}\""))?);
        section.lines.push(lines);
    }
    Ok(section)
}

/// The one line of a record, cut behind the text that it is about.
fn one_line(lines: &[String]) -> Result<(&str, &str), String> {
    match lines {
        [line] => line.split_once(": ").ok_or_else(|| "no \": \" behind the text".to_owned()),
        _ => Err(format!("{} lines, where a record is one", lines.len())),
    }
}
