package org.deltacommons.commons.resources;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.deltacommons.foundation.finding.Dimension;
import org.deltacommons.foundation.finding.FindDocument;
import org.deltacommons.foundation.finding.Findable;
import org.deltacommons.foundation.finding.Openings;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.web.Words;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Resources as they are found.
@Component
class FindableResources implements Findable {

    private static final int PAGE = 200;
    private static final String LISTED = "t.state IN ('PUBLISHED', 'UNDER_REPAIR', 'CUSTOMS_LOCK')";

    private final Records records;
    private final ResourceDocuments found;
    private final Clock clock;
    private final ObjectProvider<FreeTimes> freeTimes;

    FindableResources(
            Records records, Words words, Clock clock, ObjectProvider<FreeTimes> freeTimes) {
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

    /// Looks through so many at most; without an index it is a scan.
    private static final int NAMED_AMONG_MAX = 50_000;

    @Override
    public List<FindDocument> named(List<String> words, int most) {
        List<FindDocument> all = named(words, "true", most);
        return all.isEmpty() && words.size() > 1 ? named(words, "false", most) : all;
    }

    /// @param every whether a name must have every word, as SQL
    private List<FindDocument> named(List<String> words, String every, int most) {
        Map<String, Object> values = new HashMap<>();
        StringBuilder having = new StringBuilder(every);
        for (int i = 0; i < words.size(); i++) {
            values.put("word" + i, anywhere(words.get(i)));
            having.append(every.equals("true") ? " AND " : " OR ")
                    .append("lower(concat_ws(' ', t.details->>'nameZh', t.details->>'nameEn',")
                    .append(" t.details#>>'{equipment,model}')) LIKE :word")
                    .append(i);
        }
        return documents(
                records.list(
                        Resource.class,
                        "t.id IN (SELECT id FROM resources.resource t WHERE "
                                + LISTED
                                + " ORDER BY id LIMIT "
                                + NAMED_AMONG_MAX
                                + ") AND ("
                                + having
                                + ")",
                        "t.id",
                        values,
                        Math.min(most, PAGE)));
    }

    /// For `LIKE`, its own wildcards taken literally.
    private static String anywhere(String word) {
        String plain = word.toLowerCase(Locale.ROOT);
        return "%" + plain.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    @Override
    public void every(Consumer<FindDocument> to) {
        every("", to);
    }

    @Override
    public void every(String last, Consumer<FindDocument> to) {
        String after = last;
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
