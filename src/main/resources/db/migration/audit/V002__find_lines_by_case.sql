-- A refused attempt names its operation; the case it was about stands among the details.
CREATE INDEX line_by_case ON audit.line ((details ->> 'subject'), index DESC) WHERE details ->> 'subject' IS NOT NULL;
