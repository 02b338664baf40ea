//! One finding, with all that a page tells of it.
//!
//! In: a row of the ledger. Out: a [`Finding`] with its claims, each with its sentence, its speaker and those through whom it
//! comes, its article, and what it repeats. Bounded: of very many claims at least the first of each origin is kept.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use purport_ledger::Result;
use purport_ledger::answer::{Answers, Edition, said};
use purport_ledger::derive::{anchor, rejected, stated};
use purport_ledger::finding::{self, Member};
use purport_ledger::review::Act;
use purport_ledger::statement::Statement;
use purport_ledger::store::Asked;
use purport_ledger::store::{ArticleId, FindingRow, Moment, STATEMENTS_MAX, StatementId, Store};
use purport_read::{Claim as Said, Reading};
use purport_text::Span;

use super::excerpt;
use super::gather::{article, kind_of_copy};
use super::model::{Bounds, Change, Claim, Finding, Spread};

/// Claims of a finding that are listed.
pub const CLAIMS: usize = 40;

/// Numbers of a finding that are drawn.
const NUMBERS: usize = 24;

/// Below this the reader doubts its own record.
const DOUBT: f32 = 0.5;

/// Editions whose statements are held.
const HELD: usize = 512;

/// Tells findings in detail.
pub struct Details<'a, S> {
    answers: &'a Answers<'a, S>,
    at: Moment,
    stated: BTreeMap<i64, Rc<Vec<Statement>>>,
}

impl<'a, S: Store + Asked> Details<'a, S> {
    /// From these answers, which are as of this moment.
    pub fn new(answers: &'a Answers<'a, S>, at: Moment) -> Self {
        Self { answers, at, stated: BTreeMap::new() }
    }

    /// A finding.
    pub fn finding(&mut self, row: &FindingRow) -> Result<Finding> {
        let found = &row.finding;
        let members = self.members(found)?;
        let all = members.len();
        let listed = listed(&members, found);
        let mut claims = Vec::with_capacity(listed.len());
        let mut place: BTreeMap<StatementId, usize> = BTreeMap::new();
        for (member, merged) in &listed {
            place.extend(merged.iter().map(|statement| (*statement, claims.len())));
            let claim = self.claim(member)?;
            claims.push(claim);
        }
        self.mark_copies(&mut claims)?;
        let answer = self.answers;
        Ok(Finding {
            id: answer.finding_id(found.id)?,
            statement: answer.statement_text(found.id)?.1,
            standing: found.standing,
            origins_for: found.origins_for,
            origins_against: found.origins_against,
            events: finding::Finding::event_types(found.events),
            first_said: said(&found.first_said),
            last_changed: said(&found.last_changed),
            history: found
                .history
                .iter()
                .map(|change| Change {
                    at: said(&change.at),
                    standing: change.standing,
                    because: place.get(&change.because).copied(),
                })
                .collect(),
            left_out: all - claims.len(),
            numbers: self.numbers(found, &place)?,
            claims,
        })
    }

    /// The members, those of one claim with one relation together.
    fn members(&self, found: &finding::Finding) -> Result<Vec<(Member, Vec<StatementId>)>> {
        let mut members: Vec<(Member, Vec<StatementId>)> = Vec::new();
        let mut places: BTreeMap<(Option<i64>, finding::Relation), usize> = BTreeMap::new();
        for member in &found.members {
            let claim = self.answers.store().claim_of(member.statement)?;
            match places.get(&(claim, member.relation)) {
                Some(place) => members[*place].1.push(member.statement),
                None => {
                    places.insert((claim, member.relation), members.len());
                    members.push((member.clone(), vec![member.statement]));
                }
            }
        }
        Ok(members)
    }

    fn claim(&mut self, member: &Member) -> Result<Claim> {
        let (number, place) = parts(member.statement);
        let edition = self.answers.edition(number)?;
        let statements = self.stated(number, &edition);
        let claim = self.answers.store().claim_of(member.statement)?;
        let at = claim.map_or(usize::MAX, |claim| parts(claim).1);
        let reading = &edition.reading;
        let unread = Said::default();
        let claim = reading.claims.get(at).unwrap_or(&unread);
        let spans: &[Span] = statements.get(place).map_or(&claim.content, |statement| &statement.spans);
        let text = reading.article.text.as_str();
        let entity = claim.source.entity.as_deref().and_then(|id| reading.entities.iter().find(|one| one.id == id));
        let key = anchor(&edition.row.key, claim);
        let reviews = self.answers.reviews().into_iter().filter(|review| review.act.anchors().contains(&&key));
        Ok(Claim {
            id: format!("{}/{}", edition.row.name, claim.id),
            relation: member.relation,
            origin: member.origin.clone(),
            said: edition.row.published.clone(),
            speaker: speaker(reading, claim),
            role: entity.and_then(|entity| entity.role.clone()),
            relays: relays(reading, claim),
            certainty: claim.certainty,
            polarity: claim.polarity,
            hedges: claim.hedges.iter().filter_map(|hedge| text.get(hedge.range())).map(str::to_owned).collect(),
            sentence: excerpt::cut(text, spans, &claim.hedges),
            doubtful: claim.confidence < DOUBT,
            reviews: reviews
                .map(|review| match &review.act {
                    Act::Credibility { grade, .. } => format!("credibility {grade} by {}", review.author),
                    act => format!("{} by {}", act.name(), review.author),
                })
                .collect(),
            article: article(self.answers, edition.row.id)?,
            copy_of: None,
        })
    }

