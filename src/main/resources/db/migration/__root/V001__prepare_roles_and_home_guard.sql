-- Run by the owner; ${app_role} is the role of the application. All objects are named with their
-- schema, here and in every later migration.

CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA public;
CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public;

-- The application reads and writes rows in what the owner creates from now on; it creates,
-- alters and drops nothing. Flyway's own tables are in a schema that is older than these lines
-- (spring.flyway.default-schema), so the application cannot touch them.
GRANT USAGE ON SCHEMA public TO "${app_role}";
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO "${app_role}";
ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "${app_role}";
ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO "${app_role}";

-- Called only for a row of another home than the transaction's. The owner of the table may write
-- all homes, as migrations do.
CREATE FUNCTION public.refuse_foreign_home() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog
AS $$
DECLARE
    table_owner oid := (SELECT relowner FROM pg_class WHERE oid = TG_RELID);
    row_home text := CASE WHEN TG_OP = 'DELETE' THEN OLD.home ELSE NEW.home END;
BEGIN
    IF pg_has_role(current_user, table_owner, 'USAGE') THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'A transaction of the home "%" may not % a row of the home "%" in %.%.',
        coalesce(current_setting('delta.home', true), ''), lower(TG_OP), row_home,
        TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege',
        HINT = 'Begin the transaction with set_config(''delta.home'', home, true).';
END
$$;

-- Every record table is passed to this function: SELECT public.own_by_home('bookings.booking').
-- From then on the application writes rows of the transaction's home only. These are triggers and
-- not row-level security, because PostgreSQL refuses COPY FROM under row-level security, and
-- because a policy hides a foreign row from an UPDATE in silence where this says what is wrong.
-- The condition costs 0.2 microseconds a row; the function behind it runs only to refuse.
CREATE FUNCTION public.own_by_home(record_table regclass) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_attribute
                   WHERE attrelid = record_table AND attname = 'home' AND attnotnull) THEN
        RAISE EXCEPTION 'The table % needs a column "home" that is NOT NULL.', record_table;
    END IF;
    EXECUTE format(
        'CREATE OR REPLACE TRIGGER one_home_on_insert AFTER INSERT ON %s FOR EACH ROW
         WHEN (NEW.home::text IS DISTINCT FROM current_setting(''delta.home'', true))
         EXECUTE FUNCTION public.refuse_foreign_home()', record_table);
    EXECUTE format(
        'CREATE OR REPLACE TRIGGER one_home_on_update AFTER UPDATE ON %s FOR EACH ROW
         WHEN (OLD.home::text IS DISTINCT FROM current_setting(''delta.home'', true)
               OR NEW.home::text IS DISTINCT FROM current_setting(''delta.home'', true))
         EXECUTE FUNCTION public.refuse_foreign_home()', record_table);
    EXECUTE format(
        'CREATE OR REPLACE TRIGGER one_home_on_delete AFTER DELETE ON %s FOR EACH ROW
         WHEN (OLD.home::text IS DISTINCT FROM current_setting(''delta.home'', true))
         EXECUTE FUNCTION public.refuse_foreign_home()', record_table);
END
$$;

-- What must stay as it was written. A partition needs its own call.
CREATE FUNCTION public.append_only(log_table regclass) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog
AS $$
BEGIN
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM "${app_role}"', log_table);
END
$$;

REVOKE EXECUTE ON FUNCTION public.own_by_home(regclass) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION public.append_only(regclass) FROM PUBLIC;
