package org.deltacommons.foundation.identity;

/// Why the registration of an organisation goes to a person.
public enum OrganisationDoubt {
    /// The check digits fail: a legal code of the pilot years, or a slip.
    PILOT_CODE,
    /// A legal person of this name is registered under another code: perhaps the same one twice,
    /// once with its pilot code.
    SAME_NAME,
    /// Two provinces registered the code before either had heard of the other; the later one
    /// yields.
    CODE_ELSEWHERE
}
