package org.deltacommons.foundation.finding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.deltacommons.foundation.finding.FindingView.HitView;
import org.deltacommons.foundation.finding.FindingView.OffersView;
import org.deltacommons.foundation.web.CurrentActor;
import org.deltacommons.foundation.web.LinkView;
import org.deltacommons.kernel.Actor;

/// What stands under the hits: the nearest where there are none, and what higher modules offer.
final class FindingOffers {

    private static final int NEAREST = 3;

    private final Finding finding;
    private final List<FindingOffer> offers;
    private final Function<Found.Hit, HitView> views;

    FindingOffers(Finding finding, List<FindingOffer> offers, Function<Found.Hit, HitView> views) {
        this.finding = finding;
        this.offers = offers;
        this.views = views;
    }

    /// @param fixed choices that belong to the page
    OffersView under(FindRequest request, Found found, Map<String, String> fixed, boolean english) {
        Actor reader = CurrentActor.get();
        List<LinkView> links =
                offers.stream()
                        .flatMap(one -> one.offer(request, found.conditions(), reader).stream())
                        .toList();
        return new OffersView(nearest(request, found, fixed, english), links);
    }

    /// Without what was chosen, and without what the sentence insists on.
    private List<HitView> nearest(
            FindRequest request, Found found, Map<String, String> fixed, boolean english) {
        List<String> insisted =
                found.conditions().stream()
                        .filter(Condition::certain)
                        .map(Condition::code)
                        .toList();
        Map<String, List<String>> kept = new LinkedHashMap<>();
        fixed.forEach((dimension, value) -> kept.put(dimension, List.of(value)));
        boolean free =
                insisted.isEmpty()
                        && kept.equals(request.chosen())
                        && request.priceMin() == null
                        && request.priceMax() == null;
        if (found.total() > 0 || free || request.text().isBlank()) {
            return List.of();
        }
        FindRequest freer =
                new FindRequest(
                        request.text(),
                        kept,
                        null,
                        null,
                        FindRequest.Order.FIT,
                        null,
                        NEAREST,
                        Stream.concat(request.ignored().stream(), insisted.stream()).toList());
        return finding.find(freer, english).hits().stream().map(views).toList();
    }
}
