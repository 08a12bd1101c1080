-- Other nodes as two persons of a home here admitted them, beside those of the configuration. It
-- holds for the whole node. A node that is suspended or has left keeps its row: by its keys what it
-- signed is verified.
CREATE TABLE federation.admission (
    id         text        PRIMARY KEY,
    home       text        NOT NULL,
    version    bigint      NOT NULL,
    state      text        NOT NULL CHECK (state IN
        ('PROPOSED', 'ADMITTED', 'SUSPENDED', 'RETURNING', 'LEAVING', 'LEFT', 'DROPPED')),
    homes      jsonb       NOT NULL,
    address    text        NOT NULL,
    node_key   text        NOT NULL,
    keys       jsonb       NOT NULL,
    card       text,
    fresh      text,
    visits     boolean     NOT NULL,
    reason     text        NOT NULL,
    asked_by   text        NOT NULL,
    since      timestamptz NOT NULL,
    stopped_at timestamptz,
    decided_by text,
    CHECK (state <> 'PROPOSED' OR decided_by IS NULL),
    CHECK (state NOT IN ('ADMITTED', 'LEFT') OR decided_by <> asked_by),
    CHECK ((state IN ('SUSPENDED', 'RETURNING', 'LEAVING', 'LEFT')) = (stopped_at IS NOT NULL)),
    CHECK (fresh IS NULL OR state = 'RETURNING')
);
SELECT public.own_by_home('federation.admission');

-- This node goes on to another key for its requests and answers, by two persons. `statement` is what
-- the other nodes are told, signed by both keys.
CREATE TABLE federation.node_key_change (
    id          text        PRIMARY KEY,
    home        text        NOT NULL,
    version     bigint      NOT NULL,
    state       text        NOT NULL CHECK (state IN ('PROPOSED', 'ANNOUNCED', 'DROPPED')),
    former      text        NOT NULL,
    next        text        NOT NULL CHECK (next <> former),
    days        integer     NOT NULL CHECK (days > 0),
    statement   text,
    reason      text        NOT NULL,
    proposed_by text        NOT NULL,
    proposed_at timestamptz NOT NULL,
    decided_by  text,
    decided_at  timestamptz,
    CHECK ((state = 'PROPOSED') = (decided_by IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK ((state = 'ANNOUNCED') = (statement IS NOT NULL)),
    CHECK (state <> 'ANNOUNCED' OR decided_by <> proposed_by)
);
SELECT public.own_by_home('federation.node_key_change');

-- To which keys other nodes went on, as they announced it: one after each, for ever.
CREATE TABLE federation.learned_node_key (
    former    text        PRIMARY KEY,
    next      text        NOT NULL UNIQUE CHECK (next <> former),
    statement text        NOT NULL,
    at        timestamptz NOT NULL
);
SELECT public.append_only('federation.learned_node_key');
