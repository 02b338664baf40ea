-- What a ledger of version 4 derives from what was appended: `purport rebuild` drops it and makes it anew. A change here is a new
-- version.

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
    counted TEXT,                        -- what each of its quantities is a number of, or their units: JSON
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
    identifier TEXT,
    claims     INTEGER NOT NULL DEFAULT 0 -- that it makes, of those that hold
);
CREATE INDEX identity_claims ON identity (claims DESC, key) WHERE claims > 0;
CREATE INDEX identity_country ON identity (country, claims DESC, key) WHERE claims > 0 AND country IS NOT NULL;
-- The claims that hold, counted: by who makes them, and the speaker through whom they come, or else the outlet.
CREATE TABLE cited (
    speaker INTEGER NOT NULL,
    via     INTEGER NOT NULL,            -- 0: nobody
    outlet  TEXT NOT NULL,               -- '' where it is not known, or they come through a speaker
    claims  INTEGER NOT NULL,
    PRIMARY KEY (speaker, via, outlet)
) WITHOUT ROWID;
CREATE INDEX cited_via ON cited (via) WHERE via != 0;
CREATE INDEX cited_most ON cited (claims DESC);
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

-- Lookup keys of statements: (a number of 64 days) × 2^32 + the key. Days come first, so that what is looked up and added
-- together lies together: news is of a few weeks, however large the ledger. Sorted, some dozens in a row; key and value are
-- those of its first entry. A value holds the day within the 64, then the statement's number.
CREATE TABLE block (key INTEGER NOT NULL, value INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (key, value)) WITHOUT ROWID;
CREATE TABLE link (
    statement INTEGER PRIMARY KEY,       -- numbered edition × 16384 + place; the statements of an edition are in its body
    body      BLOB NOT NULL              -- with which others, how sure, whether opposed, whether followed; both ends have a link
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
    voices       INTEGER NOT NULL,       -- speakers, and outlets in their own voice, a bit of 64 each; some share one
    lasting      INTEGER NOT NULL,       -- days from its first claim to its last change; very many when that is not known
    PRIMARY KEY (id, since)
) WITHOUT ROWID;
CREATE INDEX finding_order ON finding (last_changed DESC, rank, id, first_said, until); -- the last two: what a question passes over
-- Nearly all are merely reported (0): the others would be looked for long.
-- Of the findings that began before a day and changed after it only these can have changed long after it.
CREATE INDEX finding_lasting ON finding (last_changed DESC, rank, id, first_said, until) WHERE lasting > 31;
CREATE INDEX finding_counted ON finding (standing, claims, until) WHERE until IS NULL AND (standing != 0 OR claims > 1);
CREATE INDEX finding_standing ON finding (standing, last_changed DESC, rank, id) WHERE until IS NULL AND standing != 0;
CREATE TABLE origin (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE member (
    statement INTEGER NOT NULL,
    since     INTEGER NOT NULL,
    until     INTEGER,
    finding   INTEGER NOT NULL,
    relation  INTEGER NOT NULL,
    origin    INTEGER NOT NULL,
    speaker   INTEGER,                   -- identity
    PRIMARY KEY (statement, since)
) WITHOUT ROWID;
CREATE INDEX member_finding ON member (finding, until, relation, origin);
CREATE INDEX member_speaker ON member (speaker, finding, relation, origin, until) WHERE speaker IS NOT NULL; -- what became of its claims

CREATE VIRTUAL TABLE words USING fts5 (title, text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');
