//! `## Claims`: source, cue, content, kind, entity, factuality, a line each.

use purport_read::{Claim, Reading, SourceKind};
use purport_text::Span;

use super::factuality::Factuality;
use super::strings::{cut, locate_all, plain, shared};
use super::{Compared, Record, Status, Verdict};

/// A claim as written down.
pub struct GoldenClaim {
    source: Vec<Span>,
    cue: Vec<Span>,
    content: Vec<Span>,
    kind: Option<String>,
    entity: Option<String>,
    factuality: Factuality,
}

const KEYS: [&str; 7] = ["source", "cue", "content", "kind", "entity", "within", "factuality"];
const KINDS: [&str; 5] = ["named", "unnamed", "document", "author", "none"];

impl Record for GoldenClaim {
    fn parse(text: &str, lines: &[String]) -> Result<Self, String> {
        let mut values: [Option<&str>; KEYS.len()] = [None; KEYS.len()];
        for line in lines {
            let (key, value) = line.split_once(':').ok_or(format!("{line:?} has no \":\""))?;
            let at = KEYS.iter().position(|k| *k == key).ok_or(format!("{key:?} is no field of a claim"))?;
            if values[at].replace(value.trim()).is_some() {
                return Err(format!("{key:?} stands twice"));
            }
        }
        let [source, cue, content, kind, entity, _, factuality] = values;
        if let Some(kind) = kind.filter(|kind| !KINDS.contains(kind)) {
            return Err(format!("{kind:?} is no kind of source"));
        }
        let located = |pieces: Option<&str>| locate_all(text, pieces.unwrap_or_default());
        Ok(Self {
            source: located(source)?,
            cue: located(cue)?,
            content: located(content)?,
            kind: kind.map(str::to_owned),
            entity: entity.filter(|e| !e.is_empty()).map(str::to_owned),
            factuality: Factuality::parse(factuality.unwrap_or_default())?,
        })
    }

    fn compare(records: &[Self], reading: &Reading) -> Compared {
        let text = reading.article.text.as_str();
        let found: Vec<&Claim> = reading.claims.iter().filter(|c| c.cue.is_some()).collect();
        let mut pairs: Vec<Option<usize>> = vec![None; records.len()];
        for wanted in [Status::Right, Status::Partly] {
            for at in 0..records.len() {
                let fits = |n: &usize| !pairs.contains(&Some(*n)) && records[at].spans_fit(text, found[*n], wanted);
                if pairs[at].is_none() {
                    pairs[at] = (0..found.len()).find(fits);
                }
            }
        }
        let verdict = |(record, pair): (&Self, &Option<usize>)| match *pair {
            Some(n) => Verdict::found(record.wrong(reading, found[n])),
            None => Verdict::missed(),
        };
        let verdicts = records.iter().zip(&pairs).map(verdict).collect();
        let extra = (0..found.len()).filter(|n| !pairs.contains(&Some(*n))).map(|n| describe(text, found[n])).collect();
        Compared { verdicts, extra }
    }
}

fn source(claim: &Claim) -> Vec<Span> {
    claim.source.span.into_iter().collect()
}

fn cue(claim: &Claim) -> Vec<Span> {
    claim.cue.iter().flat_map(|c| c.spans.iter().copied()).collect()
}

fn describe(text: &str, claim: &Claim) -> String {
    format!("{} [{}] {}", cut(text, &source(claim)), cut(text, &cue(claim)), cut(text, &claim.content))
}

impl GoldenClaim {
    /// Right: cue overlaps, source and content are the same. Partly: source and content share half their characters.
    fn spans_fit(&self, text: &str, claim: &Claim, status: Status) -> bool {
        let (s, c) = (shared(text, &self.source, &source(claim)), shared(text, &self.content, &claim.content));
        match status {
            Status::Right => self.cue.iter().any(|g| cue(claim).iter().any(|p| g.overlaps(*p))) && s == 1.0 && c == 1.0,
            _ => s >= 0.5 && c >= 0.5,
        }
    }

    fn wrong(&self, reading: &Reading, claim: &Claim) -> Vec<String> {
        let text = reading.article.text.as_str();
        let mut wrong = Vec::new();
        if !self.spans_fit(text, claim, Status::Right) {
            wrong.push(format!("spans {}", describe(text, claim)));
        }
        let kind = match claim.source.kind {
            Some(SourceKind::Named) => "named",
            Some(SourceKind::Unnamed) => "unnamed",
            Some(SourceKind::Document) => "document",
            Some(SourceKind::Author) => "author",
            None => "none",
        };
        if self.kind.as_deref().is_some_and(|expected| expected != kind) {
            wrong.push(format!("kind {kind}"));
        }
        let name = claim.source.entity.as_ref().and_then(|id| reading.entities.iter().find(|e| e.id == *id));
        let name = name.map(|entity| entity.name.as_str());
        // Of the article's own voice there is no entity.
        let author = claim.source.kind == Some(SourceKind::Author);
        if let Some(expected) = self.entity.as_deref().filter(|_| !author)
            && name.is_none_or(|name| plain(name) != plain(expected))
        {
            wrong.push(format!("entity {}", name.unwrap_or("none")));
        }
        wrong.extend(self.factuality.wrong(claim.certainty, claim.polarity, claim.time_frame));
        wrong
    }
}
