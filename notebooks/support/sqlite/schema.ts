/**
 * All changes of the schema, in order; `PRAGMA user_version` is the number already applied to a file. Never edit one
 * that was released: add another.
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
  `
  -- What is missing is NULL; columns of the user's own are kept; a rating has a type; other tools' edits are noticed.
  -- Renaming takes the references along: the old tables refer to each other until they go.
  DROP VIEW ratings;
  DROP INDEX customers_by_segment;
  DROP INDEX customers_by_owner;
  DROP INDEX customers_by_version;
  DROP INDEX interactions_of_customer;
  DROP INDEX interactions_by_time;
  DROP INDEX interactions_due;
  DROP INDEX interactions_by_version;
  ALTER TABLE interactions RENAME TO old_interactions;
  ALTER TABLE customers RENAME TO old_customers;

  CREATE TABLE customers (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    company TEXT,
    kind TEXT NOT NULL DEFAULT 'customer' CHECK (kind IN ('customer', 'partner')),
    phone TEXT,
    email TEXT,
    segment TEXT,
    owner TEXT,
    created TEXT,
    consent TEXT,
    marketing_value REAL,
    marketing_date TEXT,
    service_date TEXT,
    ratings TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(ratings)),
    -- By header, as JSON.
    own TEXT CHECK (own IS NULL OR json_valid(own)),
    searchable TEXT,
    version INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  INSERT INTO customers
    SELECT row, id, name, nullif(company, ''), kind, nullif(phone, ''), nullif(email, ''), nullif(segment, ''),
      nullif(owner, ''), nullif(created, ''), nullif(consent, ''), marketing_value, nullif(marketing_date, ''),
      nullif(service_date, ''), ratings, NULL, searchable, version
    FROM old_customers;
  CREATE TABLE interactions (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    customer_id TEXT NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    happened TEXT NOT NULL,
    kind TEXT NOT NULL,
    channel TEXT,
    rating REAL,
    amount REAL,
    note TEXT,
    follow_up TEXT,
    done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1)),
    own TEXT CHECK (own IS NULL OR json_valid(own)),
    version INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  INSERT INTO interactions
    SELECT row, id, customer_id, happened, kind, nullif(channel, ''), rating, amount, nullif(note, ''),
      nullif(follow_up, ''), done, NULL, version
    FROM old_interactions;
  DROP TABLE old_interactions;
  DROP TABLE old_customers;

  CREATE INDEX customers_by_segment ON customers (segment);
  CREATE INDEX customers_by_owner ON customers (owner);
  CREATE INDEX customers_by_version ON customers (version);
  CREATE INDEX interactions_of_customer ON interactions (customer_id, happened DESC);
  CREATE INDEX interactions_by_time ON interactions (happened DESC);
  CREATE INDEX interactions_due ON interactions (follow_up) WHERE done = 0 AND follow_up IS NOT NULL;
  CREATE INDEX interactions_by_version ON interactions (version);

  -- Rows that another tool has written: it gives them no new version, as we do.
  CREATE TABLE edited (
    kind TEXT NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY (kind, row)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER customers_added AFTER INSERT ON customers WHEN new.version = 0 BEGIN
    INSERT OR IGNORE INTO edited VALUES ('customer', new.row);
  END;
  CREATE TRIGGER customers_edited AFTER UPDATE ON customers WHEN new.version = old.version BEGIN
    INSERT OR IGNORE INTO edited VALUES ('customer', new.row);
  END;
  CREATE TRIGGER customers_removed AFTER DELETE ON customers BEGIN
    INSERT OR IGNORE INTO edited VALUES ('customer', old.row), ('removal', 0);
  END;
  CREATE TRIGGER interactions_added AFTER INSERT ON interactions WHEN new.version = 0 BEGIN
    INSERT OR IGNORE INTO edited VALUES ('interaction', new.row);
  END;
  CREATE TRIGGER interactions_edited AFTER UPDATE ON interactions WHEN new.version = old.version BEGIN
    INSERT OR IGNORE INTO edited VALUES ('interaction', new.row);
  END;

  -- Ids of those who were erased before stood here in clear: their hash is in the log.
  DELETE FROM removed;

  CREATE VIEW ratings AS
    SELECT
      CAST(customers.id AS TEXT) AS customer_id,
      CAST(analysis.key AS TEXT) AS analysis,
      CAST(criterion.key AS TEXT) AS criterion,
      CAST(criterion.value AS REAL) AS rating
    FROM customers, json_each(customers.ratings) AS analysis, json_each(analysis.value) AS criterion;
  `,
  `
  -- Tables of their own for files of purchases and of answers. Whose a row is, is told as the file told it: by number,
  -- name, e-mail or phone.
  CREATE TABLE purchases (
    row INTEGER PRIMARY KEY,
    customer TEXT NOT NULL,
    date TEXT NOT NULL,
    amount REAL,
    own TEXT CHECK (own IS NULL OR json_valid(own))
  ) STRICT;
  CREATE INDEX purchases_of_customer ON purchases (customer);

  CREATE TABLE answers (
    row INTEGER PRIMARY KEY,
    customer TEXT,
    ratings TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(ratings)),
    own TEXT CHECK (own IS NULL OR json_valid(own))
  ) STRICT;
  CREATE INDEX answers_of_customer ON answers (customer);

  -- For analysts: a row per rating.
  CREATE VIEW answer_ratings AS
    SELECT
      answers.row AS answer,
      CAST(answers.customer AS TEXT) AS customer,
      CAST(analysis.key AS TEXT) AS analysis,
      CAST(criterion.key AS TEXT) AS criterion,
      CAST(criterion.value AS REAL) AS rating
    FROM answers, json_each(answers.ratings) AS analysis, json_each(analysis.value) AS criterion;
  `,
];
