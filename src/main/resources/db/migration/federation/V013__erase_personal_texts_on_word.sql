-- A text is erased with its salt when its home says so; when, stays, also where it never came here
-- because the home had erased it before.
ALTER TABLE federation.attachment
    ALTER COLUMN salt DROP NOT NULL,
    ALTER COLUMN text DROP NOT NULL,
    ADD COLUMN erased timestamptz,
    ADD CHECK ((erased IS NULL) = (salt IS NOT NULL)),
    ADD CHECK ((erased IS NULL) = (text IS NOT NULL));
