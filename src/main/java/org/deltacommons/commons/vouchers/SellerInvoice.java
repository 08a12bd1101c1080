package org.deltacommons.commons.vouchers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;

/// An invoice at home with its seller's province: how much of it is claimed, and by whom. Unique by
/// its number alone; the amount is never part of the key.
///
/// @param id `inv/` and the number
@Stored("vouchers.seller_invoice")
public record SellerInvoice(
        Id<SellerInvoice> id,
        Province home,
        String number,
        String seller,
        Money total,
        List<Allocation> allocations,
        Instant since)
        implements Row {

    /// A part of the invoice that belongs to a claim.
    public record Allocation(String claim, Province claimant, Money part) {}

    public SellerInvoice {
        allocations = List.copyOf(allocations);
        Money claimed = allocations.stream().map(Allocation::part).reduce(Money.ZERO, Money::plus);
        if (claimed.compareTo(total) > 0) {
            throw new IllegalArgumentException("more than the invoice is allocated: " + id);
        }
    }

    public static Id<SellerInvoice> idOf(String number) {
        return Id.of("inv/" + number);
    }

    Money left() {
        return total.minus(
                allocations.stream().map(Allocation::part).reduce(Money.ZERO, Money::plus));
    }

    /// Whether what the claim has belongs to another province's claimant.
    boolean isOfAnother(Province claimant, String claim) {
        return allocations.stream()
                .anyMatch(each -> each.claim().equals(claim) && each.claimant() != claimant);
    }

    SellerInvoice with(Allocation more) {
        List<Allocation> all = new ArrayList<>(allocations);
        all.add(more);
        return new SellerInvoice(id, home, number, seller, total, all, since);
    }

    SellerInvoice without(String claim) {
        return new SellerInvoice(
                id,
                home,
                number,
                seller,
                total,
                allocations.stream().filter(each -> !each.claim().equals(claim)).toList(),
                since);
    }
}
