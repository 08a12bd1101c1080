-- A firm's move to another province: a copy at its former home, and one at the receiving province.
CREATE TABLE enterprises.relocation (
    id          text        PRIMARY KEY,
    home        text        NOT NULL,
    version     bigint      NOT NULL,
    state       text        NOT NULL CHECK (state IN ('ASKED', 'TO_EXAMINE', 'MOVED', 'REFUSED')),
    enterprise  jsonb       NOT NULL,
    destination text        NOT NULL CHECK (destination ~ '^3[1-4][0-9]{4}$'),
    moved_on    date        NOT NULL,
    papers      jsonb       NOT NULL,
    source      text,
    note        text,
    since       timestamptz NOT NULL
);
SELECT public.own_by_home('enterprises.relocation');

-- Which organisations have left a home, and where they are now.
CREATE TABLE enterprises.moved (
    id           text        PRIMARY KEY,
    home         text        NOT NULL,
    version      bigint      NOT NULL,
    organisation text        NOT NULL,
    successor    text        CHECK (left(successor, 2) <> left(home, 2)),
    relocation   text        NOT NULL,
    at           timestamptz NOT NULL
);
SELECT public.own_by_home('enterprises.moved');
