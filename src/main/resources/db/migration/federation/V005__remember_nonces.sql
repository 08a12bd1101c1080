-- The nonces of requests that other nodes signed, until the requests are too old to be taken: each
-- is taken once, by whichever instance of this node. Of no home; what it protects is read only.
CREATE TABLE federation.node_nonce (
    node  text        NOT NULL CHECK (length(node) BETWEEN 1 AND 64),
    nonce text        NOT NULL CHECK (length(nonce) BETWEEN 16 AND 64),
    until timestamptz NOT NULL,
    PRIMARY KEY (node, nonce)
);
CREATE INDEX node_nonce_until ON federation.node_nonce (until);
