-- The trees over the feeds of the homes hosted here, in the tiles of C2SP's tlog-tiles: up to 256
-- hashes of 32 bytes a row. Derived from lane.fact and made again where they are lost.
CREATE TABLE federation.tile (
    home   text     NOT NULL,
    level  smallint NOT NULL CHECK (level BETWEEN 0 AND 7),
    index  bigint   NOT NULL CHECK (index >= 0),
    hashes bytea    NOT NULL CHECK (length(hashes) BETWEEN 32 AND 8192 AND length(hashes) % 32 = 0),
    PRIMARY KEY (home, level, index)
);
-- Hashes do not compress.
ALTER TABLE federation.tile ALTER COLUMN hashes SET STORAGE EXTERNAL;
SELECT public.own_by_home('federation.tile');

-- What each home hosted here has signed, with the cosignatures that came back. No size is signed
-- twice, none below the last.
CREATE TABLE federation.checkpoint (
    home      text        NOT NULL,
    size      bigint      NOT NULL CHECK (size > 0),
    root      bytea       NOT NULL CHECK (length(root) = 32),
    note      text        NOT NULL,
    witnesses integer     NOT NULL DEFAULT 0 CHECK (witnesses >= 0),
    at        timestamptz NOT NULL,
    PRIMARY KEY (home, size)
);
SELECT public.own_by_home('federation.checkpoint');

-- The public keys that a home ever signed with: what an old one signed stays valid.
CREATE TABLE federation.feed_key (
    home  text        NOT NULL,
    key   text        NOT NULL,
    since timestamptz NOT NULL,
    PRIMARY KEY (home, key)
);
SELECT public.own_by_home('federation.feed_key');
SELECT public.append_only('federation.feed_key');

-- The largest checkpoint of each foreign feed that this node found consistent with all it had seen
-- before, with the cosignatures of the homes hosted here.
CREATE TABLE federation.seen_checkpoint (
    home text        NOT NULL PRIMARY KEY,
    size bigint      NOT NULL CHECK (size > 0),
    root bytea       NOT NULL CHECK (length(root) = 32),
    note text        NOT NULL,
    at   timestamptz NOT NULL
);
SELECT public.own_by_home('federation.seen_checkpoint');

-- Two notes that one home signed and that cannot both be true: evidence, kept for ever.
CREATE TABLE federation.fork (
    home   text        NOT NULL PRIMARY KEY,
    first  text        NOT NULL,
    second text        NOT NULL,
    at     timestamptz NOT NULL
);
SELECT public.own_by_home('federation.fork');
SELECT public.append_only('federation.fork');
