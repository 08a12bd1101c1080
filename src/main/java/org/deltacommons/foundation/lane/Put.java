package org.deltacommons.foundation.lane;

/// The whole record as it shall be. Guarded by the version that the decision read; a record that
/// was not read must not exist yet.
public record Put(Row after) implements Part {}
