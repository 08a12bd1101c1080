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
