package org.deltacommons.foundation.web;

import org.deltacommons.kernel.Reason;

/// What the web itself refuses, whatever the business. The first group is about a whole request,
/// the second about one field of a form.
public enum WebReason implements Reason {
    NOT_FOUND,
    FORBIDDEN,
    SIGN_IN,
    TOO_LARGE,
    TOO_MANY,
    PARAMETER_INVALID,
    PARAMETER_MISSING_INVALID,
    BODY_INVALID,
    FORM_INVALID,
    CURSOR_INVALID,
    /// Values `limit`, `total`.
    LIST_TOO_LONG,
    METHOD_INVALID,
    MEDIA_TYPE_INVALID,
    FORM_EXPIRED_FORBIDDEN,
    UNEXPECTED,
    /// The database cannot be reached; what was under way may have been done or not.
    AWAY,
    UNKNOWN,

    FIELD_REQUIRED,
    FIELD_TOO_LONG,
    FIELD_TOO_MANY_ENTRIES,
    FIELD_NOT_TEXT,
    FIELD_NOT_MONEY,
    FIELD_NOT_NUMBER,
    FIELD_TOO_SMALL,
    FIELD_TOO_BIG,
    FIELD_NOT_DATE,
    FIELD_NOT_TIME,
    FIELD_NOT_OPTION,
    FIELD_NOT_DIVISION,
    FIELD_NOT_CREDIT_CODE,
    FIELD_NOT_ID,
    FIELD_NOT_UPLOAD,
    FORM_CONTRADICTS;

    @Override
    public String module() {
        return "web";
    }
}
