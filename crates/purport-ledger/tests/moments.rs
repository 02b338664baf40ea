//! What a ledger answered once it answers for good, as of that moment; and pages and numbers agree with the whole.
//!
//! The golden stories come in a few articles at a time, one of them is read again, and a claim is rejected. After each step the
//! findings are written down; at the end the ledger is asked for every one of these moments.

use std::collections::BTreeSet;
use std::fs::read_to_string;
use std::path::Path;

use purport_ledger::Ledger;
use purport_ledger::answer::{Answers, FindingAnswer, Named};
use purport_ledger::ask::{Cursor, Filter, Page, day};
use purport_ledger::derive::hex;
use purport_ledger::finding::Standing;
use purport_ledger::review::{Act, Anchor};
use purport_ledger::store::sqlite::SqliteStore;
use purport_ledger::store::{Asked, Moment, Store, key};
use purport_parse::Parser;
use purport_read::{Certainty, EventType, Layers, Reading, read};
use purport_text::articles;

const STORIES: [&str; 2] = ["ferry", "engineers"];

/// Articles of a batch.
const BATCH: usize = 4;

fn readings() -> Vec<Reading> {
    let parser = Parser::embedded().unwrap();
    let mut found = Vec::new();
    for name in STORIES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../examples/stories/{name}/articles.jsonl"));
        let lines = read_to_string(path).unwrap();
        for article in articles(name, lines.as_bytes()) {
            found.push(read(article.unwrap(), &parser, Layers::default()).unwrap());
        }
    }
    found
}

/// All findings that fulfil a filter, in pages of so many.
fn findings(store: &SqliteStore, filter: &Filter, page: usize) -> Vec<FindingAnswer> {
    let answers = Answers::new(store, filter.at).unwrap();
    let (mut found, mut after): (Vec<FindingAnswer>, Option<Cursor>) = (Vec::new(), None);
    loop {
        let Page { rows, next } = answers.findings(filter, after.as_ref(), page).unwrap();
        found.extend(rows);
        match next {
            Some(cursor) => after = Some(cursor),
            None => return found,
        }
    }
}

fn filters() -> Vec<Filter> {
    let mut filters = vec![Filter::default()];
    for standing in Standing::ALL {
        filters.push(Filter { standing: Some(standing), ..Filter::default() });
    }
    for certainty in [Certainty::Certain, Certainty::Probable, Certainty::Possible] {
        filters.push(Filter { certainties: vec![certainty], ..Filter::default() });
    }
    filters.push(Filter { events: vec![EventType::ALL[3]], standing: Some(Standing::Reported), ..Filter::default() });
    filters.push(Filter { text: Some("the".to_owned()), ..Filter::default() });
    filters.push(Filter { source: Some("ministry".to_owned()), ..Filter::default() });
    filters
}

#[test]
fn what_was_answered_is_answered_as_of_then() {
    let readings = readings();
    let directory = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::new(SqliteStore::create(&directory.path().join("a.db")).unwrap());
    let mut told: Vec<(Moment, Vec<FindingAnswer>)> = Vec::new();
    let mut remember = |ledger: &Ledger<SqliteStore>| {
        let store = ledger.store();
        let found = findings(store, &Filter::default(), 10_000);
        assert_eq!(store.counts().unwrap()[2], found.len() as u64);
        told.push((store.latest().unwrap(), found));
    };
    for batch in readings.chunks(BATCH) {
        ledger.begin(0).unwrap();
        for reading in batch {
            ledger.add(reading.clone()).unwrap();
        }
        ledger.commit().unwrap();
        remember(&ledger);
    }
    let again = &readings[1];
    let number = ledger.store().article_with_key(&key(&again.article)).unwrap().unwrap();
    ledger.begin(0).unwrap();
    ledger.read_again(number, again.clone()).unwrap();
    ledger.commit().unwrap();
    remember(&ledger);
    ledger.begin(0).unwrap();
    let claim = Anchor { article: hex(&key(&again.article)), content: again.claims[0].content.clone() };
    ledger.review("a reader", "not what it says", Act::Reject { claim }).unwrap();
    ledger.commit().unwrap();
    remember(&ledger);

    let store = ledger.store();
    for (at, before) in &told {
        let now = findings(store, &Filter { at: *at, ..Filter::default() }, 7);
        for (one, other) in before.iter().zip(&now) {
            assert_eq!(one, other, "as of {at}");
        }
        assert_eq!(before.len(), now.len(), "as of {at}");
        assert!(before.iter().all(|finding| !finding.claims.is_empty()), "as of {at}");
    }
    // Whatever changed between two moments is told to have changed.
    for pair in told.windows(2) {
        let [(earlier, before), (later, after)] = pair else { unreachable!() };
        let answers = Answers::new(store, *later).unwrap();
        let changed: BTreeSet<String> =
            store.changed(*earlier, *later).unwrap().iter().map(|id| answers.finding_id(*id).unwrap()).collect();
        for finding in after.iter().filter(|finding| !before.contains(finding)) {
            assert!(changed.contains(&finding.id), "{} changed", finding.id);
        }
    }
}

