package org.deltacommons.commons.resources.intake;

/// Where an import stands.
public enum ImportState {
    /// Read and judged; nothing has happened.
    CHECKED,
    /// Its rows are being written, invisible.
    APPLYING,
    /// Visible; changes of what was there before are being carried over.
    APPLIED,
    DONE
}
