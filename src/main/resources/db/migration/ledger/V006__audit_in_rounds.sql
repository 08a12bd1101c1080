-- The audit goes round a home's accounts by number, a slice a turn; this is where it goes on.
CREATE TABLE ledger.audit_round (
    home        text        PRIMARY KEY,
    reached     bigint      NOT NULL CHECK (reached >= 0),
    rounds      bigint      NOT NULL CHECK (rounds >= 0),
    finished_at timestamptz
);
SELECT public.own_by_home('ledger.audit_round');
CREATE INDEX account_by_number ON ledger.account (home, number);
