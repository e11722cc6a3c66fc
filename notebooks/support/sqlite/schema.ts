/**
 * Every change of the schema in its order; `PRAGMA user_version` counts those that a file has. Never edit one that was
 * shipped: add another.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE customers (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    company TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('customer', 'partner')),
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    segment TEXT NOT NULL,
    owner TEXT NOT NULL,
    created TEXT NOT NULL,
    consent TEXT NOT NULL,
    marketing_value REAL,
    marketing_date TEXT NOT NULL,
    service_date TEXT NOT NULL,
    ratings TEXT NOT NULL CHECK (json_valid(ratings)),
    searchable TEXT NOT NULL,
    version INTEGER NOT NULL
  ) STRICT;

  CREATE INDEX customers_by_segment ON customers (segment);
  CREATE INDEX customers_by_owner ON customers (owner);
  CREATE INDEX customers_by_version ON customers (version);

  CREATE TABLE interactions (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    customer_id TEXT NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    happened TEXT NOT NULL,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    rating REAL,
    amount REAL,
    note TEXT NOT NULL,
    follow_up TEXT NOT NULL,
    done INTEGER NOT NULL CHECK (done IN (0, 1)),
    version INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX interactions_of_customer ON interactions (customer_id, happened DESC);
  CREATE INDEX interactions_by_time ON interactions (happened DESC);
  CREATE INDEX interactions_due ON interactions (follow_up) WHERE done = 0 AND follow_up <> '';
  CREATE INDEX interactions_by_version ON interactions (version);

  CREATE TABLE removed (
    kind TEXT NOT NULL CHECK (kind IN ('customer', 'interaction')),
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE erasures (
    id_hash TEXT NOT NULL,
    date TEXT NOT NULL,
    interactions INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE counter (version INTEGER NOT NULL) STRICT;
  INSERT INTO counter VALUES (0);

  -- Three-letter pieces of what can be searched; which customers really match is checked in the table.
  CREATE VIRTUAL TABLE customer_search USING fts5 (
    searchable, content = '', contentless_delete = 1, tokenize = 'trigram', detail = none
  );

  -- For analysts: a row per rating.
  CREATE VIEW ratings AS
    SELECT customers.id AS customer_id, analysis.key AS analysis, criterion.key AS criterion, criterion.value AS rating
    FROM customers, json_each(customers.ratings) AS analysis, json_each(analysis.value) AS criterion;
  `,
  `
  -- What store and a workbook last agreed on, for the next synchronisation.
  CREATE TABLE agreed (
    file TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('customer', 'interaction')),
    id TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    fields TEXT NOT NULL CHECK (json_valid(fields)),
    open TEXT NOT NULL CHECK (json_valid(open)),
    PRIMARY KEY (file, kind, id)
  ) STRICT, WITHOUT ROWID;

  -- Updating a tenth of the customers would otherwise write the whole search index anew.
  INSERT INTO customer_search (customer_search, rank) VALUES ('deletemerge', 40);
  `,
  `
  -- How much each criterion counts, and between which ratings.
  CREATE TABLE weights (
    analysis TEXT NOT NULL,
    criterion TEXT NOT NULL,
    weight REAL NOT NULL,
    minimum REAL,
    maximum REAL,
    UNIQUE (analysis, criterion)
  ) STRICT;

  -- Weights are agreed on as well.
  CREATE TABLE agreed_on (
    file TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('customer', 'interaction', 'weight')),
    id TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    fields TEXT NOT NULL CHECK (json_valid(fields)),
    open TEXT NOT NULL CHECK (json_valid(open)),
    PRIMARY KEY (file, kind, id)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO agreed_on SELECT * FROM agreed;
  DROP TABLE agreed;
  ALTER TABLE agreed_on RENAME TO agreed;
  `,
];
