-- Who wants to hear when something that is sold out can be had again. A request
-- is one JSON text; beside it stands what it is looked up by.

CREATE TABLE restocks (
    shop      TEXT    NOT NULL,
    reference TEXT    NOT NULL,
    product   TEXT    NOT NULL,
    customer  TEXT    NOT NULL, -- empty for a guest
    cart      TEXT    NOT NULL,
    email     TEXT    NOT NULL, -- in small letters
    state     TEXT    NOT NULL,
    filed     INTEGER NOT NULL,
    body      TEXT    NOT NULL  -- JSON
) STRICT;
CREATE UNIQUE INDEX restocks_reference ON restocks (shop, reference);
CREATE INDEX restocks_filed ON restocks (shop, filed, reference);
CREATE INDEX restocks_product ON restocks (shop, product, email);
CREATE INDEX restocks_customer ON restocks (shop, customer, filed) WHERE customer <> '';
CREATE INDEX restocks_cart ON restocks (shop, cart, filed) WHERE cart <> '';
