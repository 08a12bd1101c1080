-- Why a registration is or was reviewed.
ALTER TABLE identity.organisation
    ADD COLUMN doubts jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(doubts) = 'array');
ALTER TABLE identity.organisation ALTER COLUMN doubts DROP DEFAULT;
-- A name as the register compares it; see Texts.name.
CREATE INDEX organisation_by_plain_name ON identity.organisation
    ((lower(regexp_replace(normalize(name_zh, NFKC), '\s+', '', 'g'))));
