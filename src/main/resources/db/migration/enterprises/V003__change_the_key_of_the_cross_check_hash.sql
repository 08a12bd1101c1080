-- Where each home stands with the key of the cross-check hash. The secrets are in no database.
CREATE TABLE enterprises.person_key_state (
    id               text        PRIMARY KEY,
    home             text        NOT NULL UNIQUE,
    version          bigint      NOT NULL,
    in_force         integer     NOT NULL CHECK (in_force >= 1),
    fingerprint      text,
    next_fingerprint text,
    agreed           jsonb       NOT NULL CHECK (jsonb_typeof(agreed) = 'object'),
    since            timestamptz NOT NULL,
    CHECK ((in_force = 1) = (fingerprint IS NULL))
);
SELECT public.own_by_home('enterprises.person_key_state');

-- Two persons of a home agree to the next one.
CREATE TABLE enterprises.person_key_change (
    id          text        PRIMARY KEY,
    home        text        NOT NULL,
    version     bigint      NOT NULL,
    state       text        NOT NULL CHECK (state IN ('PROPOSED', 'AGREED', 'DROPPED')),
    key_number  integer     NOT NULL,
    fingerprint text        NOT NULL,
    reason      text        NOT NULL,
    proposed_by text        NOT NULL,
    proposed_at timestamptz NOT NULL,
    decided_by  text,
    decided_at  timestamptz,
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (state <> 'AGREED' OR decided_by IS DISTINCT FROM proposed_by)
);
SELECT public.own_by_home('enterprises.person_key_change');
