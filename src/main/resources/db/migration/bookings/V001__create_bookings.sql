CREATE SCHEMA bookings;

-- The provider's side of an order, at home with the resource.
CREATE TABLE bookings.booking (
    id                  text        PRIMARY KEY,
    home                text        NOT NULL,
    version             bigint      NOT NULL,
    state               text        NOT NULL CHECK (state IN ('TAKEN', 'WAITING', 'OFFERED',
                                        'EXPECTED', 'RECEIVED', 'QUOTED', 'ACCEPTED', 'SIGNED',
                                        'CONTRACTED', 'IN_USE', 'DELIVERED', 'CLOSED', 'REFUSED',
                                        'CANCELLED', 'NO_SHOW', 'LAPSED')),
    order_id            text        NOT NULL,
    order_home          text        NOT NULL,
    resource            text        NOT NULL,
    resource_name       text        NOT NULL,
    provider            text        NOT NULL,
    legal_person        text,
    firm                text        NOT NULL,
    firm_name           text        NOT NULL,
    mode                text        NOT NULL CHECK (mode IN ('SLOT', 'SAMPLE', 'PACKAGE', 'CALL')),
    purpose             text        NOT NULL CHECK (purpose IN ('SCIENCE', 'DEVELOPMENT',
                                        'TEACHING', 'OTHER')),
    slot_from           timestamptz,
    slot_until          timestamptz,
    held_until          timestamptz,
    units               integer     NOT NULL CHECK (units > 0),
    description         text        NOT NULL,
    price_fen           bigint      NOT NULL CHECK (price_fen >= 0),
    voucher_part_fen    bigint      NOT NULL CHECK (voucher_part_fen BETWEEN 0 AND price_fen),
    route               text        NOT NULL,
    promised            date,
    cancel_freely_until timestamptz,
    work                jsonb       NOT NULL,
    contract            jsonb,
    delivery            jsonb,
    asked_at            timestamptz NOT NULL,
    CHECK ((slot_from IS NULL) = (slot_until IS NULL)
           AND (slot_from IS NULL) = (held_until IS NULL)),
    CHECK (slot_until > slot_from AND held_until >= slot_until),
    CHECK ((mode = 'SLOT') = (slot_from IS NOT NULL)),
    CHECK (state NOT IN ('CONTRACTED', 'IN_USE', 'DELIVERED', 'CLOSED') OR contract IS NOT NULL),
    CHECK (state NOT IN ('DELIVERED', 'CLOSED') OR delivery IS NOT NULL),
    -- Never more than the contract.
    CHECK ((delivery ->> 'amount')::bigint <= price_fen),
    -- The agenda decides; this is the backstop. Deferred, because in one commit a slot may go from
    -- one booking to another.
    CONSTRAINT one_at_a_time EXCLUDE USING gist (
        resource WITH =, tstzrange(slot_from, held_until) WITH &&)
        WHERE (slot_from IS NOT NULL
               AND state IN ('TAKEN', 'OFFERED', 'ACCEPTED', 'SIGNED', 'CONTRACTED', 'IN_USE'))
        DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX booking_by_order ON bookings.booking (order_id);
CREATE INDEX booking_by_provider ON bookings.booking (provider, asked_at DESC, id);
CREATE INDEX booking_by_resource ON bookings.booking (resource, slot_from);
CREATE INDEX booking_by_begin ON bookings.booking (slot_from)
    WHERE state IN ('TAKEN', 'WAITING', 'OFFERED', 'ACCEPTED', 'SIGNED', 'CONTRACTED', 'IN_USE');
SELECT public.own_by_home('bookings.booking');

-- All the busy times of one resource in one week.
CREATE TABLE bookings.agenda (
    id         text        PRIMARY KEY,
    home       text        NOT NULL,
    version    bigint      NOT NULL,
    resource   text        NOT NULL,
    monday     date        NOT NULL CHECK (extract(isodow FROM monday) = 1),
    busy       jsonb       NOT NULL CHECK (jsonb_typeof(busy) = 'array'),
    changed_at timestamptz NOT NULL,
    UNIQUE (resource, monday)
);
SELECT public.own_by_home('bookings.agenda');

-- Who stands in line for one resource.
CREATE TABLE bookings.line (
    id       text   PRIMARY KEY,
    home     text   NOT NULL,
    version  bigint NOT NULL,
    resource text   NOT NULL UNIQUE,
    waiting  jsonb  NOT NULL,
    jobs     jsonb  NOT NULL
);
SELECT public.own_by_home('bookings.line');

-- Training certificates and customs notices.
CREATE TABLE bookings.permit (
    id          text        PRIMARY KEY,
    home        text        NOT NULL,
    version     bigint      NOT NULL,
    kind        text        NOT NULL CHECK (kind IN ('TRAINING', 'CUSTOMS_NOTICE')),
    resource    text        NOT NULL,
    provider    text        NOT NULL,
    holder      text        NOT NULL,
    holder_name text        NOT NULL,
    number      text        NOT NULL CHECK (number <> ''),
    people      text        NOT NULL,
    valid_from  date        NOT NULL,
    valid_until date,
    revoked     boolean     NOT NULL,
    by_id       text        NOT NULL,
    at          timestamptz NOT NULL,
    CHECK (valid_until >= valid_from)
);
CREATE INDEX permit_by_provider ON bookings.permit (provider, at DESC);
SELECT public.own_by_home('bookings.permit');

-- A resource's or a provider's own calendar: when it last came in, and the secret of its address.
CREATE TABLE bookings.calendar (
    id           text        PRIMARY KEY,
    home         text        NOT NULL,
    version      bigint      NOT NULL,
    owner        text        NOT NULL UNIQUE,
    source       text        NOT NULL,
    synchronised timestamptz,
    secret       text        NOT NULL
);
SELECT public.own_by_home('bookings.calendar');
