package org.deltacommons.commons.clearing;

import org.deltacommons.foundation.lane.FactKind;

/// A net creditor says that a settlement arrived.
@FactKind(value = "clearing.SettlementReceived", schema = 2)
public record SettlementReceived(Header header, Netting.Transfer transfer) {}
