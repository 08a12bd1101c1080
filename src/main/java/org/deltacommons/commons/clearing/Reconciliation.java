package org.deltacommons.commons.clearing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deltacommons.commons.vouchers.RecoveryGround;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// Both sides' views of one order, item by item, and why they differ where they do. Pure.
///
/// @param firm the firm's side; null if nothing of it is known here
/// @param provider the provider's side; null if nothing of it is known here
record Reconciliation(@Nullable SideView firm, @Nullable SideView provider, List<Line> lines) {

    /// What is compared.
    enum Item {
        CONTRACT,
        DELIVERED,
        INVOICED,
        CAPTURED,
        PAID,
        /// Has to come back.
        TO_RECOVER,
        /// Came back.
        RECOVERED
    }

    /// Why two sides differ.
    enum Cause {
        /// One side told something that the other has not dealt with yet.
        IN_TRANSIT,
        /// Paid, and the provider has not said yet whether it arrived.
        NOT_CONFIRMED,
        /// One side has nothing about it at all.
        ONE_SIDED,
        /// Both have dealt with everything and still say different things: somebody has to look.
        DIFFERS
    }

    /// @param claim which claim or which recovery; empty for the order itself
    /// @param ground of a recovery; null for all else
    /// @param cause null where both say the same
    record Line(
            Item item,
            String claim,
            @Nullable RecoveryGround ground,
            @Nullable Money firm,
            @Nullable Money provider,
            @Nullable Cause cause) {}

    static Reconciliation of(@Nullable SideView firm, @Nullable SideView provider) {
        List<Line> lines = new ArrayList<>();
        lines.add(
                line(
                        firm,
                        provider,
                        Item.CONTRACT,
                        "",
                        firm == null ? null : firm.contract(),
                        provider == null ? null : provider.contract()));
        lines.add(
                line(
                        firm,
                        provider,
                        Item.DELIVERED,
                        "",
                        firm == null ? null : firm.delivered(),
                        provider == null ? null : provider.delivered()));
        TreeSet<String> claims = new TreeSet<>();
        List.of(SideView.Side.values())
                .forEach(side -> {
                    SideView view = side == SideView.Side.FIRM ? firm : provider;
                    if (view != null) {
                        view.items().forEach(item -> claims.add(item.claim()));
                    }
                });
        for (String claim : claims) {
            SideView.Item ours = firm == null ? SideView.Item.none(claim) : firm.item(claim);
            SideView.Item theirs =
                    provider == null ? SideView.Item.none(claim) : provider.item(claim);
            lines.add(
                    line(firm, provider, Item.INVOICED, claim, ours.invoiced(), theirs.invoiced()));
            lines.add(
                    line(firm, provider, Item.CAPTURED, claim, ours.captured(), theirs.captured()));
            lines.add(line(firm, provider, Item.PAID, claim, ours.paid(), theirs.paid()));
        }
        lines.addAll(recoveries(firm, provider));
        return new Reconciliation(firm, provider, List.copyOf(lines));
    }

    private static List<Line> recoveries(@Nullable SideView firm, @Nullable SideView provider) {
        Map<String, SideView.Recovered> ours = recoveries(firm);
        Map<String, SideView.Recovered> theirs = recoveries(provider);
        List<Line> lines = new ArrayList<>();
        Stream.concat(ours.keySet().stream(), theirs.keySet().stream())
                .sorted()
                .distinct()
                .forEach(id -> {
                    SideView.Recovered here = ours.get(id);
                    SideView.Recovered there = theirs.get(id);
                    lines.add(
                            line(
                                    firm,
                                    provider,
                                    Item.TO_RECOVER,
                                    id,
                                    here == null ? null : here.due(),
                                    there == null ? null : there.due()));
                    lines.add(
                            line(
                                    firm,
                                    provider,
                                    Item.RECOVERED,
                                    id,
                                    here == null ? null : here.back(),
                                    there == null ? null : there.back()));
                });
        return lines;
    }

    private static Map<String, SideView.Recovered> recoveries(@Nullable SideView view) {
        return view == null
                ? Map.of()
                : view.recoveries().stream()
                        .collect(
                                Collectors.toMap(
                                        SideView.Recovered::recovery, Function.identity()));
    }

    private static Line line(
            @Nullable SideView firm,
            @Nullable SideView provider,
            Item item,
            String claim,
            @Nullable Money ours,
            @Nullable Money theirs) {
        boolean same =
                ours == null
                        ? theirs == null || theirs.isZero()
                        : ours.equals(nothing(ours, theirs));
        return new Line(
                item,
                claim,
                Stream.of(firm, provider)
                        .filter(Objects::nonNull)
                        .flatMap(view -> view.recovered(claim).stream())
                        .map(SideView.Recovered::ground)
                        .findFirst()
                        .orElse(null),
                ours,
                theirs,
                same ? null : cause(firm, provider, item, ours, theirs));
    }

    /// Nothing and zero are the same amount.
    private static @Nullable Money nothing(Money beside, @Nullable Money amount) {
        return amount == null && beside.isZero() ? Money.ZERO : amount;
    }

    private static Cause cause(
            @Nullable SideView firm,
            @Nullable SideView provider,
            Item item,
            @Nullable Money ours,
            @Nullable Money theirs) {
        if (firm == null || provider == null) {
            return Cause.ONE_SIDED;
        }
        Province there = provider.home();
        Province here = firm.home();
        boolean inTransit =
                provider.considered(here) < firm.considered(here)
                        || firm.considered(there) < provider.considered(there);
        if (inTransit) {
            return Cause.IN_TRANSIT;
        }
        if (item == Item.PAID && (theirs == null || theirs.isZero())) {
            return Cause.NOT_CONFIRMED;
        }
        return ours == null || theirs == null ? Cause.ONE_SIDED : Cause.DIFFERS;
    }

    List<Line> differences() {
        return lines.stream().filter(line -> line.cause() != null).toList();
    }

    /// The most serious cause; null where nothing differs.
    @Nullable Cause worst() {
        return differences().stream()
                .map(Line::cause)
                .max(java.util.Comparator.naturalOrder())
                .orElse(null);
    }

    /// Any side of it; at least one is known.
    SideView known() {
        SideView known = firm == null ? provider : firm;
        if (known == null) {
            throw new IllegalStateException("a reconciliation of nothing");
        }
        return known;
    }
}
