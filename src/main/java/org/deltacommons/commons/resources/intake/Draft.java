package org.deltacommons.commons.resources.intake;

import java.util.List;
import org.deltacommons.commons.resources.BookingTerms;
import org.deltacommons.commons.resources.Details;
import org.deltacommons.commons.resources.Price;

/// A row of a table, understood.
///
/// @param provider as the row says it, empty if it does not
public record Draft(
        String innerId, String provider, Details details, BookingTerms terms, List<Price> prices) {

    public Draft {
        prices = List.copyOf(prices);
    }

    /// The same, with the mark that says whether it is invented.
    Draft marked(boolean demo) {
        Details d = details;
        Details marked =
                new Details(
                        d.kind(),
                        d.nameZh(),
                        d.nameEn(),
                        d.division(),
                        d.addressZh(),
                        d.addressEn(),
                        d.equipment(),
                        d.offer(),
                        demo,
                        d.source());
        return new Draft(innerId, provider, marked, terms, prices);
    }
}
