//! PolNeAR: a folder of articles (`x.txt`) with brat stand-off annotation (`x.ann`).
//!
//! Newell, Margolin and Ruths (2018), *An Attribution Relations Corpus for Political News*, LREC. The format is
//! [brat's](https://brat.nlplab.org/standoff.html): `T4 TAB Cue 10 14 TAB said` is a span, its offsets code points,
//! `10 14;20 24` a span with a gap; `E1 TAB Attribution:T9 Cue:T4 Source:T2 Content:T3 Content2:T5` one attribution.
//!
//! What is made of it, and no more:
//! * only events headed `Attribution` and `Attribution-no-source` count (`Discuss` and `Discard` are annotators' notes);
//! * the arguments of a role are pooled, `Content2` with `Content`; arguments of other roles are left out;
//! * white space is trimmed off the ends of fragments, and fragments with only white space between them are joined,
//!   since brat cuts spans at line ends;
//! * an event with neither cue nor content is left out;
//! * attributions are sorted by the start of their cue (of the content where there is no cue).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use purport_text::{CodePoints, Span};

use super::{Attribution, AttributionDocument, files};
use crate::error::{Error, ErrorKind, Result};
use crate::ink::is_space;

/// The documents of a PolNeAR folder, in the order of their file names.
///
/// # Errors
/// When the folder cannot be read or has no annotation file. The documents have their own errors.
pub fn documents(folder: &Path) -> Result<impl Iterator<Item = Result<AttributionDocument>>> {
    Ok(annotations(folder)?.into_iter().map(|path| document(&path)))
}

/// The files that make up the set: articles and annotations.
///
/// # Errors
/// As [`documents`].
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    Ok(annotations(folder)?.into_iter().flat_map(|path| [path.with_extension("txt"), path]).collect())
}

fn annotations(folder: &Path) -> Result<Vec<PathBuf>> {
    files::ending_in(folder, &[".ann"], "brat annotation (.ann)")
}

fn document(path: &Path) -> Result<AttributionDocument> {
    let text = files::text(&path.with_extension("txt"))?;
    let attributions = parse(&files::text(path)?, &text).map_err(|error| error.in_file(path))?;
    // Titles hold points: only the ending goes.
    let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(AttributionDocument { id, text, attributions, marks_nesting: false })
}

/// Reads the annotation of one text.
///
/// # Errors
/// When a span lies outside the text. Lines of other kinds are left out.
pub fn parse(annotation: &str, text: &str) -> Result<Vec<Attribution>> {
    let mut spans: BTreeMap<&str, Vec<[usize; 2]>> = BTreeMap::new();
    let mut events = Vec::new();
    for line in annotation.lines() {
        if let Some((id, fragments)) = text_bound(line) {
            spans.insert(id, fragments);
        } else if let Some(event) = event(line) {
            events.push(event);
        }
    }
    let points = CodePoints::new(text);
    let mut attributions = Vec::new();
    for (id, head, arguments) in events {
        if !matches!(head, "Attribution" | "Attribution-no-source") {
            continue;
        }
        let mut found = Attribution { kind: Some(head.to_owned()), ..Attribution::default() };
        for (role, target) in arguments {
            let name = role.trim_end_matches(|c: char| c.is_ascii_digit()).to_ascii_lowercase();
            let Some(fragments) = spans.get(target) else {
                continue;
            };
            let (list, role) = match name.as_str() {
                "cue" => (&mut found.cue, "cue"),
                "source" => (&mut found.source, "source"),
                "content" => (&mut found.content, "content"),
                _ => continue,
            };
            for &[start, end] in fragments {
                let span = if start <= end { points.to_bytes(Span::new(start, end)) } else { None };
                let (start, end) = (start as i64, end as i64);
                list.push(span.ok_or_else(|| Error::new(ErrorKind::Span { role, start, end }).in_record(id))?);
            }
        }
        for role in [&mut found.cue, &mut found.source, &mut found.content] {
            *role = trim_and_join(text, std::mem::take(role));
        }
        if !(found.cue.is_empty() && found.content.is_empty()) {
            attributions.push(found);
        }
    }
    attributions.sort_by_key(|a| (a.cue.first().or(a.content.first()).copied(), a.content.clone()));
    Ok(attributions)
}

