-- Orders that a session's shopper has proven, and conversations by customer.

ALTER TABLE sessions ADD COLUMN proven TEXT; -- JSON list of order numbers

ALTER TABLE conversations ADD COLUMN customer_id TEXT NOT NULL DEFAULT '';
UPDATE conversations SET customer_id = coalesce(json_extract(customer, '$.id'), '') WHERE customer IS NOT NULL;
CREATE INDEX conversations_customer ON conversations (shop, customer_id) WHERE customer_id <> '';