#[test]
fn pages_hold_what_the_whole_holds() {
    let readings = readings();
    let directory = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::new(SqliteStore::create(&directory.path().join("a.db")).unwrap());
    ledger.begin(0).unwrap();
    for reading in readings {
        ledger.add(reading).unwrap();
    }
    ledger.commit().unwrap();
    let store = ledger.store();
    let all = findings(store, &Filter::default(), 10_000);
    let mut told = 0;
    for filter in filters() {
        let whole = findings(store, &filter, 10_000);
        told += whole.len();
        for page in [1, 3, 20] {
            assert_eq!(findings(store, &filter, page), whole, "{filter:?} in pages of {page}");
        }
        let ids: BTreeSet<&str> = whole.iter().map(|finding| finding.id.as_str()).collect();
        assert_eq!(ids.len(), whole.len(), "{filter:?}: nothing is told twice");
        let expected = all.iter().filter(|finding| ids.contains(finding.id.as_str()));
        assert!(expected.eq(whole.iter()), "{filter:?}: in the order of all");
        if let Some(standing) = filter.standing.filter(|_| filter.events.is_empty()) {
            let of_standing = all.iter().filter(|finding| finding.standing == standing).count();
            assert_eq!(of_standing, whole.len(), "{standing:?}");
        }
    }
    assert!(told > all.len());
    // Each claim leads to the findings that it is listed in.
    let answers = Answers::new(store, Moment::MAX).unwrap();
    for finding in &all {
        for claim in &finding.claims {
            let named = answers.resolve(&claim.id).unwrap();
            assert!(matches!(named, Named::Claim(_)));
            assert!(answers.findings_of(named).unwrap().contains(finding), "{} of {}", claim.id, finding.id);
        }
    }
}

#[test]
fn days_find_what_changed_long_after_it_began() {
    let directory = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::new(SqliteStore::create(&directory.path().join("a.db")).unwrap());
    ledger.begin(0).unwrap();
    for (place, mut reading) in readings().into_iter().enumerate() {
        // Every second report comes forty days later.
        let published = reading.article.published.clone().filter(|_| place % 2 == 1);
        reading.article.published =
            published.map(|time| time.replace("2026-04-1", "2026-05-2")).or(reading.article.published);
        ledger.add(reading).unwrap();
    }
    ledger.commit().unwrap();
    let store = ledger.store();
    let all = findings(store, &Filter::default(), 10_000);
    let is_within = |finding: &FindingAnswer, from: &str, to: &str| {
        let (first, last) = (finding.first_said.as_deref().unwrap(), finding.last_changed.as_deref().unwrap());
        last >= from && &first[..10] <= to
    };
    let lasting = all.iter().filter(|one| is_within(one, "2026-05-20", "2026-04-19"));
    assert!(lasting.count() > 0, "some began in April and changed in May");
    for (from, to) in [
        ("2026-03-01", "2026-04-15"),
        ("2026-04-15", "2026-04-18"),
        ("2026-05-01", "2026-05-10"),
        ("2026-05-22", "2026-06-30"),
    ] {
        let filter = Filter { from: day(from).ok(), to: day(to).ok(), ..Filter::default() };
        let wanted: Vec<&FindingAnswer> = all.iter().filter(|one| is_within(one, from, to)).collect();
        assert!(!wanted.is_empty(), "{from} to {to}");
        for page in [2, 10_000] {
            let found = findings(store, &filter, page);
            assert!(
                wanted.iter().copied().eq(&found),
                "{from} to {to}, in pages of {page}: {} of {}",
                found.len(),
                wanted.len()
            );
        }
    }
}

