//! Places with coordinates: the Local Global Lexicon's XML and GeoVirus's.
//!
//! In: one file of `<article>`s, each with its `<text>` and either `<toponym>`s (`start`, `end` from 0, `phrase`, and, where
//! it was located, a `gaztag` with `lat` and `lon`) or `<location>`s (`name`, `start`, `end` from 1, `lat`, `lon`). Offsets
//! count code points of the text with its entities resolved. Comments are passed over, what stands in them too.

use std::path::Path;

use purport_text::Span;

use super::files;
use crate::error::{Error, ErrorKind, Result};

/// A text and the places that it names.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacesDocument {
    /// `docid`, or the position of the article in the file.
    pub id: String,
    /// The text.
    pub text: String,
    /// Where the article was published, when the file says so.
    pub url: Option<String>,
    /// The places, in the file's order.
    pub places: Vec<GoldPlace>,
}

/// A place name and where the place is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GoldPlace {
    /// Where it is named, in bytes.
    pub span: Span,
    /// Degrees north and east; `None` when the annotators found none.
    pub point: Option<(f64, f64)>,
}

/// The documents of a file, in its order.
///
/// # Errors
/// When the file cannot be read or holds no article; each document when its annotation does not fit its text.
pub fn documents(path: &Path) -> Result<impl Iterator<Item = Result<PlacesDocument>> + use<>> {
    let xml = without_comments(&files::text(path)?);
    let articles: Vec<String> = elements(&xml, "article").map(str::to_owned).collect();
    if articles.is_empty() {
        return Err(Error::new(ErrorKind::Empty("<article>")).in_file(path));
    }
    let path = path.to_path_buf();
    Ok(articles.into_iter().enumerate().map(move |(number, xml)| document(number, &xml).map_err(|e| e.in_file(&path))))
}

fn document(number: usize, xml: &str) -> Result<PlacesDocument> {
    let head = xml.split_once('>').map_or("", |(head, _)| head);
    let id = attribute(head, "docid").map_or_else(|| format!("{:04}", number + 1), str::to_owned);
    let text = elements(xml, "text").next().map(content);
    let text = text.ok_or_else(|| Error::malformed("an article without <text>").in_record(&id))?;
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bytes.push(text.len());
    let from = |sort: &'static str, first: i64| {
        let places = elements(xml, sort).map(|tag| place(tag, first, &bytes));
        places.collect::<Result<Vec<_>>>().map_err(|error| error.in_record(&id))
    };
    let mut places = from("toponym", 0)?;
    places.extend(from("location", 1)?);
    let url = ["url", "source"].iter().find_map(|name| elements(xml, name).next()).map(content);
    Ok(PlacesDocument { id, text, url, places })
}

fn place(xml: &str, first: i64, bytes: &[usize]) -> Result<GoldPlace> {
    let number = |name: &str| elements(xml, name).next().and_then(|tag| content(tag).trim().parse::<f64>().ok());
    let offset = |name: &str| number(name).map(|n| n as i64 - first);
    let (Some(start), Some(end)) = (offset("start"), offset("end")) else {
        return Err(Error::malformed("a place without start and end"));
    };
    let byte = |offset: i64| usize::try_from(offset).ok().and_then(|at| bytes.get(at)).copied();
    let (Some(from), Some(to)) = (byte(start), byte(end).filter(|_| start < end)) else {
        return Err(Error::new(ErrorKind::Span { role: "place", start, end }));
    };
    Ok(GoldPlace { span: Span::new(from, to), point: number("lat").zip(number("lon")) })
}

/// The elements of a name, from after `<name` to before `</name>`. None of those read here holds itself.
fn elements<'x>(xml: &'x str, name: &str) -> impl Iterator<Item = &'x str> + use<'x> {
    let (opening, closing) = (format!("<{name}"), format!("</{name}>"));
    let mut rest = xml;
    std::iter::from_fn(move || {
        loop {
            let at = rest.find(&opening)? + opening.len();
            let after = &rest[at..];
            if after.starts_with(['>', ' ', '\t', '\n', '\r']) {
                let end = after.find(&closing)?;
                rest = &after[end + closing.len()..];
                return Some(&after[..end]);
            }
            rest = after;
        }
    })
}

