package org.deltacommons.commons.resources;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltacommons.foundation.finding.Dimension;
import org.deltacommons.foundation.finding.FindDocument;
import org.deltacommons.foundation.finding.FindableRows;
import org.deltacommons.foundation.finding.Openings;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.web.Words;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Resources as they are found.
@Component
class FindableResources extends FindableRows<Resource> {

    private static final int LATELY_DAYS = 2;
    private static final String NAMES =
            """
            concat_ws(' ', t.details->>'nameZh', t.details->>'nameEn',
                      t.details#>>'{equipment,model}')
            """;

    private final Records records;
    private final ResourceDocuments found;
    private final Clock clock;
    private final ObjectProvider<FreeTimes> freeTimes;

    FindableResources(
            Records records, Words words, Clock clock, ObjectProvider<FreeTimes> freeTimes) {
        super(
                records,
                Resource.class,
                "t.state IN ('PUBLISHED', 'UNDER_REPAIR', 'CUSTOMS_LOCK')",
                NAMES);
        this.records = records;
        this.found = new ResourceDocuments(words);
        this.clock = clock;
        this.freeTimes = freeTimes;
    }

    @Override
    public String kind() {
        return ResourceDocuments.KIND;
    }

    @Override
    public List<Dimension> dimensions() {
        return ResourceDocuments.DIMENSIONS;
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
        return ids("t.provider = :provider", Map.of("provider", provider));
    }

    /// What is booked by the slot, and what a price began to hold for lately.
    @Override
    public Collection<String> ageing(int part, int parts) {
        LocalDate lately =
                clock.instant().atZone(WorkingDays.ZONE).toLocalDate().minusDays(LATELY_DAYS);
        return partOf(
                """
                (jsonb_exists(t.terms->'modes', 'SLOT')
                 OR EXISTS (SELECT FROM jsonb_array_elements(t.prices) p
                            WHERE (p->>'from')::date >= :lately))
                """,
                Map.of("lately", lately),
                part,
                parts);
    }

    @Override
    protected List<FindDocument> documents(List<Resource> resources) {
        Set<String> owners = Set.copyOf(resources.stream().map(Resource::provider).toList());
        Map<String, Provider> providers = new HashMap<>();
        if (!owners.isEmpty()) {
            records.list(
                            Provider.class,
                            "t.id IN (:ids)",
                            "t.id",
                            Map.of("ids", List.copyOf(owners)),
                            owners.size())
                    .forEach(provider -> providers.put(provider.id().value(), provider));
        }
        FreeTimes times = freeTimes.getIfAvailable();
        Map<String, Openings> openings = times == null ? Map.of() : times.openings(resources);
        Instant now = clock.instant();
        return resources.stream()
                .map(one ->
                        found.document(
                                one,
                                providers.get(one.provider()),
                                openings.get(one.id().value()),
                                now))
                .toList();
    }
}
