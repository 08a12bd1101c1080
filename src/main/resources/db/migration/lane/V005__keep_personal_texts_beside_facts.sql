-- The personal texts of facts, with the salts of their hashes. The fact has the hash and stays; a
-- text can be erased here, with its salt.
CREATE TABLE lane.attachment (
    home  text   NOT NULL,
    index bigint NOT NULL,
    path  text   NOT NULL CHECK (path LIKE '/%'),
    salt  text   NOT NULL CHECK (salt ~ '^[0-9a-f]{32}$'),
    text  text   NOT NULL CHECK (text <> ''),
    PRIMARY KEY (home, index, path)
);
SELECT public.own_by_home('lane.attachment');
