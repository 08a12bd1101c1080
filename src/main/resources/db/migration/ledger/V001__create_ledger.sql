CREATE SCHEMA ledger;

-- The limits are the database's own too: no transaction of anybody can pass them.
CREATE TABLE ledger.account (
    id                  text   PRIMARY KEY CHECK (length(id) <= 160),
    home                text   NOT NULL,
    book                text   NOT NULL,
    kind                text   NOT NULL,
    owner               text   NOT NULL,
    limited             text   NOT NULL CHECK (limited IN ('NONE', 'WITHIN_CREDITS', 'WITHIN_DEBITS')),
    debits_posted_fen   bigint NOT NULL CHECK (debits_posted_fen >= 0),
    debits_pending_fen  bigint NOT NULL CHECK (debits_pending_fen >= 0),
    credits_posted_fen  bigint NOT NULL CHECK (credits_posted_fen >= 0),
    credits_pending_fen bigint NOT NULL CHECK (credits_pending_fen >= 0),
    sequence            bigint NOT NULL CHECK (sequence >= 0),
    CHECK (limited <> 'WITHIN_CREDITS' OR debits_posted_fen + debits_pending_fen <= credits_posted_fen),
    CHECK (limited <> 'WITHIN_DEBITS' OR credits_posted_fen + credits_pending_fen <= debits_posted_fen)
);
CREATE INDEX account_by_book ON ledger.account (home, book);
CREATE INDEX account_by_owner ON ledger.account (owner, kind);
SELECT public.own_by_home('ledger.account');

-- What is left of each hold, and of each posted transfer that could be reversed.
CREATE TABLE ledger.remainder (
    id           text    PRIMARY KEY,
    home         text    NOT NULL,
    hold         boolean NOT NULL,
    debit        text    NOT NULL REFERENCES ledger.account (id),
    credit       text    NOT NULL REFERENCES ledger.account (id),
    amount_fen   bigint  NOT NULL CHECK (amount_fen > 0),
    captured_fen bigint  NOT NULL CHECK (captured_fen >= 0),
    released_fen bigint  NOT NULL CHECK (released_fen >= 0),
    CHECK (captured_fen + released_fen <= amount_fen)
);
SELECT public.own_by_home('ledger.remainder');

-- One immutable row carries both accounts' resulting sums and sequences.
CREATE TABLE ledger.transfer (
    id                          text        PRIMARY KEY,
    home                        text        NOT NULL,
    kind                        text        NOT NULL CHECK (kind IN ('POST', 'HOLD', 'CAPTURE', 'RELEASE', 'REVERSE')),
    debit                       text        NOT NULL REFERENCES ledger.account (id),
    credit                      text        NOT NULL REFERENCES ledger.account (id),
    amount_fen                  bigint      NOT NULL CHECK (amount_fen > 0),
    of_id                       text,
    at                          timestamptz NOT NULL,
    unit                        text        NOT NULL,
    subject                     text        NOT NULL,
    debit_sequence              bigint      NOT NULL CHECK (debit_sequence > 0),
    debit_debits_posted_fen     bigint      NOT NULL,
    debit_debits_pending_fen    bigint      NOT NULL,
    debit_credits_posted_fen    bigint      NOT NULL,
    debit_credits_pending_fen   bigint      NOT NULL,
    credit_sequence             bigint      NOT NULL CHECK (credit_sequence > 0),
    credit_debits_posted_fen    bigint      NOT NULL,
    credit_debits_pending_fen   bigint      NOT NULL,
    credit_credits_posted_fen   bigint      NOT NULL,
    credit_credits_pending_fen  bigint      NOT NULL,
    CHECK (debit <> credit),
    CHECK ((kind IN ('POST', 'HOLD')) = (of_id IS NULL)),
    UNIQUE (debit, debit_sequence),
    UNIQUE (credit, credit_sequence)
);
CREATE INDEX transfer_by_subject ON ledger.transfer (subject, at);
SELECT public.own_by_home('ledger.transfer');
SELECT public.append_only('ledger.transfer');
