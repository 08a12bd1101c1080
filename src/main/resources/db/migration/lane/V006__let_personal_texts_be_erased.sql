-- A text is erased with its salt; when, stays. Whose words they are is kept beside them and goes
-- nowhere, also where the fact leaves it out: a person may ask for all of their own. Words that were
-- heard in a fact and told again have that as their source, such as `310000/55/text`: they go with it.
ALTER TABLE lane.attachment
    ALTER COLUMN salt DROP NOT NULL,
    ALTER COLUMN text DROP NOT NULL,
    ADD COLUMN erased timestamptz,
    ADD COLUMN by_id  text,
    ADD COLUMN source text,
    ADD CHECK ((erased IS NULL) = (salt IS NOT NULL)),
    ADD CHECK ((erased IS NULL) = (text IS NOT NULL));
UPDATE lane.attachment a
SET by_id = (SELECT f.by_id FROM lane.fact f WHERE f.home = a.home AND f.index = a.index);
ALTER TABLE lane.attachment ALTER COLUMN by_id SET NOT NULL;
CREATE INDEX attachment_by_person ON lane.attachment (home, by_id, index) WHERE erased IS NULL;
CREATE INDEX attachment_by_source ON lane.attachment (home, source) WHERE source IS NOT NULL;
