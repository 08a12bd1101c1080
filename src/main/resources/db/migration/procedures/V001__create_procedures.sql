CREATE SCHEMA procedures;

-- One line a case: where it stands, who is next, until when.
CREATE TABLE procedures.task (
    id        text        PRIMARY KEY,
    home      text        NOT NULL,
    version   bigint      NOT NULL,
    procedure text        NOT NULL,
    title     text        NOT NULL,
    state     text        NOT NULL,
    next      jsonb       NOT NULL,
    since     timestamptz NOT NULL,
    due       timestamptz,
    assignee  text,
    urged     integer     NOT NULL CHECK (urged >= 0),
    overdue   boolean     NOT NULL,
    open      boolean     NOT NULL
);
CREATE INDEX task_open ON procedures.task (procedure, due) WHERE open;
CREATE INDEX task_due ON procedures.task (due) WHERE open AND NOT overdue;
SELECT public.own_by_home('procedures.task');

CREATE TABLE procedures.calendar_year (
    id          text    PRIMARY KEY,
    home        text    NOT NULL,
    version     bigint  NOT NULL,
    year        integer NOT NULL CHECK (year BETWEEN 2000 AND 2200),
    provisional boolean NOT NULL,
    holidays    jsonb   NOT NULL,
    make_ups    jsonb   NOT NULL,
    source      text    NOT NULL
);
SELECT public.own_by_home('procedures.calendar_year');
