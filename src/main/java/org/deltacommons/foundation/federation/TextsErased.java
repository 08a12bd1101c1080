package org.deltacommons.foundation.federation;

import java.util.List;
import org.deltacommons.foundation.lane.FactKind;

/// A home erased personal texts beside facts of its own feed, on a legal ground. Every node that
/// was told those facts erases its copies when it reads this one, and its homes say so by
/// [ErasureFollowed].
///
/// @param erasure the case that it was decided in
/// @param ground why, as the case has it
/// @param law another law or regulation that says so; empty where the ground has it
/// @param texts at least one
@FactKind(value = "federation.TextsErased", reach = FactKind.Reach.FOUR)
public record TextsErased(String erasure, String ground, String law, List<Text> texts) {

    /// Where a text lay.
    ///
    /// @param index of the fact in the feed of the home that tells of the erasure
    /// @param path where in its body, as a JSON Pointer (RFC 6901)
    public record Text(long index, String path) {}
}
