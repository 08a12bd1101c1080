CREATE SCHEMA lane;

-- One row a home: the fence (epoch) and the next index of its feed.
CREATE TABLE lane.head (
    home      text   PRIMARY KEY,
    epoch     bigint NOT NULL CHECK (epoch > 0),
    next_fact bigint NOT NULL CHECK (next_fact > 0)
);
SELECT public.own_by_home('lane.head');

-- "I am the only one." The judge decides; the exclusion constraint is the backstop.
CREATE TABLE lane.claim (
    what   text      NOT NULL CHECK (what <> ''),
    key    text      NOT NULL CHECK (key <> '' AND length(key) <= 200),
    during tstzrange NOT NULL CHECK (NOT isempty(during)),
    home   text      NOT NULL,
    EXCLUDE USING gist (home WITH =, what WITH =, key WITH =, during WITH &&)
);
SELECT public.own_by_home('lane.claim');

-- The feed: dense, in commit order, never changed.
CREATE TABLE lane.fact (
    home     text        NOT NULL,
    index    bigint      NOT NULL CHECK (index > 0),
    kind     text        NOT NULL,
    schema   integer     NOT NULL CHECK (schema > 0),
    subject  text        NOT NULL,
    audience text        NOT NULL,
    at       timestamptz NOT NULL,
    by_id    text        NOT NULL,
    body     jsonb       NOT NULL,
    PRIMARY KEY (home, index)
);
CREATE INDEX fact_by_subject ON lane.fact (subject, at);
CREATE INDEX fact_by_person ON lane.fact (by_id, at DESC);
SELECT public.own_by_home('lane.fact');
SELECT public.append_only('lane.fact');

-- What each key was answered, for ever.
CREATE TABLE lane.answer (
    home   text        NOT NULL,
    scope  text        NOT NULL,
    key    text        NOT NULL,
    digest text        NOT NULL,
    at     timestamptz NOT NULL,
    answer jsonb       NOT NULL,
    PRIMARY KEY (home, scope, key)
);
SELECT public.own_by_home('lane.answer');
SELECT public.append_only('lane.answer');
