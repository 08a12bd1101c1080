package org.deltacommons.foundation.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One step on the line above a case.
///
/// @param label a message key
/// @param at when it was reached
/// @param who who took it, or whose turn it is
/// @param due until when, if it is the current one
public record Step(
        String label,
        StepState state,
        @Nullable Instant at,
        @Nullable String who,
        @Nullable Instant due) {

    public static Step done(String label, Instant at, @Nullable String who) {
        return new Step(label, StepState.DONE, at, who, null);
    }

    public static Step current(String label, @Nullable String who, @Nullable Instant due) {
        return new Step(label, StepState.CURRENT, null, who, due);
    }

    public static Step ahead(String label) {
        return new Step(label, StepState.AHEAD, null, null, null);
    }

    public static Step stopped(String label, Instant at, @Nullable String who) {
        return new Step(label, StepState.STOPPED, at, who, null);
    }
}
