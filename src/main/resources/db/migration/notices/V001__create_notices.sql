CREATE SCHEMA notices;

-- Derived from the feeds; the same fact twice finds its entry there.
CREATE TABLE notices.entry (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    recipient  text        NOT NULL,
    origin     text        NOT NULL,
    fact_index bigint      NOT NULL CHECK (fact_index > 0),
    kind       text        NOT NULL CHECK (kind IN ('YOUR_TURN', 'MOVED', 'ASSIGNED', 'URGED',
                                                    'OVERDUE', 'MESSAGE', 'NEWS')),
    sentence   text        NOT NULL,
    said       jsonb       NOT NULL,
    href       text        NOT NULL CHECK (href LIKE '/%'),
    due        timestamptz,
    at         timestamptz NOT NULL,
    read_at    timestamptz,
    UNIQUE (recipient, origin, fact_index)
);
CREATE INDEX entry_of_recipient ON notices.entry (recipient, id DESC);
CREATE INDEX entry_unread ON notices.entry (recipient, id DESC) WHERE read_at IS NULL;

-- What somebody does not want by mail; the inbox gets everything.
CREATE TABLE notices.muted (
    person text NOT NULL,
    kind   text NOT NULL,
    PRIMARY KEY (person, kind)
);

-- The outbox.
CREATE TABLE notices.delivery (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entry_id bigint      NOT NULL REFERENCES notices.entry,
    channel  text        NOT NULL,
    state    text        NOT NULL CHECK (state IN ('WAITING', 'SENT', 'GIVEN_UP', 'SKIPPED')),
    tries    integer     NOT NULL CHECK (tries >= 0),
    next_at  timestamptz NOT NULL,
    UNIQUE (entry_id, channel)
);
CREATE INDEX delivery_waiting ON notices.delivery (next_at) WHERE state = 'WAITING';

-- The log of it.
CREATE TABLE notices.attempt (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    delivery_id bigint      NOT NULL REFERENCES notices.delivery,
    at          timestamptz NOT NULL,
    outcome     text        NOT NULL CHECK (outcome IN ('SENT', 'FAILED', 'GIVEN_UP', 'SKIPPED',
                                                        'REPLAYED')),
    detail      text        NOT NULL CHECK (char_length(detail) <= 300)
);
CREATE INDEX attempt_of_delivery ON notices.attempt (delivery_id, id);
SELECT public.append_only('notices.attempt');

-- Cases of the procedure `complaint`. The contact is sealed; nothing else in here is.
CREATE TABLE notices.complaint (
    id       text        PRIMARY KEY,
    home     text        NOT NULL,
    version  bigint      NOT NULL,
    state    text        NOT NULL CHECK (state IN ('RECEIVED', 'ANSWERED', 'REJECTED')),
    about    text        NOT NULL,
    subject  text        NOT NULL CHECK (char_length(subject) BETWEEN 1 AND 100),
    said     text        NOT NULL CHECK (char_length(said) BETWEEN 1 AND 2000),
    contact  text,
    filer    text,
    code     text        NOT NULL,
    filed    timestamptz NOT NULL,
    reply    text,
    replied  timestamptz,
    CHECK ((state = 'RECEIVED') = (reply IS NULL)),
    CHECK ((state = 'RECEIVED') = (replied IS NULL))
);
CREATE UNIQUE INDEX complaint_by_code ON notices.complaint (code);
SELECT public.own_by_home('notices.complaint');
