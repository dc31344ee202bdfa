-- Events know their conversation by a number, which takes a quarter of the room
-- of its id in every index, so that a commit writes fewer pages. Numbers are
-- columns of their own, since SQLite may give rows without one another rowid in
-- a copy. Whether a turn is due is a column too, so that its index is touched
-- only when that changes. The seq of an event is its column's; bodies that are
-- older hold it as well.

ALTER TABLE conversations RENAME TO conversations_before;
ALTER TABLE events RENAME TO events_before;
DROP INDEX conversations_id;
DROP INDEX conversations_changed;
DROP INDEX conversations_session;
DROP INDEX conversations_cart;
DROP INDEX conversations_due;
DROP INDEX conversations_owner;
DROP INDEX conversations_customer;
DROP INDEX events_seq;
DROP INDEX events_client;

CREATE TABLE conversations (
    number        INTEGER PRIMARY KEY,
    shop          TEXT    NOT NULL,
    id            TEXT    NOT NULL,
    session       TEXT    NOT NULL,
    cart          TEXT    NOT NULL,
    customer      TEXT, -- JSON
    customer_id   TEXT    NOT NULL,
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
    due           INTEGER NOT NULL, -- 1 while last_shopper > answered
    owner         TEXT    NOT NULL,
    person_id     TEXT    NOT NULL,
    person        TEXT    NOT NULL,
    owner_version INTEGER NOT NULL,
    handoff       TEXT, -- JSON
    waiting_since INTEGER,
    closed        INTEGER NOT NULL,
    tags          TEXT, -- JSON
    state         TEXT, -- JSON
    state_version INTEGER NOT NULL,
    lease_holder  TEXT    NOT NULL,
    lease_fence   INTEGER NOT NULL,
    lease_beat    INTEGER NOT NULL,
    cut           INTEGER NOT NULL -- events up to this one are gone
) STRICT;
INSERT INTO conversations SELECT rowid, shop, id, session, cart, customer, customer_id, locale, entry, page, created, changed,
    top, last_shopper, messages, preview, answered, last_shopper > answered, owner, person_id, person, owner_version,
    handoff, waiting_since, closed, tags, state, state_version, lease_holder, lease_fence, lease_beat, cut
    FROM conversations_before;
CREATE UNIQUE INDEX conversations_id ON conversations (shop, id);
CREATE INDEX conversations_changed ON conversations (shop, changed, id);
CREATE INDEX conversations_session ON conversations (shop, session);
CREATE INDEX conversations_cart ON conversations (shop, cart);
CREATE INDEX conversations_customer ON conversations (shop, customer_id) WHERE customer_id <> '';
CREATE INDEX conversations_due ON conversations (shop) WHERE due = 1;
CREATE INDEX conversations_owner ON conversations (shop, owner) WHERE owner <> 'assistant';

CREATE TABLE events (
    number       INTEGER PRIMARY KEY, -- in the order of writing
    shop         TEXT    NOT NULL,
    conversation INTEGER NOT NULL, -- its number
    seq          INTEGER NOT NULL,
    author       TEXT    NOT NULL,
    client_id    TEXT    NOT NULL, -- empty for what the server did by itself
    body         TEXT    NOT NULL  -- the event as JSON, but for its seq
) STRICT;
INSERT INTO events SELECT e.rowid, e.shop, c.number, e.seq, e.author, e.client_id, e.body
    FROM events_before e JOIN conversations c ON c.shop = e.shop AND c.id = e.conversation ORDER BY e.rowid;
CREATE UNIQUE INDEX events_seq ON events (conversation, seq);
CREATE UNIQUE INDEX events_client ON events (conversation, client_id, author) WHERE client_id <> '';

DROP TABLE events_before;
DROP TABLE conversations_before;
