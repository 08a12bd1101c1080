CREATE SCHEMA insight;

-- What was asked, without anybody who asked it: sentences are masked before they come here.
CREATE TABLE insight.asked (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    home     text   NOT NULL,
    day      date   NOT NULL,
    sentence text   NOT NULL CHECK (char_length(sentence) BETWEEN 1 AND 200),
    -- Empty for visitors and for whoever belongs to a whole province.
    city     text   NOT NULL,
    -- Empty where none was recognised.
    field    text   NOT NULL,
    hits     bigint NOT NULL CHECK (hits >= 0),
    outcome  text   NOT NULL CHECK (outcome IN ('FOUND', 'FAR', 'NONE')),
    lacking  jsonb  NOT NULL CHECK (jsonb_typeof(lacking) = 'array')
);
CREATE INDEX asked_by_day ON insight.asked (home, day);
SELECT public.own_by_home('insight.asked');

-- How many different organisations asked the same: a keyed hash of organisation and sentence
-- together, so that two sentences of one organisation cannot be told to be of one.
CREATE TABLE insight.asker (
    home  text  NOT NULL,
    about text  NOT NULL,
    token bytea NOT NULL,
    day   date  NOT NULL,
    PRIMARY KEY (home, about, token)
);
CREATE INDEX asker_by_day ON insight.asker (home, day);
SELECT public.own_by_home('insight.asker');

-- A person's own latest sentences, which nobody else is shown.
CREATE TABLE insight.recent (
    home     text        NOT NULL,
    person   text        NOT NULL,
    sentence text        NOT NULL CHECK (char_length(sentence) BETWEEN 1 AND 200),
    at       timestamptz NOT NULL,
    PRIMARY KEY (person, sentence)
);
CREATE INDEX recent_by_time ON insight.recent (home, at);
SELECT public.own_by_home('insight.recent');

-- Who wants none of them kept.
CREATE TABLE insight.unkept (
    home   text NOT NULL,
    person text PRIMARY KEY
);
SELECT public.own_by_home('insight.unkept');

-- What the provinces told each other; derived from the feeds.
CREATE TABLE insight.figure (
    home  text   NOT NULL,
    month date   NOT NULL,
    city  text   NOT NULL,
    field text   NOT NULL,
    asked bigint NOT NULL CHECK (asked > 0),
    far   bigint NOT NULL CHECK (far >= 0),
    none  bigint NOT NULL CHECK (none >= 0),
    PRIMARY KEY (home, month, city, field)
);

CREATE TABLE insight.wanted (
    home  text   NOT NULL,
    month date   NOT NULL,
    kind  text   NOT NULL CHECK (kind IN ('WORD', 'SENTENCE', 'POPULAR')),
    text  text   NOT NULL,
    asked bigint NOT NULL CHECK (asked > 0),
    PRIMARY KEY (home, month, kind, text)
);
