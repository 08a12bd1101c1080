-- A change of a programme's budget, proposed by an officer and approved by the issuer's treasury.
CREATE TABLE vouchers.budget_change (
    id             text        PRIMARY KEY,
    home           text        NOT NULL,
    version        bigint      NOT NULL,
    state          text        NOT NULL CHECK (state IN ('PROPOSED', 'APPROVED', 'DROPPED')),
    programme      text        NOT NULL REFERENCES vouchers.programme (id),
    programme_name text        NOT NULL,
    issuer         text        NOT NULL,
    former_fen     bigint      NOT NULL CHECK (former_fen >= 0),
    amount_fen     bigint      NOT NULL CHECK (amount_fen >= 0),
    reason         text        NOT NULL,
    papers         jsonb       NOT NULL,
    proposed_by    text        NOT NULL,
    proposed_at    timestamptz NOT NULL,
    decided_by     text,
    CHECK ((state = 'PROPOSED') = (decided_by IS NULL)),
    CHECK (state <> 'APPROVED' OR decided_by <> proposed_by)
);
CREATE UNIQUE INDEX budget_change_open ON vouchers.budget_change (programme) WHERE state = 'PROPOSED';
SELECT public.own_by_home('vouchers.budget_change');
