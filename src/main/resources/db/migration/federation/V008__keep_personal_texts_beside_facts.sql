-- The personal texts of received facts, as they came beside them and fit their hashes.
CREATE TABLE federation.attachment (
    home  text   NOT NULL,
    index bigint NOT NULL,
    path  text   NOT NULL CHECK (path LIKE '/%'),
    salt  text   NOT NULL CHECK (salt ~ '^[0-9a-f]{32}$'),
    text  text   NOT NULL CHECK (text <> ''),
    PRIMARY KEY (home, index, path)
);
SELECT public.own_by_home('federation.attachment');
