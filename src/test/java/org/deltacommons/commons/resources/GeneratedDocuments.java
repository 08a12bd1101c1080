package org.deltacommons.commons.resources;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.deltacommons.foundation.finding.Dimension;
import org.deltacommons.foundation.finding.FindDocument;
import org.deltacommons.foundation.finding.Findable;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.rulebook.Divisions;
import org.deltacommons.foundation.web.WordsInHand;

/// [GeneratedResources] as they are found, without a database.
public final class GeneratedDocuments implements Findable {

    private final GeneratedResources resources = new GeneratedResources();
    private final ResourceDocuments documents =
            new ResourceDocuments(
                    WordsInHand.of(
                            new Divisions(), Clock.fixed(SampleResources.NOW, ZoneOffset.UTC)));
    private final int count;
    private final Map<String, FindDocument> changed = new ConcurrentHashMap<>();

    /// @param count those from 0 until it
    public GeneratedDocuments(int count) {
        this.count = count;
    }

    /// The n-th document.
    public FindDocument document(int n) {
        return documents.document(
                resources.resource(n), resources.provider(n), null, SampleResources.NOW);
    }

    /// From now on a document is this one; whoever follows has to be told.
    public void change(FindDocument document) {
        changed.put(document.id(), document);
    }

    /// What the documents are made of.
    public GeneratedResources resources() {
        return resources;
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
        return List.of(fact.subject());
    }

    @Override
    public List<FindDocument> documents(Collection<String> ids) {
        return ids.stream().map(changed::get).filter(Objects::nonNull).toList();
    }

    @Override
    public void every(Consumer<FindDocument> to) {
        for (int n = 0; n < count; n++) {
            to.accept(document(n));
        }
    }

    /// By their numbers, not by their ids.
    @Override
    public void every(String after, Consumer<FindDocument> to) {
        boolean[] reached = {after.isEmpty()};
        every(document -> {
            if (reached[0]) {
                to.accept(document);
            }
            reached[0] |= document.id().equals(after);
        });
    }
}
