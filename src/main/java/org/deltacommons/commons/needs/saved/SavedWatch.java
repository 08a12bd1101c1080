package org.deltacommons.commons.needs.saved;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.deltacommons.commons.needs.SavedNeeds;
import org.deltacommons.commons.needs.SavedNeeds.Saved;
import org.deltacommons.foundation.finding.FindDocument;
import org.deltacommons.foundation.finding.Finding;
import org.deltacommons.foundation.finding.FindingWatch;
import org.deltacommons.foundation.finding.StandingQuestions;
import org.deltacommons.foundation.finding.StandingQuestions.Fit;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Records;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Holds what changes against what is saved, and notes what fits.
///
/// What a need can tell of a document is its texts, its price and what was chosen of its facets; a
/// change of anything else, such as the free hours of an instrument when nobody chose by them, is
/// no news to it.
@Component
class SavedWatch implements FindingWatch {

    private static final String NEED = "need";
    private static final int ROWS_AT_ONCE = 1_000;

    /// Rows are committed in another order than they are written; so much later none comes.
    private static final Duration LATE = Duration.ofMinutes(1);

    private record Known(String person, Saved item) {}

    private final Records records;
    private final Matches matches;
    private final TransactionTemplate apart;
    private final Map<String, Known> saved = new HashMap<>();
    private final Map<String, Set<String>> ofPerson = new HashMap<>();
    private final StandingQuestions questions;
    private Instant seen = Instant.EPOCH;

    SavedWatch(
            Records records,
            Matches matches,
            Finding finding,
            PlatformTransactionManager transactions) {
        this.records = records;
        this.matches = matches;
        this.questions = finding.standing();
        this.apart = new TransactionTemplate(transactions);
        // Kept even if the index fails afterwards: then the documents come again and are known.
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public synchronized void changing(List<FindDocument> documents, FindingWatch.Known index) {
        refresh();
        List<Fit> fits = questions.fitting(documents);
        if (fits.isEmpty()) {
            return;
        }
        Map<FindDocument, Optional<FindDocument>> before = new java.util.IdentityHashMap<>();
        apart.executeWithoutResult(_ -> {
            for (Fit fit : fits) {
                Known one = java.util.Objects.requireNonNull(saved.get(fit.question()));
                FindDocument now = fit.document();
                Optional<FindDocument> old = before.computeIfAbsent(now, index::before);
                String version = version(now, one.item());
                boolean news =
                        isMeant(now, one.item())
                                && old.map(was -> !version(was, one.item()).equals(version))
                                        .orElse(true);
                if (news) {
                    matches.add(fit.question(), one.person(), now, version);
                }
            }
        });
    }

    /// Other people's needs are told only to those who look for needs.
    private static boolean isMeant(FindDocument document, Saved item) {
        return !document.kind().equals(NEED)
                || item.chosen().getOrDefault(Finding.TYPE, List.of()).contains(NEED);
    }

    /// What the need can tell of a document.
    static String version(FindDocument document, Saved item) {
        Map<String, List<String>> chosen = new TreeMap<>();
        item.chosen()
                .keySet()
                .forEach(dimension ->
                        chosen.put(
                                dimension,
                                document.facets().getOrDefault(dimension, List.of()).stream()
                                        .sorted()
                                        .toList()));
        return Json.digest(
                List.of(
                        document.titleZh(),
                        document.titleEn(),
                        document.summaryZh(),
                        document.summaryEn(),
                        document.price() == null ? "" : document.price().toString(),
                        document.texts(),
                        chosen));
    }

    /// What people have saved, changed and dropped since the last look.
    private void refresh() {
        List<SavedNeeds> changed;
        Instant from = seen;
        String after = "";
        do {
            changed =
                    records.list(
                            SavedNeeds.class,
                            "t.changed_at >= :from AND t.id > :after",
                            "t.id",
                            Map.of("from", utc(from), "after", after),
                            ROWS_AT_ONCE);
            for (SavedNeeds row : changed) {
                take(row);
                after = row.id().value();
                Instant known = row.changedAt().minus(LATE);
                seen = known.isAfter(seen) ? known : seen;
            }
        } while (changed.size() == ROWS_AT_ONCE);
    }

    private void take(SavedNeeds row) {
        Set<String> before = ofPerson.getOrDefault(row.person(), Set.of());
        Set<String> now = new HashSet<>();
        for (Saved item : row.items()) {
            // What could wait once may say nothing after a change of the analysis.
            if (!item.paused() && questions.canWait(item.request())) {
                now.add(item.id());
                if (saved.put(item.id(), new Known(row.person(), item)) == null) {
                    questions.put(item.id(), item.request());
                }
            }
        }
        for (String id : new ArrayList<>(before)) {
            if (!now.contains(id)) {
                saved.remove(id);
                questions.remove(id);
            }
        }
        ofPerson.put(row.person(), now);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
