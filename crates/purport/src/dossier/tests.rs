//! The page as a whole: harmless, complete, the same every time.

use purport_ledger::answer::story::{CopyKind, NumberBounds, Piece, Spread, StoryClaim};
use purport_ledger::answer::{Answers, ArticleRef, ChangeAnswer, SpeakerAnswer, Story};
use purport_ledger::ask::Filter;
use purport_ledger::finding::{Relation, Standing};
use purport_ledger::store::Moment;
use purport_ledger::store::sqlite::SqliteStore;

use super::model::{Dossier, Listed, rank};
use super::{chart, gather, page};

/// What hostile articles write into every field.
const HOSTILE: &str =
    "\"'><script>alert(1)</script></style></title><svg onload=alert(1)><img src=x onerror=alert(1)>\u{202e}\u{0}";

fn article(outlet: &str, url: &str) -> ArticleRef {
    ArticleRef {
        number: 1,
        id: HOSTILE.to_owned(),
        title: Some(HOSTILE.to_owned()),
        publisher: Some(outlet.to_owned()),
        published: Some("2026-03-02T08:00:00Z".to_owned()),
        url: Some(url.to_owned()),
    }
}

fn copied() -> CopyKind {
    CopyKind { kind: HOSTILE.to_owned(), credit: Some(HOSTILE.to_owned()) }
}

fn listed(url: &str) -> Listed {
    Listed { article: article(HOSTILE, url), copy: Some(copied()) }
}

fn claim(id: &str, relation: Relation, said: Option<&str>) -> StoryClaim {
    StoryClaim {
        id: id.to_owned(),
        relation,
        origin: HOSTILE.to_owned(),
        said: said.map(str::to_owned),
        speaker: Some(HOSTILE.to_owned()),
        role: Some(HOSTILE.to_owned()),
        relays: vec![HOSTILE.to_owned()],
        certainty: None,
        polarity: None,
        hedges: vec![HOSTILE.to_owned()],
        sentence: vec![Piece { text: HOSTILE.to_owned(), claimed: true, hedged: true }],
        doubtful: true,
        reviews: vec![HOSTILE.to_owned()],
        article: article(HOSTILE, "javascript:alert(1)"),
        copy_of: None,
        copy: Some(copied()),
        known: HOSTILE.to_owned(),
        cue: Some(HOSTILE.to_owned()),
    }
}

fn hostile() -> Dossier {
    let mut claims = vec![
        claim("a/c1", Relation::Supports, Some("2026-03-02T08:00:00Z")),
        claim("b/c2", Relation::Denies, Some("2026-03-04")),
        claim("c/c3", Relation::Differs, Some(HOSTILE)),
        claim("d/c4", Relation::Supports, Some("2026-03-03")),
    ];
    claims[3].copy_of = Some("a/c1".to_owned());
    let finding = Story {
        id: HOSTILE.to_owned(),
        statement: HOSTILE.to_owned(),
        standing: Standing::Disputed,
        origins_for: 1,
        origins_against: 1,
        events: Vec::new(),
        first_said: Some(HOSTILE.to_owned()),
        last_changed: None,
        history: vec![ChangeAnswer {
            at: Some(HOSTILE.to_owned()),
            standing: Standing::Disputed,
            because: "b/c2".to_owned(),
        }],
        claims,
        left_out: 2,
        numbers: vec![Spread {
            of: Some(HOSTILE.to_owned()),
            unit: Some(HOSTILE.to_owned()),
            bounds: vec![
                NumberBounds { low: Some(3.0), high: Some(9.0), claims: vec!["a/c1".to_owned()] },
                NumberBounds { low: Some(f64::MAX), high: None, claims: vec!["b/c2".to_owned(), HOSTILE.to_owned()] },
            ],
        }],
    };
    let mut totals = [(0, 0); 6];
    totals[rank(Standing::Disputed)] = (3, 1);
    Dossier {
        title: HOSTILE.to_owned(),
        ledger: HOSTILE.to_owned(),
        as_of: "now".to_owned(),
        conditions: vec![("words", HOSTILE.to_owned())],
        articles_known: 4,
        copies_known: 1,
        totals,
        singles: vec![finding.clone()],
        findings: vec![finding],
        sources: vec![SpeakerAnswer {
            key: HOSTILE.to_owned(),
            name: HOSTILE.to_owned(),
            also: vec![HOSTILE.to_owned()],
            kind: HOSTILE.to_owned(),
            country: Some(HOSTILE.to_owned()),
            sector: Some(HOSTILE.to_owned()),
            role: Some(HOSTILE.to_owned()),
            claims: 1,
            corroborated: 0,
            confirmed: 0,
            disputed: 1,
            contradicted: 0,
            retracted: 0,
            reliability: None,
        }],
        more_sources: true,
        families: vec![vec![listed("https://a.example/\"><script>"), listed("data:text/html,x")]],
        articles_left_out: 3,
    }
}

/// What stands between `<` and `>`, in order, the style sheet left out: a look that trusts nothing of the writer.
fn tags(page: &str) -> Vec<&str> {
    let (before, rest) = page.split_once("<style>").expect("a style sheet");
    let (_, after) = rest.split_once("</style>").expect("its end");
    let parts = [before, after].into_iter();
    parts.flat_map(|part| part.split('<').skip(1)).filter_map(|tag| tag.split('>').next()).collect()
}

