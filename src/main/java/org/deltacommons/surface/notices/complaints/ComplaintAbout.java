package org.deltacommons.surface.notices.complaints;

/// What a complaint is about.
public enum ComplaintAbout {
    VOUCHER,
    BOOKING,
    PROVIDER,
    OFFICE,
    PERSONAL_DATA,
    SITE,
    OTHER
}
