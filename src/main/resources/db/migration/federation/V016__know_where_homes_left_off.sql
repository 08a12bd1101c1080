-- Up to where this node read another home's feed for a home that has ended here. Beyond it what was
-- for that home is passed over, and the home hears it at the node where it goes on. Of the node: it
-- is said in the package, and forgotten when the home comes back.
CREATE TABLE federation.left_off (
    home     text   NOT NULL,
    origin   text   NOT NULL CHECK (origin <> home),
    position bigint NOT NULL CHECK (position >= 0),
    PRIMARY KEY (home, origin)
);
