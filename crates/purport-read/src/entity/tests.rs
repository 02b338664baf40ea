//! Whole sentences, resolved: the embedded parser reads them, attributions are given by their words.

use std::sync::LazyLock;

use purport_parse::{Parse, Parser};
use purport_text::{Span, sentences};

use super::page::Page;
use super::phrase::NameIndex;
use super::referent::Referent;
use super::{Resolved, name, naming, resolve, role};
use crate::attribution::Attribution;
use crate::reading::{Entity, EntityKind, SourceKind};

static PARSER: LazyLock<Parser> = LazyLock::new(|| Parser::embedded().expect("the embedded weights are whole"));

/// The parse of a text.
pub(super) fn parsed(text: &str) -> Parse {
    PARSER.parse(text, &sentences(text)).expect("the embedded model runs")
}

/// Whatever a closure makes of the names of a text, with their referents and roles.
pub(super) fn with_names<T>(text: &str, make: impl FnOnce(&Page, &NameIndex, &[Referent]) -> T) -> T {
    let parse = parsed(text);
    let page = Page::new(text, &parse);
    let named = naming::referents(&page, name::names(&page), |_| false);
    let names = NameIndex::new(page.len(), named.mentions);
    let mut referents = named.referents;
    naming::add_countries(&page, &mut referents);
    role::add_roles(&page, &names, &mut referents);
    make(&page, &names, &referents)
}

/// An attribution by its words: source, cue, content, the first of each in the text; `source@2` is the second.
type Given<'g> = (&'g str, &'g str, &'g str);

fn resolved(text: &str, given: &[Given]) -> Resolved {
    let parse = parsed(text);
    let words = |needle: &str| {
        let (needle, count) = needle.rsplit_once('@').map_or((needle, 1), |(n, count)| (n, count.parse().unwrap()));
        let (start, _) = text.match_indices(needle).nth(count - 1).unwrap_or_else(|| panic!("{needle} in {text}"));
        let first = parse.words.partition_point(|w| w.span.end <= start);
        Span::new(first, parse.words.partition_point(|w| w.span.start < start + needle.len()))
    };
    let mut attributions: Vec<Attribution> = given
        .iter()
        .map(|(source, cue, content)| Attribution {
            cue: words(cue),
            source: Some(words(source)).filter(|_| !source.is_empty()),
            content: vec![words(content)],
            within: None,
            confidence: 1.0,
        })
        .collect();
    for inner in 0..attributions.len() {
        let cue = attributions[inner].cue;
        let holds = |&outer: &usize| outer != inner && attributions[outer].content[0].contains(cue);
        attributions[inner].within = (0..attributions.len()).find(holds);
    }
    resolve(text, &parse, &attributions)
}

/// The entity of the last source given.
fn last(text: &str, given: &[Given]) -> (Entity, SourceKind) {
    let found = resolved(text, given);
    let source = found.sources.last().unwrap();
    let entity = source.entity.unwrap_or_else(|| panic!("no entity for the last source of {text}"));
    (found.entities[entity].clone(), source.kind.unwrap())
}

fn name(text: &str, given: &[Given]) -> String {
    last(text, given).0.name
}

#[test]
fn surnames_find_full_names_and_brothers_stay_apart() {
    let text = "Foreign Minister Choe Son Hui left on Monday. Choe said that the talks would go on.";
    assert_eq!(name(text, &[("Choe@2", "said", "that the talks would go on")]), "Choe Son Hui");
    let text = "Bill Clinton met Hillary Clinton in New York. Mrs. Clinton said that she would run.";
    assert_eq!(name(text, &[("Mrs. Clinton", "said", "that she would run")]), "Hillary Clinton");
}

#[test]
fn every_mention_is_listed_and_cuts_out_a_name_or_pronoun() {
    let text = "Angela Merkel left on Monday. Merkel said that it rained. She said that it was cold.";
    let found = resolved(text, &[("Merkel@2", "said", "that it rained"), ("She", "said@2", "that it was cold")]);
    let entity = &found.entities[found.sources[1].entity.unwrap()];
    let mentions: Vec<&str> = entity.mentions.iter().map(|m| m.slice(text)).collect();
    assert_eq!(mentions, ["Angela Merkel", "Merkel", "She"]);
    assert_eq!((entity.id.as_str(), entity.kind), ("e1", EntityKind::Person));
}

#[test]
fn acronyms_and_short_forms_of_organisations() {
    let text =
        "South Korea's National Intelligence Service (NIS) met lawmakers in Seoul. The NIS said that troops had left.";
    assert_eq!(name(text, &[("The NIS", "said", "that troops had left")]), "National Intelligence Service");
    let text = "The World Health Organization met in Geneva. WHO said that the outbreak was over.";
    assert_eq!(name(text, &[("WHO", "said", "that the outbreak was over")]), "World Health Organization");
}

