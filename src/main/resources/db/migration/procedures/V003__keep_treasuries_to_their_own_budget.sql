-- A treasury officer reaches the own division only (Role.reachesInside): every level has a budget of
-- its own, so no work of a city's treasury stands in the worklist of its province's.
DROP INDEX procedures.task_by_next;
DROP INDEX procedures.task_by_owners;
DROP INDEX procedures.task_by_readers;

CREATE OR REPLACE FUNCTION procedures.reach(named jsonb) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog
AS $$
    SELECT coalesce(array_agg(DISTINCT membership), '{}')
    FROM jsonb_array_elements_text(named) AS one (who),
         LATERAL (SELECT who ~ '@3[1-4][0-9]{4}$' AND who !~ '^TREASURY_OFFICER@') AS role (inside),
         LATERAL (VALUES (who),
                         (CASE WHEN inside THEN left(who, -2) || '00' END),
                         (CASE WHEN inside THEN left(who, -4) || '0000' END))
             AS above (membership)
    WHERE membership IS NOT NULL
$$;

CREATE INDEX task_by_next ON procedures.task USING gin (procedures.reach(next)) WHERE open;
CREATE INDEX task_by_owners ON procedures.task USING gin (procedures.reach(owners));
CREATE INDEX task_by_readers ON procedures.task USING gin (procedures.reach(readers));
