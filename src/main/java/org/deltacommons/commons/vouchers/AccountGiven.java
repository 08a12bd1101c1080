package org.deltacommons.commons.vouchers;

import org.deltacommons.foundation.lane.FactKind;

/// A provider says where it wants to be paid for a claim. Told to the issuer's province alone.
///
/// @param number of the returned payment that it answers; empty for the first account
/// @param account holder, bank and number
@FactKind("vouchers.AccountGiven")
public record AccountGiven(String claim, String order, String number, String account) {}
