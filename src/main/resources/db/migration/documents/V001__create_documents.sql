CREATE SCHEMA documents;

-- One line a content. Written in ordinary transactions, not by a lane: files belong to the node.
CREATE TABLE documents.document (
    hash     text        PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{64}$'),
    name     text        NOT NULL CHECK (name <> ''),
    type     text        NOT NULL,
    size     bigint      NOT NULL CHECK (size BETWEEN 1 AND 20971520),
    warnings jsonb       NOT NULL,
    by_id    text        NOT NULL,
    at       timestamptz NOT NULL
);

-- Everybody who brought it in, under the name they gave it.
CREATE TABLE documents.upload (
    hash  text        NOT NULL REFERENCES documents.document ON DELETE CASCADE,
    by_id text        NOT NULL,
    name  text        NOT NULL CHECK (name <> ''),
    at    timestamptz NOT NULL,
    PRIMARY KEY (hash, by_id)
);
CREATE INDEX upload_by_person ON documents.upload (by_id, at);

-- The cases that hold it. A document with a link is never swept.
CREATE TABLE documents.link (
    hash    text        NOT NULL REFERENCES documents.document,
    context text        NOT NULL CHECK (context <> ''),
    at      timestamptz NOT NULL,
    PRIMARY KEY (hash, context)
);
