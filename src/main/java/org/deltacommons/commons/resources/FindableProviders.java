package org.deltacommons.commons.resources;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
import org.springframework.stereotype.Component;

/// Whoever serves others, as they are found: by name, by what they say of themselves, by what
/// vouchers pay for there. Not while they are suspended.
@Component
class FindableProviders implements Findable {

    static final String KIND = "provider";

    private static final String SHOWN = "t.state IN ('RECORDED', 'VERIFIED')";
    private static final int PAGE = 200;
    private static final int AGEING_MAX = 100_000;

    private final Records records;
    private final Words chinese;
    private final Words english;
    private final Clock clock;

    FindableProviders(Records records, Words words, Clock clock) {
        this.records = records;
        this.chinese = words.in(Locale.SIMPLIFIED_CHINESE);
        this.english = words.in(Locale.ENGLISH);
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /// The same as resources have.
    @Override
    public List<Dimension> dimensions() {
        return List.of();
    }

    @Override
    public Collection<String> touchedBy(RecordedFact fact) {
        return switch (fact.kind()) {
            case "resources.ProviderListed",
                    "resources.ProviderSuspended",
                    "resources.ProviderDelisted" ->
                    List.of(fact.subject());
            default -> List.of();
        };
    }

    /// An accreditation ends on a day.
    @Override
    public Collection<String> ageing(int part, int parts) {
        return records
                .list(
                        Provider.class,
                        "mod(abs(hashtext(t.id)::bigint), :parts) = :part AND " + SHOWN,
                        "t.id",
                        Map.of("part", part, "parts", parts),
                        AGEING_MAX)
                .stream()
                .map(provider -> provider.id().value())
                .toList();
    }

    @Override
    public List<FindDocument> documents(Collection<String> ids) {
        return documents("t.id IN (:ids) AND " + SHOWN, Map.of("ids", List.copyOf(ids)));
    }

    @Override
    public void every(Consumer<FindDocument> to) {
        String after = "";
        List<FindDocument> page;
        do {
            page = documents("t.id > :after AND " + SHOWN, Map.of("after", after));
            page.forEach(to);
            after = page.isEmpty() ? after : page.getLast().id();
        } while (page.size() == PAGE);
    }

    private List<FindDocument> documents(String which, Map<String, Object> values) {
        LocalDate today = clock.instant().atZone(WorkingDays.ZONE).toLocalDate();
        return records.list(Provider.class, which, "t.id", values, PAGE).stream()
                .map(provider -> document(provider, today))
                .toList();
    }

    private FindDocument document(Provider provider, LocalDate today) {
        List<String> accredited = new ArrayList<>();
        List<String> marks = new ArrayList<>();
        for (Provider.Accreditation each : provider.accreditations()) {
            if (each.holdsOn(today)) {
                accredited.add(each.kind() + " " + each.number());
                marks.add(each.kind());
            }
        }
        return new FindDocument(
                KIND,
                provider.id().value(),
                provider.nameZh(),
                provider.nameEn(),
                provider.intro().isBlank() ? offers(provider, chinese) : provider.intro(),
                offers(provider, english),
                "/providers/" + provider.id(),
                provider.home(),
                provider.division(),
                "",
                "",
                null,
                null,
                provider.demo(),
                List.of(
                        new Text("accreditation", Weight.BODY, String.join(" ", accredited)),
                        new Text("catalogue", Weight.BODY, offers(provider, chinese))),
                facets(provider, marks));
    }

    private static String offers(Provider provider, Words words) {
        return provider.catalogue().stream()
                .map(words::show)
                .collect(Collectors.joining(words.say("web.comma")));
    }

    private static Map<String, List<String>> facets(Provider provider, List<String> marks) {
        DivisionCode city = provider.division().city();
        boolean paid =
                provider.state() == ProviderState.VERIFIED && !provider.catalogue().isEmpty();
        Map<String, List<String>> facets = new HashMap<>();
        facets.put("province", List.of(provider.division().province().code()));
        facets.put("city", city.isProvince() ? List.of() : List.of(city.value()));
        facets.put("service", provider.catalogue().stream().map(Enum::name).toList());
        facets.put("voucher", paid ? List.of("yes") : List.of());
        facets.put("mark", marks);
        return facets;
    }
}
