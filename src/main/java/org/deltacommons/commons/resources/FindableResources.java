package org.deltacommons.commons.resources;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.deltacommons.foundation.finding.Dimension;
import org.deltacommons.foundation.finding.FindDocument;
import org.deltacommons.foundation.finding.FindDocument.Text;
import org.deltacommons.foundation.finding.FindDocument.Weight;
import org.deltacommons.foundation.finding.Findable;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Money;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Resources as they are found.
@Component
class FindableResources implements Findable {

    private static final int PAGE = 200;
    private static final int SUMMARY_LENGTH = 160;
    private static final String LISTED = "t.state IN ('PUBLISHED', 'UNDER_REPAIR', 'CUSTOMS_LOCK')";

    /// Upper ends of the price bands in yuan; what is above them all is the last band.
    private static final int[] BANDS = {200, 500, 1_000, 3_000};

    private final Records records;
    private final Words chinese;
    private final Words english;
    private final Clock clock;
    private final ObjectProvider<FreeTimes> freeTimes;

    FindableResources(
            Records records, Words words, Clock clock, ObjectProvider<FreeTimes> freeTimes) {
        this.records = records;
        this.chinese = words.in(Locale.SIMPLIFIED_CHINESE);
        this.english = words.in(Locale.ENGLISH);
        this.clock = clock;
        this.freeTimes = freeTimes;
    }

    @Override
    public String kind() {
        return "resource";
    }

    @Override
    public List<Dimension> dimensions() {
        return List.of(
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
    }

    @Override
    public Collection<String> touchedBy(RecordedFact fact) {
        return switch (fact.kind()) {
            case "resources.ResourceListed", "resources.ResourceUnlisted" ->
                    List.of(fact.subject());
            case "resources.ProviderListed",
                    "resources.ProviderSuspended",
                    "resources.ProviderDelisted" ->
                    ofProvider(fact.subject());
            default -> {
                FreeTimes free = freeTimes.getIfAvailable();
                yield free == null ? List.of() : free.touchedBy(fact);
            }
        };
    }

    private List<String> ofProvider(String provider) {
        return records
                .list(
                        Resource.class,
                        "t.provider = :provider AND " + LISTED,
                        "t.id",
                        Map.of("provider", provider),
                        100_000)
                .stream()
                .map(resource -> resource.id().value())
                .toList();
    }

    @Override
    public List<FindDocument> documents(Collection<String> ids) {
        return documents(
                records.list(
                        Resource.class,
                        "t.id IN (:ids) AND " + LISTED,
                        "t.id",
                        Map.of("ids", List.copyOf(ids)),
                        PAGE));
    }

    @Override
    public void every(Consumer<FindDocument> to) {
        String after = "";
        List<Resource> page;
        do {
            page =
                    records.list(
                            Resource.class,
                            "t.id > :after AND " + LISTED,
                            "t.id",
                            Map.of("after", after),
                            PAGE);
            documents(page).forEach(to);
            after = page.isEmpty() ? after : page.getLast().id().value();
        } while (page.size() == PAGE);
    }

    private List<FindDocument> documents(List<Resource> resources) {
        Set<String> owners = Set.copyOf(resources.stream().map(Resource::provider).toList());
        Map<String, Provider> providers = new HashMap<>();
        if (!owners.isEmpty()) {
            records.list(
                            Provider.class,
                            "t.id IN (:ids)",
                            "t.id",
                            Map.of("ids", List.copyOf(owners)),
                            PAGE)
                    .forEach(provider -> providers.put(provider.id().value(), provider));
        }
        FreeTimes times = freeTimes.getIfAvailable();
        Set<String> free =
                times == null
                        ? Set.of()
                        : times.freeWithinWeek(
                                resources.stream().map(one -> one.id().value()).toList());
        LocalDate today = clock.instant().atZone(WorkingDays.ZONE).toLocalDate();
        return resources.stream()
                .map(one -> document(one, providers.get(one.provider()), free, today))
                .toList();
    }

    private FindDocument document(
            Resource resource,
            @org.jspecify.annotations.Nullable Provider provider,
            Set<String> free,
            LocalDate today) {
        Details details = resource.details();
        Price price = resource.shownPrice(today).orElse(null);
        return new FindDocument(
                kind(),
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
                facets(resource, provider, price, free));
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
                new Text("discipline", Weight.BODY, String.join(" ", words)));
    }

    private static Map<String, List<String>> facets(
            Resource resource,
            @org.jspecify.annotations.Nullable Provider provider,
            @org.jspecify.annotations.Nullable Price price,
            Set<String> free) {
        Details details = resource.details();
        Offer offer = details.offer();
        DivisionCode city = details.division().city();
        boolean valid = provider != null && provider.state() == ProviderState.VERIFIED;
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
        facets.put("voucher", offer.voucherAccepted() && valid ? List.of("yes") : List.of());
        facets.put("mark", marks);
        facets.put("free", free.contains(resource.id().value()) ? List.of("week") : List.of());
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
