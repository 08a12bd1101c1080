package org.deltacommons.commons.clearing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.commons.vouchers.RecoveryGround;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// One side's view of an order in money, from that side's own records: order and claims at the
/// firm's home; booking, invoice, receipt and clawback at the provider's. Each home writes its own
/// side and tells it to the other.
///
/// @param other the other side's home
/// @param contract the contract's price; null before
/// @param delivered the amount due for what was done; null before
/// @param considered the newest index of each feed that this side took in about the order
@Stored("clearing.side_view")
record SideView(
        Id<SideView> id,
        Province home,
        Side side,
        String orderId,
        Province other,
        String firmName,
        String providerName,
        @Nullable Money contract,
        @Nullable Money delivered,
        List<Item> items,
        List<Recovered> recoveries,
        Map<String, Long> considered,
        Instant at)
        implements Row {

    enum Side {
        FIRM,
        PROVIDER;

        Side opposite() {
            return this == FIRM ? PROVIDER : FIRM;
        }
    }

    /// One claim.
    ///
    /// @param invoiced how much of the invoice it takes
    /// @param paid at the firm's side what the payer says it paid, at the provider's what arrived
    record Item(String claim, Money invoiced, Money captured, Money paid) {

        static Item none(String claim) {
            return new Item(claim, Money.ZERO, Money.ZERO, Money.ZERO);
        }

        Item invoiced(Money amount) {
            return new Item(claim, amount, captured, paid);
        }

        Item captured(Money amount) {
            return new Item(claim, invoiced, amount, paid);
        }

        Item paid(Money amount) {
            return new Item(claim, invoiced, captured, amount);
        }
    }

    /// One recovery: money that was paid and has to come back.
    ///
    /// @param due what has to come back; nothing once it was dropped
    /// @param back what has come back
    record Recovered(String recovery, String claim, RecoveryGround ground, Money due, Money back) {}

    SideView {
        items = List.copyOf(items);
        recoveries = List.copyOf(recoveries);
        considered = Map.copyOf(considered);
    }

    static Id<SideView> idOf(Side side, String order) {
        return Id.of((side == Side.FIRM ? "svf-" : "svp-") + order);
    }

    Item item(String claim) {
        return items.stream()
                .filter(one -> one.claim().equals(claim))
                .findFirst()
                .orElseGet(() -> Item.none(claim));
    }

    SideView with(Item item) {
        List<Item> all = new ArrayList<>(items);
        all.removeIf(one -> one.claim().equals(item.claim()));
        all.add(item);
        all.sort(java.util.Comparator.comparing(Item::claim));
        return with(contract, delivered, all, recoveries, considered, at);
    }

    Optional<Recovered> recovered(String recovery) {
        return recoveries.stream().filter(one -> one.recovery().equals(recovery)).findFirst();
    }

    SideView with(Recovered recovered) {
        List<Recovered> all = new ArrayList<>(recoveries);
        all.removeIf(one -> one.recovery().equals(recovered.recovery()));
        all.add(recovered);
        all.sort(java.util.Comparator.comparing(Recovered::recovery));
        return with(contract, delivered, items, all, considered, at);
    }

    SideView worth(@Nullable Money agreed, @Nullable Money done) {
        return with(agreed, done, items, recoveries, considered, at);
    }

    SideView considering(Province origin, long index, Instant now) {
        Map<String, Long> newer = new java.util.TreeMap<>(considered);
        newer.merge(origin.code(), index, Math::max);
        return with(contract, delivered, items, recoveries, newer, now);
    }

    private SideView with(
            @Nullable Money agreed,
            @Nullable Money done,
            List<Item> claims,
            List<Recovered> returns,
            Map<String, Long> indexes,
            Instant when) {
        return new SideView(
                id,
                home,
                side,
                orderId,
                other,
                firmName,
                providerName,
                agreed,
                done,
                claims,
                returns,
                indexes,
                when);
    }

    long considered(Province origin) {
        return considered.getOrDefault(origin.code(), 0L);
    }

    /// Whether it says the same in money.
    boolean isSame(SideView before) {
        return java.util.Objects.equals(contract, before.contract)
                && java.util.Objects.equals(delivered, before.delivered)
                && items.equals(before.items)
                && recoveries.equals(before.recoveries);
    }

    /// The province of a side.
    Province homeOf(Side which) {
        return which == side ? home : other;
    }

    boolean concerns(List<Province> provinces) {
        return provinces.contains(home) || provinces.contains(other);
    }
}
