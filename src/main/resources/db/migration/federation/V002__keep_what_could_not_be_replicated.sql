-- A received fact whose rows this node could not keep: the fact itself is there, the rows are not.
-- Rows are whole, so that a later fact about the same thing heals it.
CREATE TABLE federation.unreplicated (
    home    text        NOT NULL,
    index   bigint      NOT NULL,
    kind    text        NOT NULL,
    subject text        NOT NULL,
    reason  text        NOT NULL,
    since   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (home, index)
);
SELECT public.own_by_home('federation.unreplicated');
