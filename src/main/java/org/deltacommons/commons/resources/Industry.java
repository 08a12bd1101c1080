package org.deltacommons.commons.resources;

/// The three key industries, and what else is asked for often.
public enum Industry {
    IC,
    BIOMED,
    AI,
    MATERIAL,
    ENERGY,
    GENERAL
}
