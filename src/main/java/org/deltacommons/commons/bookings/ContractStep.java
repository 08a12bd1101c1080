package org.deltacommons.commons.bookings;

import java.util.List;

/// Where a contract that is not in force yet can be sent back to.
public enum ContractStep {
    /// The provider's legal person draws the contract up anew and signs it.
    CONTRACT,
    /// The provider's manager settles the terms anew: quotes samples once more, accepts a slot or a
    /// package once more.
    TERMS,
    /// The firm answers the provider's quote once more.
    CONFIRMATION;

    /// What the firm's signatory can choose, who has a signed contract before it.
    public static final List<ContractStep> OF_FIRM = List.of(CONTRACT, TERMS);

    /// What the signatory of the provider can choose, who signs first.
    public static final List<ContractStep> OF_PROVIDER = List.of(TERMS, CONFIRMATION);
}