/// `T4 TAB Cue 10 14;20 24 TAB said` → `T4` and its fragments in code points.
fn text_bound(line: &str) -> Option<(&str, Vec<[usize; 2]>)> {
    let mut fields = line.split('\t');
    let id = numbered(fields.next()?, 'T')?;
    let (_, offsets) = fields.next()?.split_once(' ')?;
    fields.next()?;
    let fragment = |part: &str| {
        let mut numbers = part.split_whitespace().map(str::parse);
        Some([numbers.next()?.ok()?, numbers.next()?.ok()?])
    };
    Some((id, offsets.split(';').map(fragment).collect::<Option<_>>()?))
}

type Event<'l> = (&'l str, &'l str, Vec<(&'l str, &'l str)>);

/// `E1 TAB Attribution:T9 Cue:T4 …` → `E1`, `Attribution`, `[(Cue, T4), …]`.
fn event(line: &str) -> Option<Event<'_>> {
    let (id, rest) = line.split_once('\t')?;
    let id = numbered(id, 'E')?;
    let mut parts = rest.split_whitespace().map(|part| part.split_once(':'));
    let (head, trigger) = parts.next()??;
    numbered(trigger, 'T')?;
    Some((id, head, parts.flatten().collect()))
}

/// The id, when it is the letter and a number.
fn numbered(id: &str, letter: char) -> Option<&str> {
    let digits = id.strip_prefix(letter)?;
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(id)
}

fn trim_and_join(text: &str, mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        let tail = span.slice(text).trim_start_matches(is_space);
        let start = span.end - tail.len();
        let span = Span::new(start, start + tail.trim_end_matches(is_space).len());
        if span.is_empty() {
            continue;
        }
        match joined.last_mut() {
            Some(last) if span.start <= last.end || text[last.end..span.start].chars().all(is_space) => {
                last.end = last.end.max(span.end);
            }
            _ => joined.push(span),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "“Yes,” the café's owner said\non Monday, “it rained.” Rain, she noted.";

    fn sliced<'t>(spans: &[Span], text: &'t str) -> Vec<&'t str> {
        spans.iter().map(|span| span.slice(text)).collect()
    }

    #[test]
    fn fragments_and_second_contents_are_pooled_and_joined() {
        let annotation = "T1\tSource 7 23\tthe café's owner\n\
            T2\tCue 24 28;29 38\tsaid on Monday\n\
            T3\tContent 0 6\t“Yes,”\n\
            T4\tContent 39 52\t“it rained.”\n\
            T5\tAttribution 0 52\tall\n\
            A1\tNote E1\n\
            E1\tAttribution:T5 Content2:T4 Cue:T2 Source:T1 Content:T3 \n";
        let [found] = &parse(annotation, TEXT).unwrap()[..] else { panic!("one attribution") };
        assert_eq!(sliced(&found.source, TEXT), ["the café's owner"]);
        assert_eq!(sliced(&found.cue, TEXT), ["said\non Monday"]);
        assert_eq!(sliced(&found.content, TEXT), ["“Yes,”", "“it rained.”"]);
        assert_eq!(found.kind.as_deref(), Some("Attribution"));
    }

    #[test]
    fn notes_and_empty_events_are_left_out_and_the_rest_sorted() {
        let annotation = "T1\tCue 63 68\tnoted\nT2\tCue 24 28\tsaid\nT3\tSource 59 62\tshe\nT9\tDiscuss 0 3\tx\n\
            E1\tAttribution:T1 Cue:T1\nE2\tDiscuss:T9 Cue:T1\nE3\tAttribution:T3 Source:T3\n\
            E4\tAttribution-no-source:T2 Cue:T2\n";
        let found = parse(annotation, TEXT).unwrap();
        let cues: Vec<_> = found.iter().flat_map(|a| sliced(&a.cue, TEXT)).collect();
        assert_eq!(cues, ["said", "noted"]);
    }

    #[test]
    fn a_span_outside_the_text_is_an_error_that_names_the_event() {
        let error = parse("T1\tCue 60 900\tx\nE1\tAttribution:T1 Cue:T1\n", TEXT).unwrap_err();
        assert_eq!(error.to_string(), "E1: cue span [60, 900] is not in the text");
    }
}
