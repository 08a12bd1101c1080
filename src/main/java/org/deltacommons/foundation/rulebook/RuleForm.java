package org.deltacommons.foundation.rulebook;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What every form that proposes a rule asks for: the value in fields of its own, and how the
/// version begins and where it stands. Implemented by one record per [RuleKind].
public interface RuleForm<V extends Record> {

    LocalDate from();

    @Nullable LocalDate until();

    String source();

    Certainty certainty();

    String why();

    /// @throws IllegalArgumentException if the fields contradict each other
    V value();
}
