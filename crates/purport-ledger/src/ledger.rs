//! A ledger: articles in, findings kept up to date.
//!
//! In: readings and reviews. Out: rows in a [`Store`]. Changes come in batches; what a batch holds becomes known at one
//! moment, and after a kill it is there wholly or not at all. Findings are made anew only where a batch touched them.

use std::collections::BTreeSet;

use purport_read::Reading;
use purport_text::Article;

use crate::copies::{self, Print, Seen};
use crate::derive::{claim_at, corrected, derived, stated};
use crate::error::{LedgerError, LedgerErrorKind, Result};
use crate::finding::{Memory, Web, findings, single};
use crate::matching::{Relation, WINDOW, compare, keys};
use crate::review::{Act, Anchor, Review, standing};
use crate::store::{ArticleId, CopyRow, Link, Moment, STATEMENTS_MAX, StatementId, Store, key};

/// Statements that one is compared with.
const COMPARED: usize = 48;

/// Articles that one is compared with as a copy.
const COPIES_COMPARED: usize = 24;

/// What became of an article that was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is new; the kinds of copy that it is of others.
    New(Vec<&'static str>),
    /// It was there before.
    Known,
}

/// A ledger in a store.
pub struct Ledger<S> {
    store: S,
    batch: Option<Batch>,
    memory: Memory,
    /// The moment of the last batch of this ledger: when the store has learned of more, another program wrote it.
    last: Option<Moment>,
}

/// What a batch has touched so far.
struct Batch {
    known: Moment,
    /// Statements whose findings have to be made anew.
    touched: BTreeSet<StatementId>,
    reviews: Vec<Review>,
    web: Web,
}

impl Batch {
    fn new(known: Moment, reviews: Vec<Review>) -> Self {
        Self { known, touched: BTreeSet::new(), reviews, web: Web::default() }
    }
}

impl<S: Store> Ledger<S> {
    /// A ledger in a store that is open.
    pub fn new(store: S) -> Self {
        Self { store, batch: None, memory: Memory::default(), last: None }
    }

    /// The store, to be asked.
    pub fn store(&self) -> &S {
        &self.store
    }

