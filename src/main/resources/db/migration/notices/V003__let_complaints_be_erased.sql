-- What somebody wrote is empty once it was erased by law; a form still takes no empty text.
ALTER TABLE notices.complaint
    DROP CONSTRAINT complaint_subject_check,
    DROP CONSTRAINT complaint_said_check,
    ADD CHECK (char_length(subject) <= 100),
    ADD CHECK (char_length(said) <= 2000);
