-- What a party said of a round that this home does not know its lead to have opened.
CREATE TABLE clearing.early_words (
    id        text    PRIMARY KEY,
    home      text    NOT NULL,
    version   bigint  NOT NULL,
    agreement text    NOT NULL,
    period    integer NOT NULL CHECK (period > 0),
    round     integer NOT NULL CHECK (round > 0),
    by        text    NOT NULL,
    words     jsonb   NOT NULL CHECK (jsonb_array_length(words) <= 40),
    UNIQUE (home, agreement, period, round, by)
);
SELECT public.own_by_home('clearing.early_words');
