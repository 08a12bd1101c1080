package org.deltacommons.commons.clearing;

import org.deltacommons.foundation.lane.FactKind;

/// A net debtor paid a net creditor.
@FactKind(value = "clearing.SettlementPaid", schema = 2)
public record SettlementPaid(Header header, Netting.Transfer transfer) {}
