-- The digest of what a paper said when it was printed last: another content is told as another
-- issue. Of papers printed before issues were told it is not known.
ALTER TABLE vouchers.issued_paper
    ADD COLUMN digest text CHECK (digest ~ '^[0-9a-f]{64}$');
