-- The sample case of the tests of procedures.
CREATE TABLE procedures.permit (
    id          text   PRIMARY KEY,
    home        text   NOT NULL,
    version     bigint NOT NULL,
    title       text   NOT NULL,
    state       text   NOT NULL,
    firm        text   NOT NULL,
    provider    text   NOT NULL,
    division    text   NOT NULL,
    hours       integer NOT NULL CHECK (hours > 0),
    attachments jsonb  NOT NULL
);
SELECT public.own_by_home('procedures.permit');
