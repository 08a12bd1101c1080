package org.deltacommons.foundation.documents;

import org.deltacommons.kernel.Reason;

/// Why a document is not taken or not handed out. The ending of a name decides the HTTP status.
public enum DocumentReason implements Reason {
    /// There is none with this hash, or it is not the asker's to read.
    NOT_FOUND,
    /// Not a byte in it.
    EMPTY_INVALID,
    /// Values `limit` in MB, `size` in MB.
    TOO_LARGE,
    /// None of the types that are taken; value `name`.
    TYPE_INVALID,
    /// The name says one type, the bytes another; values `name`, `found`.
    EXTENSION_INVALID,
    /// Carries macros; value `name`.
    MACRO_INVALID,
    /// Damaged, or unpacks to more than a document holds; value `name`.
    DAMAGED_INVALID,
    /// More in a day than a person can mean; value `limit` in MB.
    QUOTA_TOO_MANY,
    /// The node that keeps it does not answer; values `province`, `name`.
    AWAY,
    /// The node that keeps it does not hand it out; values `province`, `name`.
    WITHHELD_NOT_FOUND,
    /// What the other node sent is not what the fact names; values `province`, `name`.
    ALTERED;

    @Override
    public String module() {
        return "documents";
    }
}
