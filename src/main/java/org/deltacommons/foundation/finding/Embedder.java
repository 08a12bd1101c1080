package org.deltacommons.foundation.finding;

/// Turns a text into a vector; texts that mean similar things come to lie near each other.
interface Embedder {

    /// Names the model for ever, in letters and digits: vectors of different models never meet.
    String name();

    /// Of unit length.
    float[] of(String text);
}
