package org.deltacommons.commons.bookings;

/// What the work is for (服务类型 of the national register). A duty-free instrument serves the first
/// three under the simplified procedure; for `OTHER` the customs notice is needed.
///
/// Source: 国科发基〔2018〕245号.
public enum Purpose {
    SCIENCE,
    DEVELOPMENT,
    TEACHING,
    OTHER
}
