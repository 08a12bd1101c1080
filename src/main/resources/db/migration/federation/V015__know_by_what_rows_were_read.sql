-- Which kinds of facts the version of this node read, each up to which schema, that wrote the rows of
-- a copy last. A version that reads more writes the rows of what came before. Null until it is noted.
ALTER TABLE federation.replica_cursor ADD COLUMN reads jsonb CHECK (jsonb_typeof(reads) = 'object');
