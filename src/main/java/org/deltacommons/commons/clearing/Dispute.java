package org.deltacommons.commons.clearing;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Title;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// One party's copy of a dispute about an obligation (清算争议). Two parties that act in the same
/// instant would otherwise both be right, so one home decides: the creditor's, whose feed the chain
/// of obligations follows. The debtor's copy says what it was told, or what it has asked for.
///
/// @param step of the creditor's copy that this one has seen
/// @param offer a smaller amount on the table; null without
/// @param asked what this party asked of the creditor's home and has no answer to; null without
/// @param stays what is still owed once it is over; null while it is open
/// @param note what was said last
@Stored("clearing.dispute")
public record Dispute(
        Id<Dispute> id,
        Province home,
        DisputeState state,
        Disputed item,
        int step,
        @Nullable Money offer,
        @Nullable Province offeredBy,
        @Nullable DisputeAnswer asked,
        @Nullable Money stays,
        @Nullable @Personal String note,
        Instant since)
        implements Case {

    public Dispute {
        boolean over =
                state == DisputeState.WITHDRAWN
                        || state == DisputeState.UPHELD
                        || state == DisputeState.SETTLED;
        if (over != (stays != null)) {
            throw new IllegalArgumentException("what stays is known once it is over: " + id);
        }
    }

    static Dispute opened(Disputed item, Province home, Instant at) {
        return new Dispute(
                item.at(home),
                home,
                home == item.answers() ? DisputeState.TO_ANSWER : DisputeState.WAITING,
                item,
                0,
                null,
                null,
                null,
                null,
                item.reason(),
                at);
    }

    boolean decidesHere() {
        return item.creditor() == home;
    }

    /// How it stands once a party has given an answer, at the home that decides.
    ///
    /// @param amount of an offer
    Outcome<Dispute> answered(
            DisputeAnswer answer, Province by, @Nullable Money amount, @Nullable String words) {
        boolean disputes = by == item.by();
        boolean offered = offer != null && offeredBy != by;
        return switch (answer) {
            case WITHDRAW ->
                    disputes
                            ? Outcome.done(over(DisputeState.WITHDRAWN, item.amount(), words))
                            : Outcome.refused(ClearingReason.NOT_THE_DISPUTING);
            case UPHOLD ->
                    disputes
                            ? Outcome.refused(ClearingReason.NOT_THE_ANSWERING)
                            : Outcome.done(over(DisputeState.UPHELD, Money.ZERO, words));
            case OFFER ->
                    amount != null && amount.isPositive() && amount.compareTo(item.amount()) < 0
                            ? Outcome.done(open(item.other(by), amount, by, words))
                            : Outcome.refused(
                                    Refusal.of(
                                            ClearingReason.OFFER_INVALID, "amount", item.amount()));
            case AGREE ->
                    offered && offer != null
                            ? Outcome.done(over(DisputeState.SETTLED, offer, words))
                            : Outcome.refused(ClearingReason.NO_OFFER);
            case REJECT ->
                    offered
                            ? Outcome.done(open(item.answers(), null, null, words))
                            : Outcome.refused(ClearingReason.NO_OFFER);
        };
    }

    /// @param next who is asked now
    private Dispute open(
            Province next,
            @Nullable Money amount,
            @Nullable Province from,
            @Nullable String words) {
        return with(asks(next), step + 1, amount, from, null, null, words);
    }

    private DisputeState asks(Province next) {
        return next == home ? DisputeState.TO_ANSWER : DisputeState.WAITING;
    }

    private Dispute over(DisputeState end, Money owed, @Nullable String words) {
        return with(end, step + 1, offer, offeredBy, null, owed, words);
    }

    /// At the debtor's: the answer is given, and the creditor's home has to take it.
    Dispute asking(DisputeAnswer answer, @Nullable String words) {
        return with(DisputeState.ASKED, step, offer, offeredBy, answer, null, words);
    }

    /// At the debtor's: as the creditor's home says that it stands. An answer that came too late is
    /// gone; `isOvertaken` says so beforehand.
    Dispute told(DisputeMoved moved) {
        Province from = moved.offeredBy();
        boolean open = moved.end() == null;
        return with(
                open ? asks(from == null ? item.answers() : item.other(from)) : moved.end(),
                moved.step(),
                moved.offer(),
                from,
                null,
                open ? null : moved.stays(),
                moved.note());
    }

    private Dispute with(
            @Nullable DisputeState next,
            int count,
            @Nullable Money amount,
            @Nullable Province from,
            @Nullable DisputeAnswer answer,
            @Nullable Money owed,
            @Nullable String words) {
        return new Dispute(
                id,
                home,
                Objects.requireNonNull(next),
                item,
                count,
                amount,
                from,
                answer,
                owed,
                words,
                since);
    }

    /// Whether what was asked here came after something that the other party did.
    boolean isOvertaken(DisputeMoved moved) {
        return asked != null && moved.by() != home;
    }

    DisputeMoved moved(Province by) {
        return new DisputeMoved(
                item,
                step,
                stays == null ? null : state,
                stays == null ? Money.ZERO : stays,
                offer,
                offeredBy,
                by,
                note);
    }

    @Override
    public Title titled() {
        return Title.of(item.claim(), " ", item.amount());
    }

    @Override
    public String title() {
        return titled().plain();
    }

    @Override
    public DivisionCode division() {
        return home.division();
    }

    @Override
    public Optional<String> place(Side side) {
        return switch (side) {
            case HOME, OWNER, ISSUER -> Optional.of(home.code());
            case FIRM, PROVIDER, LEGAL_PERSON, VERIFIER -> Optional.empty();
        };
    }
}
