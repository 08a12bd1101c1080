-- Facts of homes at other nodes that name a document: by which it is asked for there. Derived from
-- the feeds; like all documents, of the node and of no home.
CREATE TABLE documents.source (
    hash  text   NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
    home  text   NOT NULL,
    index bigint NOT NULL CHECK (index > 0),
    name  text   NOT NULL CHECK (name <> ''),
    bytes bigint NOT NULL CHECK (bytes BETWEEN 1 AND 20971520),
    PRIMARY KEY (hash, home, index)
);
