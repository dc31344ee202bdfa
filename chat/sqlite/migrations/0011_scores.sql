-- What the shopper's newest rating gave, so that what was no good is found.

ALTER TABLE conversations ADD COLUMN score INTEGER NOT NULL DEFAULT 0; -- 0 is not rated
UPDATE conversations SET score = coalesce((
    SELECT json_extract(body, '$.rating.score') FROM events
    WHERE events.conversation = conversations.number AND json_extract(body, '$.rating.score') IS NOT NULL
    ORDER BY seq DESC LIMIT 1), 0);
CREATE INDEX conversations_score ON conversations (shop, score) WHERE score > 0;
