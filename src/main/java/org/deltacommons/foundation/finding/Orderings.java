package org.deltacommons.foundation.finding;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.deltacommons.foundation.finding.FindRequest.Order;
import org.deltacommons.foundation.finding.FindingView.CityView;
import org.deltacommons.foundation.finding.FindingView.OrderView;
import org.deltacommons.foundation.finding.FindingView.SortView;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.CurrentActor;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// In which order an address wants its hits, seen from whoever asks, and how it is put into words.
final class Orderings {

    /// The parameter that names the city from which distances are counted.
    static final String NEAR = "near";

    private final Supplier<Optional<Standpoint>> standpoint;
    private final Clock clock;
    private final Words words;

    Orderings(Supplier<Optional<Standpoint>> standpoint, Clock clock, Words words) {
        this.standpoint = standpoint;
        this.clock = clock;
        this.words = words;
    }

    /// @param from null where no distance counts, or nobody said from where
    /// @param payer null for the price that everybody sees
    record Ordering(Order order, @Nullable DivisionCode from, @Nullable Payer payer, Instant now) {

        /// Distances from nowhere put nothing in order: fit decides until a city is chosen.
        Order used() {
            return isFromNowhere() ? Order.FIT : order;
        }

        boolean isFromNowhere() {
            return order == Order.DISTANCE && from == null;
        }

        @Nullable Measure measure() {
            return switch (used()) {
                case DISTANCE -> from == null ? null : Measure.distance(from);
                case FREE -> Measure.opening(now);
                case OWN -> Measure.own(payer);
                case FIT, PRICE, NAME -> null;
            };
        }
    }

    /// @throws RefusedException if the address names an order or a city that there is not
    Ordering of(Address address) {
        Order order = order(address);
        return new Ordering(
                order,
                order == Order.DISTANCE ? from(address).orElse(null) : null,
                order == Order.OWN ? payer().orElse(null) : null,
                Sorting.moment(address.first(Address.AFTER).orElse(null))
                        .orElseGet(clock::instant));
    }

    private static Order order(Address address) {
        String name = address.first(Address.SORT).orElse(name(Order.FIT));
        return Arrays.stream(Order.values())
                .filter(order -> name(order).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> refused(Address.SORT));
    }

    private static RefusedException refused(String parameter) {
        return new RefusedException(Refusal.of(WebReason.PARAMETER_INVALID, "name", parameter));
    }

    private static String name(Order order) {
        return order.name().toLowerCase(Locale.ROOT);
    }

    /// The city that was chosen, or else where whoever asks has their seat.
    private Optional<DivisionCode> from(Address address) {
        Optional<String> chosen = address.first(NEAR);
        if (chosen.isPresent()) {
            return Optional.of(
                    chosen.filter(DivisionCode::isCode)
                            .flatMap(code -> Cities.known().city(new DivisionCode(code)))
                            .orElseThrow(() -> refused(NEAR)));
        }
        return standpoint
                .get()
                .flatMap(of -> of.seat(CurrentActor.get()))
                .flatMap(Cities.known()::city);
    }

    private Optional<Payer> payer() {
        return standpoint.get().flatMap(of -> of.payer(CurrentActor.get()));
    }

    // In words

    /// What there is to choose, and what the order in force means.
    ///
    /// @param address without a cursor
    OrderView view(Ordering ordering, Address address) {
        List<SortView> sorts =
                Arrays.stream(Order.values())
                        .map(order ->
                                new SortView(
                                        "finding.sort." + name(order),
                                        ordering.order() == order,
                                        address.with(Address.SORT, name(order)).toString()))
                        .toList();
        return new OrderView(
                sorts,
                says(ordering),
                ordering.order() == Order.DISTANCE ? cities(ordering.from()) : List.of());
    }

    private List<CityView> cities(@Nullable DivisionCode from) {
        return Cities.known().all().stream()
                .map(city -> new CityView(city.value(), words.show(city), city.equals(from)))
                .toList();
    }

    /// Null where the name of the order says it all.
    private @Nullable String says(Ordering ordering) {
        return switch (ordering.order()) {
            case FIT, PRICE, NAME -> null;
            case DISTANCE ->
                    ordering.from() == null
                            ? words.say("finding.sort.says.nowhere")
                            : words.say("finding.sort.says.distance", "city", ordering.from());
            case FREE -> words.say("finding.sort.says.free");
            case OWN -> says(ordering.payer());
        };
    }

    private String says(@Nullable Payer payer) {
        if (payer == null) {
            return words.say("finding.sort.says.list");
        }
        String name = payer.name(words.english());
        return payer.helped().isEmpty()
                ? words.say("finding.sort.says.unhelped", "payer", name)
                : words.say(
                        "finding.sort.says.own",
                        Map.of(
                                "payer",
                                name,
                                "vouchers",
                                String.join(words.say("web.comma"), payer.helped())));
    }

    /// What a hit's place in the order rests on; null where the hit says it anyway. The next free
    /// slot stands with its link among what is said under the hits.
    @Nullable String of(FindDocument document, Ordering ordering) {
        Measure measure = ordering.measure();
        if (measure == null || ordering.order() == Order.FREE) {
            return null;
        }
        long number = measure.of(document);
        if (number == Measure.UNKNOWN) {
            return words.say("finding.sorted.unknown." + name(ordering.order()));
        }
        if (ordering.order() == Order.DISTANCE) {
            return number == 0
                    ? words.say("finding.sorted.here")
                    : words.say(
                            "finding.sorted.distance",
                            Map.of(
                                    "city",
                                    words.show(ordering.from()),
                                    "km",
                                    Math.max(1, Math.round(number / 1_000.0))));
        }
        String unit = document.unit() == null ? "" : words.say(document.unit());
        return ordering.payer() == null
                ? null
                : words.say("finding.sorted.own", Map.of("own", new Money(number), "unit", unit));
    }

    /// What the order knows of a hit, for machines.
    static @Nullable Sorted sorted(FindDocument document, FindRequest request) {
        Measure measure = request.measure();
        if (measure == null) {
            return null;
        }
        long number = measure.of(document);
        boolean known = number != Measure.UNKNOWN;
        return switch (request.order()) {
            case DISTANCE -> new Sorted(known ? number : null, null, null);
            case FREE -> new Sorted(null, known ? Instant.ofEpochSecond(number * 60) : null, null);
            case OWN -> new Sorted(null, null, known ? new Money(number) : null);
            case FIT, PRICE, NAME -> null;
        };
    }

    /// By what a hit was put in order; all null where it has no such number and comes last.
    ///
    /// @param distanceM metres from city to city
    /// @param freeFrom the beginning of the next free slot
    /// @param own what one unit costs whoever asks, in fen
    record Sorted(@Nullable Long distanceM, @Nullable Instant freeFrom, @Nullable Money own) {}
}
