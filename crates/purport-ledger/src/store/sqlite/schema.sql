-- A Purport ledger, version 2. Appended, never changed: article, reading, review. All else is derived (purport rebuild).
-- Moments ("known", "since", "until") are milliseconds since 1970, UTC: when the ledger learned of something.

CREATE TABLE article (
    id        INTEGER PRIMARY KEY,
    key       BLOB NOT NULL UNIQUE,      -- what identifies it: adding the same again adds nothing
    name      TEXT NOT NULL,             -- the id that the input gave
    known     INTEGER NOT NULL,
    day       INTEGER,                   -- of publication, since 1970
    said      TEXT NOT NULL,             -- publication in a form that sorts; "~" when unknown
    published TEXT,
    publisher TEXT,
    url       TEXT,
    title     TEXT,
    body      BLOB NOT NULL              -- what of the article the columns do not hold: JSON, pressed
);
CREATE INDEX article_name ON article (name);
CREATE INDEX article_known ON article (known);
CREATE INDEX article_day ON article (coalesce(day, -1000000) DESC, key);
CREATE INDEX article_said ON article (said DESC, key);
CREATE INDEX article_publisher ON article (publisher) WHERE publisher IS NOT NULL;

CREATE TABLE reading (
    id      INTEGER PRIMARY KEY,         -- bodies as long as these fill pages badly in a table without
    article INTEGER NOT NULL REFERENCES article,
    known   INTEGER NOT NULL,
    reader  TEXT NOT NULL,               -- version and model
    body    BLOB NOT NULL,               -- the reading without its article: JSON in the shape that shape.rs tells of, pressed
    UNIQUE (article, known)
);
CREATE INDEX reading_known ON reading (known, article);

-- Bodies begin with a byte, the number of the dictionary with which the rest is pressed (Zstandard; 0: none). A dictionary is
-- made from the ledger's own bodies, and kept: what was pressed with it needs it.
CREATE TABLE dictionary (
    id   INTEGER PRIMARY KEY,
    of   INTEGER NOT NULL,               -- articles (0), readings (1) or editions (2)
    body BLOB NOT NULL
);

CREATE TABLE review (
    id     INTEGER PRIMARY KEY,
    known  INTEGER NOT NULL,
    author TEXT NOT NULL,
    reason TEXT NOT NULL,
    act    TEXT NOT NULL,                -- JSON
    undoes INTEGER REFERENCES review     -- the act that this one takes back
);

