-- The answers of one group are one row: a row and an index entry a Unit were a fifth of the lane's
-- time. Keys fall anywhere, so they are counted off into segments; what tells in which segments a
-- key may lie is kept in memory (KeyFilter), and a look-up reads the rows of those alone.
ALTER TABLE lane.head ADD COLUMN next_answer bigint NOT NULL DEFAULT 0 CHECK (next_answer >= 0);
UPDATE lane.head h
SET next_answer = (SELECT count(*) FROM lane.answer a WHERE a.home = h.home);

ALTER TABLE lane.answer RENAME TO former_answer;
CREATE TABLE lane.answer (
    home      text        NOT NULL,
    segment   bigint      NOT NULL CHECK (segment >= 0),
    first_key uuid        NOT NULL,
    last_key  uuid        NOT NULL CHECK (last_key >= first_key),
    at        timestamptz NOT NULL,
    keys      uuid[]      NOT NULL CHECK (cardinality(keys) > 0),
    digests   bytea[]     NOT NULL CHECK (cardinality(digests) = cardinality(keys)),
    answers   text[]      NOT NULL CHECK (cardinality(answers) = cardinality(keys)),
    PRIMARY KEY (home, segment, first_key) INCLUDE (last_key)
);
-- Keys and digests are hashes, which no compression makes shorter.
ALTER TABLE lane.answer
    ALTER COLUMN keys SET STORAGE EXTERNAL,
    ALTER COLUMN digests SET STORAGE EXTERNAL,
    ALTER COLUMN answers SET STORAGE EXTERNAL;

INSERT INTO lane.answer (home, segment, first_key, last_key, at, keys, digests, answers)
SELECT home, n / 16384, (array_agg(key ORDER BY key))[1], (array_agg(key ORDER BY key DESC))[1],
       max(at), array_agg(key ORDER BY key), array_agg(digest ORDER BY key),
       array_agg(answer ORDER BY key)
FROM (SELECT a.*, row_number() OVER (PARTITION BY home ORDER BY at, key) - 1 AS n
      FROM lane.former_answer a) former
GROUP BY home, n / 16384, n / 512;
DROP TABLE lane.former_answer;
SELECT public.own_by_home('lane.answer');
SELECT public.append_only('lane.answer');

-- What each key was answered, a row a key.
CREATE VIEW lane.answered AS
SELECT a.home, a.segment, a.at, u.key, u.digest, u.answer
FROM lane.answer a
CROSS JOIN LATERAL unnest(a.keys, a.digests, a.answers) AS u (key, digest, answer);

-- Who asks what somebody has done asks for the moves of cases, and for nothing else.
DROP INDEX lane.fact_by_person;
CREATE INDEX move_by_person ON lane.fact (by_id, at DESC) WHERE kind = 'procedures.CaseMoved';
