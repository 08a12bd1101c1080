-- A dispute about an obligation that was set aside, as one of its two parties keeps it.
CREATE TABLE clearing.dispute (
    id         text        PRIMARY KEY,
    home       text        NOT NULL,
    version    bigint      NOT NULL,
    state      text        NOT NULL CHECK (state IN ('TO_ANSWER', 'WAITING', 'ASKED', 'WITHDRAWN', 'UPHELD',
                                                      'SETTLED')),
    item       jsonb       NOT NULL,
    step       integer     NOT NULL CHECK (step >= 0),
    offer_fen  bigint      CHECK (offer_fen > 0),
    offered_by text,
    asked      text        CHECK (asked IN ('WITHDRAW', 'UPHOLD', 'OFFER', 'AGREE', 'REJECT')),
    stays_fen  bigint      CHECK (stays_fen >= 0),
    note       text,
    since      timestamptz NOT NULL,
    CHECK ((state IN ('WITHDRAWN', 'UPHELD', 'SETTLED')) = (stays_fen IS NOT NULL)),
    CHECK (state = 'ASKED' OR asked IS NULL),
    CHECK ((offer_fen IS NULL) = (offered_by IS NULL))
);
SELECT public.own_by_home('clearing.dispute');

-- Why it is owed.
ALTER TABLE clearing.obligation
    ADD COLUMN cause text NOT NULL DEFAULT 'ADVANCE' CHECK (cause IN ('ADVANCE', 'RECOVERY'));

-- What was paid and has to come back, as each side sees it.
ALTER TABLE clearing.side_view ADD COLUMN recoveries jsonb NOT NULL DEFAULT '[]';
