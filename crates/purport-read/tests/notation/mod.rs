//! The notation of golden files: Markdown, the text, the claims as strings.

use purport_read::{Claim, Reading};
use purport_text::Span;

/// How a golden claim is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Right,
    Partly,
    Missed,
}

impl Status {
    fn name(self) -> &'static str {
        ["right", "partly", "missed"][self as usize]
    }
}

/// A claim as written down.
pub struct GoldenClaim {
    source: Vec<Span>,
    cue: Vec<Span>,
    content: Vec<Span>,
    /// Its lines in the file, without `today`.
    lines: Vec<String>,
}

/// A golden file.
pub struct Golden {
    pub text: String,
    claims: Vec<GoldenClaim>,
    /// Everything before the claims.
    head: String,
}

/// What the reader makes of a golden file.
pub struct Today {
    pub claims: Vec<Status>,
    pub extra: Vec<String>,
}

const ARTICLE: &str = "## Article\n\n";
const CLAIMS: &str = "\n## Claims\n\n";
const EXTRA: &str = "\n## Read wrongly today\n\n";

impl Golden {
    pub fn parse(file: &str) -> Result<Self, String> {
        let (head, rest) = file.split_once(CLAIMS).ok_or("there is no ## Claims")?;
        let rest = rest.split(EXTRA).next().unwrap_or_default();
        let text = head.split_once(ARTICLE).ok_or("there is no ## Article")?.1.trim().to_owned();
        let mut claims = Vec::new();
        for item in format!("\n{}", rest.trim()).split("\n- ").skip(1) {
            claims.push(claim(&text, item).map_err(|why| format!("{why} in {item:?}"))?);
        }
        Ok(Self { text, claims, head: head.to_owned() })
    }

    pub fn compare(&self, reading: &Reading) -> Today {
        let found: Vec<&Claim> = reading.claims.iter().filter(|c| c.cue.is_some()).collect();
        let mut used = vec![false; found.len()];
        let mut claims = vec![Status::Missed; self.claims.len()];
        for wanted in [Status::Right, Status::Partly] {
            for (golden, status) in self.claims.iter().zip(&mut claims) {
                if *status != Status::Missed {
                    continue;
                }
                let fits = |n: &usize| !used[*n] && self.fits(golden, found[*n], wanted);
                if let Some(n) = (0..found.len()).find(fits) {
                    used[n] = true;
                    *status = wanted;
                }
            }
        }
        let extra = found.iter().zip(used).filter(|(_, used)| !used).map(|(claim, _)| self.describe(claim)).collect();
        Today { claims, extra }
    }

    fn fits(&self, golden: &GoldenClaim, claim: &Claim, status: Status) -> bool {
        let cue: Vec<Span> = claim.cue.iter().flat_map(|c| c.spans.iter().copied()).collect();
        let source: Vec<Span> = claim.source.span.into_iter().collect();
        let (s, c) = (self.shared(&golden.source, &source), self.shared(&golden.content, &claim.content));
        match status {
            Status::Right => golden.cue.iter().any(|g| cue.iter().any(|p| g.overlaps(*p))) && s == 1.0 && c == 1.0,
            _ => s >= 0.5 && c >= 0.5,
        }
    }

    /// Share of letters and digits that both have, of those that either has; marks at the borders do not count.
    fn shared(&self, one: &[Span], other: &[Span]) -> f64 {
        let inside = |spans: &[Span], at: usize| spans.iter().any(|s| s.start <= at && at < s.end);
        let (mut both, mut either) = (0, 0);
        for (at, _) in self.text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            let (a, b) = (inside(one, at), inside(other, at));
            both += usize::from(a && b);
            either += usize::from(a || b);
        }
        if either == 0 { 1.0 } else { f64::from(both as u32) / f64::from(either as u32) }
    }

    fn describe(&self, claim: &Claim) -> String {
        let cut = |spans: &[Span]| {
            let parts: Vec<String> = spans.iter().map(|s| s.slice(&self.text).replace('\n', "\\n")).collect();
            parts.join(" || ")
        };
        let cue: Vec<Span> = claim.cue.iter().flat_map(|c| c.spans.iter().copied()).collect();
        let source: Vec<Span> = claim.source.span.into_iter().collect();
        format!("- {} [{}] {}", cut(&source), cut(&cue), cut(&claim.content))
    }

    /// The file with what is read today.
    pub fn with(&self, today: &Today) -> String {
        let mut file = format!("{}{CLAIMS}", self.head);
        for (claim, status) in self.claims.iter().zip(&today.claims) {
            file.push_str(&format!("- {}\n  today: {}\n", claim.lines.join("\n  "), status.name()));
        }
        if !today.extra.is_empty() {
            file.push_str(EXTRA);
            file.push_str(&today.extra.join("\n"));
            file.push('\n');
        }
        file
    }
}

fn claim(text: &str, item: &str) -> Result<GoldenClaim, String> {
    let lines: Vec<String> = item.lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect();
    let lines: Vec<String> = lines.into_iter().filter(|l| !l.starts_with("today:")).collect();
    let field = |key: &str| {
        let value = lines.iter().find_map(|l| l.strip_prefix(key)?.strip_prefix(':')).unwrap_or_default().trim();
        if value.is_empty() { Ok(Vec::new()) } else { value.split(" || ").map(|p| locate(text, p)).collect() }
    };
    Ok(GoldenClaim { source: field("source")?, cue: field("cue")?, content: field("content")?, lines: lines.clone() })
}

/// Where a string of the notation stands: at word boundaries, the n-th time with ` @n`.
fn locate(text: &str, piece: &str) -> Result<Span, String> {
    let piece = piece.trim().replace("\\n", "\n");
    let (needle, nth) = match piece.rsplit_once(" @") {
        Some((needle, n)) if n.parse::<usize>().is_ok() => (needle.to_owned(), n.parse().unwrap_or(1)),
        _ => (piece, 1),
    };
    let inner = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let clean = |at: usize| {
        let end = at + needle.len();
        let cut_before = inner(text[..at].chars().next_back()) && inner(needle.chars().next());
        let cut_after = inner(text[end..].chars().next()) && inner(needle.chars().next_back());
        !cut_before && !cut_after
    };
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(offset) = text[from..].find(&needle) {
        let at = from + offset;
        if clean(at) {
            places.push(Span::new(at, at + needle.len()));
        }
        from = at + text[at..].chars().next().map_or(1, char::len_utf8);
    }
    places.get(nth - 1).copied().ok_or(format!("{needle:?} stands {} times, not {nth}", places.len()))
}