#[test]
fn capitals_and_governments_are_countries() {
    let text = "Russia sent troops on Monday. Moscow denies that they have orders.";
    let (entity, kind) = last(text, &[("Moscow", "denies", "that they have orders")]);
    assert_eq!((entity.name.as_str(), entity.country.as_deref(), kind), ("Russia", Some("RUS"), SourceKind::Named));
    let text = "Russia sent troops on Monday. The Russian government denies that they have orders.";
    assert_eq!(name(text, &[("The Russian government", "denies", "that they have orders")]), "Russia");
}

#[test]
fn descriptions_find_names() {
    let text = "South Korea's National Intelligence Service met lawmakers in Seoul on Monday.\n\nThe South Korean intelligence \
                agency suspects that troops have left.";
    let source = "The South Korean intelligence agency";
    assert_eq!(name(text, &[(source, "suspects", "that troops have left")]), "National Intelligence Service");
    let text =
        "Foreign Minister Choe Son Hui met Peter Jensen in Moscow. The minister said that the talks would go on.";
    assert_eq!(name(text, &[("The minister", "said", "that the talks would go on")]), "Choe Son Hui");
    let text = "The Court of Appeal met on Monday. The court ruled that the sale was legal.";
    assert_eq!(name(text, &[("The court", "ruled", "that the sale was legal")]), "Court of Appeal");
}

#[test]
fn a_description_that_nothing_fits_stays_unnamed() {
    let text = "Angela Merkel left on Monday. The driver said that it rained.";
    let (entity, kind) = last(text, &[("The driver", "said", "that it rained")]);
    assert_eq!((entity.name.as_str(), kind), ("driver", SourceKind::Unnamed));
    let text = "Governor Maria Gomez was there. The former governor said that it rained. The defence minister said no.";
    let (entity, _) = last(text, &[("The defence minister", "said@2", "no")]);
    assert_eq!(entity.name, "defence minister");
}

#[test]
fn groups_have_members() {
    let text = "Russia and North Korea have not confirmed the deployment. Both nations say that they obey the law.";
    let given = [("Both nations", "say", "that they obey the law")];
    let (entity, kind) = last(text, &given);
    assert_eq!(
        (entity.name.as_str(), entity.kind, kind),
        ("Russia and North Korea", EntityKind::Group, SourceKind::Named)
    );
    let found = resolved(text, &given);
    let members = &found.members[found.sources[0].entity.unwrap()];
    assert_eq!(
        members.iter().map(|&at| found.entities[at].name.as_str()).collect::<Vec<_>>(),
        ["Russia", "North Korea"]
    );
}

#[test]
fn pronouns_agree_in_gender() {
    let text = "Angela Merkel met Peter Jensen in Berlin. She said that it rained.";
    assert_eq!(name(text, &[("She", "said", "that it rained")]), "Angela Merkel");
    let text = "Angela Merkel met Peter Jensen in Berlin. He said that it rained.";
    assert_eq!(name(text, &[("He", "said", "that it rained")]), "Peter Jensen");
}

#[test]
fn who_is_quoted_is_not_who_speaks() {
    let text = "Peter Jensen arrived on Monday. “Donald Trump is a clown,” he said.";
    assert_eq!(name(text, &[("he", "said", "“Donald Trump is a clown,”")]), "Peter Jensen");
}

#[test]
fn first_persons_are_the_speaker() {
    let text = "“I believe that she will go,” said Peter Jensen.";
    let quotation = "“I believe that she will go,”";
    let given = [("Peter Jensen", "said", quotation), ("I", "believe", "that she will go")];
    assert_eq!(name(text, &given), "Peter Jensen");
    let found =
        resolved("We understand that the talks have failed.", &[("We", "understand", "that the talks have failed")]);
    assert_eq!((found.sources[0].entity, found.sources[0].kind), (None, Some(SourceKind::Author)));
}

#[test]
fn we_of_a_minister_is_the_country() {
    let text = "“We do not accuse anyone,” said Estonia's foreign minister, Peter Jensen.";
    let given = [
        ("Estonia's foreign minister, Peter Jensen", "said", "“We do not accuse anyone,”"),
        ("We", "do not accuse", "anyone"),
    ];
    assert_eq!(name(text, &given), "Estonia");
}

#[test]
fn relatives_stand_for_their_noun() {
    let text = "Peter Jensen, who believes that prices will fall, has left.";
    assert_eq!(name(text, &[("who", "believes", "that prices will fall")]), "Peter Jensen");
}

