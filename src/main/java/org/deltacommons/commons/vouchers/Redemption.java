package org.deltacommons.commons.vouchers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Title;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// A batch of claims of one programme and month (兑付批次).
///
/// @param lines its claims, at most 500, each with where it stands in the batch
/// @param noticeUntil when the public notice ends: 24:00 of its last working day
/// @param requestedBy who asked the treasury; somebody else approves
/// @param budgetItem the budget item the treasury books to
@Stored("vouchers.redemption")
public record Redemption(
        Id<Redemption> id,
        Province home,
        RedemptionState state,
        DivisionCode issuer,
        String programme,
        String programmeName,
        String month,
        List<Line> lines,
        @Nullable Instant noticeFrom,
        @Nullable Instant noticeUntil,
        @Nullable String requestedBy,
        @Nullable String budgetItem)
        implements Case {

    static final int LINES_MAX = 500;

    /// One claim in the batch.
    public record Line(
            String claim, String firmName, String providerName, Money pays, LineState state) {
        boolean mayBeObjectedTo() {
            return state == LineState.PASSED || state == LineState.OBJECTED;
        }

        Line in(LineState next) {
            return new Line(claim, firmName, providerName, pays, next);
        }
    }

    /// How far a line has come in its batch.
    public enum LineState {
        WAITING,
        PASSED,
        /// Returned or rejected: no longer part of what goes on.
        OUT,
        OBJECTED,
        CAPTURED,
        PAID
    }

    public Redemption {
        lines = List.copyOf(lines);
        if (lines.size() > LINES_MAX) {
            throw new IllegalArgumentException("a batch is bounded: " + lines.size());
        }
    }

    @Override
    public Title titled() {
        return Title.of(Title.named(programme, programmeName), " · ", month);
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
            case ISSUER, OWNER -> Optional.of(issuer.value());
            case HOME -> Optional.of(home.code());
            case FIRM, PROVIDER, LEGAL_PERSON, VERIFIER -> Optional.empty();
        };
    }

    @Override
    public @Nullable Instant until() {
        return state == RedemptionState.IN_NOTICE ? noticeUntil : null;
    }

    /// Whether the treasury has paid whatever it was asked for, and nothing waits for a decision.
    boolean isPaidOff() {
        return state == RedemptionState.PAYING
                && lines.stream()
                        .allMatch(line ->
                                line.state() == LineState.PAID || line.state() == LineState.OUT);
    }

    /// Whether the treasury was asked and has sent the request back.
    boolean isReturned() {
        return state == RedemptionState.CAPTURED && requestedBy != null;
    }

    boolean isPublic() {
        return state != RedemptionState.COLLECTING;
    }

    public List<Line> lines(LineState wanted) {
        return lines.stream().filter(line -> line.state() == wanted).toList();
    }

    public Money total(LineState... states) {
        List<LineState> wanted = List.of(states);
        return lines.stream()
                .filter(line -> wanted.contains(line.state()))
                .map(Line::pays)
                .reduce(Money.ZERO, Money::plus);
    }

    Redemption in(RedemptionState next) {
        return new Redemption(
                id,
                home,
                next,
                issuer,
                programme,
                programmeName,
                month,
                lines,
                noticeFrom,
                noticeUntil,
                requestedBy,
                budgetItem);
    }

    Redemption noticed(Instant from, Instant until) {
        return new Redemption(
                id,
                home,
                RedemptionState.IN_NOTICE,
                issuer,
                programme,
                programmeName,
                month,
                lines,
                from,
                until,
                requestedBy,
                budgetItem);
    }

    Redemption requested(String by, String item) {
        return new Redemption(
                id,
                home,
                RedemptionState.REQUESTED,
                issuer,
                programme,
                programmeName,
                month,
                lines,
                noticeFrom,
                noticeUntil,
                by,
                item);
    }

    Redemption line(ClaimLine claim, LineState next) {
        List<Line> all = new ArrayList<>();
        boolean there = false;
        for (Line line : lines) {
            boolean it = line.claim().equals(claim.id().value());
            there |= it;
            all.add(it ? line.in(next) : line);
        }
        if (!there) {
            all.add(
                    new Line(
                            claim.id().value(),
                            claim.firmName(),
                            claim.providerName(),
                            claim.pays(),
                            next));
        }
        return new Redemption(
                id,
                home,
                state,
                issuer,
                programme,
                programmeName,
                month,
                all,
                noticeFrom,
                noticeUntil,
                requestedBy,
                budgetItem);
    }
}
