-- Several instances of a node share this database. One has the lanes (head.holder); the others look
-- whether it is still at work and take over if it is not. Not a home's record: whoever runs says so.
ALTER TABLE lane.head ADD COLUMN since timestamptz NOT NULL DEFAULT clock_timestamp();

CREATE TABLE lane.instance (
    holder text        PRIMARY KEY CHECK (holder <> ''),
    seen   timestamptz NOT NULL
);