    /// Begin a batch: all that is added until [`commit`](Self::commit) becomes known at one moment, `now` or just after what the
    /// ledger learned last, whichever is later.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn begin(&mut self, now: Moment) -> Result<()> {
        self.store.begin()?;
        let begun = self.store.latest().and_then(|latest| Ok((latest, self.store.reviews(Moment::MAX)?)));
        let (latest, reviews) = begun.inspect_err(|_| self.store.roll_back())?;
        if self.last != Some(latest) {
            self.memory.clear();
        }
        let known = now.max(latest + 1);
        self.batch = Some(Batch::new(known, reviews));
        Ok(())
    }

    /// Make the batch last: bring the findings that it touched up to date, then write.
    ///
    /// # Errors
    /// When the store cannot be written; then nothing of the batch is kept.
    pub fn commit(&mut self) -> Result<()> {
        let Some(mut batch) = self.batch.take() else { return Ok(()) };
        let settled = self.settle(&mut batch).and_then(|()| self.store.latest()).and_then(|latest| {
            self.store.commit()?;
            self.last = Some(latest);
            Ok(())
        });
        if settled.is_err() {
            self.roll_back();
        }
        settled
    }

    /// Forget the batch.
    pub fn roll_back(&mut self) {
        self.batch = None;
        self.last = None;
        self.store.roll_back();
    }

    /// Whether an article is in the ledger; then it need not be read.
    ///
    /// # Errors
    /// When the store fails.
    pub fn has(&self, article: &Article) -> Result<bool> {
        self.store.has(&key(article))
    }

    /// Add a reading to the batch.
    ///
    /// # Errors
    /// When no batch has begun, or the store fails.
    pub fn add(&mut self, reading: Reading) -> Result<Added> {
        let key = key(&reading.article);
        let known = self.known()?;
        if self.store.has(&key)? {
            return Ok(Added::Known);
        }
        let article = self.store.append_article(&reading.article, key, known)?;
        self.store.append_reading(article, &reading, known)?;
        let copies = self.first_seen(article, &reading.article, known)?;
        self.edit(article, reading, key)?;
        Ok(Added::New(copies))
    }

    /// Remember something of an address together with the batch.
    ///
    /// # Errors
    /// When the store fails.
    pub fn remember(&mut self, url: &str, body: &str) -> Result<()> {
        self.store.put_page(url, body)
    }

    /// Add another reading of an article that is there.
    ///
    /// # Errors
    /// When no batch has begun, or the store fails.
    pub fn read_again(&mut self, article: ArticleId, reading: Reading) -> Result<()> {
        let known = self.known()?;
        self.store.append_reading(article, &reading, known)?;
        let key = key(&reading.article);
        self.edit(article, reading, key)
    }

    /// Add what a person decided. Gives the review's number.
    ///
    /// # Errors
    /// When it speaks of an article that is not there or undoes a review that is not, or the store fails.
    pub fn review(&mut self, author: &str, reason: &str, act: Act) -> Result<i64> {
        let known = self.known()?;
        let mut review = Review { id: 0, known, author: author.to_owned(), reason: reason.to_owned(), act };
        review.id = self.store.append_review(&review)?;
        let id = review.id;
        self.heed(review)?;
        Ok(id)
    }

    /// Make all that is derived anew from what was appended, as it came in.
    ///
    /// # Errors
    /// When the store fails; then all stays as it was. `progress` hears the number of articles done.
    pub fn rebuild(&mut self, mut progress: impl FnMut(usize)) -> Result<()> {
        self.store.begin()?;
        self.memory.clear();
        let done = self.replay(&mut progress).and_then(|()| self.store.commit());
        if done.is_err() {
            self.roll_back();
        }
        done
    }

    fn replay(&mut self, progress: &mut impl FnMut(usize)) -> Result<()> {
        self.store.clear_derived()?;
        let (mut after, mut count, mut reviews) = (Moment::MIN, 0, Vec::new());
        while let Some(entry) = self.store.next_in_log(after)? {
            after = entry.known;
            self.batch = Some(Batch::new(entry.known, std::mem::take(&mut reviews)));
            for id in entry.articles {
                let reading = self.store.reading(id, entry.known)?;
                let key = key(&reading.article);
                if self.store.edition(id, Moment::MAX)?.is_none() {
                    self.first_seen(id, &reading.article, entry.known)?;
                }
                self.edit(id, reading, key)?;
                count += 1;
                progress(count);
            }
            for review in entry.reviews {
                self.heed(review)?;
            }
            let Some(mut batch) = self.batch.take() else { continue };
            self.settle(&mut batch)?;
            reviews = batch.reviews;
        }
        Ok(())
    }

    fn known(&self) -> Result<Moment> {
        let missing = || LedgerErrorKind::Request("nothing can be added outside a batch".to_owned());
        self.batch
            .as_ref()
            .map(|batch| batch.known)
            .ok_or_else(|| LedgerError::new(std::path::Path::new("ledger"), missing()))
    }

    fn touch(&mut self, statements: impl IntoIterator<Item = StatementId>) {
        if let Some(batch) = &mut self.batch {
            batch.touched.extend(statements);
        }
    }

    /// What is derived from an article itself, however it is read: its words, and what it is a copy of.
    fn first_seen(&mut self, id: ArticleId, article: &Article, known: Moment) -> Result<Vec<&'static str>> {
        self.store.put_words(id, article.title.as_deref().unwrap_or(""), &article.text)?;
        let seen = Seen::of(article);
        let keys = seen.print().keys();
        self.store.put_print(id, id, &keys, &seen.print().to_bytes())?;
        let (mut kinds, mut family) = (Vec::new(), id);
        for (other_id, body) in self.store.alike(&keys, COPIES_COMPARED)? {
            if other_id == id {
                continue;
            }
            let Some(other_print) = Print::from_bytes(&body) else { continue };
            let other = self.store.article(other_id)?;
            let is_later = copies::order(&other, article).is_le();
            let other_seen = Seen::printed(&other, other_print);
            let (earlier, later) = if is_later { (&other_seen, &seen) } else { (&seen, &other_seen) };
            let Some(copy) = copies::compare(earlier, later) else { continue };
            let (article, of) = if is_later { (id, other_id) } else { (other_id, id) };
            let kind = copy.kind.name();
            self.store.put_copy(&CopyRow { article, of, kind: kind.to_owned(), credit: copy.credit }, known)?;
            if is_later && !kinds.contains(&kind) {
                kinds.push(kind);
            }
            let other_family = self.store.family(other_id)?;
            if other_family != family {
                let (into, from) = (family.min(other_family), family.max(other_family));
                for moved in self.store.join_families(into, from)? {
                    if let Some(edition) = self.store.edition(moved, Moment::MAX)? {
                        let statements = self.store.in_edition(edition)?;
                        self.touch(statements);
                    }
                }
                family = into;
            }
        }
        Ok(kinds)
    }

    /// A new edition of an article: what it is taken to say from now on.
    fn edit(&mut self, article: ArticleId, reading: Reading, key: [u8; 16]) -> Result<()> {
        let known = self.known()?;
        let reviews = self.batch.as_ref().map(|batch| batch.reviews.clone()).unwrap_or_default();
        let held = standing(&reviews);
        let (reading, rejected) = corrected(reading, &key, &held);
        let (edition, before) = self.store.new_edition(article, known)?;
        if !before.is_empty() {
            self.store.take_out(&before)?;
            self.store.put_findings(&before, &[], known)?;
            if let Some(batch) = &mut self.batch {
                batch.touched.retain(|statement| !before.contains(statement));
                batch.touched.extend(batch.web.cut(&self.store, &before)?);
            }
        }
        self.store.put_derived(edition, &derived(&reading, &rejected))?;
        let day = reading.article.published.as_deref().and_then(crate::statement::day);
        let stated = stated(&reading, &rejected);
        let keys: Vec<Vec<u64>> = stated.iter().map(|(statement, _)| keys(statement)).collect();
        self.store.put_statements(edition, &stated, &keys, day)?;
        for (id, ((statement, _), keys)) in (edition * STATEMENTS_MAX..).zip(stated.iter().zip(&keys)) {
            self.touch([id]);
            for (other, found) in self.store.candidates(keys, day, WINDOW, edition, COMPARED)? {
                if let Some(verdict) = compare(statement, &found) {
                    self.link(Link {
                        one: id,
                        other,
                        score: verdict.score,
                        opposed: verdict.relation == Relation::Opposed,
                        followed: false,
                    })?;
                }
            }
        }
        // What people said of this article's claims holds for its new edition too.
        for review in held {
            if review.act.anchors().iter().any(|anchor| anchor.article == crate::derive::hex(&key)) {
                self.tie(&review.act)?;
            }
        }
        Ok(())
    }

    fn link(&mut self, link: Link) -> Result<()> {
        self.batch.as_mut().map_or(Ok(()), |batch| batch.web.link(&self.store, link))
    }

    /// Let a review take effect.
    fn heed(&mut self, review: Review) -> Result<()> {
        let act = review.act.clone();
        let reviews = match &mut self.batch {
            Some(batch) => {
                batch.reviews.push(review);
                batch.reviews.clone()
            }
            None => return Ok(()),
        };
        match act {
            Act::Undo { review } => {
                if let Some(undone) = reviews.iter().find(|earlier| earlier.id == review) {
                    self.undo(&undone.act.clone(), &reviews)?;
                }
            }
            Act::Reject { claim } | Act::Correct { claim, .. } => self.edit_again(&claim)?,
            Act::Merge { .. } | Act::Split { .. } => self.tie(&act)?,
            Act::Join { identity, of } => self.store.put_alias(&identity, Some(&of))?,
            Act::Accept { .. } | Act::Reliability { .. } | Act::Credibility { .. } => {}
        }
        Ok(())
    }

    /// Take an act's effect back; an undone undo brings the act before it back.
    fn undo(&mut self, act: &Act, reviews: &[Review]) -> Result<()> {
        match act {
            Act::Undo { review } => {
                let Some(again) = reviews.iter().find(|earlier| earlier.id == *review) else { return Ok(()) };
                match &again.act {
                    Act::Join { identity, of } => self.store.put_alias(identity, Some(of)),
                    act => act.anchors().iter().try_for_each(|anchor| self.edit_again(anchor)),
                }
            }
            Act::Join { identity, .. } => self.store.put_alias(identity, None),
            act => act.anchors().iter().try_for_each(|anchor| self.edit_again(anchor)),
        }
    }

    /// Derive the article of a claim anew, as the reviews now have it.
    fn edit_again(&mut self, claim: &Anchor) -> Result<()> {
        let Some(article) = self.article_of(claim)? else { return Ok(()) };
        let reading = self.store.reading(article, Moment::MAX)?;
        let key = key(&reading.article);
        self.edit(article, reading, key)
    }

    fn article_of(&self, claim: &Anchor) -> Result<Option<ArticleId>> {
        crate::derive::unhex(&claim.article).map_or(Ok(None), |key| self.store.article_with_key(&key))
    }

    /// Join or part the statements of two claims, as a person decided.
    fn tie(&mut self, act: &Act) -> Result<()> {
        let (one, other, together) = match act {
            Act::Merge { one, other } => (one, other, true),
            Act::Split { one, other } => (one, other, false),
            _ => return Ok(()),
        };
        let (ones, others) = (self.statements_at(one)?, self.statements_at(other)?);
        for one in &ones {
            for other in others.iter().filter(|other| *other != one) {
                if together {
                    // Surer than anything that is computed: such a link is followed first.
                    self.link(Link { one: *one, other: *other, score: 2.0, opposed: false, followed: false })?;
                } else {
                    self.store.put_apart(*one, *other)?;
                    self.touch([*one, *other]);
                }
            }
        }
        Ok(())
    }

    /// The statements of the claim at an anchor.
    fn statements_at(&self, claim: &Anchor) -> Result<Vec<StatementId>> {
        let Some(article) = self.article_of(claim)? else { return Ok(Vec::new()) };
        let Some(edition) = self.store.edition(article, Moment::MAX)? else { return Ok(Vec::new()) };
        let reading = self.store.reading(article, Moment::MAX)?;
        let Some(at) = claim_at(&reading, claim) else { return Ok(Vec::new()) };
        let rows = self.store.rows(&self.store.in_edition(edition)?)?;
        Ok(rows.into_iter().filter(|row| row.statement.claim as usize == at).map(|row| row.id).collect())
    }

    /// Make the findings anew that the batch touched, or that hang together otherwise now.
    fn settle(&mut self, batch: &mut Batch) -> Result<()> {
        let mut seeds = batch.web.follow(&self.store)?;
        seeds.extend(&batch.touched);
        batch.web.write(&mut self.store)?;
        let mut done: BTreeSet<StatementId> = BTreeSet::new();
        for seed in seeds {
            if done.contains(&seed) {
                continue;
            }
            let (mut statements, links) = batch.web.component(&self.store, seed)?;
            done.extend(&statements);
            let rows = self.store.rows(&statements)?;
            let found = match rows.as_slice() {
                [] => Vec::new(),
                [row] => vec![single(row)],
                _ => {
                    let apart = self.store.apart(&statements)?;
                    let found = findings(rows, &links, &apart, &batch.touched, &mut self.memory);
                    // The others are as they were. Whatever changed hands was in a group that is no more.
                    statements = found.iter().flat_map(|found| &found.members).map(|member| member.statement).collect();
                    found
                }
            };
            self.store.put_findings(&statements, &found, batch.known)?;
        }
        Ok(())
    }
}