-- What servers said of pages, to ask them politely next time. Neither article nor derived: it may be lost.
CREATE TABLE validator (url TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;

-- Copies -------------------------------------------------------------------------------------------------------------

CREATE TABLE print (article INTEGER PRIMARY KEY, family INTEGER NOT NULL, body BLOB NOT NULL);
CREATE INDEX print_family ON print (family);
-- Lookup keys, sorted, some dozens in a row; key and value are those of its first entry. A value holds the article's number.
CREATE TABLE print_key (key INTEGER NOT NULL, value INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (key, value)) WITHOUT ROWID;
CREATE TABLE copy (
    article INTEGER NOT NULL,            -- the later one
    of      INTEGER NOT NULL,            -- the earlier one
    known   INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    credit  TEXT,
    PRIMARY KEY (article, of)
) WITHOUT ROWID;
CREATE INDEX copy_of ON copy (of);

-- What an article was taken to say, from one moment on: its latest reading, with what people corrected in it. --------------

CREATE TABLE edition (
    id      INTEGER PRIMARY KEY,
    article INTEGER NOT NULL,
    known   INTEGER NOT NULL,
    until   INTEGER,
    claims  TEXT,                        -- their ids in the reading, as JSON; NULL where they are c1, c2, c3 …
    shares  BLOB,                        -- the claim of each statement, by how far it is from the one before
    body    BLOB                         -- the statements; the names in them and who states them, once each
);
CREATE INDEX edition_article ON edition (article);
CREATE INDEX edition_known ON edition (known);

-- Claims, and whom and what they speak of -------------------------------------------------------------------------------

CREATE TABLE claim (
    id        INTEGER PRIMARY KEY,       -- edition × 16384 + place in the reading
    speaker   INTEGER,                   -- identity
    kind      INTEGER,                   -- of source
    certainty INTEGER,
    events    INTEGER NOT NULL,          -- a bit for each PLOVER type
    countries TEXT,                      -- that it speaks of: ",PRK,RUS,"
    rejected  INTEGER NOT NULL DEFAULT 0, -- by a person
    via       INTEGER,                   -- identity: the speaker of the claim that it is nested in
    confidence INTEGER                   -- the reader's own, in hundredths
);
CREATE INDEX claim_speaker ON claim (speaker) WHERE speaker IS NOT NULL;
CREATE INDEX claim_doubt ON claim (confidence, id) WHERE confidence < 70; -- what the reader doubts: for people to review

-- Editions in which a country is spoken of, or a type of event: the way to claims of rare ones.
CREATE TABLE tag (tag INTEGER NOT NULL, edition INTEGER NOT NULL, PRIMARY KEY (tag, edition)) WITHOUT ROWID;

CREATE TABLE identity (
    id         INTEGER PRIMARY KEY,
    key        TEXT NOT NULL UNIQUE,
    kind       TEXT NOT NULL,
    country    TEXT,
    sector     TEXT,
    role       TEXT,
    identifier TEXT
);
CREATE TABLE spelling (
    identity INTEGER NOT NULL,
    text     TEXT NOT NULL,
    articles INTEGER NOT NULL,
    PRIMARY KEY (identity, text)
) WITHOUT ROWID;
-- Words of spellings; numbered by identity × 65536 and how many spellings it had before.
CREATE VIRTUAL TABLE name USING fts5 (text, content = '', detail = none, columnsize = 0);
-- What people joined: everything of the first counts as of the second.
CREATE TABLE alias (identity INTEGER PRIMARY KEY, of INTEGER NOT NULL);
CREATE TABLE spoken_of (identity INTEGER NOT NULL, claim INTEGER NOT NULL, PRIMARY KEY (identity, claim)) WITHOUT ROWID;

CREATE TABLE event (
    id        INTEGER PRIMARY KEY,       -- edition × 16384 + place in the reading
    type      INTEGER NOT NULL,
    begin     INTEGER,                   -- days since 1970
    end       INTEGER,
    spot      INTEGER,
    countries TEXT,                      -- of those who take part and of its place: ",PRK,RUS,"
    certainty INTEGER
);
CREATE INDEX event_type ON event (type);
CREATE TABLE side (identity INTEGER NOT NULL, event INTEGER NOT NULL, acts INTEGER NOT NULL, PRIMARY KEY (identity, event, acts)) WITHOUT ROWID;

CREATE TABLE spot (
    id      INTEGER PRIMARY KEY,         -- GeoNames number
    name    TEXT NOT NULL,
    lat     REAL NOT NULL,
    lon     REAL NOT NULL,
    country TEXT,
    feature TEXT
);
CREATE INDEX spot_name ON spot (name COLLATE NOCASE);
CREATE TABLE spotted (spot INTEGER NOT NULL, claim INTEGER NOT NULL, PRIMARY KEY (spot, claim)) WITHOUT ROWID;
CREATE INDEX spotted_claim ON spotted (claim);

-- Findings ---------------------------------------------------------------------------------------------------------------

-- A statement is numbered edition × 16384 + place. The statements of an edition are in its body.
CREATE TABLE component (
    statement INTEGER PRIMARY KEY,
    component INTEGER NOT NULL           -- the least of all that it is linked with, however indirectly
);
CREATE INDEX component_statements ON component (component);
-- Lookup keys of statements: (a number of 64 days) × 2^32 + the key. Days come first, so that what is looked up and added
-- together lies together: news is of a few weeks, however large the ledger. Sorted, some dozens in a row; key and value are
-- those of its first entry. A value holds the day within the 64, then the statement's number.
CREATE TABLE block (key INTEGER NOT NULL, value INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (key, value)) WITHOUT ROWID;
CREATE TABLE link (
    statement INTEGER PRIMARY KEY,
    body      BLOB NOT NULL              -- links with statements of smaller number: which, how sure, whether opposed
);

CREATE TABLE apart (one INTEGER NOT NULL, other INTEGER NOT NULL, PRIMARY KEY (one, other)) WITHOUT ROWID; -- by a person

-- Most findings are one statement that is merely reported, and have no row: a statement of an edition that holds is one
-- unless it is a member of another or has a row.
CREATE TABLE finding (
    id           INTEGER NOT NULL,       -- its first statement's
    since        INTEGER NOT NULL,
    until        INTEGER,
    standing     INTEGER NOT NULL,
    origins_for  INTEGER NOT NULL,
    origins_against INTEGER NOT NULL,
    claims       INTEGER NOT NULL,
    first_said   TEXT NOT NULL,          -- publication times, sortable; "~" when unknown
    last_changed TEXT NOT NULL,
    events       INTEGER NOT NULL,       -- a bit for each PLOVER type
    body         BLOB,                   -- history and numbers; NULL where there is one claim
    rank         INTEGER NOT NULL,       -- order among those last changed at once: by article key and place, not by arrival
    -- What any of its claims has, so that most of the others need not be looked at:
    types        INTEGER NOT NULL,       -- events, a bit for each PLOVER type
    certainties  INTEGER NOT NULL,       -- a bit each
    countries    TEXT,                   -- ",PRK,RUS,"
    PRIMARY KEY (id, since)
) WITHOUT ROWID;
CREATE INDEX finding_order ON finding (last_changed DESC, rank, id, first_said, until); -- the last two: what a question passes over
-- Nearly all are merely reported (0): the others would be looked for long.
CREATE INDEX finding_standing ON finding (standing, last_changed DESC, rank, id) WHERE until IS NULL AND standing != 0;
CREATE TABLE origin (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE member (
    statement INTEGER NOT NULL,
    since     INTEGER NOT NULL,
    until     INTEGER,
    finding   INTEGER NOT NULL,
    relation  INTEGER NOT NULL,
    origin    INTEGER NOT NULL,
    PRIMARY KEY (statement, since)
) WITHOUT ROWID;
CREATE INDEX member_finding ON member (finding, until);

CREATE VIRTUAL TABLE words USING fts5 (title, text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');
