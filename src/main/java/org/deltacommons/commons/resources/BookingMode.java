package org.deltacommons.commons.resources;

/// How it can be used.
public enum BookingMode {
    /// 时段自主上机.
    SLOT,
    /// 委托送样.
    SAMPLE,
    /// 机时包.
    PACKAGE,
    /// 课题申请, peer reviewed.
    CALL
}
