package org.deltacommons.foundation.rulebook;

/// The five service classes that a voucher covers throughout the four provinces.
///
/// Source: 《长三角生态绿色一体化发展示范区条例》 Art. 37.
public enum ServiceClass {
    /// 技术研发.
    RD,
    /// 技术转移.
    TRANSFER,
    /// 检验检测.
    TESTING,
    /// 人才培养.
    TRAINING,
    /// 资源开放: instruments, computing, data.
    OPENING
}
