-- What language models have used, by account: an account is for a day, and begins
-- anew on the next, or it is lasting, and day is that of its last use.

CREATE TABLE ledger (
    shop    TEXT    NOT NULL,
    account TEXT    NOT NULL,
    lasting INTEGER NOT NULL, -- 0 or 1
    day     TEXT    NOT NULL, -- YYYY-MM-DD
    amount  INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ledger_account ON ledger (shop, account, lasting);
CREATE INDEX ledger_day ON ledger (shop, day);
