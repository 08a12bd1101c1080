package org.deltacommons.commons.resources;

/// Who uses it; decides the price.
public enum UserClass {
    /// Of the same legal person, whatever the faculty.
    INTERNAL,
    ACADEMIC,
    FIRM
}