#[test]
fn what_came_in_piece_by_piece_is_what_came_in_at_once() {
    let directory = tempfile::tempdir().unwrap();
    let readings = readings();
    // Of one article nothing is left in the end.
    let anchors: Vec<Anchor> = readings[1]
        .claims
        .iter()
        .map(|claim| Anchor { article: hex(&key(&readings[1].article)), content: claim.content.clone() })
        .collect();
    let mut at_once = Ledger::new(SqliteStore::create(&directory.path().join("a.db")).unwrap());
    at_once.begin(0).unwrap();
    for reading in &readings {
        at_once.add(reading.clone()).unwrap();
    }
    for claim in &anchors {
        at_once.review("a reader", "", Act::Reject { claim: claim.clone() }).unwrap();
    }
    at_once.commit().unwrap();
    // Each by itself, the last ones first; some read again; one claim rejected and taken back.
    let mut pieces = Ledger::new(SqliteStore::create(&directory.path().join("b.db")).unwrap());
    let mut step = |act: &mut dyn FnMut(&mut Ledger<SqliteStore>)| {
        pieces.begin(0).unwrap();
        act(&mut pieces);
        pieces.commit().unwrap();
    };
    for reading in readings.iter().rev() {
        step(&mut |ledger| assert!(ledger.add(reading.clone()).is_ok()));
    }
    for reading in readings.iter().step_by(3) {
        step(&mut |ledger| {
            let number = ledger.store().article_with_key(&key(&reading.article)).unwrap().unwrap();
            ledger.read_again(number, reading.clone()).unwrap();
        });
    }
    let mut review = 0;
    let claim = Anchor { article: hex(&key(&readings[4].article)), content: readings[4].claims[0].content.clone() };
    step(&mut |ledger| review = ledger.review("a reader", "", Act::Reject { claim: claim.clone() }).unwrap());
    step(&mut |ledger| assert!(ledger.review("a reader", "", Act::Undo { review }).is_ok()));
    for claim in &anchors {
        step(&mut |ledger| assert!(ledger.review("a reader", "", Act::Reject { claim: claim.clone() }).is_ok()));
    }

    let told = |ledger: &Ledger<SqliteStore>| {
        let mut findings = findings(ledger.store(), &Filter::default(), 10_000);
        findings.iter_mut().flat_map(|finding| &mut finding.claims).for_each(|claim| claim.known.clear());
        let answers = Answers::new(ledger.store(), Moment::MAX).unwrap();
        let sources = answers.sources(&Filter::default(), None, 10_000).unwrap().rows;
        (findings, sources, answers.network(10_000).unwrap())
    };
    let (one, other) = (told(&at_once), told(&pieces));
    for (one, other) in one.0.iter().zip(&other.0) {
        assert_eq!(one, other);
    }
    assert_eq!((one.0.len(), one.1, one.2), (other.0.len(), other.1, other.2));
}

#[test]
fn two_programs_that_add_in_turn_make_what_one_would() {
    let directory = tempfile::tempdir().unwrap();
    let readings = readings();
    let open = |name: &str| Ledger::new(SqliteStore::create(&directory.path().join(name)).unwrap());
    let add = |ledger: &mut Ledger<SqliteStore>, batch: &[Reading]| {
        ledger.begin(0).unwrap();
        for reading in batch {
            ledger.add(reading.clone()).unwrap();
        }
        ledger.commit().unwrap();
    };
    let mut alone = open("a.db");
    let mut both = [open("b.db"), open("b.db")];
    for (turn, batch) in readings.chunks(BATCH).enumerate() {
        add(&mut alone, batch);
        add(&mut both[turn % 2], batch);
    }
    let told = |ledger: &Ledger<SqliteStore>| {
        let mut findings = findings(ledger.store(), &Filter::default(), 10_000);
        findings.iter_mut().flat_map(|finding| &mut finding.claims).for_each(|claim| claim.known.clear());
        findings
    };
    let (one, [other, _]) = (told(&alone), &both);
    assert_eq!(one, told(other));
}
