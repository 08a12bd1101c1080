package org.deltacommons.commons.resources;

/// What sort of thing is offered.
public enum ResourceKind {
    INSTRUMENT,
    FACILITY,
    SERVICE,
    COMPUTE,
    DATA,
    GERMPLASM
}
