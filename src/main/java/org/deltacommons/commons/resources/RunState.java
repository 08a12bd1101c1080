package org.deltacommons.commons.resources;

/// How it runs (运行状态); the last four are for facilities.
public enum RunState {
    NORMAL,
    OCCASIONAL_FAULTS,
    FREQUENT_FAULTS,
    AWAITING_REPAIR,
    AWAITING_SCRAPPING,
    OPERATING,
    BUILDING,
    COMMISSIONING,
    PLANNED
}
