use purport_parse::Parser;
use purport_text::{Article, sentences};

use super::*;

/// The words of a place, its name and its country.
type Read = (String, String, Option<String>);

/// Places, and the words of governments.
fn read(text: &str) -> (Vec<Read>, Vec<String>) {
    let parse = Parser::embedded().unwrap().parse(text, &sentences(text)).unwrap();
    let article = Article { text: text.to_owned(), ..Article::default() };
    let places = places(&article, &parse, &[]);
    let found = places.found.iter().map(|found| {
        let place = &found.place;
        assert_eq!(place.span, parse.span_of(found.words));
        (place.span.slice(text).to_owned(), place.name.clone(), place.country.clone())
    });
    let governments = places.governments.iter().map(|g| parse.span_of(g.words).slice(text).to_owned()).collect();
    (found.collect(), governments)
}

/// The words of the places.
fn words(text: &str) -> Vec<String> {
    read(text).0.into_iter().map(|(words, ..)| words).collect()
}

#[test]
fn a_name_that_is_also_a_person_or_a_common_noun_is_a_place_only_where_it_is_one() {
    for (text, expected) in [
        ("Victoria Adeyemi said she was tired.", &[][..]),
        ("Mrs Victoria Holm and her son Chad refused.", &[]),
        ("Reading the report took her an hour.", &[]),
        ("Nice weather is expected for the match.", &[]),
        ("The family ate turkey for dinner.", &[]),
        ("Chad Olsen, a baker, denied it.", &[]),
        ("Her Polish was good and her china broke.", &[]),
        ("The march lasted an hour.", &[]),
        ("The envoy flew to Turkey on Monday.", &["Turkey"]),
        ("Rebels attacked a village in Chad.", &["Chad"]),
        ("The trial in Reading begins on Monday.", &["Reading"]),
        ("Two people were killed in Nice, France.", &["Nice", "France"]),
        ("The court in Victoria, British Columbia, ruled.", &["Victoria", "British Columbia"]),
    ] {
        assert_eq!(words(text), expected, "{text}");
    }
    // Both in one article.
    let text = "Chad Olsen flew to Chad on Monday. Olsen was met in N'Djamena.";
    assert_eq!(words(text).iter().filter(|w| *w == "Chad").count(), 1, "{:?}", words(text));
}

#[test]
fn the_place_of_a_dateline_is_no_government() {
    let (found, governments) = read("QUITO, Jan 4 (Wire) - Ecuador held talks with its neighbours.");
    assert_eq!(found[0], ("QUITO".to_owned(), "Quito".to_owned(), Some("ECU".to_owned())));
    assert_eq!(governments, [""; 0]);
}

#[test]
fn who_is_given_something_is_a_government() {
    for (text, governments, places) in [
        ("The alliance sold drones to Tehran.", &["Tehran"][..], &[][..]),
        ("The deal gives Pyongyang a way around the embargo.", &["Pyongyang"], &[]),
        ("The minister flew to Tehran.", &[], &["Tehran"]),
        ("The aid was sent to Kabul by road.", &[], &["Kabul"]),
    ] {
        assert_eq!(
            (read(text).1, words(text)),
            (governments.iter().map(|s| (*s).to_owned()).collect(), places.iter().map(|s| (*s).to_owned()).collect()),
            "{text}"
        );
    }
}

#[test]
fn names_that_no_gazetteer_has_get_no_coordinates() {
    let text = "The dam near Quorvath gave way, and water reached Quorvath at four.";
    let parse = Parser::embedded().unwrap().parse(text, &sentences(text)).unwrap();
    let article = Article { text: text.to_owned(), ..Article::default() };
    for place in places(&article, &parse, &[]).records() {
        assert_eq!(
            (place.geonames, place.lat, place.lon, place.country, place.feature),
            (None, None, None, None, None)
        );
    }
}

#[test]
fn many_places_in_a_sentence_are_read_in_bounded_time() {
    let mut text = "The train stops in Paris".to_owned();
    for at in 0..2_000 {
        text.push_str([", Springfield", ", Victoria", ", San Jose", ", Santa Cruz"][at % 4]);
    }
    text.push('.');
    assert!(words(&text).iter().any(|w| w == "Paris"));
}
