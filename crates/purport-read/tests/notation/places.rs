//! `## Places`: `Paris @1 @3: Paris, FRA`; only the country or the name where the other is not known; `unknown` for a
//! place that no gazetteer has.

use purport_read::{Place, Reading};
use purport_text::Span;

use super::strings::{locate, pair, plain, unpaired};
use super::{Compared, Record, Verdict, one_line};

pub struct GoldenPlace {
    spans: Vec<Span>,
    name: Option<String>,
    country: Option<String>,
    known: bool,
}

impl Record for GoldenPlace {
    fn parse(text: &str, lines: &[String]) -> Result<Self, String> {
        let (words, said) = one_line(lines)?;
        let mut occurrences = words.split(" @");
        let name = occurrences.next().unwrap_or_default();
        let numbers: Vec<&str> = occurrences.collect();
        let spans = match numbers.as_slice() {
            [] => vec![locate(text, name)?],
            numbers => numbers.iter().map(|n| locate(text, &format!("{name} @{n}"))).collect::<Result<_, _>>()?,
        };
        let is_code = |s: &str| s.len() == 3 && s.chars().all(|c| c.is_ascii_uppercase());
        let (name, country) = match said.rsplit_once(", ") {
            _ if said == "unknown" => (None, None),
            Some((name, code)) if is_code(code) => (Some(name), Some(code)),
            Some((_, code)) => return Err(format!("{code:?} is no ISO 3166-1 alpha-3 code")),
            None if is_code(said) => (None, Some(said)),
            None => (Some(said), None),
        };
        let known = said != "unknown";
        Ok(Self { spans, name: name.map(str::to_owned), country: country.map(str::to_owned), known })
    }

    fn compare(records: &[Self], reading: &Reading) -> Compared {
        let text = reading.article.text.as_str();
        let expected: Vec<Span> = records.iter().flat_map(|r| r.spans.iter().copied()).collect();
        let found: Vec<Span> = reading.places.iter().map(|p| p.span).collect();
        let pairs = pair(text, &expected, &found);
        let mut rest = pairs.as_slice();
        let mut verdicts = Vec::with_capacity(records.len());
        for record in records {
            let (own, after) = rest.split_at(record.spans.len());
            rest = after;
            verdicts.push(record.verdict(text, reading, own));
        }
        let extra = unpaired(found.len(), &pairs).map(|at| describe(text, &reading.places[at])).collect();
        Compared { verdicts, extra }
    }
}

fn describe(text: &str, place: &Place) -> String {
    format!("{}: {}", place.span.slice(text), meant(place))
}

fn meant(place: &Place) -> String {
    let country = place.country.as_deref().map(|c| format!(", {c}")).unwrap_or_default();
    if place.feature.is_none() { "unknown".to_owned() } else { format!("{}{country}", place.name) }
}

impl GoldenPlace {
    fn verdict(&self, text: &str, reading: &Reading, pairs: &[Option<usize>]) -> Verdict {
        if pairs.iter().all(Option::is_none) {
            return Verdict::missed();
        }
        let mut wrong = Vec::new();
        let missed = pairs.iter().filter(|pair| pair.is_none()).count();
        if missed > 0 {
            wrong.push(format!("missed {missed} of {}", pairs.len()));
        }
        for (span, at) in self.spans.iter().zip(pairs).filter_map(|(span, pair)| Some((span, (*pair)?))) {
            let place = &reading.places[at];
            if *span != place.span {
                wrong.push(format!("text {}", place.span.slice(text)));
            }
            let name = self.name.as_deref().is_none_or(|name| plain(name) == plain(&place.name));
            let country = self.country.is_none() || self.country == place.country;
            if !name || !country || self.known != place.feature.is_some() {
                wrong.push(format!("place {}", meant(place)));
            }
        }
        wrong.dedup();
        Verdict::found(wrong)
    }
}
