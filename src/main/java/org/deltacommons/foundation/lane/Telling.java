package org.deltacommons.foundation.lane;

import java.util.List;

/// How what a decision tells is put for those who shall read it. Belongs to the decision: it reads
/// rows as the decision does, and what it read is guarded.
@FunctionalInterface
public interface Telling {

    /// @param parts as decided
    /// @return the same, with facts that each of their readers can read, and with the rows that say
    ///   what is owed to whom
    List<Part> told(List<Part> parts, Rows rows);
}
