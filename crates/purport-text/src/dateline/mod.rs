//! Datelines: the line before the first sentence that says where and when a report was filed.
//!
//! In: a text. Out: the stretch up to and including the dash, with place, agency and day, because a dateline belongs to no
//! claim. A place in capitals before a dash is enough; a place in ordinary letters needs an agency, a date or a place on
//! the list in `data/dateline_places.txt`, since "Choe — who left on Monday —" looks the same.

mod names;
mod reader;

use reader::Reader;

use crate::dates::CalendarDate;
use crate::{Span, paragraphs};

/// Where, when and by which agency a report was filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// All of it, the dash and the white space after it included: the report begins at `span.end`.
    pub span: Span,
    /// The place as printed (`KYIV, Ukraine`).
    pub place: Option<String>,
    /// The agency as printed (`Reuters`).
    pub agency: Option<String>,
    /// The day. Wire copy leaves the year out.
    pub date: Option<CalendarDate>,
}

/// Paragraphs looked at: a headline, a standfirst, a byline and a date may come first.
const PARAGRAPHS: usize = 8;

/// Longer beginnings are no dateline.
const LONGEST: usize = 160;

/// The dateline of a report, when it has one within its first paragraphs.
///
/// ```
/// use purport_text::dateline;
/// let text = "SEOUL, Oct 28 (Yonhap) — The agency said so.";
/// let found = dateline(text).unwrap();
/// assert_eq!(found.span.slice(text), "SEOUL, Oct 28 (Yonhap) — ");
/// assert_eq!(found.place.as_deref(), Some("SEOUL"));
/// assert_eq!(found.agency.as_deref(), Some("Yonhap"));
/// let date = found.date.unwrap();
/// assert_eq!((date.year, date.month, date.day), (None, 10, 28));
/// ```
#[must_use]
pub fn dateline(text: &str) -> Option<Dateline> {
    let head = &text[..text.floor_char_boundary(20_000)];
    paragraphs(head).into_iter().take(PARAGRAPHS).find_map(|paragraph| {
        let line = paragraph.slice(text);
        let indent = line.len() - line.trim_start().len();
        let start = paragraph.start + indent;
        let window = &line[indent..];
        Reader::new(&window[..window.floor_char_boundary(LONGEST)]).read(start)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_are_cut_up_to_the_report() {
        for (dateline_text, place, agency, date) in [
            ("SEOUL, Oct 28 (Yonhap) — ", "SEOUL", "Yonhap", "10-28"),
            ("MOSCOW — ", "MOSCOW", "", ""),
            ("WASHINGTON, Oct. 28, 2024 /PRNewswire/ — ", "WASHINGTON", "PRNewswire", "2024-10-28"),
            ("WASHINGTON, Oct. 28, 2024 /PRNewswire/ -- ", "WASHINGTON", "PRNewswire", "2024-10-28"),
            ("KYIV, Ukraine (AP) — ", "KYIV, Ukraine", "AP", ""),
            ("KYIV, Ukraine, Oct 28 (Reuters) - ", "KYIV, Ukraine", "Reuters", "10-28"),
            ("TOKYO/SEOUL, Oct 28 (Reuters) - ", "TOKYO/SEOUL", "Reuters", "10-28"),
            ("ST. PETERSBURG, Fla. — ", "ST. PETERSBURG, Fla.", "", ""),
            ("WASHINGTON, D.C. – ", "WASHINGTON, D.C.", "", ""),
            ("PORT-AU-PRINCE, Haiti (AP) — ", "PORT-AU-PRINCE, Haiti", "AP", ""),
            ("MOSCOW, October 28. /TASS/. ", "MOSCOW", "TASS", "10-28"),
            ("Pyongyang, October 28 (KCNA) -- ", "Pyongyang", "KCNA", "10-28"),
            ("Seoul (AFP) – ", "Seoul", "AFP", ""),
            ("Kabul [Afghanistan], October 28 (ANI): ", "Kabul [Afghanistan]", "ANI", "10-28"),
            ("Geneva, 28 October 2024 – ", "Geneva", "", "2024-10-28"),
            ("GENEVA (28 October 2024) – ", "GENEVA", "", "2024-10-28"),
            ("Moscow — ", "Moscow", "", ""),
            ("ISLAMABAD: ", "ISLAMABAD", "", ""),
            ("NEW DELHI, Oct 28 (PTI) ", "NEW DELHI", "PTI", "10-28"),
            ("CHICAGO--(BUSINESS WIRE)--", "CHICAGO", "BUSINESS WIRE", ""),
            ("NEW YORK, NY / ACCESSWIRE / October 28, 2024 / ", "NEW YORK, NY", "ACCESSWIRE", "2024-10-28"),
            (
                "SINGAPORE - Media OutReach Newswire - 28 October 2024 - ",
                "SINGAPORE",
                "Media OutReach Newswire",
                "2024-10-28",
            ),
            ("Oct 28 (Reuters) - ", "", "Reuters", "10-28"),
            ("(Reuters) - ", "", "Reuters", ""),
            ("(CNN) — ", "", "CNN", ""),
            ("RIO DE JANEIRO, Monday, Oct. 28 — ", "RIO DE JANEIRO", "", "10-28"),
            ("DÜSSELDORF, Germany — ", "DÜSSELDORF, Germany", "", ""),
            ("UNITED NATIONS (AP) — ", "UNITED NATIONS", "AP", ""),
        ] {
            let text = format!("{dateline_text}The minister said on Monday that nobody had left.");
            let found = dateline(&text).unwrap_or_else(|| panic!("{dateline_text}"));
            assert_eq!(found.span.slice(&text), dateline_text);
            assert_eq!(found.place.unwrap_or_default(), place, "{dateline_text}");
            assert_eq!(found.agency.unwrap_or_default(), agency, "{dateline_text}");
            let day = found.date.map(|date| match date.complete() {
                Some(whole) => whole,
                None => format!("{}-{}", date.month, date.day),
            });
            assert_eq!(day.unwrap_or_default(), date, "{dateline_text}");
        }
    }

    #[test]
    fn what_is_no_dateline() {
        for text in [
            "TRUMP: I never said that.",
            "BREAKING — Russia says so.",
            "EXCLUSIVE: Moscow agreed, says minister.",
            "UPDATE 1 — Minister resigns.",
            "Choe — who left on Monday — said nothing.",
            "NATO (the alliance) agreed.",
            "Rep. John Smith (D-Texas) — a lawyer — agreed.",
            "North Korea's foreign minister left on Monday — for Moscow.",
            "The minister said: no.",
            "Moscow said on Monday that it had agreed.",
            "MOSCOW",
            "SIEGEL--And what did she say then?",
            "POLLS ARE NOT WRONG, JUST EARLY - analysts look at the numbers.",
            "US — the country — agreed.",
            "On October 28, 2024 the minister left.",
            "",
        ] {
            assert_eq!(dateline(text), None, "{text}");
        }
    }

    #[test]
    fn it_is_found_after_headline_and_byline_with_its_place_in_the_text() {
        let text = "Minister leaves for talks\n\nBy Jane Doe\n\n  SEOUL (AP) — The minister left.";
        assert_eq!(dateline(text).unwrap().span.slice(text), "SEOUL (AP) — ");
    }
}
