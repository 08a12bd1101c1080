package org.deltacommons.foundation.web;

import java.io.Serializable;

/// A sentence shown once on the next page, as the flash attribute `flash`. Serialisable, because
/// sessions are rows.
///
/// @param mark what sign stands in front
/// @param text in the reader's language
public record Flash(Mark mark, String text) implements Serializable {

    /// The name of the flash attribute.
    public static final String NAME = "flash";

    public static Flash done(String text) {
        return new Flash(Mark.MET, text);
    }

    public static Flash note(String text) {
        return new Flash(Mark.INFO, text);
    }

    public static Flash refused(Sentence sentence) {
        return new Flash(Mark.NOT_MET, sentence.line());
    }
}
