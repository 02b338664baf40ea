-- A Purport ledger: what is appended and never changed, article, reading, review; and what is neither that nor derived. All else
-- is in derived.sql.
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
