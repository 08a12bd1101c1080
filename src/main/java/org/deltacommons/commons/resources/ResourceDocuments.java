package org.deltacommons.commons.resources;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deltacommons.foundation.finding.Dimension;
import org.deltacommons.foundation.finding.FindDocument;
import org.deltacommons.foundation.finding.FindDocument.Text;
import org.deltacommons.foundation.finding.FindDocument.Weight;
import org.deltacommons.foundation.finding.Openings;
import org.deltacommons.foundation.finding.Tariff;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// A resource as it is found: its texts, how much each counts, its facets.
final class ResourceDocuments {

    static final String KIND = "resource";

    /// In the order in which they are shown.
    static final List<Dimension> DIMENSIONS =
            List.of(
                    Dimension.division("province"),
                    Dimension.division("city"),
                    Dimension.message("kind", "enum.ResourceKind."),
                    Dimension.message("discipline", "discipline."),
                    Dimension.message("industry", "enum.Industry."),
                    Dimension.message("mode", "enum.BookingMode."),
                    Dimension.message("service", "enum.ServiceClass."),
                    Dimension.message("price", "finding.price."),
                    Dimension.message("voucher", "finding.voucher."),
                    Dimension.message("mark", "finding.mark."),
                    Dimension.message("free", "finding.free."));

    private static final int SUMMARY_LENGTH = 160;

    /// As far ahead as the facet of free times looks.
    private static final Duration SOON = Duration.ofDays(7);

    /// Upper ends of the price bands in yuan; what is above them all is the last band.
    private static final int[] BANDS = {200, 500, 1_000, 3_000};

    private final Words chinese;
    private final Words english;

    ResourceDocuments(Words words) {
        this.chinese = words.in(Locale.SIMPLIFIED_CHINESE);
        this.english = words.in(Locale.ENGLISH);
    }

    /// @param openings null if it is not booked by the slot
    FindDocument document(
            Resource resource,
            @Nullable Provider provider,
            @Nullable Openings openings,
            Instant now) {
        Details details = resource.details();
        LocalDate today = now.atZone(WorkingDays.ZONE).toLocalDate();
        Price price = resource.shownPrice(today).orElse(null);
        return new FindDocument(
                KIND,
                resource.id().value(),
                details.nameZh(),
                details.nameEn(),
                summary(details.offer().functionsZh()),
                summary(details.offer().functionsEn()),
                "/resources/" + resource.id(),
                resource.home(),
                details.division(),
                provider == null ? "" : provider.nameZh(),
                provider == null ? "" : provider.nameEn(),
                price == null ? null : price.amount(),
                price == null ? null : "enum.PriceUnit." + price.unit(),
                details.demo(),
                texts(details),
                facets(resource, provider, price, openings != null && openings.isFree(now, SOON)),
                new FindDocument.Terms(openings, tariff(resource, provider, price, today)));
    }

    /// By class of user; the class of service where a voucher is taken.
    private static @Nullable Tariff tariff(
            Resource resource,
            @Nullable Provider provider,
            @Nullable Price shown,
            LocalDate today) {
        // Beam time is given by a call, not sold.
        boolean sold = resource.terms().modes().stream().anyMatch(mode -> mode != BookingMode.CALL);
        if (shown == null || !sold) {
            return null;
        }
        Offer offer = resource.details().offer();
        Map<String, Money> prices = new HashMap<>();
        for (UserClass each : UserClass.values()) {
            resource.priceOn(each, today).ifPresent(one -> prices.put(each.name(), one.amount()));
        }
        return new Tariff(
                resource.provider(),
                takesVouchers(offer, provider) ? offer.serviceClass().name() : "",
                shown.amount(),
                prices);
    }

    private static boolean takesVouchers(Offer offer, @Nullable Provider provider) {
        return offer.voucherAccepted()
                && provider != null
                && provider.state() == ProviderState.VERIFIED;
    }

    private static String summary(String text) {
        return text.length() <= SUMMARY_LENGTH
                ? text
                : text.substring(
                                0,
                                text.offsetByCodePoints(
                                        0,
                                        Math.min(
                                                SUMMARY_LENGTH,
                                                text.codePointCount(0, text.length()))))
                        + "…";
    }

    private List<Text> texts(Details details) {
        Equipment equipment = details.equipment();
        Offer offer = details.offer();
        List<String> words = new ArrayList<>();
        offer.disciplines()
                .forEach(code -> {
                    words.add(chinese.say(Disciplines.label(code)));
                    words.add(english.say(Disciplines.label(code)));
                });
        offer.industries().forEach(industry -> words.add(chinese.show(industry)));
        return List.of(
                new Text("model", Weight.CODE, equipment.model()),
                new Text("maker", Weight.STRONG, equipment.maker()),
                new Text("category", Weight.STRONG, equipment.categoryName()),
                new Text("functions", Weight.STRONG, offer.functionsZh()),
                new Text("functions", Weight.STRONG, offer.functionsEn()),
                new Text("indicators", Weight.BODY, offer.indicators()),
                new Text("samples", Weight.BODY, offer.samples()),
                new Text("address", Weight.BODY, details.addressZh()),
                new Text("results", Weight.BODY, offer.results()),
                new Text("discipline", Weight.BODY, String.join(" ", words)),
                new Text("uses", Weight.USES, String.join("\n", Uses.known().of(details))));
    }

    private static Map<String, List<String>> facets(
            Resource resource, @Nullable Provider provider, @Nullable Price price, boolean free) {
        Details details = resource.details();
        Offer offer = details.offer();
        DivisionCode city = details.division().city();
        List<String> marks = new ArrayList<>();
        if (offer.cma()) {
            marks.add("CMA");
        }
        if (offer.cnas()) {
            marks.add("CNAS");
        }
        Map<String, List<String>> facets = new HashMap<>();
        facets.put("province", List.of(details.division().province().code()));
        facets.put("city", city.isProvince() ? List.of() : List.of(city.value()));
        facets.put("kind", List.of(details.kind().name()));
        facets.put("discipline", offer.disciplines());
        facets.put("industry", offer.industries().stream().map(Enum::name).toList());
        facets.put("mode", resource.terms().modes().stream().map(Enum::name).toList());
        facets.put("service", List.of(offer.serviceClass().name()));
        facets.put("price", price == null ? List.of() : List.of(band(price.amount())));
        facets.put("voucher", takesVouchers(offer, provider) ? List.of("yes") : List.of());
        facets.put("mark", marks);
        facets.put("free", free ? List.of("week") : List.of());
        return facets;
    }

    static String band(Money amount) {
        for (int i = 0; i < BANDS.length; i++) {
            if (amount.compareTo(Money.yuan(BANDS[i])) < 0) {
                return "b" + i;
            }
        }
        return "b" + BANDS.length;
    }
}
