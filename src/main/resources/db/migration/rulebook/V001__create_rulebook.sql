CREATE SCHEMA rulebook;

-- One row a topic and division, with all its versions.
CREATE TABLE rulebook.rule (
    id       text    PRIMARY KEY,
    home     text    NOT NULL,
    version  bigint  NOT NULL,
    topic    text    NOT NULL CHECK (topic ~ '^[a-z0-9][a-z0-9.-]*$'),
    division text    NOT NULL CHECK (division ~ '^3[1-4][0-9]{4}$'),
    national boolean NOT NULL,
    versions jsonb   NOT NULL CHECK (jsonb_array_length(versions) > 0)
);
CREATE INDEX rule_by_division ON rulebook.rule (division, topic);
CREATE INDEX rule_by_topic ON rulebook.rule (topic text_pattern_ops);
SELECT public.own_by_home('rulebook.rule');

-- A new version on its way to a second person.
CREATE TABLE rulebook.proposal (
    id               text    PRIMARY KEY,
    home             text    NOT NULL,
    version          bigint  NOT NULL,
    title            text    NOT NULL,
    state            text    NOT NULL
        CHECK (state IN ('PROPOSED', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
    topic            text    NOT NULL CHECK (topic ~ '^[a-z0-9][a-z0-9.-]*$'),
    division         text    NOT NULL CHECK (division ~ '^3[1-4][0-9]{4}$'),
    value            jsonb   NOT NULL,
    valid_from       date    NOT NULL,
    valid_until      date    CHECK (valid_until > valid_from),
    source           text    NOT NULL CHECK (source <> ''),
    certainty        text    NOT NULL CHECK (certainty IN ('LAW', 'S', 'H', 'M', 'L')),
    why              text    NOT NULL CHECK (why <> ''),
    proposed_by      text    NOT NULL,
    proposed_by_name text    NOT NULL,
    number           integer NOT NULL CHECK (number >= 0),
    CHECK ((state = 'APPROVED') = (number > 0))
);
CREATE INDEX proposal_by_rule ON rulebook.proposal (division, topic);
SELECT public.own_by_home('rulebook.proposal');
