package org.deltacommons.commons.resources;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.deltacommons.foundation.finding.Dimension;
import org.deltacommons.foundation.finding.FindDocument;
import org.deltacommons.foundation.finding.FindDocument.Text;
import org.deltacommons.foundation.finding.FindDocument.Weight;
import org.deltacommons.foundation.finding.FindableRows;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.DivisionCode;
import org.springframework.stereotype.Component;

/// Whoever serves others, as they are found: by name, by what they say of themselves, by what
/// vouchers pay for there. Not while they are suspended.
@Component
class FindableProviders extends FindableRows<Provider> {

    static final String KIND = "provider";

    private final Words chinese;
    private final Words english;
    private final Clock clock;

    FindableProviders(Records records, Words words, Clock clock) {
        super(
                records,
                Provider.class,
                "t.state IN ('RECORDED', 'VERIFIED')",
                "concat_ws(' ', t.name_zh, t.name_en)");
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
        return partOf("true", Map.of(), part, parts);
    }

    @Override
    protected List<FindDocument> documents(List<Provider> providers) {
        LocalDate today = clock.instant().atZone(WorkingDays.ZONE).toLocalDate();
        return providers.stream().map(provider -> document(provider, today)).toList();
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
