-- Evidence that the node from which a home had moved signed for it beyond its end there: the head
-- with which the home left, signed by both keys, and what the former key signed afterwards. The
-- feed goes on at the new node all the same: a key that was given up must not be able to stop it.
CREATE TABLE federation.overrun (
    home   text        NOT NULL,
    former text        NOT NULL,
    first  text        NOT NULL,
    second text        NOT NULL,
    at     timestamptz NOT NULL,
    PRIMARY KEY (home, former)
);
SELECT public.own_by_home('federation.overrun');
SELECT public.append_only('federation.overrun');