    /// The statements of an edition, in the order of their numbers.
    fn stated(&mut self, number: i64, edition: &Edition) -> Rc<Vec<Statement>> {
        if let Some(held) = self.stated.get(&number) {
            return Rc::clone(held);
        }
        if self.stated.len() >= HELD {
            self.stated.clear();
        }
        let rejected = rejected(&edition.reading, &edition.row.key, &self.answers.reviews(), edition.known);
        let statements: Vec<Statement> = stated(&edition.reading, &rejected).into_iter().map(|(one, _)| one).collect();
        let statements = Rc::new(statements);
        self.stated.insert(number, Rc::clone(&statements));
        statements
    }

    /// Mark the claims whose article is a copy of one that an earlier claim of the same origin stands in.
    fn mark_copies(&self, claims: &mut [Claim]) -> Result<()> {
        let store = self.answers.store();
        let mut first: BTreeMap<(String, finding::Relation, ArticleId), usize> = BTreeMap::new();
        for place in 0..claims.len() {
            let claim = &claims[place];
            let key = (claim.origin.clone(), claim.relation, store.family(claim.article.number)?);
            match first.get(&key).copied() {
                // Said twice in one article: no copy.
                Some(of) if claims[of].article.number != claim.article.number => {
                    let original = claims[of].article.number;
                    let kind = kind_of_copy(store, claim.article.number, original, self.at)?;
                    claims[place].copy_of = Some(of);
                    claims[place].article.copy = kind;
                }
                Some(_) => {}
                None => {
                    first.insert(key, place);
                }
            }
        }
        Ok(())
    }

    fn numbers(&self, found: &finding::Finding, place: &BTreeMap<StatementId, usize>) -> Result<Vec<Spread>> {
        let mut groups: BTreeMap<u32, Spread> = BTreeMap::new();
        let mut order: Vec<u32> = Vec::new();
        for number in found.numbers.iter().take(NUMBERS) {
            let edition = self.answers.edition(parts(number.said.0).0)?;
            let quantity = edition.reading.quantities.get(usize::from(number.said.1));
            if !groups.contains_key(&number.group) {
                order.push(number.group);
            }
            let spread = groups.entry(number.group).or_insert_with(|| Spread {
                of: quantity.and_then(|quantity| quantity.of.clone()),
                unit: quantity.and_then(|quantity| quantity.unit.clone()),
                bounds: Vec::new(),
            });
            let claims: BTreeSet<usize> = number.statements.iter().filter_map(|id| place.get(id)).copied().collect();
            let claims = claims.into_iter().collect();
            spread.bounds.push(Bounds { low: number.low, high: number.high, claims });
        }
        Ok(order.iter().filter_map(|group| groups.remove(group)).collect())
    }
}

/// The edition and the place that a number of a statement or claim is made of.
fn parts(number: i64) -> (i64, usize) {
    let place = usize::try_from(number.rem_euclid(STATEMENTS_MAX)).unwrap_or(usize::MAX);
    (number.div_euclid(STATEMENTS_MAX), place)
}

/// The members that are listed, in order: the first of every origin and relation and those that changed the standing, then
/// others from the earliest on.
fn listed<'m>(
    members: &'m [(Member, Vec<StatementId>)],
    found: &finding::Finding,
) -> Vec<&'m (Member, Vec<StatementId>)> {
    let mut seen: BTreeSet<(&str, finding::Relation)> = BTreeSet::new();
    let (mut telling, mut others) = (Vec::new(), Vec::new());
    for (place, (member, merged)) in members.iter().enumerate() {
        let is_first = seen.insert((&member.origin, member.relation));
        let changes = found.history.iter().any(|change| merged.contains(&change.because));
        if is_first || changes { telling.push(place) } else { others.push(place) }
    }
    let mut places: Vec<usize> = telling.into_iter().chain(others).take(CLAIMS).collect();
    places.sort_unstable();
    places.into_iter().map(|place| &members[place]).collect()
}

/// The name of who makes a claim, else the text's words.
fn speaker(reading: &Reading, claim: &Said) -> Option<String> {
    let entity = claim.source.entity.as_deref().and_then(|id| reading.entities.iter().find(|one| one.id == id));
    entity.map(|entity| entity.name.clone()).or_else(|| claim.source.text.clone())
}

/// Those through whom a claim comes.
fn relays(reading: &Reading, claim: &Said) -> Vec<String> {
    let parent = |claim: &Said| claim.within.as_ref().and_then(|id| reading.claims.iter().find(|one| one.id == *id));
    let own = speaker(reading, claim);
    // No longer than there are claims, whatever a reading says of itself.
    let mut names: Vec<String> = std::iter::successors(parent(claim), |claim| parent(claim))
        .take(reading.claims.len())
        .map(|claim| speaker(reading, claim).unwrap_or_else(|| "a source not named".to_owned()))
        .collect();
    names.dedup();
    names.retain(|name| Some(name) != own.as_ref());
    names
}
