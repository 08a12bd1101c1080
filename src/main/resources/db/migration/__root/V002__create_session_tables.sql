-- Spring Session's own layout, in a schema of ours; the names are part of its contract.
CREATE SCHEMA session;

CREATE TABLE session.session (
    primary_id            char(36)     NOT NULL PRIMARY KEY,
    session_id            char(36)     NOT NULL,
    creation_time         bigint       NOT NULL,
    last_access_time      bigint       NOT NULL,
    max_inactive_interval integer      NOT NULL,
    expiry_time           bigint       NOT NULL,
    principal_name        varchar(100)
);

CREATE UNIQUE INDEX session_by_session_id ON session.session (session_id);
CREATE INDEX session_by_expiry_time ON session.session (expiry_time);
CREATE INDEX session_by_principal_name ON session.session (principal_name);

CREATE TABLE session.session_attributes (
    session_primary_id char(36)     NOT NULL REFERENCES session.session ON DELETE CASCADE,
    attribute_name     varchar(200) NOT NULL,
    attribute_bytes    bytea        NOT NULL,
    PRIMARY KEY (session_primary_id, attribute_name)
);
