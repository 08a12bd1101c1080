package org.deltacommons.foundation.erasing;

/// What an erasure names.
public enum ErasureScope {
    /// What one fact has beside it, such as a message.
    MESSAGE,
    /// All that was written in one case.
    CASE,
    /// All that one person wrote.
    PERSON,
    /// A person's account: name, telephone, mail and sign-in.
    ACCOUNT,
    /// Whom to ask about a resource.
    CONTACT
}
