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
