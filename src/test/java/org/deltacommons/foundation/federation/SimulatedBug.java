package org.deltacommons.foundation.federation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.ledger.LedgerPart;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;

/// A deliberate fault, wrapped around what the simulator runs of the product.
enum SimulatedBug {
    NONE,
    /// An order that was refused or cancelled keeps its money.
    SKIP_A_RELEASE,
    /// The cursor of a home that starts again is one too far.
    SKIP_A_FACT_AFTER_A_RESTART,
    /// A home that starts again begins its neighbours' feeds anew, and no key stops it.
    DROP_A_CURSOR,
    /// The slot is given and not entered.
    FORGET_THE_AGENDA,
    FORGET_TO_ANSWER_A_CANCELLATION,
    /// The seller's home allocates and does not remember.
    FORGET_AN_INVOICE,
    /// The ceiling is captured one fen short.
    CAPTURE_ONE_FEN_LESS,
    /// The provider's side of an order does not take in what was captured.
    FORGET_WHAT_WAS_CAPTURED,
    /// A slot that its firm wants no more is still said to be taken.
    KEEP_A_CANCELLED_SLOT,
    /// What a period took is open for the next as well.
    TAKE_INTO_TWO_PERIODS,
    /// The debtor's home does not keep what was advanced for it.
    FORGET_A_DEBT,
    /// A signed period moves one fen less than was signed.
    NET_ONE_FEN_LESS,
    /// What came back from a provider is booked at one of the two provinces.
    FORGET_WHAT_CAME_BACK,
    /// Of a dispute that is over the debtor's books hear nothing.
    FORGET_WHAT_WAS_STRUCK,
    /// The fiscal year ends and its holds stay.
    SKIP_THE_YEARS_END,
    /// Vouchers whose time is over go on.
    SKIP_AN_EXPIRY,
    /// A peer says that it has told all, and has left one fact out.
    WITHHOLD_A_FACT,
    /// A copy grows and its position does not.
    KEEP_WHAT_CAME_TWICE,
    /// What does not match its proof is left out, and the feed goes on.
    PASS_OVER_WHAT_IS_WRONG,
    /// A row of another home is kept as it was told first.
    KEEP_THE_FIRST_ROW,
    /// After an upgrade a subject's latest fact is dealt with first.
    RELEASE_THE_LATEST_FIRST,
    FORGET_TO_RELEASE,
    /// A home that starts again goes on with a subject of which something is parked.
    FORGET_WHAT_IS_PARKED,
    ACCEPT_AN_OLD_CHECKPOINT,
    /// A witness signs whatever head it is shown.
    COSIGN_WITHOUT_LOOKING,
    /// A head counts as witnessed by one less than it takes.
    COUNT_A_WITNESS_TOO_MANY,
    /// What the others cosigned is not added to what the home signed.
    LOSE_COSIGNATURES,
    /// A node that starts again believes whatever it is shown first.
    FORGET_WHAT_WAS_SEEN;

    private static final Set<String> ENDS =
            Set.of("bookings.BookingRefused", "bookings.BookingCancelled");

    List<FactHandler<?>> around(List<FactHandler<?>> real) {
        List<FactHandler<?>> all = new ArrayList<>();
        real.forEach(handler -> all.add(around(handler)));
        return all;
    }

    private <B extends Record> FactHandler<B> around(FactHandler<B> real) {
        return this == NONE
                ? real
                : new FactHandler<>() {
                    @Override
                    public Class<B> fact() {
                        return real.fact();
                    }

                    @Override
                    public boolean concerns(RecordedFact fact, Province home) {
                        return real.concerns(fact, home);
                    }

                    @Override
                    public List<Part> on(B body, RecordedFact fact, Rows rows) {
                        return changed(fact.kind(), real.on(body, fact, rows));
                    }
                };
    }

