package org.deltacommons.commons.enterprises;

/// Whether it is a legal person or people who have not founded one yet.
public enum EnterpriseKind {
    FIRM,
    /// 创业团队: without a credit code, at home in an incubator.
    TEAM
}
