-- Who answers the due turns of a conversation.

ALTER TABLE conversations ADD COLUMN lease_holder TEXT NOT NULL DEFAULT '';
ALTER TABLE conversations ADD COLUMN lease_fence INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN lease_beat INTEGER NOT NULL DEFAULT 0;
