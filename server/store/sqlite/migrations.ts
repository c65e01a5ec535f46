/**
 * Steps of the schema, oldest first; `PRAGMA user_version` counts those that a file has behind it. A step that was
 * released is never edited: the next change is another step.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE event (
    show_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (show_id, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE snapshot (show_id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE channel (id TEXT PRIMARY KEY, name TEXT NOT NULL, handle TEXT NOT NULL UNIQUE) STRICT;

  CREATE TABLE account (
    id TEXT PRIMARY KEY,
    handle TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    channel_id TEXT NOT NULL REFERENCES channel (id)
  ) STRICT;

  CREATE TABLE session (
    token_hash TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    expires_at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX session_by_expiry ON session (expires_at_ms);

  CREATE TABLE show (
    id TEXT PRIMARY KEY,
    channel_id TEXT NOT NULL REFERENCES channel (id),
    address TEXT NOT NULL UNIQUE,
    created_at_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX show_by_channel ON show (channel_id, created_at_ms);

  CREATE TABLE picture (
    id TEXT PRIMARY KEY,
    channel_id TEXT NOT NULL REFERENCES channel (id),
    bytes BLOB NOT NULL
  ) STRICT;

  CREATE TABLE probe (id INTEGER PRIMARY KEY CHECK (id = 1), written INTEGER NOT NULL) STRICT;
  INSERT INTO probe (id, written) VALUES (1, 0);
  `,
  `
  CREATE TABLE invite (
    id TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    show_id TEXT NOT NULL REFERENCES show (id),
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    max_uses INTEGER NOT NULL,
    uses INTEGER NOT NULL CHECK (uses <= max_uses),
    created_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    revoked_at_ms INTEGER
  ) STRICT;
  CREATE INDEX invite_by_show ON invite (show_id, created_at_ms);

  CREATE TABLE seat (
    token_hash TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL UNIQUE,
    show_id TEXT NOT NULL REFERENCES show (id),
    invite_id TEXT NOT NULL,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    expires_at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX seat_by_invite ON seat (invite_id);
  CREATE INDEX seat_by_expiry ON seat (expires_at_ms);
  `,
  `
  ALTER TABLE seat ADD COLUMN standing TEXT NOT NULL DEFAULT 'held';
  `,
  `
  CREATE TABLE catalog (
    channel_id TEXT PRIMARY KEY REFERENCES channel (id),
    revision INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE product (
    channel_id TEXT NOT NULL REFERENCES channel (id),
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    search_text TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (channel_id, position),
    UNIQUE (channel_id, id)
  ) STRICT;

  CREATE TABLE catalog_import (
    channel_id TEXT NOT NULL REFERENCES channel (id),
    plan TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    PRIMARY KEY (channel_id, plan)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE product ADD COLUMN missing_pictures INTEGER NOT NULL DEFAULT 0;
  UPDATE product SET missing_pictures = (
    SELECT count(*) FROM json_each(body, '$.pictures') WHERE json_extract(value, '$.pictureId') IS NULL
  );
  CREATE INDEX product_missing_pictures ON product (channel_id, position, missing_pictures) WHERE missing_pictures > 0;
  `,
  `
  CREATE TABLE shelf_set (
    channel_id TEXT NOT NULL REFERENCES channel (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    products INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (channel_id, id),
    UNIQUE (channel_id, name)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE follower (
    channel_id TEXT NOT NULL REFERENCES channel (id),
    endpoint TEXT NOT NULL,
    p256dh TEXT NOT NULL,
    auth TEXT NOT NULL,
    since_ms INTEGER NOT NULL,
    PRIMARY KEY (channel_id, endpoint)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX follower_by_endpoint ON follower (endpoint);
  `,
  `
  CREATE TABLE provider_event (
    id TEXT PRIMARY KEY,
    at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX provider_event_by_time ON provider_event (at_ms);
  `,
  `
  ALTER TABLE invite ADD COLUMN explaining TEXT NOT NULL DEFAULT 'at-once';
  `,
  `
  ALTER TABLE follower ADD COLUMN doubt INTEGER NOT NULL DEFAULT 1;
  CREATE INDEX follower_by_doubt ON follower (channel_id, doubt, endpoint);
  `,
];
