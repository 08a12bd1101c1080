CREATE SCHEMA clearing;

-- One party's copy of an agreement.
CREATE TABLE clearing.agreement (
    id          text        PRIMARY KEY,
    home        text        NOT NULL,
    version     bigint      NOT NULL,
    state       text        NOT NULL CHECK (state IN ('PROPOSED', 'SIGNED', 'IN_FORCE', 'ENDED', 'DECLINED')),
    number      text        NOT NULL,
    lead        text        NOT NULL,
    parties     jsonb       NOT NULL CHECK (jsonb_array_length(parties) >= 2),
    begins      date        NOT NULL,
    ends        date        NOT NULL CHECK (ends >= begins),
    terms       text        NOT NULL,
    papers      jsonb       NOT NULL,
    signed      jsonb       NOT NULL,
    proposed_at timestamptz NOT NULL,
    note        text,
    UNIQUE (home, number)
);
SELECT public.own_by_home('clearing.agreement');

-- The agreements between a home and one other province.
CREATE TABLE clearing.standing (
    id         text   PRIMARY KEY,
    home       text   NOT NULL,
    version    bigint NOT NULL,
    other      text   NOT NULL,
    agreements jsonb  NOT NULL
);
SELECT public.own_by_home('clearing.standing');

CREATE TABLE clearing.advance (
    id            text        PRIMARY KEY,
    home          text        NOT NULL,
    version       bigint      NOT NULL,
    state         text        NOT NULL CHECK (state IN ('ACCOUNT', 'TO_APPROVE', 'TO_PAY', 'RETURNED', 'PAID',
                                                         'DECLINED')),
    agreement     text        NOT NULL,
    debtor        text        NOT NULL,
    claim         text        NOT NULL UNIQUE,
    order_id      text        NOT NULL,
    programme     text        NOT NULL,
    provider      text        NOT NULL,
    provider_name text        NOT NULL,
    amount_fen    bigint      NOT NULL CHECK (amount_fen > 0),
    account       text        NOT NULL,
    approved_by   text,
    attempt       integer     NOT NULL CHECK (attempt >= 0),
    paid_on       date,
    number        text,
    note          text,
    since         timestamptz NOT NULL,
    CHECK (state <> 'PAID' OR (paid_on IS NOT NULL AND approved_by IS NOT NULL))
);
SELECT public.own_by_home('clearing.advance');

CREATE TABLE clearing.receipt (
    id          text        PRIMARY KEY,
    home        text        NOT NULL,
    version     bigint      NOT NULL,
    state       text        NOT NULL CHECK (state IN ('EXPECTED', 'CONFIRMED')),
    order_home  text        NOT NULL,
    claim       text        NOT NULL UNIQUE,
    order_id    text        NOT NULL,
    provider    text        NOT NULL,
    number      text        NOT NULL,
    paid_fen    bigint      NOT NULL CHECK (paid_fen > 0),
    paid_on     date        NOT NULL,
    arrived_fen bigint      CHECK (arrived_fen >= 0),
    arrived_on  date,
    since       timestamptz NOT NULL,
    CHECK ((state = 'CONFIRMED') = (arrived_fen IS NOT NULL))
);
SELECT public.own_by_home('clearing.receipt');

-- Every advance as creditor and debtor each keep it; a chain per pair with its running total.
CREATE TABLE clearing.obligation (
    id         text        PRIMARY KEY,
    home       text        NOT NULL,
    version    bigint      NOT NULL,
    agreement  text        NOT NULL,
    creditor   text        NOT NULL,
    debtor     text        NOT NULL CHECK (debtor <> creditor),
    sequence   integer     NOT NULL CHECK (sequence > 0),
    claim      text        NOT NULL,
    order_id   text        NOT NULL,
    amount_fen bigint      NOT NULL CHECK (amount_fen > 0),
    total_fen  bigint      NOT NULL CHECK (total_fen >= amount_fen),
    index      bigint      NOT NULL CHECK (index > 0),
    at         timestamptz NOT NULL,
    UNIQUE (home, agreement, creditor, debtor, sequence)
);
SELECT public.own_by_home('clearing.obligation');

CREATE TABLE clearing.running (
    id               text    PRIMARY KEY,
    home             text    NOT NULL,
    version          bigint  NOT NULL,
    agreement        text    NOT NULL,
    creditor         text    NOT NULL,
    debtor           text    NOT NULL,
    count            integer NOT NULL CHECK (count >= stated_count),
    total_fen        bigint  NOT NULL CHECK (total_fen >= stated_total_fen),
    last_index       bigint  NOT NULL,
    period           integer NOT NULL CHECK (period >= 0),
    base_count       integer NOT NULL CHECK (base_count >= 0),
    base_total_fen   bigint  NOT NULL CHECK (base_total_fen >= 0),
    stated_count     integer NOT NULL CHECK (stated_count >= base_count),
    stated_total_fen bigint  NOT NULL CHECK (stated_total_fen >= base_total_fen)
);
SELECT public.own_by_home('clearing.running');

CREATE TABLE clearing.periods (
    id        text    PRIMARY KEY,
    home      text    NOT NULL,
    version   bigint  NOT NULL,
    agreement text    NOT NULL,
    latest    integer NOT NULL CHECK (latest >= 0),
    open      boolean NOT NULL
);
SELECT public.own_by_home('clearing.periods');

-- One party's copy of a period.
CREATE TABLE clearing.netting (
    id         text        PRIMARY KEY,
    home       text        NOT NULL,
    version    bigint      NOT NULL,
    state      text        NOT NULL CHECK (state IN ('STATING', 'DIFFERING', 'TO_SIGN', 'SIGNED', 'TO_PAY', 'SENT',
                                                      'TO_RECEIVE', 'CLOSED')),
    agreement  text        NOT NULL,
    period     integer     NOT NULL CHECK (period > 0),
    round      integer     NOT NULL CHECK (round > 0),
    lead       text        NOT NULL,
    parties    jsonb       NOT NULL,
    owed       jsonb       NOT NULL,
    confirmed  jsonb       NOT NULL,
    signatures jsonb       NOT NULL,
    transfers  jsonb       NOT NULL,
    opened_at  timestamptz NOT NULL,
    note       text,
    UNIQUE (home, agreement, period)
);
SELECT public.own_by_home('clearing.netting');

-- Both sides of every order that crosses a border; each home writes its own.
CREATE TABLE clearing.side_view (
    id            text        PRIMARY KEY,
    home          text        NOT NULL,
    version       bigint      NOT NULL,
    side          text        NOT NULL CHECK (side IN ('FIRM', 'PROVIDER')),
    order_id      text        NOT NULL,
    other         text        NOT NULL,
    firm_name     text        NOT NULL,
    provider_name text        NOT NULL,
    contract_fen  bigint      CHECK (contract_fen >= 0),
    delivered_fen bigint      CHECK (delivered_fen >= 0),
    items         jsonb       NOT NULL,
    considered    jsonb       NOT NULL,
    at            timestamptz NOT NULL,
    UNIQUE (order_id, side)
);
CREATE INDEX side_view_by_home ON clearing.side_view (home, at DESC);
CREATE INDEX side_view_by_other ON clearing.side_view (other, at DESC);
SELECT public.own_by_home('clearing.side_view');
