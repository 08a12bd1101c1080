-- At which node a home lives since it moved there; told in its own feed, so every node knows it. A
-- home that never moved has no row.
CREATE TABLE federation.residence (
    id       text        PRIMARY KEY CHECK (id = home),
    home     text        NOT NULL,
    version  bigint      NOT NULL,
    address  text        NOT NULL,
    node_key text        NOT NULL,
    former   text        NOT NULL,
    next     text        NOT NULL CHECK (next <> former),
    since    timestamptz NOT NULL
);
SELECT public.own_by_home('federation.residence');

-- Two persons let a home go to another node. `offer` is what that node's operator handed over.
CREATE TABLE federation.giving (
    id          text        PRIMARY KEY,
    home        text        NOT NULL,
    version     bigint      NOT NULL,
    state       text        NOT NULL CHECK (state IN ('PROPOSED', 'GONE', 'DROPPED')),
    address     text        NOT NULL,
    node_key    text        NOT NULL,
    former      text        NOT NULL,
    next        text        NOT NULL,
    offer       text        NOT NULL,
    reason      text        NOT NULL,
    proposed_by text        NOT NULL,
    proposed_at timestamptz NOT NULL,
    decided_by  text,
    decided_at  timestamptz,
    CHECK ((state = 'PROPOSED') = (decided_by IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (state <> 'GONE' OR decided_by <> proposed_by)
);
SELECT public.own_by_home('federation.giving');

-- Two persons of a home here take another home in. `moved` is that home; the digest is that of the
-- package that both looked at.
CREATE TABLE federation.taking (
    id          text        PRIMARY KEY,
    home        text        NOT NULL,
    version     bigint      NOT NULL,
    state       text        NOT NULL CHECK (state IN ('OFFERED', 'TRIED', 'AGREED', 'DROPPED')),
    moved       text        NOT NULL CHECK (moved <> home),
    offer       text        NOT NULL,
    next        text        NOT NULL,
    digest      text,
    size        bigint      NOT NULL CHECK (size >= 0),
    found       jsonb       NOT NULL,
    reason      text        NOT NULL,
    proposed_by text        NOT NULL,
    since       timestamptz NOT NULL,
    decided_by  text,
    CHECK (state IN ('OFFERED', 'DROPPED') OR digest IS NOT NULL),
    CHECK (state <> 'AGREED' OR decided_by <> proposed_by)
);
SELECT public.own_by_home('federation.taking');

-- What was taken in, once. Of the node: it says nothing about the home.
CREATE TABLE federation.taken (
    home   text        PRIMARY KEY,
    digest text        NOT NULL,
    size   bigint      NOT NULL CHECK (size > 0),
    at     timestamptz NOT NULL
);

-- Facts of others that came with a home and whose rows are still to be kept here.
CREATE TABLE federation.replay (
    home  text   NOT NULL,
    index bigint NOT NULL,
    PRIMARY KEY (home, index)
);
