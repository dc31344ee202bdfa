-- What is removed after a time: the beginnings of old conversations, and the
-- keys of cart writes. Keys that are there already count from this upgrade on.

ALTER TABLE conversations ADD COLUMN cut INTEGER NOT NULL DEFAULT 0; -- events up to this one are gone

ALTER TABLE cart_keys ADD COLUMN created INTEGER NOT NULL DEFAULT 0;
UPDATE cart_keys SET created = unixepoch() * 1000;
CREATE INDEX cart_keys_created ON cart_keys (shop, created);
CREATE INDEX sessions_seen ON sessions (shop, seen);
