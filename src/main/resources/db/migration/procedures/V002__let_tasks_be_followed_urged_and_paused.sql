-- Whose case it is and who else may follow it, as ROLE@place like `next`.
ALTER TABLE procedures.task
    ADD COLUMN owners       jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN readers      jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN urged_at     timestamptz,
    ADD COLUMN paused_since timestamptz;

-- Every membership that reaches one of those named: an organisation's role as it is, a division's
-- also from the city and the province above it (GB/T 2260: two digits each). So a worklist is one
-- look into an index, whoever asks.
CREATE FUNCTION procedures.reach(named jsonb) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog
AS $$
    SELECT coalesce(array_agg(DISTINCT membership), '{}')
    FROM jsonb_array_elements_text(named) AS one (who),
         LATERAL (VALUES (who),
                         (CASE WHEN who ~ '@3[1-4][0-9]{4}$' THEN left(who, -2) || '00' END),
                         (CASE WHEN who ~ '@3[1-4][0-9]{4}$' THEN left(who, -4) || '0000' END))
             AS above (membership)
    WHERE membership IS NOT NULL
$$;

CREATE INDEX task_by_next ON procedures.task USING gin (procedures.reach(next)) WHERE open;
CREATE INDEX task_by_owners ON procedures.task USING gin (procedures.reach(owners));
CREATE INDEX task_by_readers ON procedures.task USING gin (procedures.reach(readers));
