package org.deltacommons.commons.vouchers;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.deltacommons.commons.enterprises.Condition;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Title;
import org.deltacommons.foundation.rulebook.PaymentRoute;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.RuleVersion;
import org.jspecify.annotations.Nullable;

/// An application and, once granted, the voucher.
///
/// @param conditions as they were when last judged, each with source and date
/// @param need what the firm wants to do, in its words
/// @param asked the amount asked for
/// @param amount as granted; null before
/// @param expiresAt 24:00 Asia/Shanghai of the last day; a hold made before survives
/// @param rule the version of the programme's rule that the decision used
/// @param note the officer's words
@Stored("vouchers.voucher")
public record Voucher(
        Id<Voucher> id,
        Province home,
        VoucherState state,
        String programme,
        String programmeName,
        DivisionCode issuer,
        String firm,
        String firmName,
        boolean team,
        String need,
        Money asked,
        List<Condition> conditions,
        List<Attachment> attachments,
        Instant appliedAt,
        String appliedBy,
        @Nullable Money amount,
        @Nullable PaymentRoute route,
        @Nullable Instant grantedAt,
        @Nullable Instant expiresAt,
        @Nullable RuleVersion rule,
        @Nullable @Personal String note)
        implements Case {

    public Voucher {
        conditions = List.copyOf(conditions);
        attachments = List.copyOf(attachments);
    }

    @Override
    public Title titled() {
        return Title.of(Title.named(programme, programmeName), " · ", Title.named(firm, firmName));
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
            case FIRM, OWNER -> Optional.of(firm);
            case ISSUER -> Optional.of(issuer.value());
            case HOME -> Optional.of(home.code());
            case PROVIDER, LEGAL_PERSON, VERIFIER -> Optional.empty();
        };
    }

    /// Whether an order may still be placed with it.
    public boolean isUsable(Instant now) {
        return state == VoucherState.GRANTED && expiresAt != null && now.isBefore(expiresAt);
    }

    /// Whether it was granted once and is over, so that nothing may stay on its account but what is
    /// held.
    boolean hasEnded() {
        return state == VoucherState.EXPIRED || state == VoucherState.REVOKED;
    }

    Voucher in(VoucherState next, @Nullable String words) {
        return new Voucher(
                id,
                home,
                next,
                programme,
                programmeName,
                issuer,
                firm,
                firmName,
                team,
                need,
                asked,
                conditions,
                attachments,
                appliedAt,
                appliedBy,
                amount,
                route,
                grantedAt,
                expiresAt,
                rule,
                words);
    }

    Voucher judged(List<Condition> found) {
        return new Voucher(
                id,
                home,
                state,
                programme,
                programmeName,
                issuer,
                firm,
                firmName,
                team,
                need,
                asked,
                found,
                attachments,
                appliedAt,
                appliedBy,
                amount,
                route,
                grantedAt,
                expiresAt,
                rule,
                note);
    }

    Voucher asking(String words, Money sum, List<Attachment> papers) {
        return new Voucher(
                id,
                home,
                state,
                programme,
                programmeName,
                issuer,
                firm,
                firmName,
                team,
                words,
                sum,
                conditions,
                papers,
                appliedAt,
                appliedBy,
                amount,
                route,
                grantedAt,
                expiresAt,
                rule,
                note);
    }

    Voucher granted(
            Money sum,
            PaymentRoute how,
            Instant at,
            Instant until,
            RuleVersion under,
            @Nullable String words) {
        return new Voucher(
                id,
                home,
                VoucherState.GRANTED,
                programme,
                programmeName,
                issuer,
                firm,
                firmName,
                team,
                need,
                asked,
                conditions,
                attachments,
                appliedAt,
                appliedBy,
                sum,
                how,
                at,
                until,
                under,
                words);
    }
}
