CREATE SCHEMA federation;

-- How far each home has reacted to each origin's feed.
CREATE TABLE federation.cursor (
    id       text   PRIMARY KEY,
    home     text   NOT NULL,
    version  bigint NOT NULL,
    origin   text   NOT NULL,
    position bigint NOT NULL CHECK (position >= 0)
);
SELECT public.own_by_home('federation.cursor');

CREATE TABLE federation.parked (
    id       text        PRIMARY KEY,
    home     text        NOT NULL,
    version  bigint      NOT NULL,
    origin   text        NOT NULL,
    position bigint      NOT NULL,
    subject  text        NOT NULL,
    kind     text        NOT NULL,
    reason   text        NOT NULL,
    since    timestamptz NOT NULL,
    open     boolean     NOT NULL
);
SELECT public.own_by_home('federation.parked');

-- Facts of homes that other nodes host, as received.
CREATE TABLE federation.received (
    home     text        NOT NULL,
    index    bigint      NOT NULL,
    kind     text        NOT NULL,
    schema   integer     NOT NULL,
    subject  text        NOT NULL,
    audience text        NOT NULL,
    at       timestamptz NOT NULL,
    by_id    text        NOT NULL,
    body     jsonb       NOT NULL,
    PRIMARY KEY (home, index)
);
CREATE INDEX received_by_subject ON federation.received (subject, at);
SELECT public.own_by_home('federation.received');
SELECT public.append_only('federation.received');

CREATE TABLE federation.replica_cursor (
    origin   text   PRIMARY KEY,
    home     text   NOT NULL,
    position bigint NOT NULL CHECK (position >= 0)
);
SELECT public.own_by_home('federation.replica_cursor');

-- How far each projection has got; derived, so it belongs to the node and to no home.
CREATE TABLE federation.projection (
    name     text   NOT NULL,
    origin   text   NOT NULL,
    position bigint NOT NULL CHECK (position >= 0),
    PRIMARY KEY (name, origin)
);
