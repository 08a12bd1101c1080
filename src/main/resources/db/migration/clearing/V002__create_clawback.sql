-- What a province has to get back from its provider because it advanced it; owed to the issuer's province
-- once it is back.
CREATE TABLE clearing.clawback (
    id            text        PRIMARY KEY,
    home          text        NOT NULL,
    version       bigint      NOT NULL,
    state         text        NOT NULL CHECK (state IN ('TO_COLLECT', 'COLLECTED', 'DECLINED')),
    agreement     text        NOT NULL,
    creditor      text        NOT NULL CHECK (creditor <> home),
    recovery      text        NOT NULL UNIQUE,
    claim         text        NOT NULL,
    order_id      text        NOT NULL,
    programme     text        NOT NULL,
    provider      text        NOT NULL,
    provider_name text        NOT NULL,
    amount_fen    bigint      NOT NULL CHECK (amount_fen > 0),
    reason        text        NOT NULL,
    collected_on  date,
    receipt       text,
    note          text,
    since         timestamptz NOT NULL,
    CHECK ((state = 'COLLECTED') = (collected_on IS NOT NULL AND receipt IS NOT NULL))
);
SELECT public.own_by_home('clearing.clawback');
