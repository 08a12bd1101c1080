-- Why a fact was put aside, how often it was tried since, and whether somebody asked for another
-- try. What stood in the reason before tells which of them waited behind another.
ALTER TABLE federation.parked
    ADD COLUMN why   text    NOT NULL DEFAULT 'FAILED' CHECK (why IN ('FAILED', 'UNKNOWN', 'BEHIND')),
    ADD COLUMN tries integer NOT NULL DEFAULT 0 CHECK (tries >= 0),
    ADD COLUMN tried timestamptz,
    ADD COLUMN asked boolean NOT NULL DEFAULT false;
ALTER TABLE federation.parked ALTER COLUMN why DROP DEFAULT;
CREATE INDEX parked_open ON federation.parked (home, origin, position) WHERE open;
