-- What a home must keep for a while of texts that were erased; it goes by itself when that is over.
CREATE TABLE erasing.later (
    id      text        PRIMARY KEY,
    home    text        NOT NULL,
    version bigint      NOT NULL,
    erasure text        NOT NULL,
    origin  text        NOT NULL CHECK (origin IN ('310000', '320000', '330000', '340000')),
    told    bigint      NOT NULL CHECK (told >= 0),
    ground  text        NOT NULL,
    law     text        NOT NULL,
    texts   jsonb       NOT NULL,
    kept    integer     NOT NULL CHECK (kept >= 0),
    due     date,
    since   timestamptz NOT NULL,
    done    timestamptz,
    CHECK ((kept = 0) = (done IS NOT NULL)),
    CHECK ((home = origin) = (told = 0))
);
SELECT public.own_by_home('erasing.later');
CREATE INDEX later_open ON erasing.later (due) WHERE done IS NULL;

-- An erasure is not over while something is kept for a while, here or in another province.
ALTER TABLE erasing.erasure
    ADD COLUMN kept_rows integer NOT NULL DEFAULT 0 CHECK (kept_rows >= 0),
    DROP CONSTRAINT erasure_state_check,
    ADD CHECK (state IN ('REQUESTED', 'ERASED', 'KEPT', 'CONFIRMED', 'DECLINED')),
    DROP CONSTRAINT erasure_scope_check,
    ADD CHECK (scope IN ('MESSAGE', 'CASE', 'PERSON', 'ACCOUNT', 'CONTACT')),
    DROP CONSTRAINT erasure_check2,
    ADD CHECK (state NOT IN ('ERASED', 'KEPT', 'CONFIRMED') OR decided_by <> requested_by);
