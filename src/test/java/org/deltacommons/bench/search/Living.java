package org.deltacommons.bench.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.deltacommons.commons.resources.GeneratedDocuments;
import org.deltacommons.foundation.finding.FindDocument;
import org.deltacommons.foundation.finding.FindRequest;
import org.deltacommons.foundation.finding.Finding;
import org.deltacommons.foundation.finding.Finding.Way;
import org.deltacommons.foundation.finding.Found;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;

/// What only ours does: whole sentences by words and meaning together, several people at once,
/// changes that are found while everything goes on.
final class Living {

    private static final int USERS = 8;
    private static final long PAUSE_MS = 1_000;
    private static final int CHANGES = 20;

    private final Questions questions;
    private final Finding finding;
    private final GeneratedDocuments documents;
    private final int count;

    Living(Questions questions, Finding finding, GeneratedDocuments documents, int count) {
        this.questions = questions;
        this.finding = finding;
        this.documents = documents;
        this.count = count;
    }

    private Found find(String sentence) {
        return finding.find(FindRequest.of(sentence), false, Way.BOTH);
    }

    /// One after another, none asked before; all facets counted, as the page does.
    void sentences(int many) {
        questions.sentences(many / 2).forEach(this::find);
        Times times = new Times();
        for (String sentence : questions.sentences(many)) {
            long from = System.nanoTime();
            find(sentence);
            times.add(System.nanoTime() - from);
        }
        System.out.println("| sentences by words and meaning | p50 ms | p95 ms | p99 ms |");
        System.out.println("|---|---|---|---|");
        System.out.printf("| one at a time, none asked before | %s |%n", times);
        Asking.result("hybrid_p50", times.percentile(50), "ms");
        Asking.result("hybrid_p99", times.percentile(99), "ms");
    }

    /// Eight people who each wait a second before they ask again; every other question is one that
    /// was asked before.
    void users(int seconds) throws Exception {
        List<String> old = questions.sentences(100);
        old.forEach(this::find);
        List<String> fresh = questions.sentences(USERS * (seconds + 1));
        AtomicInteger next = new AtomicInteger();
        AtomicInteger byWords = new AtomicInteger();
        Times times = new Times();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try (ExecutorService people = Executors.newFixedThreadPool(USERS)) {
            List<Future<?>> asking = new ArrayList<>();
            for (int user = 0; user < USERS; user++) {
                long late = PAUSE_MS * user / USERS;
                asking.add(
                        people.submit(() -> {
                            TimeUnit.MILLISECONDS.sleep(late);
                            while (System.nanoTime() < until) {
                                int n = next.getAndIncrement();
                                String sentence =
                                        n % 2 == 0
                                                ? old.get(n % old.size())
                                                : fresh.get(n % fresh.size());
                                long from = System.nanoTime();
                                Found found = find(sentence);
                                times.add(System.nanoTime() - from);
                                byWords.addAndGet(found.meaning() ? 0 : 1);
                                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
                            }
                            return null;
                        }));
            }
            for (Future<?> one : asking) {
                one.get();
            }
        }
        System.out.printf(
                "| eight people, a second's pause, half asked before (%d answers, %d by words alone) | %s |%n",
                next.get(), byWords.get(), times);
        Asking.result("users8_p99", times.percentile(99), "ms");
    }

    /// From the fact to the first answer that has it.
    void changes() throws Exception {
        Times times = new Times();
        for (int i = 0; i < CHANGES; i++) {
            // A word that no earlier run on the same folder has left.
            String word = "zqx" + ProcessHandle.current().pid() + "n" + i;
            FindDocument changed = renamed(documents.document(i * (count / CHANGES)), word);
            documents.change(changed);
            long from = System.nanoTime();
            finding.apply(List.of(fact(changed, i + 1)));
            FindRequest request = FindRequest.of(word);
            while (finding.find(request, false, Way.WORDS, Set.of()).total() == 0) {
                TimeUnit.MILLISECONDS.sleep(2);
            }
            times.add(System.nanoTime() - from);
        }
        System.out.println("| a change, until it is found | p50 ms | p95 ms | p99 ms |");
        System.out.println("|---|---|---|---|");
        System.out.printf("| %d, one at a time | %s |%n", CHANGES, times);
        Asking.result("change_found_p99", times.percentile(99), "ms");
    }

    private static FindDocument renamed(FindDocument one, String word) {
        return new FindDocument(
                one.kind(),
                one.id(),
                one.titleZh() + " " + word,
                one.titleEn(),
                one.summaryZh(),
                one.summaryEn(),
                one.url(),
                one.home(),
                one.place(),
                one.ownerZh(),
                one.ownerEn(),
                one.price(),
                one.unit(),
                one.demo(),
                one.texts(),
                one.facets());
    }

    private static RecordedFact fact(FindDocument about, long index) {
        return new RecordedFact(
                about.home(),
                index,
                "bench.Changed",
                1,
                about.id(),
                Audience.PUBLIC,
                Json.parse("{}"),
                Instant.EPOCH,
                "system");
    }
}
