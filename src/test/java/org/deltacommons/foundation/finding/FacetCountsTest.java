package org.deltacommons.foundation.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deltacommons.foundation.finding.FindDocument.Text;
import org.deltacommons.foundation.finding.FindDocument.Weight;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hits and counts of random questions with random choices, beside a plain count over the documents
/// themselves, while these come, change and go.
class FacetCountsTest implements Finding.Source {

    private static final int ROUNDS = 12;
    private static final int QUESTIONS = 25;

    /// Words that are their own stems.
    private static final List<String> WORDS =
            List.of("quartz", "zinc", "boron", "helium", "argon", "xenon", "radon", "neon");

    private static final List<String> PROVINCES = List.of("310000", "320000", "330000", "340000");
    private static final List<String> MODES = List.of("SLOT", "SAMPLE", "PACKAGE");

    private final Map<String, FindDocument> kept = new TreeMap<>();
    private final Map<String, Set<String>> words = new HashMap<>();
    private final List<RecordedFact> feed = new ArrayList<>();
    private final Random random = new Random(20261124);
    @TempDir private Path folder;
    private Finding finding;

    private final Findable things =
            new Findable() {
                @Override
                public String kind() {
                    return "thing";
                }

                @Override
                public List<Dimension> dimensions() {
                    return List.of(
                            Dimension.division("province"),
                            Dimension.plain("mode"),
                            Dimension.plain("maker"));
                }

                @Override
                public Collection<String> touchedBy(RecordedFact fact) {
                    return List.of(fact.subject());
                }

                @Override
                public List<FindDocument> documents(Collection<String> ids) {
                    return ids.stream().map(kept::get).filter(Objects::nonNull).toList();
                }

                @Override
                public void every(Consumer<FindDocument> to) {
                    kept.values().forEach(to);
                }
            };

    @Override
    public List<RecordedFact> after(Province origin, long after, int limit) {
        return List.of();
    }

    @Override
    public long newest(Province origin) {
        return 0;
    }

    @BeforeEach
    void open() {
        finding = new Finding(folder, this, List.of(things));
        finding.start();
        for (int i = 0; i < 300; i++) {
            write("t" + i);
        }
        finding.rebuild();
    }

    @AfterEach
    void close() {
        finding.stop();
    }

