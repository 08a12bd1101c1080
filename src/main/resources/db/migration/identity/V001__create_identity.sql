CREATE SCHEMA identity;

CREATE TABLE identity.organisation (
    id            text        PRIMARY KEY,
    home          text        NOT NULL,
    version       bigint      NOT NULL CHECK (version > 0),
    name_zh       text        NOT NULL CHECK (name_zh <> ''),
    name_en       text        NOT NULL CHECK (name_en <> ''),
    kind          text        NOT NULL CHECK (kind IN (
                      'FIRM', 'UNIVERSITY', 'INSTITUTE', 'LABORATORY', 'HOSPITAL',
                      'FACILITY_HOST', 'PARK', 'GOVERNMENT', 'ASSOCIATION', 'FACULTY', 'PLATFORM',
                      'TEAM')),
    credit_code   text        CHECK (credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
    code_verdict  text        CHECK (code_verdict IN ('REGULAR', 'IRREGULAR')),
    division      text        NOT NULL CHECK (division ~ '^3[1-4][0-9]{4}$'),
    -- No foreign key: the parent may be at home elsewhere and its replica not here yet.
    parent        text        CHECK (parent <> id),
    demo          boolean     NOT NULL,
    state         text        NOT NULL CHECK (state IN ('PENDING_REVIEW', 'CONFIRMED', 'REFUSED')),
    source        text        NOT NULL,
    verified_by   text,
    registered_by text        NOT NULL,
    reviewed_by   text,
    review_note   text,
    registered_at timestamptz NOT NULL,
    CHECK ((credit_code IS NULL) = (code_verdict IS NULL)),
    CHECK (left(home, 2) = left(division, 2)),
    CHECK (reviewed_by IS DISTINCT FROM registered_by)
);
-- Backstop of the claim on the code; a refused registration gives it back.
CREATE UNIQUE INDEX organisation_by_code ON identity.organisation (home, credit_code)
    WHERE state <> 'REFUSED';
CREATE INDEX organisation_by_parent ON identity.organisation (parent);
CREATE INDEX organisation_by_division ON identity.organisation (division, id);
CREATE INDEX organisation_by_state ON identity.organisation (state) WHERE state = 'PENDING_REVIEW';
CREATE INDEX organisation_by_name ON identity.organisation
    USING gin ((name_zh || ' ' || lower(name_en)) public.gin_trgm_ops);
SELECT public.own_by_home('identity.organisation');

CREATE TABLE identity.person (
    id                 text        PRIMARY KEY,
    home               text        NOT NULL,
    version            bigint      NOT NULL CHECK (version > 0),
    username           text        NOT NULL CHECK (username ~ '^[a-z0-9][a-z0-9._-]{2,59}$'),
    name               text        NOT NULL CHECK (name <> ''),
    password_hash      text,
    password_temporary boolean     NOT NULL,
    phone_sealed       text        CHECK (phone_sealed LIKE 'v1:%'),
    email_sealed       text        CHECK (email_sealed LIKE 'v1:%'),
    active             boolean     NOT NULL,
    memberships        jsonb       NOT NULL,
    links              jsonb       NOT NULL,
    delegates          jsonb       NOT NULL,
    since              timestamptz NOT NULL
);
-- One sign-in for all homes of this node; inside a home the claim decides.
CREATE UNIQUE INDEX person_by_username ON identity.person (username);
CREATE INDEX person_by_membership ON identity.person USING gin (memberships jsonb_path_ops);
CREATE INDEX person_by_link ON identity.person USING gin (links jsonb_path_ops);
CREATE INDEX person_by_home ON identity.person (home, name, id);
SELECT public.own_by_home('identity.person');

CREATE TABLE identity.proposal (
    id           text        PRIMARY KEY,
    home         text        NOT NULL,
    version      bigint      NOT NULL CHECK (version > 0),
    person       text        NOT NULL REFERENCES identity.person,
    role         text        NOT NULL,
    place        text        NOT NULL,
    valid_from   timestamptz NOT NULL,
    valid_until  timestamptz CHECK (valid_until > valid_from),
    delegated_by text,
    state        text        NOT NULL CHECK (state IN ('OPEN', 'GRANTED', 'REFUSED')),
    proposed_by  text        NOT NULL,
    proposed_at  timestamptz NOT NULL,
    decided_by   text        CHECK (decided_by <> proposed_by AND decided_by <> person),
    decided_at   timestamptz,
    CHECK ((state = 'OPEN') = (decided_by IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL))
);
CREATE INDEX proposal_open ON identity.proposal (home, proposed_at) WHERE state = 'OPEN';
SELECT public.own_by_home('identity.proposal');

CREATE TABLE identity.api_client (
    id            text        PRIMARY KEY,
    home          text        NOT NULL,
    version       bigint      NOT NULL CHECK (version > 0),
    name          text        NOT NULL CHECK (name <> ''),
    organisation  text        NOT NULL,
    roles         jsonb       NOT NULL,
    secret_hash   text        NOT NULL,
    active        boolean     NOT NULL,
    registered_by text        NOT NULL,
    registered_at timestamptz NOT NULL
);
CREATE INDEX api_client_by_home ON identity.api_client (home, registered_at DESC);
SELECT public.own_by_home('identity.api_client');

-- Bookkeeping of the sign-in, no records: written outside the lane, owned by no home.

-- How often a username or an address has failed; a key that waits lets nobody try.
CREATE TABLE identity.failure (
    key        text        PRIMARY KEY CHECK (length(key) <= 100),
    failures   integer     NOT NULL CHECK (failures > 0),
    last_at    timestamptz NOT NULL,
    free_again timestamptz NOT NULL
);
CREATE INDEX failure_by_time ON identity.failure (last_at);

-- With what tokens are signed; the newest signs, all verify. The private half is sealed.
CREATE TABLE identity.signing_key (
    kid        text        PRIMARY KEY,
    jwk_sealed text        NOT NULL CHECK (jwk_sealed LIKE 'v1:%'),
    made_at    timestamptz NOT NULL
);
