-- What a home was told that another one reads, and what it said that it reads itself.
CREATE TABLE federation.announced (
    id      text        PRIMARY KEY,
    home    text        NOT NULL,
    version bigint      NOT NULL,
    reader  text        NOT NULL,
    reads   jsonb       NOT NULL CHECK (jsonb_typeof(reads) = 'object'),
    since   timestamptz NOT NULL,
    UNIQUE (home, reader)
);
SELECT public.own_by_home('federation.announced');

-- Subjects whose facts a reader could not read when they were told: they are told again, to that
-- reader only, once it has announced that it reads them.
CREATE TABLE federation.owed (
    id      text        PRIMARY KEY,
    home    text        NOT NULL,
    version bigint      NOT NULL,
    reader  text        NOT NULL CHECK (reader <> home),
    subject text        NOT NULL,
    since   timestamptz NOT NULL,
    told    bigint      NOT NULL CHECK (told >= 0),
    open    boolean     NOT NULL
);
SELECT public.own_by_home('federation.owed');
CREATE INDEX owed_open ON federation.owed (since, id) WHERE open;
