-- How a home came from one key to the next: up to `size` facts the former signs, from there on the
-- next. Of the homes hosted here as they did it, of others as they proved it. What is proved is kept:
-- `receipt` is the fact of the change under the checkpoint of just that size, signed by both keys.
CREATE TABLE federation.home_key (
    home    text        NOT NULL,
    size    bigint      NOT NULL CHECK (size > 0),
    former  text        NOT NULL,
    next    text        NOT NULL CHECK (next <> former),
    lost    boolean     NOT NULL,
    receipt text        NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (home, size),
    UNIQUE (home, next)
);
SELECT public.own_by_home('federation.home_key');
SELECT public.append_only('federation.home_key');

-- Heads of a foreign feed that were not taken because of the key that signed them: the note as it
-- came. A row without `mended` holds until a head comes that is signed as it must be.
CREATE TABLE federation.refused_head (
    id     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    home   text        NOT NULL,
    since  timestamptz NOT NULL,
    why    text        NOT NULL CHECK (why IN ('UNKNOWN', 'GIVEN_UP')),
    note   text        NOT NULL,
    mended timestamptz
);
CREATE UNIQUE INDEX refused_once ON federation.refused_head (home) WHERE mended IS NULL;
SELECT public.own_by_home('federation.refused_head');

-- Two persons change the key of a home: of their own (`origin` = `home`), or, where a key of
-- another home was lost, what this node believes of it.
CREATE TABLE federation.key_change (
    id          text        PRIMARY KEY,
    home        text        NOT NULL,
    version     bigint      NOT NULL,
    state       text        NOT NULL CHECK (state IN ('PROPOSED', 'DONE', 'DROPPED')),
    origin      text        NOT NULL,
    former      text        NOT NULL,
    next        text        NOT NULL CHECK (next <> former),
    lost        boolean     NOT NULL,
    facts       bigint      NOT NULL CHECK (facts >= 0),
    reason      text        NOT NULL,
    proposed_by text        NOT NULL,
    proposed_at timestamptz NOT NULL,
    decided_by  text,
    decided_at  timestamptz,
    CHECK ((state = 'PROPOSED') = (decided_by IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (state <> 'DONE' OR decided_by <> proposed_by),
    CHECK (origin = home OR lost AND facts > 0)
);
SELECT public.own_by_home('federation.key_change');
