package org.deltacommons.commons.vouchers;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Title;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// A recovery (追回): part of what was paid for a claim has to come back.
///
/// @param id the claim's number and a count: one claim can be recovered in several steps
/// @param reducedBy by how much the invoice was reduced, with tax
/// @param amount what the payee has to pay back, pro rata
/// @param papers the red-letter invoice or the receipt of the refund
/// @param receipt the treasury's number of the money that came back
/// @param agreement under which the provider's province collects it; null where the issuer does
@Stored("vouchers.recovery")
public record Recovery(
        Id<Recovery> id,
        Province home,
        RecoveryState state,
        String claim,
        String orderId,
        DivisionCode issuer,
        String programme,
        String voucher,
        String firm,
        String firmName,
        String provider,
        Province providerHome,
        String payee,
        RecoveryGround ground,
        @Personal String reason,
        Money reducedBy,
        Money amount,
        List<Attachment> papers,
        String orderedBy,
        Instant orderedAt,
        @Nullable LocalDate returnedOn,
        @Nullable String receipt,
        @Nullable String agreement)
        implements Case {

    public Recovery {
        papers = List.copyOf(papers);
    }

    static Id<Recovery> idOf(ClaimLine claim, int count) {
        return Id.of("rec-" + claim.id() + "-" + count);
    }

    /// What stays paid once an invoice is worth less, rounded down to the fen as every payment is:
    /// the same share of what is left of the base as was paid of the whole.
    static Money stays(Money paid, Money base, Money reducedBy) {
        BigInteger left = BigInteger.valueOf(base.minus(reducedBy).max(Money.ZERO).fen());
        return new Money(
                BigInteger.valueOf(paid.fen())
                        .multiply(left)
                        .divide(BigInteger.valueOf(base.fen()))
                        .longValueExact());
    }

    @Override
    public Title titled() {
        return Title.of(Title.named(firm, firmName), " ", amount);
    }

    @Override
    public String title() {
        return titled().plain();
    }

    @Override
    public DivisionCode division() {
        return issuer;
    }

    @Override
    public Optional<String> place(Side side) {
        return switch (side) {
            case FIRM -> Optional.of(firm);
            case PROVIDER -> Optional.of(provider);
            case ISSUER, OWNER -> Optional.of(issuer.value());
            case HOME -> Optional.of(home.code());
            case LEGAL_PERSON, VERIFIER -> Optional.empty();
        };
    }

    @Override
    public Set<Province> concerned() {
        return providerHome == home ? Set.of() : Set.of(providerHome);
    }

    @Override
    public List<Attachment> attachments() {
        return papers;
    }

    Recovery ended(RecoveryState how, @Nullable LocalDate on, @Nullable String number) {
        return with(how, amount, on, number, agreement);
    }

    /// Who collects it: the provider's province under an agreement, or, without one, the issuer.
    Recovery collectedUnder(@Nullable String number) {
        return with(state, amount, returnedOn, receipt, number);
    }

    Recovery worth(Money less) {
        return with(state, less, returnedOn, receipt, agreement);
    }

    private Recovery with(
            RecoveryState how,
            Money what,
            @Nullable LocalDate on,
            @Nullable String number,
            @Nullable String under) {
        return new Recovery(
                id,
                home,
                how,
                claim,
                orderId,
                issuer,
                programme,
                voucher,
                firm,
                firmName,
                provider,
                providerHome,
                payee,
                ground,
                reason,
                reducedBy,
                what,
                papers,
                orderedBy,
                orderedAt,
                on,
                number,
                under);
    }
}
