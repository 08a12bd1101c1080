package org.deltacommons.commons.clearing;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.deltacommons.foundation.lane.SimulatedNode;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;

/// What the two provinces of an order say of it in money.
public final class SimulatedSides {

    private record Amounts(Money invoiced, Money captured) {}

    private SimulatedSides() {}

    /// When nothing is under way any more, both say the same, each from its own records. What was
    /// paid is left out: at the provider's side somebody has to find it on a bank statement.
    ///
    /// @return the first order of which they do not
    public static Optional<String> differ(Map<Province, SimulatedNode> nodes) {
        for (SimulatedNode node : nodes.values()) {
            for (SideView mine : node.all(SideView.class)) {
                Optional<SideView> theirs =
                        nodes.get(mine.other())
                                .find(
                                        SideView.class,
                                        SideView.idOf(mine.side().opposite(), mine.orderId()));
                boolean same =
                        theirs.isEmpty()
                                ? amounts(mine).isEmpty()
                                : Objects.equals(mine.contract(), theirs.get().contract())
                                        && Objects.equals(
                                                mine.delivered(), theirs.get().delivered())
                                        && amounts(mine).equals(amounts(theirs.get()))
                                        && mine.recoveries().equals(theirs.get().recoveries());
                if (!same) {
                    return Optional.of(
                            "the two sides of %s differ: %s and %s"
                                    .formatted(mine.orderId(), mine, theirs));
                }
            }
        }
        return Optional.empty();
    }

    private static Map<String, Amounts> amounts(SideView view) {
        Map<String, Amounts> amounts = new TreeMap<>();
        for (SideView.Item item : view.items()) {
            if (item.invoiced().isPositive() || item.captured().isPositive()) {
                amounts.put(item.claim(), new Amounts(item.invoiced(), item.captured()));
            }
        }
        return amounts;
    }
}
