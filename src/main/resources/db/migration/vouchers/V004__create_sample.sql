-- Samples that auditors drew. What is needed to draw one again stands beside what was drawn.
CREATE TABLE vouchers.sample (
    id         text        PRIMARY KEY,
    home       text        NOT NULL,
    version    bigint      NOT NULL,
    division   text        NOT NULL,
    scope      text        NOT NULL,
    population text        NOT NULL CHECK (population IN ('ORDERS', 'CLAIMS')),
    first_day  date        NOT NULL,
    last_day   date        NOT NULL,
    seed       text        NOT NULL CHECK (length(seed) BETWEEN 1 AND 60),
    wanted     integer     NOT NULL CHECK (wanted BETWEEN 1 AND 200),
    strata     text        NOT NULL CHECK (strata IN ('NONE', 'AMOUNT')),
    counted    integer     NOT NULL CHECK (counted > 0),
    total_fen  bigint      NOT NULL CHECK (total_fen >= 0),
    digest     text        NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
    drawn      jsonb       NOT NULL,
    drawn_at   timestamptz NOT NULL,
    drawn_by   text        NOT NULL,
    CHECK (first_day <= last_day)
);
CREATE INDEX sample_by_division ON vouchers.sample (division, drawn_at DESC);
SELECT public.own_by_home('vouchers.sample');

-- The populations that samples are drawn from.
CREATE INDEX orders_by_programme ON vouchers.orders ((funding ->> 'programme'), placed_at);
CREATE INDEX orders_by_provider_home ON vouchers.orders (provider_home, placed_at);
CREATE INDEX claim_line_by_programme ON vouchers.claim_line (programme, claimed_at);
CREATE INDEX claim_line_by_provider_home ON vouchers.claim_line (provider_home, claimed_at);
