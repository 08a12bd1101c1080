package org.deltacommons.commons.resources;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.deltacommons.commons.resources.intake.SeedInHand;
import org.deltacommons.foundation.finding.Dimension;
import org.deltacommons.foundation.finding.FindDocument;
import org.deltacommons.foundation.finding.Findable;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.rulebook.Divisions;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.foundation.web.WordsInHand;

/// The seeded resources as they are found, without a database.
public final class SeededDocuments implements Findable {

    private static final Instant NOW = Instant.parse("2026-03-05T02:00:00Z");

    private final List<FindDocument> documents;
    private final Map<String, String> numbers = new LinkedHashMap<>();

    public SeededDocuments() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Words words = WordsInHand.of(new Divisions(), clock);
        SeedInHand seed = new SeedInHand(words, clock);
        Map<String, Provider> providers = new LinkedHashMap<>();
        seed.providers().forEach(provider -> providers.put(provider.id().value(), provider));
        seed.resources().forEach(one -> numbers.put(one.id().value(), one.innerId()));
        ResourceDocuments found = new ResourceDocuments(words);
        documents =
                seed.resources().stream()
                        .map(one -> found.document(one, providers.get(one.provider()), null, NOW))
                        .toList();
    }

    /// The provider's own number of a document, as the seed's table has it.
    public String number(String id) {
        return numbers.getOrDefault(id, "");
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
        return List.of();
    }

    @Override
    public List<FindDocument> documents(Collection<String> ids) {
        return documents.stream().filter(document -> ids.contains(document.id())).toList();
    }

    @Override
    public void every(Consumer<FindDocument> to) {
        documents.forEach(to);
    }
}
