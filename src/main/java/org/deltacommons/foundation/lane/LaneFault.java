package org.deltacommons.foundation.lane;

/// The lane could not do its work: a bug in a Unit, or a database that went away.
public final class LaneFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LaneFault(String message, Throwable cause) {
        super(message, cause);
    }
}
