-- Orders, and the promotion codes of carts. An order is one JSON text, which is
-- read and written whole; beside it stands what it is looked up by.

ALTER TABLE carts ADD COLUMN codes TEXT; -- JSON

CREATE TABLE orders (
    shop         TEXT    NOT NULL,
    number       TEXT    NOT NULL,
    customer     TEXT    NOT NULL, -- empty for a guest
    cart         TEXT    NOT NULL, -- empty for an order that came from elsewhere
    cart_version INTEGER NOT NULL,
    placed       INTEGER NOT NULL,
    hash         BLOB    NOT NULL, -- of the request that placed it
    body         TEXT    NOT NULL  -- JSON
) STRICT;
CREATE UNIQUE INDEX orders_number ON orders (shop, number);
CREATE INDEX orders_customer ON orders (shop, customer, placed, number);
CREATE INDEX orders_cart ON orders (shop, cart, cart_version);

-- What became of a write with a key: the number of the order that a cart made,
-- or the reference of the request that was filed about an order.
CREATE TABLE order_keys (
    shop   TEXT NOT NULL,
    scope  TEXT NOT NULL, -- 'cart' or 'order'
    owner  TEXT NOT NULL, -- the cart's id or the order's number
    key    TEXT NOT NULL,
    hash   BLOB NOT NULL,
    answer TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX order_keys_key ON order_keys (shop, scope, owner, key);

CREATE TABLE order_requests (
    shop      TEXT NOT NULL,
    reference TEXT NOT NULL,
    number    TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX order_requests_reference ON order_requests (shop, reference);

-- Orders that are not canceled, by the promotions that they have used.
CREATE TABLE promotion_uses (
    shop      TEXT NOT NULL,
    promotion TEXT NOT NULL,
    number    TEXT NOT NULL,
    customer  TEXT NOT NULL,
    email     TEXT NOT NULL -- in small letters
) STRICT;
CREATE INDEX promotion_uses_promotion ON promotion_uses (shop, promotion, customer, email);
CREATE INDEX promotion_uses_number ON promotion_uses (shop, number);
