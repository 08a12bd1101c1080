-- db-scheduler's own layout, in a schema of ours; the names are part of its contract.
CREATE SCHEMA job;

CREATE TABLE job.scheduled_task (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX scheduled_task_by_execution_time ON job.scheduled_task (execution_time);
CREATE INDEX scheduled_task_by_last_heartbeat ON job.scheduled_task (last_heartbeat);
CREATE INDEX scheduled_task_by_priority
    ON job.scheduled_task (priority DESC, execution_time ASC);
