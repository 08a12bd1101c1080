-- Accounts that a treasury keeps for its own accounting beside those that procedures move. The
-- ledger's account is `own/` and this id; nothing else has a name that begins so.
CREATE TABLE ledger.own_account (
    id        text        PRIMARY KEY CHECK (id = treasury || '/' || code),
    home      text        NOT NULL CHECK (home = left(treasury, 2) || '0000'),
    version   bigint      NOT NULL CHECK (version > 0),
    treasury  text        NOT NULL,
    code      text        NOT NULL CHECK (code ~ '^[0-9A-Za-z][0-9A-Za-z.-]{0,39}$'),
    name      text        NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    limited   text        NOT NULL CHECK (limited IN ('NONE', 'WITHIN_CREDITS', 'WITHIN_DEBITS')),
    opened_by text        NOT NULL,
    opened_at timestamptz NOT NULL
);
SELECT public.own_by_home('ledger.own_account');
SELECT public.append_only('ledger.own_account');

-- What was posted among them, by whom and why; the lines are the ledger's transfers whose subject
-- this is. Ids begin with their hour, so the one index grows at its edge.
CREATE TABLE ledger.journal_entry (
    id        text   PRIMARY KEY,
    home      text   NOT NULL CHECK (home = left(treasury, 2) || '0000'),
    version   bigint NOT NULL CHECK (version = 1),
    treasury  text   NOT NULL,
    summary   text   NOT NULL CHECK (length(summary) BETWEEN 1 AND 200),
    posted_by text   NOT NULL
);
SELECT public.own_by_home('ledger.journal_entry');
SELECT public.append_only('ledger.journal_entry');