    private <T> List<T> some(List<T> from, int most) {
        List<T> shuffled = new ArrayList<>(from);
        java.util.Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, random.nextInt(Math.min(most, from.size()) + 1)));
    }

    private void write(String id) {
        List<String> has = some(WORDS, 6);
        words.put(id, Set.copyOf(has));
        // One maker in a hundred and more: values that few documents have, and many values.
        String maker = "maker-" + random.nextInt(150);
        kept.put(
                id,
                new FindDocument(
                        "thing",
                        id,
                        "仪器",
                        "",
                        "",
                        "",
                        "/things/" + id,
                        Province.SHANGHAI,
                        null,
                        "",
                        "",
                        random.nextInt(4) == 0 ? null : Money.yuan(random.nextInt(5)),
                        null,
                        true,
                        has.isEmpty()
                                ? List.of()
                                : List.of(new Text("has", Weight.BODY, String.join(" ", has))),
                        Map.of(
                                "province",
                                some(PROVINCES, 1),
                                "mode",
                                some(MODES, 3),
                                "maker",
                                List.of(maker))));
    }

    private void tell(String id) {
        RecordedFact fact =
                new RecordedFact(
                        Province.SHANGHAI,
                        feed.size() + 1,
                        "x.Y",
                        1,
                        id,
                        Audience.PUBLIC,
                        Json.parse("{}"),
                        Instant.EPOCH,
                        "system");
        feed.add(fact);
        finding.apply(List.of(fact));
    }

    /// Some change, some go, some come.
    private void change() {
        List<String> ids = some(List.copyOf(kept.keySet()), 25);
        for (String id : ids) {
            if (random.nextInt(3) == 0) {
                kept.remove(id);
            } else {
                write(id);
            }
            tell(id);
        }
        for (int i = 0; i < 5; i++) {
            String id = "n" + feed.size();
            write(id);
            tell(id);
        }
        finding.refresh();
    }

    private FindRequest question() {
        FindRequest request = FindRequest.of(String.join(" ", some(WORDS, 6)));
        if (random.nextBoolean()) {
            request = request.choosing("province", some(PROVINCES, 3).toArray(String[]::new));
        }
        if (random.nextBoolean()) {
            request = request.choosing("mode", some(MODES, 2).toArray(String[]::new));
        }
        if (random.nextInt(4) == 0) {
            request =
                    request.choosing("maker", "maker-" + random.nextInt(150), "maker-that-is-none");
        }
        if (random.nextInt(4) == 0) {
            request = request.priced(Money.yuan(1), random.nextBoolean() ? Money.yuan(3) : null);
        }
        List<FindRequest.Order> plain =
                Stream.of(FindRequest.Order.values()).filter(order -> order.by() == null).toList();
        return request.ordered(plain.get(random.nextInt(plain.size())));
    }

    /// What the model finds: those with most of the words, as [Question] promises it.
    private List<FindDocument> model(FindRequest request, String besides) {
        Set<String> asked = new LinkedHashSet<>(List.of(request.text().split(" ")));
        asked.remove("");
        int count = asked.size();
        int needed = count <= 2 ? count : count <= 4 ? count - 1 : (count + 1) / 2;
        Predicate<FindDocument> fits =
                document ->
                        asked.stream().filter(words.get(document.id())::contains).count() >= needed;
        return kept.values().stream()
                .filter(fits)
                .filter(document -> priced(request, document))
                .filter(document -> chosen(request, document, besides))
                .toList();
    }

    private static boolean priced(FindRequest request, FindDocument document) {
        Money min = request.priceMin();
        Money max = request.priceMax();
        Money price = document.price();
        return (min == null && max == null)
                || (price != null
                        && (min == null || price.compareTo(min) >= 0)
                        && (max == null || price.compareTo(max) <= 0));
    }

    private static boolean chosen(FindRequest request, FindDocument document, String besides) {
        return request.chosen().entrySet().stream()
                .filter(choice -> !choice.getKey().equals(besides))
                .allMatch(choice ->
                        values(document, choice.getKey()).stream()
                                .anyMatch(choice.getValue()::contains));
    }

    private static List<String> values(FindDocument document, String dimension) {
        return document.facets().getOrDefault(dimension, List.of());
    }

    private Set<String> everyHit(FindRequest request) {
        Set<String> ids = new TreeSet<>();
        String after = null;
        do {
            Found page = finding.find(request.page(after, 100), false);
            page.hits().forEach(hit -> assertThat(ids.add(hit.document().id())).isTrue());
            after = page.next();
        } while (after != null);
        return ids;
    }

    private void compare(FindRequest request) {
        Set<String> expected =
                model(request, "").stream()
                        .map(FindDocument::id)
                        .collect(Collectors.toCollection(TreeSet::new));
        Found found = finding.find(request.page(null, 5), false);
        assertThat(found.total()).as("%s", request).isEqualTo(expected.size());
        assertThat(everyHit(request)).as("%s", request).isEqualTo(expected);
        for (Found.Facet facet : found.facets()) {
            String dimension = facet.dimension().name();
            if (!dimension.equals(Finding.TYPE)) {
                compare(request, facet, model(request, dimension));
            }
        }
    }

    private static void compare(FindRequest request, Found.Facet facet, List<FindDocument> among) {
        String dimension = facet.dimension().name();
        Map<String, Long> counts = new TreeMap<>();
        among.forEach(document ->
                values(document, dimension).forEach(value -> counts.merge(value, 1L, Long::sum)));
        List<String> chosen = request.chosen().getOrDefault(dimension, List.of());
        chosen.forEach(value -> counts.putIfAbsent(value, 0L));
        Map<String, Long> told =
                facet.values().stream()
                        .collect(Collectors.toMap(Found.Value::value, Found.Value::count));
        if (counts.size() <= 80) {
            assertThat(told).as("%s %s", request, dimension).isEqualTo(counts);
        } else {
            // The most frequent only, but their counts as exact, and what was chosen among them.
            assertThat(counts.entrySet()).containsAll(told.entrySet());
            assertThat(told.keySet()).containsAll(chosen).hasSizeBetween(80, 80 + chosen.size());
        }
        assertThat(facet.values().stream().map(Found.Value::count))
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void counts_equal_a_plain_count_over_all_hits_while_documents_come_and_go() {
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < QUESTIONS; i++) {
                FindRequest request = question();
                if (!request.text().isBlank() && model(plain(request), "").isEmpty()) {
                    continue; // Answered by the nearest, which is another test's matter.
                }
                compare(request);
            }
            change();
        }
    }

    private static FindRequest plain(FindRequest request) {
        return FindRequest.of(request.text());
    }

    @Test
    void a_set_counts_at_least_so_many_of_any_number_of_sets() {
        for (int sets = 1; sets <= 24; sets++) {
            List<boolean[]> plain = new ArrayList<>();
            List<DocSet> some = new ArrayList<>();
            for (int i = 0; i < sets; i++) {
                boolean[] bits = new boolean[201];
                var set = new org.apache.lucene.util.FixedBitSet(201);
                for (int doc = 0; doc < bits.length; doc++) {
                    bits[doc] = random.nextBoolean();
                    if (bits[doc]) {
                        set.set(doc);
                    }
                }
                plain.add(bits);
                some.add(new DocSet(new org.apache.lucene.util.FixedBitSet[] {set}));
            }
            for (int needed = 1; needed <= sets; needed++) {
                DocSet found = DocSet.atLeast(needed, some);
                for (int doc = 0; doc < 201; doc++) {
                    int at = doc;
                    long count = IntStream.range(0, sets).filter(i -> plain.get(i)[at]).count();
                    assertThat(found.in(0).get(doc)).isEqualTo(count >= needed);
                }
            }
        }
    }

    @Test
    void what_was_counted_before_a_change_is_not_counted_after_it() {
        FindRequest request = FindRequest.of("quartz");
        Map<String, FindDocument> before = new LinkedHashMap<>(kept);
        long total = finding.find(request, false).total();
        String gone = model(request, "").getFirst().id();
        kept.remove(gone);
        tell(gone);
        finding.refresh();
        assertThat(finding.find(request, false).total()).isEqualTo(total - 1);
        kept.put(gone, Objects.requireNonNull(before.get(gone)));
        tell(gone);
        finding.refresh();
        assertThat(finding.find(request, false).total()).isEqualTo(total);
    }

    @Test
    void who_pages_on_misses_nothing_while_a_few_other_documents_change() {
        FindRequest request = FindRequest.of("quartz zinc boron");
        List<String> all = List.copyOf(everyHit(request));
        Found first = finding.find(request.page(null, 10), false);
        List<String> seen = new ArrayList<>();
        first.hits().forEach(hit -> seen.add(hit.document().id()));
        // Two that are still ahead lose their words, two that never answered get them.
        List<String> gone = all.stream().filter(id -> !seen.contains(id)).limit(2).toList();
        List<String> come =
                kept.keySet().stream().filter(id -> !all.contains(id)).limit(2).toList();
        for (String id : gone) {
            kept.remove(id);
            tell(id);
        }
        for (String id : come) {
            do {
                write(id);
            } while (!words.getOrDefault(id, Set.of()).contains("quartz"));
            tell(id);
        }
        finding.refresh();
        String after = first.next();
        while (after != null) {
            Found page = finding.find(request.page(after, 10), false);
            page.hits().forEach(hit -> seen.add(hit.document().id()));
            after = page.next();
        }
        assertThat(seen).doesNotHaveDuplicates().doesNotContainAnyElementsOf(gone);
        assertThat(seen).containsAll(all.stream().filter(id -> !gone.contains(id)).toList());
    }
}
