-- A home's own time never runs backwards, however often its lane moves to another machine.
ALTER TABLE lane.head ADD COLUMN last_at timestamptz;
UPDATE lane.head h SET last_at = greatest(
    (SELECT max(at) FROM lane.answer a WHERE a.home = h.home),
    (SELECT max(at) FROM lane.fact f WHERE f.home = h.home),
    timestamptz 'epoch');
ALTER TABLE lane.head ALTER COLUMN last_at SET NOT NULL;

-- Which instance began the epoch: one that lost its connection while it began another knows by this
-- that it was itself.
ALTER TABLE lane.head ADD COLUMN holder text NOT NULL DEFAULT '';

-- An answer is found by 128 bits of SHA-256 over home, scope and key, each pair parted by a zero
-- byte: sixteen bytes in the table and in its index, however long the caller's keys are.
CREATE TEMPORARY TABLE former_answer ON COMMIT DROP AS SELECT * FROM lane.answer;
DROP TABLE lane.answer;
CREATE TABLE lane.answer (
    key    uuid        NOT NULL PRIMARY KEY,
    home   text        NOT NULL,
    digest bytea       NOT NULL CHECK (length(digest) = 32),
    at     timestamptz NOT NULL,
    answer text        NOT NULL
);
INSERT INTO lane.answer (key, home, digest, at, answer)
SELECT encode(substr(sha256(convert_to(home, 'UTF8') || '\x00'::bytea
                            || convert_to(scope, 'UTF8') || '\x00'::bytea
                            || convert_to(key, 'UTF8')), 1, 16), 'hex')::uuid,
       home, decode(digest, 'hex'), at, answer::text
FROM former_answer;
SELECT public.own_by_home('lane.answer');
SELECT public.append_only('lane.answer');
