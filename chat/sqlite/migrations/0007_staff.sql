-- What the staff sorts conversations by.

ALTER TABLE conversations ADD COLUMN assignee_id TEXT NOT NULL DEFAULT '';
ALTER TABLE conversations ADD COLUMN assignee TEXT NOT NULL DEFAULT '';
ALTER TABLE conversations ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN snoozed_until INTEGER;
ALTER TABLE conversations ADD COLUMN mark TEXT NOT NULL DEFAULT '';
CREATE INDEX conversations_assignee ON conversations (shop, assignee_id) WHERE assignee_id <> '';
