//! A finding with its whole story, as a person follows it.
//!
//! In: a row of the ledger. Out: a [`Story`]: the claims, each with its sentence, its speaker and those through whom it comes,
//! its article, and what it repeats. Bounded: of very many claims at least the first of each origin is kept.
//!
//! Texts are as the articles have them; whoever shows them makes them harmless.

mod excerpt;

use std::collections::{BTreeMap, BTreeSet};

use purport_read::{Certainty, Claim as Said, EventType, Polarity, Reading};
use purport_text::Span;
use serde::Serialize;

use super::{Answers, ChangeAnswer, moment, said, words};
use crate::Result;
use crate::finding::{self, Member, Relation, Standing};
use crate::review::Act;
use crate::store::{ArticleId, Asked, FindingRow, Moment, STATEMENTS_MAX, StatementId, Store};

/// Claims of a finding that are listed.
const CLAIMS: usize = 40;

/// Numbers of a finding that are drawn.
const NUMBERS: usize = 24;

/// Below this the reader doubts its own record.
const DOUBT: f32 = 0.5;

/// A finding with its whole story.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Story {
    /// Its id.
    pub id: String,
    /// What it states.
    pub statement: String,
    /// What it rests on.
    pub standing: Standing,
    /// Independent origins that are for it.
    pub origins_for: u32,
    /// Independent origins that are against it.
    pub origins_against: u32,
    /// PLOVER types of the events that it speaks of.
    pub events: Vec<EventType>,
    /// Publication of its first claim.
    pub first_said: Option<String>,
    /// Publication of the claim that last changed its standing.
    pub last_changed: Option<String>,
    /// Changes of its standing.
    pub history: Vec<ChangeAnswer>,
    /// Its claims in order of publication.
    pub claims: Vec<StoryClaim>,
    /// Claims that are not listed.
    pub left_out: usize,
    /// Its numbers, by what they count.
    pub numbers: Vec<Spread>,
}

/// A claim of a finding, told.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StoryClaim {
    /// Its id.
    pub id: String,
    /// What it is to the finding.
    pub relation: Relation,
    /// Whose word it rests on.
    pub origin: String,
    /// When it was published.
    pub said: Option<String>,
    /// When the ledger learned of it.
    pub known: String,
    /// Who makes it.
    pub speaker: Option<String>,
    /// Role or office of who makes it.
    pub role: Option<String>,
    /// Through whom it comes, the nearest first.
    pub relays: Vec<String>,
    /// The words that attribute it.
    pub cue: Option<String>,
    /// How sure the source sounds.
    pub certainty: Option<Certainty>,
    /// Whether it is said to be so.
    pub polarity: Option<Polarity>,
    /// Words that hedge it.
    pub hedges: Vec<String>,
    /// The sentence that it stands in.
    pub sentence: Vec<Piece>,
    /// Whether the reader doubts its own record.
    pub doubtful: bool,
    /// What people decided about it: `accept by ada`.
    pub reviews: Vec<String>,
    /// The article that it stands in.
    pub article: ArticleRef,
    /// Id of the claim of the same finding and origin that this one repeats.
    pub copy_of: Option<String>,
    /// What kind of copy its article is of the one that it repeats.
    pub copy: Option<CopyKind>,
}

/// What kind of copy an article is of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CopyKind {
    /// `identical`, `revision`, `wire` or `excerpt`.
    pub kind: String,
    /// The agency that is credited.
    pub credit: Option<String>,
}

/// A stretch of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Piece {
    /// Its words.
    pub text: String,
    /// Whether it is part of what is claimed.
    pub claimed: bool,
    /// Whether it hedges.
    pub hedged: bool,
}

/// An article as others refer to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArticleRef {
    /// Its number in the store.
    #[serde(skip)]
    pub number: ArticleId,
    /// Its id.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Publication time.
    pub published: Option<String>,
    /// Address.
    pub url: Option<String>,
}

/// The numbers that claims give for one thing.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Spread {
    /// What is counted.
    pub of: Option<String>,
    /// Short name of the unit, or code of the currency.
    pub unit: Option<String>,
    /// The numbers, the least first.
    pub bounds: Vec<NumberBounds>,
}

/// A number, and who gives it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NumberBounds {
    /// The least that is meant, `None` when open.
    pub low: Option<f64>,
    /// The most that is meant, `None` when open.
    pub high: Option<f64>,
    /// Ids of the listed claims that give it.
    pub claims: Vec<String>,
}

impl Story {
    /// The place among its claims of the one with an id.
    #[must_use]
    pub fn place(&self, claim: &str) -> Option<usize> {
        self.claims.iter().position(|one| one.id == claim)
    }
}

