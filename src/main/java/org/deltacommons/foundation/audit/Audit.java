package org.deltacommons.foundation.audit;

import java.util.List;
import java.util.Optional;

/// The audit log of this node.
public interface Audit {

    /// Keeps the line in a small transaction of its own and returns when it is durable. Callers
    /// that come at once share one commit. Not to be called by whoever holds a lane or a row lock.
    ///
    /// @return the line's index, counted from 1
    /// @throws AuditFault if the log cannot be written; then what was to be recorded must not
    ///   happen
    long record(AuditLine line);

    /// Newest first, at most `size` lines with an index below `before`.
    ///
    /// @param before exclusive; `Long.MAX_VALUE` for the newest
    /// @param size 1 to 10 001
    List<RecordedLine> find(AuditQuery query, long before, int size);

    long count(AuditQuery query);

    Optional<RecordedLine> line(long index);

    /// Walks the whole chain from its first line. Takes a second for some 100 000 lines.
    ChainCheck verify();
}
