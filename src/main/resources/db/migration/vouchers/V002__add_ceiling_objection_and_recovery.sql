-- What a firm may get of an issuer in a year. The row guards the opening of the account: of two first
-- orders in the same instant the second is decided again and finds it open.
CREATE TABLE vouchers.ceiling (
    id         text    PRIMARY KEY,
    home       text    NOT NULL,
    version    bigint  NOT NULL,
    issuer     text    NOT NULL,
    firm       text    NOT NULL,
    year       integer NOT NULL CHECK (year BETWEEN 2000 AND 2200),
    amount_fen bigint  NOT NULL CHECK (amount_fen > 0)
);
CREATE INDEX ceiling_by_firm ON vouchers.ceiling (firm, year);
SELECT public.own_by_home('vouchers.ceiling');

-- What was said against a claim in public notice, and what became of it. Without names.
ALTER TABLE vouchers.claim_line ADD COLUMN objections jsonb NOT NULL DEFAULT '[]';

-- Money that was paid and has to come back, such as after a red-letter invoice.
CREATE TABLE vouchers.recovery (
    id             text        PRIMARY KEY,
    home           text        NOT NULL,
    version        bigint      NOT NULL,
    state          text        NOT NULL CHECK (state IN ('ORDERED', 'RECOVERED', 'DROPPED')),
    claim          text        NOT NULL REFERENCES vouchers.claim_line (id),
    order_id       text        NOT NULL,
    issuer         text        NOT NULL,
    programme      text        NOT NULL REFERENCES vouchers.programme (id),
    voucher        text        NOT NULL,
    firm           text        NOT NULL,
    firm_name      text        NOT NULL,
    provider       text        NOT NULL,
    provider_home  text        NOT NULL,
    payee          text        NOT NULL,
    ground         text        NOT NULL CHECK (ground IN ('RED_LETTER', 'REFUND', 'MISUSE')),
    reason         text        NOT NULL,
    reduced_by_fen bigint      NOT NULL CHECK (reduced_by_fen > 0),
    amount_fen     bigint      NOT NULL CHECK (amount_fen > 0),
    papers         jsonb       NOT NULL,
    ordered_by     text        NOT NULL,
    ordered_at     timestamptz NOT NULL,
    returned_on    date,
    receipt        text,
    CHECK (state <> 'RECOVERED' OR (returned_on IS NOT NULL AND receipt IS NOT NULL))
);
CREATE INDEX recovery_by_claim ON vouchers.recovery (claim);
SELECT public.own_by_home('vouchers.recovery');

-- Which part of the work each claim of an order is about.
ALTER TABLE vouchers.orders ADD COLUMN claimed jsonb NOT NULL DEFAULT '[]';
