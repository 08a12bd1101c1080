CREATE SCHEMA vouchers;

CREATE TABLE vouchers.programme (
    id         text    PRIMARY KEY,
    home       text    NOT NULL,
    version    bigint  NOT NULL,
    issuer     text    NOT NULL,
    name_zh    text    NOT NULL,
    name_en    text    NOT NULL,
    year       integer NOT NULL CHECK (year BETWEEN 2000 AND 2200),
    budget_fen bigint  NOT NULL CHECK (budget_fen > 0),
    open       boolean NOT NULL,
    demo       boolean NOT NULL,
    source     text    NOT NULL
);
SELECT public.own_by_home('vouchers.programme');

CREATE TABLE vouchers.voucher (
    id             text        PRIMARY KEY,
    home           text        NOT NULL,
    version        bigint      NOT NULL,
    state          text        NOT NULL CHECK (state IN ('SUBMITTED', 'RETURNED', 'GRANTED', 'REJECTED',
                                                          'WITHDRAWN', 'EXPIRED', 'REVOKED')),
    programme      text        NOT NULL REFERENCES vouchers.programme (id),
    programme_name text        NOT NULL,
    issuer         text        NOT NULL,
    firm           text        NOT NULL,
    firm_name      text        NOT NULL,
    team           boolean     NOT NULL,
    need           text        NOT NULL,
    asked_fen      bigint      NOT NULL CHECK (asked_fen > 0),
    conditions     jsonb       NOT NULL,
    attachments    jsonb       NOT NULL,
    applied_at     timestamptz NOT NULL,
    applied_by     text        NOT NULL,
    amount_fen     bigint      CHECK (amount_fen > 0),
    route          text,
    granted_at     timestamptz,
    expires_at     timestamptz,
    rule           jsonb,
    note           text,
    CHECK (state <> 'GRANTED' OR (amount_fen IS NOT NULL AND expires_at > granted_at))
);
CREATE INDEX voucher_by_firm ON vouchers.voucher (firm, applied_at DESC);
CREATE INDEX voucher_by_issuer ON vouchers.voucher (issuer, state, applied_at DESC);
CREATE INDEX voucher_expiring ON vouchers.voucher (expires_at) WHERE state = 'GRANTED';
SELECT public.own_by_home('vouchers.voucher');

CREATE TABLE vouchers.orders (
    id            text        PRIMARY KEY,
    home          text        NOT NULL,
    version       bigint      NOT NULL,
    state         text        NOT NULL,
    division      text        NOT NULL,
    firm          text        NOT NULL,
    firm_name     text        NOT NULL,
    provider      text        NOT NULL,
    provider_name text        NOT NULL,
    provider_home text        NOT NULL,
    wanted        jsonb       NOT NULL,
    funding       jsonb       NOT NULL,
    reservation   jsonb,
    contract      jsonb,
    delivery      jsonb,
    placed_at     timestamptz NOT NULL,
    placed_by     text        NOT NULL,
    refusal       jsonb
);
CREATE INDEX orders_by_firm ON vouchers.orders (firm, placed_at DESC);
CREATE INDEX orders_by_issuer ON vouchers.orders (division, state, placed_at DESC);
CREATE INDEX orders_by_provider ON vouchers.orders (provider, placed_at DESC);
SELECT public.own_by_home('vouchers.orders');

CREATE TABLE vouchers.redemption (
    id             text        PRIMARY KEY,
    home           text        NOT NULL,
    version        bigint      NOT NULL,
    state          text        NOT NULL CHECK (state IN ('COLLECTING', 'IN_NOTICE', 'CAPTURED', 'REQUESTED',
                                                          'PAYING', 'DONE')),
    issuer         text        NOT NULL,
    programme      text        NOT NULL REFERENCES vouchers.programme (id),
    programme_name text        NOT NULL,
    month          text        NOT NULL,
    lines          jsonb       NOT NULL,
    notice_from    timestamptz,
    notice_until   timestamptz,
    requested_by   text,
    budget_item    text,
    CHECK (state = 'COLLECTING' OR notice_until > notice_from)
);
CREATE INDEX redemption_by_issuer ON vouchers.redemption (issuer, month DESC);
SELECT public.own_by_home('vouchers.redemption');

CREATE TABLE vouchers.claim_line (
    id                 text        PRIMARY KEY,
    home               text        NOT NULL,
    version            bigint      NOT NULL,
    state              text        NOT NULL,
    order_id           text        NOT NULL,
    batch              text        NOT NULL,
    issuer             text        NOT NULL,
    programme          text        NOT NULL,
    voucher            text        NOT NULL,
    firm               text        NOT NULL,
    firm_name          text        NOT NULL,
    provider           text        NOT NULL,
    provider_name      text        NOT NULL,
    provider_home      text        NOT NULL,
    route              text        NOT NULL,
    payee              text        NOT NULL,
    invoice            jsonb       NOT NULL,
    receipt            jsonb       NOT NULL,
    contract_price_fen bigint      NOT NULL CHECK (contract_price_fen > 0),
    base_fen           bigint      NOT NULL CHECK (base_fen > 0),
    pays_fen           bigint      NOT NULL CHECK (pays_fen > 0 AND pays_fen <= base_fen),
    held_serial        integer     NOT NULL,
    findings           jsonb       NOT NULL,
    papers             jsonb       NOT NULL,
    rule               jsonb,
    claimed_at         timestamptz NOT NULL,
    note               text,
    payment            jsonb
);
CREATE INDEX claim_line_by_batch ON vouchers.claim_line (batch);
CREATE INDEX claim_line_by_order ON vouchers.claim_line (order_id);
CREATE INDEX claim_line_by_firm ON vouchers.claim_line (firm, claimed_at DESC);
CREATE INDEX claim_line_by_provider ON vouchers.claim_line (provider, claimed_at DESC);
SELECT public.own_by_home('vouchers.claim_line');

-- Invoices of this province's sellers, whoever claims them. Allocated amounts never exceed the total.
CREATE TABLE vouchers.seller_invoice (
    id          text        PRIMARY KEY,
    home        text        NOT NULL,
    version     bigint      NOT NULL,
    number      text        NOT NULL,
    seller      text        NOT NULL,
    total_fen   bigint      NOT NULL CHECK (total_fen > 0),
    allocations jsonb       NOT NULL,
    since       timestamptz NOT NULL
);
SELECT public.own_by_home('vouchers.seller_invoice');
