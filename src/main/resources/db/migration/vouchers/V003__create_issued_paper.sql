-- Papers that were printed, by their check code; what they say is made again from the records.
CREATE TABLE vouchers.issued_paper (
    id        text        PRIMARY KEY,
    home      text        NOT NULL,
    version   bigint      NOT NULL,
    kind      text        NOT NULL CHECK (kind IN ('GRANT', 'CLAIM_NOTICE', 'STATEMENT', 'WORKING_PAPER')),
    subject   text        NOT NULL,
    first_day date,
    last_day  date,
    english   boolean     NOT NULL,
    issued_at timestamptz NOT NULL,
    issued_by text        NOT NULL,
    CHECK ((kind = 'STATEMENT') = (first_day IS NOT NULL AND last_day IS NOT NULL)),
    CHECK (first_day IS NULL OR first_day <= last_day)
);
CREATE INDEX issued_paper_by_subject ON vouchers.issued_paper (subject, issued_at);
SELECT public.own_by_home('vouchers.issued_paper');
