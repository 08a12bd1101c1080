package org.deltacommons.surface.notices;

/// What a notice is, which is also how people choose what comes by mail.
public enum NoticeKind {
    /// A case waits for the reader.
    YOUR_TURN,
    /// The reader's own case went on.
    MOVED,
    /// A task was handed to the reader.
    ASSIGNED,
    /// Somebody asks the reader to hurry.
    URGED,
    /// A deadline passed.
    OVERDUE,
    /// Somebody wrote in a case.
    MESSAGE,
    /// What other sources tell.
    NEWS
}
