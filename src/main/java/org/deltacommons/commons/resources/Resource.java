package org.deltacommons.commons.resources;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Title;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// One thing that a provider offers.
///
/// @param home the provider's province
/// @param provider the organisation's id
/// @param innerId the provider's own number for it (所属单位仪器编号), unique with the provider
/// @param prices all that ever held, in the order in which they were set
/// @param since when it came into its state
/// @param batch the import that brought it; invisible until that import was applied as a whole
/// @param pending what an import will change once it is applied as a whole
@Stored("resources.resource")
public record Resource(
        Id<Resource> id,
        Province home,
        ResourceState state,
        String provider,
        String innerId,
        Details details,
        BookingTerms terms,
        List<Price> prices,
        Instant since,
        @Nullable String batch,
        @Nullable Pending pending)
        implements Case {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int PRICES_MAX = 400;

    /// A revision that waits for its import.
    public record Pending(String batch, Details details, BookingTerms terms, List<Price> prices) {
        public Pending {
            prices = List.copyOf(prices);
        }
    }

    public Resource {
        prices = List.copyOf(prices);
        if (innerId.isBlank() || prices.size() > PRICES_MAX) {
            throw new IllegalArgumentException("a resource has a number and bounded prices: " + id);
        }
    }

    /// The id follows from provider and number, so that two who register the same thing meet.
    public static Id<Resource> idOf(String provider, String innerId) {
        String digest = Json.digest(List.of(provider, innerId.strip()));
        return Id.of("res-" + digest.substring(0, 16));
    }

    @Override
    public Title titled() {
        return Title.of(new Title.Both(details.nameZh(), details.nameEn()));
    }

    @Override
    public String title() {
        return titled().plain();
    }

    /// Its rules are those of its home, wherever it stands.
    @Override
    public DivisionCode division() {
        return home.division();
    }

    @Override
    public Optional<String> place(Side side) {
        return switch (side) {
            case PROVIDER, OWNER -> Optional.of(provider);
            case HOME, VERIFIER -> Optional.of(home.code());
            case FIRM, LEGAL_PERSON, ISSUER -> Optional.empty();
        };
    }

    /// The price of a user class on a day.
    public Optional<Price> priceOn(UserClass userClass, LocalDate day) {
        return prices.stream()
                .filter(price -> price.userClass() == userClass && !price.from().isAfter(day))
                // Of two from the same day the one set last: max gives the last of equals.
                .reduce((earlier, later) ->
                        later.from().isBefore(earlier.from()) ? earlier : later);
    }

    public Optional<Price> priceAt(UserClass userClass, Instant at) {
        return priceOn(userClass, at.atZone(ZONE).toLocalDate());
    }

    /// The prices that will hold after a day, in their order.
    public List<Price> pricesAfter(LocalDate day) {
        return prices.stream()
                .filter(price -> price.from().isAfter(day))
                .sorted(Comparator.comparing(Price::from))
                .toList();
    }

    /// With these prices from a day on; those that hold already are not set again.
    List<Price> pricesWith(List<Price> tags) {
        List<Price> all = new ArrayList<>(prices);
        for (Price tag : tags) {
            boolean holds =
                    priceOn(tag.userClass(), tag.from())
                            .filter(p -> p.unit() == tag.unit() && p.amount().equals(tag.amount()))
                            .isPresent();
            if (!holds) {
                all.add(tag);
            }
        }
        return all;
    }

    /// What a firm pays, or else the lowest price there is.
    public Optional<Price> shownPrice(LocalDate day) {
        return priceOn(UserClass.FIRM, day)
                .or(() ->
                        Arrays.stream(UserClass.values())
                                .flatMap(each -> priceOn(each, day).stream())
                                .min(Comparator.comparing(Price::amount)));
    }

    public Resource in(ResourceState next, Instant at) {
        return new Resource(
                id, home, next, provider, innerId, details, terms, prices, at, batch, pending);
    }

    public Resource described(Details other) {
        return new Resource(
                id, home, state, provider, innerId, other, terms, prices, since, batch, pending);
    }

    public Resource under(BookingTerms other) {
        return new Resource(
                id, home, state, provider, innerId, details, other, prices, since, batch, pending);
    }

    public Resource priced(List<Price> tags) {
        return new Resource(
                id,
                home,
                state,
                provider,
                innerId,
                details,
                terms,
                pricesWith(tags),
                since,
                batch,
                pending);
    }

    public Resource staged(@Nullable Pending change) {
        return new Resource(
                id, home, state, provider, innerId, details, terms, prices, since, batch, change);
    }

    /// With what its import brought.
    public Resource promoted() {
        Pending change = pending;
        return change == null
                ? this
                : new Resource(
                        id,
                        home,
                        state,
                        provider,
                        innerId,
                        change.details(),
                        change.terms(),
                        change.prices(),
                        since,
                        batch,
                        null);
    }

    /// The same, and nobody is named to be asked about it.
    Resource withoutContact() {
        Pending change = pending;
        return new Resource(
                id,
                home,
                state,
                provider,
                innerId,
                details.withoutContact(),
                terms,
                prices,
                since,
                batch,
                change == null
                        ? null
                        : new Pending(
                                change.batch(),
                                change.details().withoutContact(),
                                change.terms(),
                                change.prices()));
    }

    /// What everybody may see and the other provinces keep.
    public Resource published() {
        return new Resource(
                id,
                home,
                state,
                provider,
                innerId,
                details.withoutContact(),
                terms,
                prices,
                since,
                batch,
                null);
    }

    /// Whether what is told is the same as what is there.
    public boolean says(Details other, BookingTerms otherTerms, List<Price> tags) {
        return details.equals(other)
                && terms.equals(otherTerms)
                && pricesWith(tags).size() == prices.size();
    }

    public @Nullable Money originalValue() {
        return details.equipment().originalValue();
    }
}
