-- What everybody may read of a complaint and its answer; only what was answered.
ALTER TABLE notices.complaint
    ADD COLUMN published text CHECK (char_length(published) BETWEEN 1 AND 2000),
    ADD CHECK (published IS NULL OR state = 'ANSWERED');
CREATE INDEX complaint_published ON notices.complaint (replied DESC, id DESC)
    WHERE published IS NOT NULL;
