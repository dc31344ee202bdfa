-- Orders are found by the address that they were placed with, and shoppers prove by
-- a code sent there that it is theirs.

ALTER TABLE orders ADD COLUMN email TEXT NOT NULL DEFAULT ''; -- in small letters
UPDATE orders SET email = lower(trim(coalesce(json_extract(body, '$.email'), '')));
CREATE INDEX orders_email ON orders (shop, email, placed, number) WHERE email <> '';

CREATE TABLE codes (
    shop    TEXT    NOT NULL,
    id      TEXT    NOT NULL,
    session TEXT    NOT NULL,
    email   TEXT    NOT NULL, -- in small letters; empty while it is not known
    number  TEXT    NOT NULL, -- of the order that it was asked for by, or empty
    hash    BLOB    NOT NULL,
    made    INTEGER NOT NULL,
    ends    INTEGER NOT NULL,
    open    INTEGER NOT NULL, -- 1 until it is used, replaced, or tried too often
    tries   INTEGER NOT NULL,
    tried   TEXT    NOT NULL, -- the key of the last try
    matched INTEGER NOT NULL  -- 1 if that was right
) STRICT;
CREATE UNIQUE INDEX codes_id ON codes (shop, id);
CREATE INDEX codes_session ON codes (shop, session, made);
CREATE INDEX codes_email ON codes (shop, email, made) WHERE email <> '';
CREATE INDEX codes_number ON codes (shop, number, made) WHERE number <> '';
CREATE INDEX codes_made ON codes (shop, made);
