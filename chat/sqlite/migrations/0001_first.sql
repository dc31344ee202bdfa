-- Every time is in milliseconds since 1970, UTC. The shop is the first column
-- of every key. Rowid tables with indexes take twice the writes of WITHOUT
-- ROWID ones.

CREATE TABLE history (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    epoch   TEXT    NOT NULL,
    created INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
    shop       TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    token_hash BLOB    NOT NULL,
    cart       TEXT    NOT NULL,
    customer   TEXT, -- JSON
    created    INTEGER,
    seen       INTEGER
) STRICT;
CREATE UNIQUE INDEX sessions_id ON sessions (shop, id);
CREATE UNIQUE INDEX sessions_token ON sessions (shop, token_hash);

CREATE TABLE conversations (
    shop          TEXT    NOT NULL,
    id            TEXT    NOT NULL,
    session       TEXT    NOT NULL,
    cart          TEXT    NOT NULL,
    customer      TEXT, -- JSON
    locale        TEXT    NOT NULL,
    entry         TEXT    NOT NULL,
    page          TEXT    NOT NULL, -- JSON
    created       INTEGER,
    changed       INTEGER,
    top           INTEGER NOT NULL,
    last_shopper  INTEGER NOT NULL,
    messages      INTEGER NOT NULL,
    preview       TEXT    NOT NULL,
    answered      INTEGER NOT NULL,
    owner         TEXT    NOT NULL,
    person_id     TEXT    NOT NULL,
    person        TEXT    NOT NULL,
    owner_version INTEGER NOT NULL,
    handoff       TEXT, -- JSON
    waiting_since INTEGER,
    closed        INTEGER NOT NULL,
    tags          TEXT, -- JSON
    state         TEXT, -- JSON
    state_version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX conversations_id ON conversations (shop, id);
CREATE INDEX conversations_changed ON conversations (shop, changed, id);
CREATE INDEX conversations_session ON conversations (shop, session);
CREATE INDEX conversations_cart ON conversations (shop, cart);
CREATE INDEX conversations_due ON conversations (shop) WHERE last_shopper > answered;
CREATE INDEX conversations_owner ON conversations (shop, owner) WHERE owner <> 'assistant';

CREATE TABLE events (
    shop         TEXT    NOT NULL,
    conversation TEXT    NOT NULL,
    seq          INTEGER NOT NULL,
    author       TEXT    NOT NULL,
    client_id    TEXT    NOT NULL, -- empty for what the server did by itself
    body         TEXT    NOT NULL  -- the whole event as JSON
) STRICT;
CREATE UNIQUE INDEX events_seq ON events (shop, conversation, seq);
CREATE UNIQUE INDEX events_client ON events (shop, conversation, author, client_id) WHERE client_id <> '';

CREATE TABLE carts (
    shop    TEXT    NOT NULL,
    id      TEXT    NOT NULL,
    version INTEGER NOT NULL,
    entries TEXT    NOT NULL -- JSON
) STRICT;
CREATE UNIQUE INDEX carts_id ON carts (shop, id);

CREATE TABLE cart_keys (
    shop TEXT NOT NULL,
    cart TEXT NOT NULL,
    key  TEXT NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX cart_keys_key ON cart_keys (shop, cart, key);
