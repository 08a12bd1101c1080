package org.deltacommons.foundation.web;

/// Where a column's values stand; amounts and counts stand at the end.
public enum Align {
    START,
    CENTER,
    END
}
