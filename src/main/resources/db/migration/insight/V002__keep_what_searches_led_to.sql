-- What was opened and ordered after a search: without who did it, what it was and what was asked.
CREATE TABLE insight.led (
    id    bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    home  text    NOT NULL,
    day   date    NOT NULL,
    city  text    NOT NULL,
    field text    NOT NULL,
    what  text    NOT NULL CHECK (what IN ('OPENED', 'ORDERED')),
    -- From 1 among the first hits; 0 for what came later or after narrowing.
    place integer NOT NULL CHECK (place BETWEEN 0 AND 100),
    -- Whether it is the first of its search, so that searches can be counted that led anywhere.
    first boolean NOT NULL
);
CREATE INDEX led_by_day ON insight.led (home, day);
SELECT public.own_by_home('insight.led');

-- What the provinces told each other of it; derived from the feeds.
CREATE TABLE insight.led_figure (
    home    text   NOT NULL,
    month   date   NOT NULL,
    city    text   NOT NULL,
    field   text   NOT NULL,
    opened  bigint NOT NULL CHECK (opened >= 0),
    ordered bigint NOT NULL CHECK (ordered >= 0),
    PRIMARY KEY (home, month, city, field)
);

CREATE TABLE insight.led_place (
    home    text    NOT NULL,
    month   date    NOT NULL,
    place   integer NOT NULL CHECK (place BETWEEN 0 AND 100),
    opened  bigint  NOT NULL CHECK (opened >= 0),
    ordered bigint  NOT NULL CHECK (ordered >= 0),
    PRIMARY KEY (home, month, place)
);
