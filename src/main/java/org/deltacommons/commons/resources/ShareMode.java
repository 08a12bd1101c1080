package org.deltacommons.commons.resources;

/// Whom it is shared with (共享模式).
public enum ShareMode {
    INTERNAL,
    EXTERNAL,
    NONE
}
