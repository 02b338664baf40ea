//! Whole sentences, linked: chains of two mentions or more, by their words.

use crate::entity::tests::{parsed, with_names};
use crate::entity::{chain, resolve};

fn chains(text: &str) -> Vec<Vec<String>> {
    let parse = parsed(text);
    let found = resolve(text, &parse, &[]);
    let words = |chain: &Vec<purport_text::Span>| chain.iter().map(|w| parse.text_of(*w, text).to_owned()).collect();
    found.chains.iter().filter(|chain| chain.len() > 1).map(words).collect()
}

fn together(text: &str, mentions: &[&str]) -> bool {
    chains(text).iter().any(|chain| mentions.iter().all(|m| chain.iter().any(|words| words == m)))
}

#[test]
fn pronouns_of_people_things_and_groups() {
    let text = "Angela Merkel arrived on Monday. She met her advisers in Geneva.";
    assert!(together(text, &["Angela Merkel", "She", "her"]), "{:?}", chains(text));
    let text = "The rebels left the town on Friday. They had held it for a year.";
    assert!(together(text, &["The rebels", "They"]), "{:?}", chains(text));
    assert!(together(text, &["the town", "it"]), "{:?}", chains(text));
}

#[test]
fn pronouns_before_the_subject_that_they_mean() {
    let text = "Tom Baxter coached the team. In her speech on Monday, Maria Okello thanked him.";
    assert!(together(text, &["her", "Maria Okello"]) && together(text, &["Tom Baxter", "him"]), "{:?}", chains(text));
    let text = "After leaving his village, Peter Jensen moved to Oslo.";
    assert!(together(text, &["his", "Peter Jensen"]), "{:?}", chains(text));
    // Behind the subject, or before one of the other gender, it looks back.
    let text = "Maria Okello wrote to Peter Jensen. In her letter, Peter Jensen was praised.";
    assert!(!together(text, &["her", "Peter Jensen"]), "{:?}", chains(text));
}

#[test]
fn descriptions_that_were_said_before() {
    let text = "A ferry sank off the coast on Monday. The ferry had carried too many passengers.";
    assert!(together(text, &["A ferry", "The ferry"]), "{:?}", chains(text));
    let text = "A ferry sank off the coast on Monday. A ferry had sunk there before. The harbour was closed.";
    assert!(!together(text, &["A ferry", "The harbour"]), "{:?}", chains(text));
}

#[test]
fn two_people_of_two_genders_stay_two() {
    let text = "Angela Merkel met Peter Jensen on Monday. He thanked her for the visit.";
    assert!(together(text, &["Peter Jensen", "He"]) && together(text, &["Angela Merkel", "her"]), "{:?}", chains(text));
    assert!(!together(text, &["He", "her"]));
}

#[test]
fn mentions_are_whole_phrases_without_what_a_copula_says() {
    let found = |text: &str| {
        with_names(text, |page, names, referents| {
            let found = chain::mention::mentions(page, names, referents);
            found.iter().map(|m| page.slice(m.words).to_owned()).collect::<Vec<_>>()
        })
    };
    let mentions = found("The captain of the ship, Peter Jensen, who had slept, was a drunkard.");
    assert!(mentions.contains(&"The captain of the ship, Peter Jensen, who had slept".to_owned()), "{mentions:?}");
    assert!(
        mentions.contains(&"the ship".to_owned()) && !mentions.iter().any(|m| m.contains("drunkard")),
        "{mentions:?}"
    );
    let mentions = found("Boys and girls sang.");
    assert!(mentions.contains(&"Boys and girls".to_owned()) && mentions.contains(&"Boys".to_owned()), "{mentions:?}");
}

#[test]
fn long_articles_take_time_that_grows_with_their_length() {
    let text = "The minister met the rebels. They said that it was over. He left. ".repeat(40);
    let parse = parsed(&text);
    let found = resolve(&text, &parse, &[]);
    assert!(found.chains.iter().map(Vec::len).sum::<usize>() > 100);
}
