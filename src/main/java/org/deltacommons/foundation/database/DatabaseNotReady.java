package org.deltacommons.foundation.database;

/// The database cannot be used. The message is a sentence that says what to do about it.
public final class DatabaseNotReady extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseNotReady(String sentence) {
        super(sentence);
    }

    public DatabaseNotReady(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
