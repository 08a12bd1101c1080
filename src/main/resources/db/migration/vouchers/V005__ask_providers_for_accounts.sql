-- A provider is asked where it wants to be paid, at its own home.
CREATE TABLE vouchers.account_request (
    id         text        PRIMARY KEY,
    home       text        NOT NULL,
    version    bigint      NOT NULL,
    state      text        NOT NULL CHECK (state IN ('ASKED', 'GIVEN')),
    order_home text        NOT NULL,
    claim      text        NOT NULL,
    order_id   text        NOT NULL,
    provider   text        NOT NULL,
    amount_fen bigint      NOT NULL CHECK (amount_fen > 0),
    number     text        NOT NULL,
    reason     text        NOT NULL,
    asked_at   timestamptz NOT NULL,
    UNIQUE (claim, number)
);
CREATE INDEX account_request_by_provider ON vouchers.account_request (provider, asked_at DESC);
SELECT public.own_by_home('vouchers.account_request');

-- What a provider gave last.
CREATE TABLE vouchers.payee_account (
    id       text        PRIMARY KEY,
    home     text        NOT NULL,
    version  bigint      NOT NULL,
    provider text        NOT NULL UNIQUE,
    account  text        NOT NULL,
    given_by text        NOT NULL,
    given_at timestamptz NOT NULL
);
SELECT public.own_by_home('vouchers.payee_account');
