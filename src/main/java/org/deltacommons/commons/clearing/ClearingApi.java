package org.deltacommons.commons.clearing;

import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Reconciliation for machines; agreements, advances, receipts and periods are cases and have the
/// cases' addresses.
@RestController
class ClearingApi {

    /// @param firmSide and `providerSide` in fen; null where a side has nothing
    /// @param cause why they differ; null where they do not
    record Line(
            Reconciliation.Item item,
            String claim,
            @Nullable Money firmSide,
            @Nullable Money providerSide,
            Reconciliation.@Nullable Cause cause) {}

    /// @param firmHome the issuer's province
    /// @param considered the feed indexes each side's view rests on, by province code
    record Compared(
            String order,
            Province firmHome,
            Province providerHome,
            String firm,
            Reconciliation.@Nullable Cause worst,
            Map<SideView.Side, Map<String, Long>> considered,
            List<Line> lines) {

        static Compared of(Reconciliation both) {
            SideView known = both.known();
            Map<SideView.Side, Map<String, Long>> considered =
                    new java.util.EnumMap<>(SideView.Side.class);
            if (both.firm() != null) {
                considered.put(SideView.Side.FIRM, both.firm().considered());
            }
            if (both.provider() != null) {
                considered.put(SideView.Side.PROVIDER, both.provider().considered());
            }
            return new Compared(
                    known.orderId(),
                    known.homeOf(SideView.Side.FIRM),
                    known.homeOf(SideView.Side.PROVIDER),
                    known.firmName(),
                    both.worst(),
                    considered,
                    both.lines().stream()
                            .map(line ->
                                    new Line(
                                            line.item(),
                                            line.claim(),
                                            line.firm(),
                                            line.provider(),
                                            line.cause()))
                            .toList());
        }
    }

    private final Sides sides;

    ClearingApi(Sides sides) {
        this.sides = sides;
    }

    /// Orders between the caller's province and others, the newest 500.
    ///
    /// @param with the other province's code
    /// @param differs whether only orders that differ are wanted
    @GetMapping(path = "/api/v1/reconciliations", produces = "application/json")
    Paged<Compared> list(
            @RequestParam(required = false) @Nullable String with,
            @RequestParam(defaultValue = "false") boolean differs,
            Actor actor) {
        List<Compared> items =
                sides.between(Sides.official(actor), with).stream()
                        .filter(both -> !differs || both.worst() != null)
                        .map(Compared::of)
                        .toList();
        return new Paged<>(items, null, items.size());
    }

    @GetMapping(path = "/api/v1/reconciliations/{order}", produces = "application/json")
    Compared one(@PathVariable String order, Actor actor) {
        return sides.of(order, Sides.official(actor))
                .map(Compared::of)
                .orElseThrow(() -> new RefusedException(Refusal.of(ClearingReason.NOT_FOUND)));
    }
}
