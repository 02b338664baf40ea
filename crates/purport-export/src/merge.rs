//! Rows of a lossless export into a ledger.
//!
//! In: rows in the order of the log. Out: a ledger that holds them, and a count ([`Imported`]). Rows of one moment are one
//! batch, so that what was known when is the same as in the ledger that was exported, and a kill leaves whole moments. What the
//! ledger holds already is passed over: the same export twice adds nothing, and one that was cut short goes on. Where a ledger
//! knows of something later than a row, the row becomes known just after that: a ledger's past does not change.

use std::collections::{BTreeMap, VecDeque};

use purport_ledger::Ledger;
use purport_ledger::review::{Act, Review};
use purport_ledger::store::Asked;
use purport_ledger::store::{Moment, Store, key};
use purport_read::Reading;
use purport_text::Article;

use crate::error::{ExportError, Result};

/// What an import added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Articles.
    pub articles: u64,
    /// Readings, first ones included.
    pub readings: u64,
    /// Reviews.
    pub reviews: u64,
    /// Rows that the ledger held already.
    pub passed_over: u64,
    /// Rows that became known later than the export says, because the ledger knew of something later.
    pub moved: u64,
}

/// A row.
pub(crate) enum Row {
    /// An article, before its first reading.
    Article(Article),
    /// A reading whose article has only its key yet; `finish` makes it whole.
    Reading { key: [u8; 16], known: Moment, finish: Box<dyn FnOnce(Article) -> std::result::Result<Reading, String>> },
    /// What a person decided.
    Review(Review),
}

/// An import under way.
pub(crate) struct Merge<'l, S> {
    ledger: &'l mut Ledger<S>,
    done: Imported,
    /// The moment of the batch that has begun, as the export gives it, and whether it had to move.
    batch: Option<(Moment, bool)>,
    /// The last article that was given, until its reading comes.
    waiting: Option<([u8; 16], Article)>,
    /// Reviews that the ledger held at the beginning, by what they say: their numbers.
    held: BTreeMap<String, VecDeque<i64>>,
    /// Numbers of reviews in the export, and here.
    numbers: BTreeMap<i64, i64>,
}

impl<'l, S: Store + Asked> Merge<'l, S> {
    pub(crate) fn new(ledger: &'l mut Ledger<S>) -> Result<Self> {
        let mut held: BTreeMap<String, VecDeque<i64>> = BTreeMap::new();
        for review in ledger.store().reviews(Moment::MAX)? {
            held.entry(said(&review.author, &review.reason, &review.act)?).or_default().push_back(review.id);
        }
        Ok(Self { ledger, done: Imported::default(), batch: None, waiting: None, held, numbers: BTreeMap::new() })
    }

    /// Take a row; `place` names it where it is wrong.
    pub(crate) fn take(&mut self, row: Row, place: &str) -> Result<()> {
        match row {
            Row::Article(article) => {
                self.waiting = Some((key(&article), article));
                Ok(())
            }
            Row::Reading { key, known, finish } => self.reading(key, known, finish, place),
            Row::Review(review) => self.review(review, place),
        }
    }

    /// Make the last moment last.
    pub(crate) fn end(mut self) -> Result<Imported> {
        self.commit()?;
        Ok(self.done)
    }

    /// Forget the moment under way.
    pub(crate) fn give_up(self) {
        self.ledger.roll_back();
    }

    fn reading(
        &mut self,
        key: [u8; 16],
        known: Moment,
        finish: impl FnOnce(Article) -> std::result::Result<Reading, String>,
        place: &str,
    ) -> Result<()> {
        let wrong = |why: String| ExportError::row(place, why);
        let there = self.ledger.store().article_with_key(&key)?;
        let given = self.waiting.take_if(|(waiting, _)| *waiting == key).map(|(_, article)| article);
        let Some(id) = there else {
            let article = given.ok_or_else(|| wrong("no article with this key came before this reading".to_owned()))?;
            let reading = finish(article).map_err(wrong)?;
            self.begin(known)?;
            self.ledger.add(reading)?;
            self.done.articles += 1;
            self.done.readings += 1;
            return Ok(());
        };
        let reading = finish(self.ledger.store().article(id)?).map_err(wrong)?;
        for moment in self.ledger.store().readings(id)? {
            if self.ledger.store().reading(id, moment)? == reading {
                self.done.passed_over += 1;
                return Ok(());
            }
        }
        self.begin(known)?;
        self.ledger.read_again(id, reading)?;
        self.done.readings += 1;
        Ok(())
    }

    fn review(&mut self, review: Review, place: &str) -> Result<()> {
        let act = match review.act {
            Act::Undo { review } => {
                let number = self.numbers.get(&review).copied();
                let missing = || ExportError::row(place, format!("review {review} is undone before it was made"));
                Act::Undo { review: number.ok_or_else(missing)? }
            }
            act => act,
        };
        let there = self.held.get_mut(&said(&review.author, &review.reason, &act)?).and_then(VecDeque::pop_front);
        let number = if let Some(number) = there {
            self.done.passed_over += 1;
            number
        } else {
            self.begin(review.known)?;
            self.done.reviews += 1;
            self.ledger.review(&review.author, &review.reason, act)?
        };
        self.numbers.insert(review.id, number);
        Ok(())
    }

    /// Begin the batch of a moment, ending another's.
    fn begin(&mut self, known: Moment) -> Result<()> {
        if self.batch.is_none_or(|(under_way, _)| under_way != known) {
            self.commit()?;
            let moved = self.ledger.store().latest()? >= known;
            self.ledger.begin(known)?;
            self.batch = Some((known, moved));
        }
        self.done.moved += u64::from(self.batch.is_some_and(|(_, moved)| moved));
        Ok(())
    }

    fn commit(&mut self) -> Result<()> {
        self.batch = None;
        Ok(self.ledger.commit()?)
    }
}

fn said(author: &str, reason: &str, act: &Act) -> Result<String> {
    crate::text::json(&(author, reason, act))
}