#[test]
fn kinds_of_sources() {
    let kind = |source: &str, rest: &str| {
        let text = format!("{source} {rest}");
        last(&text, &[(source, "said", "that prices had fallen")]).1
    };
    assert_eq!(kind("Western officials", "said that prices had fallen."), SourceKind::Unnamed);
    assert_eq!(kind("A resident", "said that prices had fallen."), SourceKind::Unnamed);
    assert_eq!(kind("A report", "said that prices had fallen."), SourceKind::Document);
    assert_eq!(kind("The New York Times", "said that prices had fallen."), SourceKind::Named);
    assert_eq!(kind("The foreign ministry", "said that prices had fallen."), SourceKind::Named);
}

#[test]
fn no_source_is_no_kind_and_an_empty_article_no_entity() {
    let text = "Prices reportedly fell.";
    let found = resolved(text, &[("", "reportedly", "fell")]);
    assert_eq!((found.sources[0].entity, found.sources[0].kind), (None, None));
    assert_eq!(resolve("", &Parse::default(), &[]), Resolved::default());
}

#[test]
fn a_senators_party_and_state_are_nobody() {
    let text = "Sen. Ann Keller (D-Mo.) scolded the doctor. “It will not work,” she said.";
    let parse = parsed(text);
    let page = Page::new(text, &parse);
    let names: Vec<&str> = super::name::names(&page).into_iter().map(|name| page.slice(name.words)).collect();
    assert_eq!(names, ["Ann Keller"]);
}

#[test]
fn who_is_the_one_that_is_said_to_be_it_or_the_last_that_was_joined() {
    let text = "Dan Kovac is a lawyer who believes that the penalty is wrong.";
    assert_eq!(name(text, &[("who", "believes", "that the penalty is wrong")]), "Dan Kovac");
    let text = "They were backed by Ann Keller and Omar Haddad, who proposed a truce.";
    assert_eq!(name(text, &[("who", "proposed", "a truce")]), "Omar Haddad");
}

#[test]
fn a_letter_is_spoken_by_who_signed_it() {
    let text = "I hope that the bridge will stay.\n\nMira Halloran.\n\nI think that it should go.\n\nPaul Okafor.";
    assert_eq!(name(text, &[("I", "hope", "that the bridge will stay")]), "Mira Halloran");
    assert_eq!(name(text, &[("I@2", "think", "that it should go")]), "Paul Okafor");
    // A heading, or the next speaker of a transcript, signs nothing.
    let text = "I hope that the bridge will stay.\n\nMira Halloran.\n\nThe mayor opened the bridge in 1994.";
    let found = resolved(text, &[("I", "hope", "that the bridge will stay")]);
    assert_eq!((found.sources[0].entity, found.sources[0].kind), (None, Some(SourceKind::Author)));
}

#[test]
fn a_departments_field_is_its_acronym() {
    let text = "The Department of Veterans Affairs is short of beds. VA said that more would come.";
    assert_eq!(name(text, &[("VA", "said", "that more would come")]), "Department of Veterans Affairs");
}

#[test]
fn pronouns_and_relatives_are_listed_and_copied_to_nobody_else() {
    let text = "Angela Merkel, who arrived on Monday, met her advisers. Merkel said that it rained.";
    let (entity, _) = last(text, &[("Merkel@2", "said", "that it rained")]);
    let mentions: Vec<&str> = entity.mentions.iter().map(|m| m.slice(text)).collect();
    assert_eq!(mentions, ["Angela Merkel", "who", "her", "Merkel"]);
}

#[test]
fn countries_and_international_organisations_have_identifiers() {
    let text = "Russia and NATO met in Geneva. Moscow said that it rained. The U.N. was absent; Kessel Brands too.";
    let found = resolved(text, &[("Moscow", "said", "that it rained")]);
    let told = |name: &str| {
        found.entities.iter().find(|e| e.name == name).map(|e| (e.identifier.as_deref(), e.sector.as_deref()))
    };
    assert_eq!(told("Russia"), Some((Some("iso3166:RUS"), Some("GOV"))));
    assert_eq!(told("NATO"), Some((Some("igo:NATO"), Some("IGO"))));
    assert_eq!(told("U.N."), Some((Some("igo:UN"), Some("IGO"))));
    assert_eq!(told("Geneva"), Some((None, None)));
    assert_eq!(told("Kessel Brands").map(|t| t.0), Some(None));
}

#[test]
fn the_speaker_says_i_in_a_quotation() {
    let text = "Peter Jensen met Maria Gomez. “I will sell my ship,” Gomez said.";
    let (entity, _) = last(text, &[("Gomez@2", "said", "“I will sell my ship,”")]);
    let mentions: Vec<&str> = entity.mentions.iter().map(|m| m.slice(text)).collect();
    assert_eq!(mentions, ["Maria Gomez", "I", "my", "Gomez"]);
}
