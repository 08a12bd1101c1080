-- What somebody wrote is empty once it was erased by law; a form still takes no empty text.
ALTER TABLE needs.need
    DROP CONSTRAINT need_sentence_check,
    ADD CHECK (char_length(sentence) <= 200);
ALTER TABLE needs.posting
    DROP CONSTRAINT posting_sentence_check,
    ADD CHECK (char_length(sentence) <= 200);
ALTER TABLE needs.answer
    DROP CONSTRAINT answer_text_check,
    ADD CHECK (char_length(text) <= 2000);