    private List<Part> changed(String kind, List<Part> parts) {
        return switch (this) {
            case SKIP_A_RELEASE ->
                    ENDS.contains(kind)
                            ? without(parts, LedgerPart.Release.class::isInstance)
                            : parts;
            case FORGET_THE_AGENDA -> withoutRow(parts, kind, "BookingRequested", "Agenda");
            case FORGET_AN_INVOICE ->
                    withoutRow(parts, kind, "InvoiceAllocationRequested", "SellerInvoice");
            case FORGET_WHAT_WAS_CAPTURED -> withoutRow(parts, kind, "VoucherCaptured", "SideView");
            case KEEP_A_CANCELLED_SLOT ->
                    withoutRow(parts, kind, "CancellationRequested", "Booking");
            case FORGET_TO_ANSWER_A_CANCELLATION ->
                    kind.endsWith(".CancellationRequested")
                            ? without(parts, Fact.class::isInstance)
                            : parts;
            case TAKE_INTO_TWO_PERIODS -> withoutRow(parts, kind, "PeriodOpened", "Running");
            case FORGET_A_DEBT ->
                    withoutRow(
                            withoutRow(parts, kind, "ProviderAdvanced", "Running"),
                            kind,
                            "ProviderAdvanced",
                            "Obligation");
            case FORGET_WHAT_CAME_BACK -> withoutMoney(parts, kind, "VoucherRecovered");
            case FORGET_WHAT_WAS_STRUCK -> withoutMoney(parts, kind, "DisputeMoved");
            case NET_ONE_FEN_LESS -> parts.stream().map(SimulatedBug::nettedOneFenLess).toList();
            case CAPTURE_ONE_FEN_LESS -> parts.stream().map(SimulatedBug::oneFenLess).toList();
            default -> parts;
        };
    }

    private static List<Part> without(List<Part> parts, Predicate<Part> which) {
        return parts.stream().filter(which.negate()).toList();
    }

    private static List<Part> withoutRow(List<Part> parts, String kind, String on, String row) {
        return kind.endsWith("." + on)
                ? without(
                        parts,
                        part ->
                                part instanceof Put put
                                        && put.after().getClass().getSimpleName().equals(row))
                : parts;
    }

    private static List<Part> withoutMoney(List<Part> parts, String kind, String on) {
        return kind.endsWith("." + on) ? without(parts, LedgerPart.Post.class::isInstance) : parts;
    }

    private static Part nettedOneFenLess(Part part) {
        return part instanceof LedgerPart.Post post
                        && post.id().startsWith("net-")
                        && post.amount().fen() > 1
                ? new LedgerPart.Post(
                        post.id(),
                        post.debit(),
                        post.credit(),
                        post.amount().minus(new Money(1)),
                        post.subject(),
                        post.otherwise())
                : part;
    }

    private static Part oneFenLess(Part part) {
        return part instanceof LedgerPart.Capture capture && capture.hold().endsWith("/ceiling")
                ? new LedgerPart.Capture(
                        capture.id(),
                        capture.hold(),
                        capture.amount().minus(new Money(1)),
                        capture.subject())
                : part;
    }

    /// What a home's reactions submit to.
    Lane lane(Lane real) {
        return this != DROP_A_CURSOR
                ? real
                : new Lane() {
                    @Override
                    public Set<Province> homes() {
                        return real.homes();
                    }

                    @Override
                    public boolean hosts(Province home) {
                        return real.hosts(home);
                    }

                    @Override
                    public <A> Outcome<A> submit(
                            Command<A> command, Function<Rows, Outcome<Unit<A>>> decision) {
                        return real.submit(command.keyed(null), decision);
                    }
                };
    }

    long cursor(long stored) {
        return switch (this) {
            case SKIP_A_FACT_AFTER_A_RESTART -> stored > 0 ? stored + 1 : stored;
            case DROP_A_CURSOR -> 0;
            default -> stored;
        };
    }

    PeerFeed.Stretch sent(PeerFeed.Stretch stretch) {
        return this == WITHHOLD_A_FACT && stretch.entries().size() > 3
                ? new PeerFeed.Stretch(
                        stretch.entries().subList(1, stretch.entries().size()), stretch.upTo())
                : stretch;
    }
}
