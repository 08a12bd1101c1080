package org.deltacommons.foundation.rulebook;

/// Who gets the issuer's money.
public enum PaymentRoute {
    /// 通用: the firm pays all, the issuer pays it back.
    FIRM_DIRECT,
    /// 通兑: the firm pays its part, the issuer's treasury pays the provider.
    PROVIDER_DIRECT,
    /// The provider's province advances and the provinces clear; only under a signed agreement.
    PROVINCE_AGENT
}
