package org.deltacommons.foundation.rulebook;

/// How sure we are of a rule's value.
public enum Certainty {
    /// From the text of a law or an official document that the version names.
    LAW,
    /// From a public source.
    S,
    /// General knowledge, high, medium or low confidence.
    H,
    M,
    L
}
