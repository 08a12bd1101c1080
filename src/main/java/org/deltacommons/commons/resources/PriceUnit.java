package org.deltacommons.commons.resources;

/// What a price is for.
public enum PriceUnit {
    HOUR,
    SAMPLE,
    /// One job, whatever it takes.
    TIME,
    GPU_HOUR
}
