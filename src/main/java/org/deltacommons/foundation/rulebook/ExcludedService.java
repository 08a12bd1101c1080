package org.deltacommons.foundation.rulebook;

/// What a voucher does not pay, whatever its class.
public enum ExcludedService {
    /// 法定检测、强制检测.
    MANDATORY_TESTING,
    /// 批量出厂检验.
    BATCH_FACTORY_INSPECTION,
    /// 注册、商标、财税 and other commercial agency.
    COMMERCIAL_AGENCY,
    /// Buying what is then produced with.
    PRODUCTION_PURCHASE,
    /// Tuition that has nothing to do with research and development.
    GENERAL_TUITION,
    /// What public money has paid for already.
    PUBLICLY_FUNDED
}
