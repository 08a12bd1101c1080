-- The other province that a case waits for. While it is away, paused_since says since when.
ALTER TABLE procedures.task
    ADD COLUMN awaits text CHECK (awaits IN ('310000', '320000', '330000', '340000'));

CREATE INDEX task_by_awaited ON procedures.task (awaits, since) WHERE open AND awaits IS NOT NULL;
