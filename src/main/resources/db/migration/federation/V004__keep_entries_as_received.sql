-- What arrives is kept as the text that its leaf hashes and is never written anew; the columns
-- beside it are for looking things up. Before, the parts of a fact were kept and the text was not:
-- those rows are taken over in the canonical form of RFC 8785, which is what was sent.

-- The numbers of facts are whole and exact, or shares of one; what would need an exponent is none
-- of ours.
CREATE FUNCTION federation.canonical(value jsonb) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    SET search_path = pg_catalog
AS $$
DECLARE
    number numeric;
BEGIN
    CASE jsonb_typeof(value)
        WHEN 'object' THEN
            RETURN '{' || coalesce((
                SELECT string_agg(to_json(m.key)::text || ':' || federation.canonical(m.value), ','
                                  ORDER BY m.key COLLATE "C")
                FROM jsonb_each(value) AS m(key, value)), '') || '}';
        WHEN 'array' THEN
            RETURN '[' || coalesce((
                SELECT string_agg(federation.canonical(e.item), ',' ORDER BY e.place)
                FROM jsonb_array_elements(value) WITH ORDINALITY AS e(item, place)), '') || ']';
        WHEN 'number' THEN
            number := trim_scale((value::numeric)::float8::text::numeric);
            IF abs(number) >= 1e21 OR number <> 0 AND abs(number) < 1e-6 THEN
                RAISE EXCEPTION 'a number of a fact that needs an exponent: %', number;
            END IF;
            RETURN number::text;
        ELSE
            RETURN value::text;
    END CASE;
END
$$;

CREATE FUNCTION federation.written(moment timestamptz) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path = pg_catalog
RETURN to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS')
    || CASE WHEN extract(microseconds FROM moment)::bigint % 1000000 = 0 THEN ''
            WHEN extract(microseconds FROM moment)::bigint % 1000 = 0
                THEN to_char(moment AT TIME ZONE 'UTC', '.MS')
            ELSE to_char(moment AT TIME ZONE 'UTC', '.US') END
    || 'Z';

ALTER TABLE federation.received ADD COLUMN entry text;
UPDATE federation.received SET entry = federation.canonical(jsonb_build_object(
    'origin', home, 'index', index::text, 'kind', kind, 'schema', schema, 'subject', subject,
    'audience', audience, 'at', federation.written(at), 'by', by_id, 'body', body));
ALTER TABLE federation.received
    ALTER COLUMN entry SET NOT NULL,
    DROP COLUMN kind,
    DROP COLUMN schema,
    DROP COLUMN audience,
    DROP COLUMN by_id,
    DROP COLUMN body;

DROP FUNCTION federation.canonical(jsonb);
DROP FUNCTION federation.written(timestamptz);

-- Where a foreign feed is followed no further until what a peer sends is what the home signed, with
-- the evidence: what was received, the signed head that it was held against and, where the tree has
-- another leaf in that place, the proof of that as `bin/verify inclusion` takes it.
CREATE TABLE federation.stopped (
    home   text        NOT NULL,
    since  timestamptz NOT NULL,
    index  bigint      NOT NULL,
    why    text        NOT NULL,
    entry  bytea       NOT NULL,
    note   text        NOT NULL,
    proof  text,
    mended timestamptz,
    PRIMARY KEY (home, since)
);
CREATE UNIQUE INDEX stopped_once ON federation.stopped (home) WHERE mended IS NULL;
SELECT public.own_by_home('federation.stopped');

-- A home hosted here whose feed is not, or not as far, what it has signed: shown by a note that it
-- signed itself. Until its feed comes to that note, its lane writes nothing.
CREATE TABLE federation.halt (
    home  text        NOT NULL PRIMARY KEY,
    why   text        NOT NULL,
    size  bigint      NOT NULL CHECK (size > 0),
    note  text        NOT NULL,
    since timestamptz NOT NULL
);
SELECT public.own_by_home('federation.halt');
