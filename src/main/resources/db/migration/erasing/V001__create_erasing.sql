CREATE SCHEMA erasing;

-- Two persons erase texts. Where they lay is here, never what they said.
CREATE TABLE erasing.erasure (
    id           text        PRIMARY KEY,
    home         text        NOT NULL,
    version      bigint      NOT NULL,
    state        text        NOT NULL CHECK (state IN ('REQUESTED', 'ERASED', 'CONFIRMED', 'DECLINED')),
    scope        text        NOT NULL CHECK (scope IN ('MESSAGE', 'CASE', 'PERSON')),
    what         text        NOT NULL CHECK (what <> ''),
    ground       text        NOT NULL CHECK (ground IN ('PURPOSE_ENDED', 'RETENTION_OVER',
                                                        'CONSENT_WITHDRAWN', 'UNLAWFUL', 'OTHER_LAW')),
    law          text        NOT NULL,
    request      text        NOT NULL CHECK (request <> ''),
    texts        jsonb       NOT NULL,
    kept         jsonb       NOT NULL,
    more         boolean     NOT NULL,
    provinces    jsonb       NOT NULL,
    followed     jsonb       NOT NULL,
    requested_by text        NOT NULL,
    requested_at timestamptz NOT NULL,
    decided_by   text,
    decided_at   timestamptz,
    CHECK ((state = 'REQUESTED') = (decided_by IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (state NOT IN ('ERASED', 'CONFIRMED') OR decided_by <> requested_by)
);
SELECT public.own_by_home('erasing.erasure');
