package org.deltacommons.commons.resources;

/// What larger thing it belongs to (是否附属).
public enum Affiliation {
    NONE,
    INSTRUMENT_CENTRE,
    MAJOR_FACILITY,
    STATE_LABORATORY,
    ENGINEERING_CENTRE,
    GERMPLASM_BANK
}
