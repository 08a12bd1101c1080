CREATE SCHEMA enterprises;

-- What is known of a firm or a team; its name and code are those of the organisation.
CREATE TABLE enterprises.enterprise (
    id                text    PRIMARY KEY,
    home              text    NOT NULL,
    version           bigint  NOT NULL,
    name              text    NOT NULL CHECK (name <> ''),
    kind              text    NOT NULL CHECK (kind IN ('FIRM', 'TEAM')),
    division          text    NOT NULL CHECK (division ~ '^3[1-4][0-9]{4}$'),
    registered_on     date,
    registered_source text,
    registered_as_of  date,
    figures           jsonb,
    technology        jsonb   NOT NULL,
    technology_as_of  date,
    tenancies         jsonb   NOT NULL,
    honesty           jsonb,
    qualifications    jsonb   NOT NULL,
    example           boolean NOT NULL,
    -- A source has its day.
    CHECK ((registered_source IS NULL) = (registered_as_of IS NULL)),
    -- A team is not registered.
    CHECK (kind = 'FIRM' OR registered_on IS NULL)
);
CREATE INDEX enterprise_by_division ON enterprises.enterprise (division, id);
SELECT public.own_by_home('enterprises.enterprise');

-- All known ties of one organisation.
CREATE TABLE enterprises.relations_of (
    id        text    PRIMARY KEY,
    home      text    NOT NULL,
    version   bigint  NOT NULL,
    name      text    NOT NULL,
    relations jsonb   NOT NULL,
    as_of     date    NOT NULL,
    source    text    NOT NULL CHECK (source <> ''),
    shared    boolean NOT NULL
);
SELECT public.own_by_home('enterprises.relations_of');
