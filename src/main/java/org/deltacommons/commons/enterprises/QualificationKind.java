package org.deltacommons.commons.enterprises;

/// The rungs of the ladder that others give.
public enum QualificationKind {
    /// 高新技术企业.
    HIGH_TECH,
    /// 创新型中小企业.
    INNOVATIVE_SME,
    /// 专精特新中小企业.
    SPECIALISED,
    /// 专精特新“小巨人”企业.
    LITTLE_GIANT
}
