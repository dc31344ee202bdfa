-- What the staff has prepared to reply.

CREATE TABLE macros (
    shop    TEXT    NOT NULL,
    id      TEXT    NOT NULL,
    name    TEXT    NOT NULL,
    text    TEXT    NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX macros_id ON macros (shop, id);
CREATE UNIQUE INDEX macros_name ON macros (shop, name);
