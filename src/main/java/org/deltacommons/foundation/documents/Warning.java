package org.deltacommons.foundation.documents;

/// What whoever opens a document should know. It is kept nevertheless: a sealed contract may be
/// protected for a good reason.
public enum Warning {
    /// Protected by a password; what is in it could not be looked at.
    ENCRYPTED,
    /// Carries scripts or actions that run when it is opened.
    ACTIVE_CONTENT,
    /// Carries other files.
    EMBEDDED_FILES
}
