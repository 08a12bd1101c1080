package org.deltacommons.commons.resources;

/// Where it came from (设备来源).
public enum Acquisition {
    PURCHASED,
    BUILT,
    DONATED,
    OTHER
}
