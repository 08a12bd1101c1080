CREATE SCHEMA audit;

-- The end of the chain; locked by whoever appends, so that several instances write one chain.
CREATE TABLE audit.head (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    index    bigint NOT NULL CHECK (index >= 0),
    hash     text   NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$')
);
INSERT INTO audit.head (index, hash) VALUES (0, repeat('0', 64));

-- One chain a node, so the table has no one home to be owned by; home says whose auditors read it.
CREATE TABLE audit.line (
    index   bigint      PRIMARY KEY CHECK (index > 0),
    at      timestamptz NOT NULL,
    kind    text        NOT NULL CHECK (kind IN (
                'REFUSED', 'PERSONAL_DATA_READ', 'SIGN_IN', 'SIGN_IN_FAILED', 'SIGN_OUT',
                'FORCED_SIGN_OUT', 'EXPORT', 'ADMINISTRATION')),
    home    text        NOT NULL CHECK (home IN ('310000', '320000', '330000', '340000')),
    person  text        NOT NULL,
    client  text,
    subject text        NOT NULL,
    purpose text        CHECK (purpose IS NOT NULL OR kind <> 'PERSONAL_DATA_READ'),
    address text,
    details jsonb       NOT NULL,
    hash    text        NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$')
);
CREATE INDEX line_by_person ON audit.line (person, index DESC);
CREATE INDEX line_by_subject ON audit.line (subject text_pattern_ops, index DESC);
CREATE INDEX line_by_kind ON audit.line (kind, index DESC);
CREATE INDEX line_by_time ON audit.line (at);
SELECT public.append_only('audit.line');