impl<S: Store + Asked> Answers<'_, S> {
    /// The story of a finding.
    ///
    /// # Errors
    /// When the store fails.
    pub fn story(&self, row: &FindingRow) -> Result<Story> {
        let found = &row.finding;
        let members = self.members(found)?;
        let all = members.len();
        let listed = listed(&members, found);
        let mut claims = Vec::with_capacity(listed.len());
        let mut place: BTreeMap<StatementId, usize> = BTreeMap::new();
        for (member, merged) in &listed {
            place.extend(merged.iter().map(|statement| (*statement, claims.len())));
            let claim = self.story_claim(member)?;
            claims.push(claim);
        }
        self.mark_copies(&mut claims)?;
        Ok(Story {
            id: self.finding_id(found.id)?,
            statement: self.statement_text(found.id)?.1,
            standing: found.standing,
            origins_for: found.origins_for,
            origins_against: found.origins_against,
            events: finding::Finding::event_types(found.events),
            first_said: said(&found.first_said),
            last_changed: said(&found.last_changed),
            history: found
                .history
                .iter()
                .map(|change| {
                    let because = self.claim_of_statement(change.because)?;
                    Ok(ChangeAnswer { at: said(&change.at), standing: change.standing, because })
                })
                .collect::<Result<_>>()?,
            left_out: all - claims.len(),
            numbers: self.numbers(found, &place, &claims)?,
            claims,
        })
    }

    /// The members, those of one claim with one relation together.
    fn members(&self, found: &finding::Finding) -> Result<Vec<(Member, Vec<StatementId>)>> {
        let mut members: Vec<(Member, Vec<StatementId>)> = Vec::new();
        let mut places: BTreeMap<(Option<i64>, finding::Relation), usize> = BTreeMap::new();
        for member in &found.members {
            let claim = self.store.claim_of(member.statement)?;
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

    fn story_claim(&self, member: &Member) -> Result<StoryClaim> {
        let (number, _) = parts(member.statement);
        let edition = self.edition(number)?;
        let statement = self.store.statement(member.statement)?;
        let claim = self.store.claim_of(member.statement)?;
        let at = claim.map_or(usize::MAX, |claim| parts(claim).1);
        let reading = &edition.reading;
        let unread = Said::default();
        let claim = reading.claims.get(at).unwrap_or(&unread);
        let spans: &[Span] = statement.as_ref().map_or(&claim.content, |statement| &statement.spans);
        let text = reading.article.text.as_str();
        let entity = claim.source.entity.as_deref().and_then(|id| reading.entities.iter().find(|one| one.id == id));
        let reviews = self.decided(&edition, at).into_iter();
        Ok(StoryClaim {
            id: format!("{}/{}", edition.row.name, claim.id),
            relation: member.relation,
            origin: member.origin.clone(),
            said: edition.row.published.clone(),
            known: moment(edition.known),
            speaker: speaker(reading, claim),
            role: entity.and_then(|entity| entity.role.clone()),
            relays: relays(reading, claim),
            cue: claim.cue.as_ref().map(|cue| words(text, &cue.spans)),
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
            article: self.article_ref(edition.row.id)?,
            copy_of: None,
            copy: None,
        })
    }

    /// Mark the claims whose article is a copy of one that an earlier claim of the same origin stands in.
    fn mark_copies(&self, claims: &mut [StoryClaim]) -> Result<()> {
        let store = self.store;
        let mut first: BTreeMap<(String, finding::Relation, ArticleId), usize> = BTreeMap::new();
        for place in 0..claims.len() {
            let claim = &claims[place];
            let key = (claim.origin.clone(), claim.relation, store.family(claim.article.number)?);
            match first.get(&key).copied() {
                // Said twice in one article: no copy.
                Some(of) if claims[of].article.number != claim.article.number => {
                    let original = claims[of].article.number;
                    claims[place].copy = kind_of_copy(store, claim.article.number, original, self.at)?;
                    claims[place].copy_of = Some(claims[of].id.clone());
                }
                Some(_) => {}
                None => {
                    first.insert(key, place);
                }
            }
        }
        Ok(())
    }

    fn numbers(
        &self,
        found: &finding::Finding,
        place: &BTreeMap<StatementId, usize>,
        listed: &[StoryClaim],
    ) -> Result<Vec<Spread>> {
        let mut groups: BTreeMap<u32, Spread> = BTreeMap::new();
        let mut order: Vec<u32> = Vec::new();
        for number in found.numbers.iter().take(NUMBERS) {
            let edition = self.edition(parts(number.said.0).0)?;
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
            let claims = claims.into_iter().map(|place| listed[place].id.clone()).collect();
            spread.bounds.push(NumberBounds { low: number.low, high: number.high, claims });
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

/// What kind of copy an article is, best of another one, else of any of its family.
///
/// # Errors
/// When the store fails.
pub fn kind_of_copy<S: Store + Asked>(
    store: &S,
    article: ArticleId,
    of: ArticleId,
    at: Moment,
) -> Result<Option<CopyKind>> {
    let copies = store.copies(Some(article), at)?;
    let direct = copies.iter().find(|copy| (copy.article, copy.of) == (article, of));
    let found = direct.or_else(|| copies.iter().find(|copy| copy.article == article)).or(copies.first());
    Ok(found.map(|copy| CopyKind { kind: copy.kind.clone(), credit: copy.credit.clone() }))
}
