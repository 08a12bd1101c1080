package org.deltacommons.commons.clearing;

/// What a party does about a dispute.
enum DisputeAnswer {
    WITHDRAW,
    UPHOLD,
    OFFER,
    AGREE,
    REJECT
}