#[test]
fn no_field_of_an_article_can_run_load_or_hide_anything() {
    let page = page::page(&hostile());
    for tag in tags(&page) {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        assert!(!["script", "img", "iframe", "link", "object", "style"].contains(&name), "{tag}");
        assert!(!tag.contains(" on") && !tag.contains(" src=") && !tag.contains(" style="), "{tag}");
        if let Some((_, address)) = tag.split_once(" href=\"") {
            assert!(address.starts_with('#') || address.starts_with("https://"), "{tag}");
            assert!(address.starts_with('#') || tag.contains("rel=\"noopener noreferrer\""), "{tag}");
        }
    }
    assert!(page.contains("&lt;script&gt;") && page.contains("https://a.example/%22%3E%3Cscript%3E"));
    assert!(!page.contains(['\u{202e}', '\u{0}']));
}

#[test]
fn every_tag_that_is_opened_is_closed() {
    let page = page::page(&hostile());
    let mut open: Vec<&str> = Vec::new();
    for tag in tags(&page).into_iter().filter(|tag| !tag.ends_with('/') && !tag.starts_with('!')) {
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name)),
            None => open.push(tag.split(' ').next().unwrap_or_default()),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn the_policy_forbids_all_but_the_page_s_own_style() {
    let page = page::page(&hostile());
    let (_, policy) = page.split_once("Content-Security-Policy\" content=\"").expect("a policy");
    let policy = policy.split('"').next().unwrap_or_default();
    assert!(policy.starts_with("default-src &#39;none&#39;; style-src &#39;sha256-"), "{policy}");
    assert!(!policy.contains("unsafe") && !policy.contains("script-src"), "{policy}");
}

#[test]
fn every_claim_of_a_finding_is_listed_and_what_is_left_out_is_said() {
    let page = page::page(&hostile());
    for id in ["a/c1", "b/c2", "c/c3", "d/c4"] {
        assert!(page.contains(&format!(">{id}</span>")), "{id}");
    }
    // Copies stand folded under what they repeat.
    assert!(page.contains("Repeated in 1 copy of this article"));
    for said in [
        "2 more claims not listed",
        "2 disputed findings of several claims left out",
        "3 articles of the ledger not listed",
    ] {
        assert!(page.contains(said), "{said}");
    }
}

#[test]
fn anchors_lead_to_places_of_the_page() {
    let page = page::page(&hostile());
    for tag in tags(&page) {
        if let Some((_, id)) = tag.split_once("href=\"#") {
            let id = id.split('"').next().unwrap_or_default();
            assert!(page.contains(&format!(" id=\"{id}\"")), "{id}");
        }
    }
}

#[test]
fn numbers_are_drawn_in_proportion() {
    let bounds = |low, high| NumberBounds { low, high, claims: Vec::new() };
    let spread = |bounds| Spread { of: None, unit: None, bounds };
    let scale = chart::Scale::of(&spread(vec![bounds(Some(50.0), Some(100.0)), bounds(Some(200.0), Some(200.0))]));
    let [zero, fifty, hundred, most] = [0.0, 50.0, 100.0, 200.0].map(|value| scale.place(value));
    assert!(
        ((fifty - zero) * 2.0 - (hundred - zero)).abs() < 1e-9 && ((hundred - zero) * 2.0 - (most - zero)).abs() < 1e-9
    );
    assert!(zero >= 0.0 && most <= 100.0);
    // Losses stand on the other side of zero; an open end has room; huge numbers stay on the page.
    let scale = chart::Scale::of(&spread(vec![bounds(Some(-10.0), Some(30.0))]));
    assert!(scale.place(-10.0) < scale.place(0.0) && scale.place(0.0) < scale.place(30.0));
    assert!(chart::Scale::of(&spread(vec![bounds(Some(9.0), None)])).high > 9.0);
    let scale = chart::Scale::of(&spread(vec![bounds(Some(f64::MIN), Some(f64::MAX))]));
    assert!((0.0..=100.0).contains(&scale.place(f64::MAX)));
}

#[test]
fn the_timeline_puts_denials_below_the_line_and_later_claims_to_the_right() {
    let dossier = hostile();
    let mut html = super::html::Html::default();
    chart::timeline(&mut html, &dossier.findings[0]);
    let drawn = html.finish();
    let at = |class: &str| {
        let before = drawn.split(&format!("<path class=\"{class}\"")).next().unwrap_or_default();
        let (_, place) = before.rsplit_once("<svg x=\"").expect("a mark");
        let (x, rest) = place.split_once("%\" y=\"").expect("its height");
        let y = rest.split('"').next().unwrap_or_default();
        (x.parse::<f64>().expect("per cent"), y.parse::<f64>().expect("pixels"))
    };
    let (supports, denies) = (at("supports"), at("denies"));
    assert!(supports.0 < denies.0 && supports.1 < denies.1, "{supports:?} {denies:?}");
}

#[test]
fn an_empty_ledger_gives_a_page_that_says_so_and_the_same_bytes_each_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = SqliteStore::create(&folder.path().join("case.db")).expect("a ledger");
    let filter = Filter::default();
    let write = || {
        let answers = Answers::new(&store, Moment::MAX).expect("answers");
        let wish = gather::Wish {
            title: "Nothing yet".to_owned(),
            ledger: "case.db".to_owned(),
            filter: &filter,
            conditions: Vec::new(),
            limit: 10,
        };
        page::page(&gather::gather(&answers, wish).expect("a dossier"))
    };
    let page = write();
    assert!(page.contains("the ledger held no article at this moment"));
    assert_eq!(page, write());
}

#[test]
fn the_ledger_is_not_overwritten_by_its_report() {
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = folder.path().join("case.db");
    SqliteStore::create(&ledger).expect("a ledger");
    assert!(
        super::refuse_to_overwrite(&ledger, &folder.path().join("../").join(folder.path()).join("case.db")).is_err()
    );
    assert!(super::refuse_to_overwrite(&ledger, &folder.path().join("report.html")).is_ok());
}
