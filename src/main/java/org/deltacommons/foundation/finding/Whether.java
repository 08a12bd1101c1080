package org.deltacommons.foundation.finding;

import java.util.List;

/// Why something is among the hits, or why not.
///
/// @param rank from 1; 0 if it is not among them, 1001 if it comes later than the thousandth
/// @param total of hits
/// @param excluded what leaves it out though it would answer
/// @param lacking where it does not answer: the words that it does not have, and that it is not
///   near in meaning either
/// @param unmet what the sentence prefers and it has not, though that leaves nothing out
/// @param measured whether the order in force has a number for it; what has none comes last
public record Whether(
        FindDocument document,
        long rank,
        long total,
        List<Excluded> excluded,
        List<String> lacking,
        List<Condition> unmet,
        boolean measured) {

    /// A choice or condition.
    ///
    /// @param dimension of a facet, or `from`, `to`, `priceMax`
    /// @param understood whether it was read out of the sentence, not chosen
    public record Excluded(String dimension, List<String> values, boolean understood) {}

    static Whether found(
            FindDocument document, long rank, long total, List<Condition> unmet, boolean measured) {
        return new Whether(document, rank, total, List.of(), List.of(), unmet, measured);
    }

    static Whether left(
            FindDocument document,
            long total,
            List<Excluded> excluded,
            List<String> lacking,
            List<Condition> unmet) {
        return new Whether(document, 0, total, excluded, lacking, unmet, true);
    }

    static Whether unanswered(FindDocument document, List<String> lacking) {
        return left(document, 0, List.of(), lacking, List.of());
    }
}
