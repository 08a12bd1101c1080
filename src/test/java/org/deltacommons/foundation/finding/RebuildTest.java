package org.deltacommons.foundation.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A build that is stopped in the middle, as a large one may be.
class RebuildTest {

    private static final int COUNT = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir private Path folder;
    private final Map<String, FindDocument> kept = Collections.synchronizedMap(new TreeMap<>());
    private final List<RecordedFact> feed = Collections.synchronizedList(new ArrayList<>());
    private final List<String> read = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch half = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    private final Finding.Source feeds =
            new Finding.Source() {
                @Override
                public List<RecordedFact> after(Province origin, long after, int limit) {
                    return feed.stream()
                            .filter(fact -> fact.origin() == origin && fact.index() > after)
                            .limit(limit)
                            .toList();
                }

                @Override
                public long newest(Province origin) {
                    return origin == Province.SHANGHAI ? feed.size() : 0;
                }
            };

    private final Findable things =
            new Findable() {
                @Override
                public String kind() {
                    return "thing";
                }

                @Override
                public List<Dimension> dimensions() {
                    return List.of();
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
                public List<FindDocument> named(List<String> words, boolean every, int most) {
                    return kept.values().stream()
                            .filter(one -> words.stream().anyMatch(one.titleZh()::contains))
                            .limit(most)
                            .toList();
                }

                @Override
                public void every(Consumer<FindDocument> to) {
                    List.copyOf(kept.values())
                            .forEach(document -> {
                                pauseInTheMiddle(document);
                                to.accept(document);
                            });
                }

                @Override
                public void every(String after, Consumer<FindDocument> to) {
                    Findable.super.every(
                            after,
                            document -> {
                                read.add(document.id());
                                to.accept(document);
                            });
                }
            };

    private void pauseInTheMiddle(FindDocument document) {
        if (document.id().equals(id(COUNT / 2))) {
            half.countDown();
            try {
                assertThat(goOn.await(1, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String id(int number) {
        return "t%04d".formatted(number);
    }

    private void keep(int number, String title) {
        kept.put(
                id(number),
                new FindDocument(
                        "thing",
                        id(number),
                        title,
                        "",
                        "",
                        "",
                        "/things/" + number,
                        Province.SHANGHAI,
                        null,
                        "",
                        "",
                        null,
                        null,
                        true,
                        List.of(),
                        Map.of()));
    }

    private void tell(int number) {
        feed.add(
                new RecordedFact(
                        Province.SHANGHAI,
                        feed.size() + 1,
                        "x.Y",
                        1,
                        id(number),
                        Audience.PUBLIC,
                        Json.parse("{}"),
                        Instant.EPOCH,
                        "system"));
    }

    private static long total(Finding finding, String text) {
        return finding.find(FindRequest.of(text), false).total();
    }

    @Test
    void a_build_that_was_stopped_goes_on_where_it_was_and_has_what_changed_meanwhile()
            throws Exception {
        for (int i = 0; i < COUNT; i++) {
            keep(i, "量热仪");
        }
        Finding first = new Finding(folder, feeds, List.of(things));
        first.start();
        assertThat(half.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(first.built().orElseThrow()).isBetween(1L, (long) COUNT / 2);

        // It serves and follows while the build waits.
        keep(700, "示波器");
        tell(700);
        first.apply(List.of(feed.getLast()));
        first.refresh();
        assertThat(total(first, "示波器")).isEqualTo(1);

        Thread stopping = Thread.ofPlatform().start(first::stop);
        while (first.isRunning()) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        stopping.join();
        int before = read.size();
        assertThat(before).isLessThan(COUNT);

        keep(10, "离心机");
        tell(10);
        kept.remove(id(20));
        tell(20);
        read.clear();
        Finding second = new Finding(folder, feeds, List.of(things));
        second.start();
        FindingInHand.awaitBuilt(second, PATIENCE);
        assertThat(read).doesNotContain(id(0), id(10)).contains(id(COUNT / 2), id(COUNT - 1));
        assertThat(second.built()).isEmpty();
        assertThat(total(second, "示波器")).isEqualTo(1);
        assertThat(total(second, "离心机")).isEqualTo(1);
        assertThat(total(second, "量热仪")).isEqualTo(COUNT - 3);
        second.stop();
    }
}
