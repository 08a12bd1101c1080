CREATE SCHEMA resources;

-- One thing that a provider offers. Details, terms and prices are kept whole; what lists ask for
-- is indexed inside them.
CREATE TABLE resources.resource (
    id       text        PRIMARY KEY,
    home     text        NOT NULL,
    version  bigint      NOT NULL,
    state    text        NOT NULL CHECK (state IN ('REGISTERED', 'PENDING_REVIEW', 'PUBLISHED',
                             'UNDER_REPAIR', 'CUSTOMS_LOCK', 'WITHDRAWN', 'SCRAPPED')),
    provider text        NOT NULL,
    inner_id text        NOT NULL CHECK (inner_id <> ''),
    details  jsonb       NOT NULL,
    terms    jsonb       NOT NULL,
    prices   jsonb       NOT NULL CHECK (jsonb_typeof(prices) = 'array'),
    since    timestamptz NOT NULL,
    batch    text,
    pending  jsonb,
    UNIQUE (provider, inner_id),
    -- Duty-free means that the customs block is there.
    CHECK (NOT coalesce((details #>> '{equipment,dutyFree}')::boolean, false)
           OR jsonb_typeof(details #> '{equipment,customs}') = 'object')
);
CREATE INDEX resource_by_state ON resources.resource (state, id);
CREATE INDEX resource_by_batch ON resources.resource (batch) WHERE batch IS NOT NULL;
SELECT public.own_by_home('resources.resource');

CREATE TABLE resources.provider (
    id             text    PRIMARY KEY,
    home           text    NOT NULL,
    version        bigint  NOT NULL,
    state          text    NOT NULL CHECK (state IN ('RECORDED', 'APPLIED', 'VERIFIED', 'SUSPENDED',
                               'DELISTED')),
    name_zh        text    NOT NULL CHECK (name_zh <> ''),
    name_en        text    NOT NULL,
    division       text    NOT NULL,
    accreditations jsonb   NOT NULL,
    catalogue      jsonb   NOT NULL,
    intro          text    NOT NULL,
    recognised_by  text,
    standings      jsonb   NOT NULL,
    demo           boolean NOT NULL,
    source         text    NOT NULL,
    CHECK (state <> 'VERIFIED' OR recognised_by IS NOT NULL)
);
CREATE INDEX provider_by_state ON resources.provider (state, id);
SELECT public.own_by_home('resources.provider');

-- One uploaded table. What it brought is invisible until it stands at APPLIED.
CREATE TABLE resources.import (
    id        text        PRIMARY KEY,
    home      text        NOT NULL,
    version   bigint      NOT NULL,
    provider  text        NOT NULL,
    state     text        NOT NULL CHECK (state IN ('CHECKED', 'APPLYING', 'APPLIED', 'DONE')),
    file_name text        NOT NULL,
    digest    text        NOT NULL,
    by_id     text        NOT NULL,
    at        timestamptz NOT NULL,
    total     integer     NOT NULL CHECK (total >= 0),
    wrong     integer     NOT NULL CHECK (wrong >= 0),
    fresh     integer     NOT NULL CHECK (fresh >= 0),
    changed   integer     NOT NULL CHECK (changed >= 0),
    same      integer     NOT NULL CHECK (same >= 0),
    ignored   jsonb       NOT NULL,
    CHECK (total = wrong + fresh + changed + same)
);
CREATE INDEX import_by_provider ON resources.import (provider, at DESC);
SELECT public.own_by_home('resources.import');

-- Upload staging, not a record: the rows of the table as they were understood, or what is wrong.
CREATE TABLE resources.import_line (
    import   text    NOT NULL,
    line     integer NOT NULL,
    resource text,
    verdict  text    NOT NULL CHECK (verdict IN ('FRESH', 'CHANGED', 'SAME', 'WRONG')),
    draft    jsonb,
    faults   jsonb   NOT NULL,
    PRIMARY KEY (import, line),
    CHECK ((verdict = 'WRONG') = (draft IS NULL))
);
