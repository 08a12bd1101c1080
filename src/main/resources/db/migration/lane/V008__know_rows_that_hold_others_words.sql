-- Rows in which a home keeps words that it heard in a fact, such as a question about an answer: they
-- go with the text, and are found by their own salted hash when that is gone already. Both are empty
-- once the words went.
CREATE TABLE lane.holding (
    id      text   PRIMARY KEY,
    home    text   NOT NULL,
    version bigint NOT NULL,
    source  text   NOT NULL CHECK (source <> ''),
    place   text   NOT NULL CHECK (place <> ''),
    row_id  text   NOT NULL CHECK (row_id <> ''),
    salt    text   NOT NULL CHECK (salt ~ '^([0-9a-f]{32})?$'),
    hash    text   NOT NULL CHECK (hash ~ '^([0-9a-f]{64})?$'),
    CHECK ((salt = '') = (hash = ''))
);
SELECT public.own_by_home('lane.holding');
CREATE INDEX holding_by_source ON lane.holding (home, source) WHERE salt <> '';
CREATE INDEX holding_of_row ON lane.holding (row_id) WHERE salt <> '';
