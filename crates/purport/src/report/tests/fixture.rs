//! An invented article, read by hand: nesting, hedges, every kind of quotation and source.

use purport_read::{Act, Claim, Cue, Entity, EntityKind, Quotation, Reading, Source, SourceKind};
use purport_text::{Article, Span};

const TEXT: &str = "\
Ferry operator denies overloading as search goes on

PORT HALDEN, March 4 (Northern Wire) — The operator of the ferry that sank off Port Halden on Sunday denied on Tuesday \
that the ship had carried too many passengers, while divers searched the wreck for a third day.

“There were 212 people on board and not one more,” said Ingrid Solheim, chief executive of Halden Line. She declined to \
say how the passengers had been counted.

According to two crew members, a loading officer had warned that the stern door might not close, and the captain \
replied that it “would hold as far as the islands”.

The Maritime Accident Board believes the ship may have been taking on water for an hour, its director, Tomas Reke, told \
reporters. The board's interim report says “water entered\nthrough the stern” but does not name a cause. Survivors, it \
is thought, number about 180.

Nobody from the transport ministry could be reached. The ministry's harbour log shows 231 tickets. \
“We know where she lies,” Reke added.";

/// The reading of [`TEXT`].
pub fn ferry() -> Reading {
    let article = Article {
        id: "ferry".into(),
        title: Some("Ferry operator denies overloading as search goes on".into()),
        publisher: Some("Northern Wire".into()),
        authors: vec!["Pia Lund".into(), "Jon Aas".into()],
        url: None,
        published: Some("2025-03-04T18:05:00+01:00".into()),
        language: Some("en".into()),
        text: TEXT.into(),
    };
    let entities = vec![
        entity("e1", EntityKind::Organization, "Halden Line", None, None),
        entity("e2", EntityKind::Person, "Ingrid Solheim", Some("chief executive of Halden Line"), None),
        entity("e3", EntityKind::Organization, "Maritime Accident Board", None, Some("NOR")),
        entity("e4", EntityKind::Person, "Tomas Reke", Some("director"), Some("NOR")),
    ];
    let claims = vec![
        claim("c1", "The operator of the ferry that sank off Port Halden on Sunday", "denied", Act::Deny)
            .entity("e1")
            .content(&["that the ship had carried too many passengers"]),
        own("c2", "divers searched the wreck for a third day"),
        claim("c3", "Ingrid Solheim, chief executive of Halden Line", "said", Act::State)
            .entity("e2")
            .content(&["“There were 212 people on board and not one more,”"])
            .quoted(Quotation::Direct),
        claim("c4", "She", "declined", Act::Decline)
            .entity("e2")
            .content(&["to say how the passengers had been counted"]),
        claim("c5", "two crew members", "According to", Act::State).kind(SourceKind::Unnamed).content(&[
            "a loading officer had warned that the stern door might not close, and the captain replied that it “would \
             hold as far as the islands”",
        ])
        .quoted(Quotation::Mixed),
        claim("c6", "a loading officer", "warned", Act::State)
            .kind(SourceKind::Unnamed)
            .content(&["that the stern door might not close"])
            .hedge("might")
            .within("c5"),
        claim("c7", "the captain", "replied", Act::State)
            .kind(SourceKind::Unnamed)
            .content(&["that it “would hold as far as the islands”"])
            .quoted(Quotation::Mixed)
            .within("c5"),
        claim("c8", "Tomas Reke", "told", Act::State)
            .entity("e4")
            .content(&["The Maritime Accident Board believes the ship may have been taking on water for an hour"])
            .hedge("may"),
        claim("c9", "The Maritime Accident Board", "believes", Act::Believe)
            .entity("e3")
            .content(&["the ship may have been taking on water for an hour"])
            .hedge("may")
            .within("c8"),
        claim("c10", "The board's interim report", "says", Act::State)
            .kind(SourceKind::Document)
            .content(&["“water entered\nthrough the stern”"])
            .quoted(Quotation::Direct),
        claim("c11", "", "it is thought", Act::Believe).content(&["Survivors", "number about 180"]).hedge("about"),
        own("c12", "Nobody from the transport ministry could be reached."),
        claim("c13", "The ministry's harbour log", "shows", Act::State)
            .kind(SourceKind::Document)
            .content(&["231 tickets"])
            .doubted(),
        claim("c14", "Reke", "added", Act::State)
            .entity("e4")
            .content(&["“We know where she lies,”"])
            .quoted(Quotation::Direct),
        claim("c15", "We", "know", Act::Believe)
            .entity("e4")
            .content(&["where she lies"])
            .within("c14"),
    ];
    Reading { article, entities, claims: claims.into_iter().map(|made| made.0).collect(), ..Reading::default() }
}

fn entity(id: &str, kind: EntityKind, name: &str, role: Option<&str>, country: Option<&str>) -> Entity {
    let mentions = Span::of(TEXT, name).into_iter().collect();
    let (role, country) = (role.map(str::to_owned), country.map(str::to_owned));
    Entity { id: id.into(), kind, name: name.into(), role, country, sector: None, identifier: None, mentions }
}

/// A claim being written down.
struct Made(Claim);

fn span(words: &str) -> Span {
    Span::of(TEXT, words).unwrap_or_else(|| panic!("not in the article: {words}"))
}

fn claim(id: &str, source: &str, cue: &str, act: Act) -> Made {
    let named = (!source.is_empty()).then(|| span(source));
    Made(Claim {
        id: id.into(),
        source: Source {
            span: named,
            text: named.map(|_| source.into()),
            entity: None,
            kind: named.map(|_| SourceKind::Named),
        },
        cue: Some(Cue { spans: vec![span(cue)], lemma: cue.into(), act }),
        content: Vec::new(),
        quotation: Quotation::Indirect,
        within: None,
        certainty: None,
        polarity: None,
        factuality: None,
        hedges: Vec::new(),
        negations: Vec::new(),
        time_frame: None,
        confidence: 0.9,
        events: Vec::new(),
        times: Vec::new(),
        quantities: Vec::new(),
        places: Vec::new(),
    })
}

fn own(id: &str, content: &str) -> Made {
    let mut made = claim(id, "", "", Act::State).content(&[content]).quoted(Quotation::None).kind(SourceKind::Author);
    made.0.cue = None;
    made.0.source.text = Some("Northern Wire".into());
    made
}

impl Made {
    fn entity(mut self, id: &str) -> Self {
        self.0.source.entity = Some(id.into());
        self
    }

    fn kind(mut self, kind: SourceKind) -> Self {
        self.0.source.kind = Some(kind);
        self
    }

    fn content(mut self, pieces: &[&str]) -> Self {
        self.0.content = pieces.iter().map(|piece| span(piece)).collect();
        self
    }

    fn quoted(mut self, quotation: Quotation) -> Self {
        self.0.quotation = quotation;
        self
    }

    fn hedge(mut self, words: &str) -> Self {
        self.0.hedges.push(span(words));
        self
    }

    fn within(mut self, id: &str) -> Self {
        self.0.within = Some(id.into());
        self
    }

    fn doubted(mut self) -> Self {
        self.0.confidence = 0.3;
        self
    }
}