fn attribute<'x>(head: &'x str, name: &str) -> Option<&'x str> {
    let (_, after) = head.split_once(&format!("{name}=\""))?;
    after.split_once('"').map(|(value, _)| value)
}

/// The text of an element as [`elements`] gives it.
fn content(element: &str) -> String {
    let inner = element.split_once('>').map_or("", |(_, inner)| inner);
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = rest.find("<![CDATA[") {
        text.push_str(&resolved(&rest[..at]));
        let data = &rest[at + 9..];
        let end = data.find("]]>").unwrap_or(data.len());
        text.push_str(&data[..end]);
        rest = data.get(end + 3..).unwrap_or_default();
    }
    text.push_str(&resolved(rest));
    // As XML parsers do.
    text.replace("\r\n", "\n")
}

fn resolved(text: &str) -> String {
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    named.iter().fold(text.to_owned(), |text, (entity, character)| text.replace(entity, character))
}

/// The file without `<!-- … -->`; a comment's marks inside CDATA are text.
fn without_comments(xml: &str) -> String {
    let mut kept = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some(at) = rest.find("<!") {
        let (before, mark) = rest.split_at(at);
        kept.push_str(before);
        let (ending, keep) = if mark.starts_with("<!--") {
            ("-->", false)
        } else if mark.starts_with("<![CDATA[") {
            ("]]>", true)
        } else {
            (">", true)
        };
        let end = mark.find(ending).map_or(mark.len(), |end| end + ending.len());
        if keep {
            kept.push_str(&mark[..end]);
        }
        rest = &mark[end..];
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(xml: &str) -> Vec<Result<PlacesDocument>> {
        let file = std::env::temp_dir().join(format!("purport-places-{}-{}.xml", std::process::id(), xml.len()));
        std::fs::write(&file, xml).unwrap();
        let documents = documents(&file).map(Iterator::collect);
        std::fs::remove_file(&file).unwrap();
        documents.unwrap()
    }

    #[test]
    fn both_forms_are_read() {
        let found = read(
            "<articles><article docid=\"7\"><url>http://a.example/x</url><text><![CDATA[À Oslo & <b>.]]></text><toponyms>\
             <toponym><start>2</start><end>6</end><phrase>Oslo</phrase><gaztag geonameid=\"1\"><lat>59.9</lat>\
             <lon>10.7</lon></gaztag></toponym><toponym><start>0</start><end>1</end></toponym></toponyms></article>\
             <article><source>http://b.example</source><text>R&amp;D in Bonn</text><locations><location><name>Bonn</name>\
             <start>8</start><end>12</end><lat>50.7</lat><lon>-7</lon></location><!--<location></location>--></locations>\
             </article></articles>",
        );
        let [Ok(first), Ok(second)] = &found[..] else { panic!("{found:?}") };
        assert_eq!((first.id.as_str(), first.text.as_str()), ("7", "À Oslo & <b>."));
        assert_eq!(first.places[0].span.slice(&first.text), "Oslo");
        assert_eq!(first.places[0].point, Some((59.9, 10.7)));
        assert_eq!(first.places[1].point, None);
        assert_eq!(first.url.as_deref(), Some("http://a.example/x"));
        assert_eq!((second.id.as_str(), second.text.as_str()), ("0002", "R&D in Bonn"));
        assert_eq!(second.places.len(), 1);
        assert_eq!(second.places[0].span.slice(&second.text), "Bonn");
    }

    #[test]
    fn a_place_outside_the_text_is_an_error() {
        let found = read("<article><text>Bonn</text><toponym><start>1</start><end>9</end></toponym></article>");
        assert!(matches!(found[..], [Err(_)]));
    }
}
