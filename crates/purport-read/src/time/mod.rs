//! Times: when it is said to have happened, to happen, how long and how often (TIMEX3 of TimeML 1.2.1).
//!
//! In: the words of a text with their tree and names, and the day of publication when it is known. Out: each time
//! expression with its words, TIMEX3 type and value, and the first and last moment that it can mean. What is counted from
//! publication has neither without it; what is counted from an event ("two days after the vote") is a duration and no
//! date. Dates that do not exist, or that can be read two ways (10/11/2024), are found and have no value.
//!
//! Bounds of a vague time are as wide as it is: "recently" ends with publication and begins nowhere, "early next week" is
//! the first third of it. A time is anchored when both bounds are known.
//!
//! `grammar` finds expressions, `tense` asks the verb whether they lie behind or ahead, `resolve` settles the day,
//! `record` writes it down.

mod calendar;
mod expression;
mod grammar;
mod lexicon;
mod record;
mod resolve;
mod tense;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use purport_parse::Parse;
use purport_text::{Span, dateline};

use self::calendar::{Moment, Unit};
use self::expression::{Meaning, Point};
use self::grammar::Grammar;
use self::resolve::Context;
use crate::Time;
use crate::number::Lower;

/// A time and the words that say it.
#[derive(Clone, Debug)]
pub(crate) struct FoundTime {
    /// First word and one past the last.
    pub words: Span,
    /// The record, numbered in text order.
    pub time: Time,
}

/// The times of a text, in order. `published` is an RFC 3339 date, with or without a time; without it the date of the
/// dateline counts, when it has a year.
pub(crate) fn times(text: &str, parse: &Parse, lower: &Lower, published: Option<&str>) -> Vec<FoundTime> {
    let published = published.and_then(day).or_else(|| dateline(text)?.date?.complete().as_deref().and_then(day));
    let mut context = Context { published, ..Context::default() };
    let mut found = Vec::new();
    for (number, sentence) in parse.sentences.iter().enumerate() {
        context.sentence = number;
        let grammar = Grammar { text, parse, lower, sentence: *sentence };
        let expressions = grammar.expressions();
        // The day of a bare time of day is the one said in its sentence, before it or else after it.
        let mut said: Option<Date> = None;
        let mut settled = Vec::with_capacity(expressions.len());
        for (words, meaning) in expressions {
            let moment = match meaning {
                Meaning::Point(Point { base: Some(base), .. }) => {
                    let governed = || tense::governed(parse, lower, *sentence, words);
                    let ago = lower.at(words.end - 1) == "ago";
                    let moment = context.moment(base, ago, governed);
                    if let Some(moment) = moment {
                        context.mention(base, moment);
                    }
                    moment
                }
                Meaning::Point(_) => said.map(Moment::Day),
                _ => None,
            };
            if let Some(Moment::Day(day)) = moment {
                said = Some(day);
            }
            settled.push((words, meaning, moment));
        }
        for at in 0..settled.len() {
            let (words, meaning, moment) = settled[at];
            let bare = matches!(meaning, Meaning::Point(Point { base: None, .. }));
            let moment = if bare && moment.is_none() {
                let near = settled[at..].iter().find_map(|(_, _, m)| m.filter(|m| m.unit() == Unit::Day));
                near.or(context.day.or(context.published).map(Moment::Day))
            } else {
                moment
            };
            let id = format!("t{}", found.len() + 1);
            let time = record::record(id, parse.span_of(words), meaning, moment, published);
            found.push(FoundTime { words, time });
        }
    }
    found
}

/// The day of an RFC 3339 date or date and time, in the zone that it is written in.
fn day(published: &str) -> Option<Date> {
    published.get(..10)?.parse::<Date>().ok().filter(|d| d.year() > 0)
}
