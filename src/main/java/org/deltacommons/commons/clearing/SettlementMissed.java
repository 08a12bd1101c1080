package org.deltacommons.commons.clearing;

import org.deltacommons.foundation.lane.FactKind;

/// A net creditor says that a settlement which was announced did not arrive.
@FactKind("clearing.SettlementMissed")
public record SettlementMissed(Header header, Netting.Transfer transfer, String reason) {}
