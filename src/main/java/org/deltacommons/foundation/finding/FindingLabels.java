package org.deltacommons.foundation.finding;

/// Puts a facet's value into words.
interface FindingLabels {

    /// @param value one that is none is shown as it was typed
    String of(String dimension, String value);
}
