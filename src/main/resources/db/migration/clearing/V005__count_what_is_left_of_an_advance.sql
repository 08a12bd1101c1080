-- What the province that advanced gave up in disputes, and what came back from its provider: no
-- more than the rest can still come back.
ALTER TABLE clearing.advance
    ADD COLUMN struck_fen   bigint NOT NULL DEFAULT 0 CHECK (struck_fen >= 0),
    ADD COLUMN regained_fen bigint NOT NULL DEFAULT 0 CHECK (regained_fen >= 0);

UPDATE clearing.advance a
SET struck_fen = COALESCE((SELECT sum((d.item ->> 'amount')::bigint - d.stays_fen)
                           FROM clearing.dispute d
                           WHERE d.home = a.home
                             AND d.item ->> 'claim' = a.claim
                             AND d.item ->> 'cause' = 'ADVANCE'
                             AND d.stays_fen IS NOT NULL), 0),
    regained_fen = COALESCE((SELECT sum(c.amount_fen)
                             FROM clearing.clawback c
                             WHERE c.home = a.home AND c.claim = a.claim AND c.state = 'COLLECTED'), 0);
