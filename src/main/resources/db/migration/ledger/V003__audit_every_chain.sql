-- How far each account's history has been walked, and what it came to there. The auditor's own
-- notes: they say nothing about money, and losing them only means walking again.
CREATE TABLE ledger.audited (
    number              bigint      PRIMARY KEY,
    home                text        NOT NULL,
    sequence            bigint      NOT NULL CHECK (sequence >= 0),
    debits_posted_fen   bigint      NOT NULL,
    debits_pending_fen  bigint      NOT NULL,
    credits_posted_fen  bigint      NOT NULL,
    credits_pending_fen bigint      NOT NULL,
    at                  timestamptz NOT NULL
);
CREATE INDEX audited_by_home ON ledger.audited (home, at);
SELECT public.own_by_home('ledger.audited');

-- What was found wrong, kept for ever.
CREATE TABLE ledger.finding (
    home     text        NOT NULL,
    account  text        NOT NULL,
    sequence bigint      NOT NULL,
    what     text        NOT NULL CHECK (what IN ('GAP', 'SUMS', 'LIMIT', 'COUNTERPART', 'BACKWARDS')),
    at       timestamptz NOT NULL,
    PRIMARY KEY (home, account, sequence, what)
);
SELECT public.own_by_home('ledger.finding');
SELECT public.append_only('ledger.finding');
