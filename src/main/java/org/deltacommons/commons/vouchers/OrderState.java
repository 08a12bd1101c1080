package org.deltacommons.commons.vouchers;

/// Where an order stands, as the firm sees it.
public enum OrderState {
    /// Held at home, asked of the resource's province; its answer is awaited.
    PLACED,
    /// In the waiting list of a slot.
    WAITING,
    /// The slot became free and is kept for the firm until it answers.
    OFFERED,
    /// The slot or the place in the queue is the firm's; the manager has to accept.
    RESERVED,
    /// The provider has quoted after examining the samples.
    QUOTED,
    /// The price is settled; the provider's legal person has to sign.
    ACCEPTED,
    /// The provider has signed; the firm's signatory has to.
    TO_SIGN,
    CONTRACTED,
    IN_SERVICE,
    /// The provider says it is done; the firm has to confirm.
    DELIVERED,
    CONFIRMED,
    CLAIMING,
    /// Paid, or self-funded and confirmed.
    CLOSED,
    /// The firm wants out; the resource's province decides.
    CANCELLING,
    /// The resource's province stays away; the firm asks the issuer to give the hold back.
    RELEASE_ASKED,
    /// The issuer's officer proposes to give the hold back; a second person has to agree.
    RELEASE_PROPOSED,
    /// The hold is given back and nothing revives it; what is there of the booking is ended once
    /// its province is heard again.
    RELEASED,
    REFUSED,
    CANCELLED
}
