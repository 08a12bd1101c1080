package org.deltacommons.foundation.finding;

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
import org.deltacommons.foundation.finding.FindDocument.Text;
import org.deltacommons.foundation.finding.FindDocument.Weight;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// Things that can be found, with the feed that tells of them; building an index over them can be
/// held up.
final class Stock implements Findable, Finding.Source {

    final Map<String, FindDocument> kept = Collections.synchronizedMap(new TreeMap<>());
    final List<RecordedFact> feed = Collections.synchronizedList(new ArrayList<>());

    /// Ids that a build which went on asked for.
    final List<String> goneOn = Collections.synchronizedList(new ArrayList<>());

    private volatile @Nullable String pauseAt;
    private volatile CountDownLatch reached = new CountDownLatch(1);
    private volatile CountDownLatch goOn = new CountDownLatch(1);

    /// @param yuan 0 for no price
    void keep(
            String id,
            String zh,
            String en,
            String model,
            int yuan,
            String about,
            String... modes) {
        kept.put(
                id,
                new FindDocument(
                        "thing",
                        id,
                        zh,
                        en,
                        about,
                        "",
                        "/things/" + id,
                        Province.SHANGHAI,
                        null,
                        "示例平台",
                        "Demo platform",
                        yuan == 0 ? null : Money.yuan(yuan),
                        "unit.HOUR",
                        true,
                        List.of(
                                new Text("model", Weight.CODE, model),
                                new Text("functions", Weight.STRONG, about)),
                        Map.of("mode", List.of(modes))));
    }

    RecordedFact tell(String id) {
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
        return fact;
    }

    /// A build stops before this one until it may go on.
    void pauseAt(String id) {
        reached = new CountDownLatch(1);
        goOn = new CountDownLatch(1);
        pauseAt = id;
    }

    boolean awaitPause() throws InterruptedException {
        return reached.await(1, TimeUnit.MINUTES);
    }

    void goOn() {
        pauseAt = null;
        goOn.countDown();
    }

    @Override
    public String kind() {
        return "thing";
    }

    @Override
    public List<Dimension> dimensions() {
        return List.of(Dimension.plain("mode"));
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
        return List.copyOf(kept.values()).stream()
                .filter(one -> words.stream().allMatch(one.titleZh()::contains))
                .limit(most)
                .toList();
    }

    @Override
    public void every(Consumer<FindDocument> to) {
        for (FindDocument document : List.copyOf(kept.values())) {
            if (document.id().equals(pauseAt)) {
                reached.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }
            to.accept(document);
        }
    }

    @Override
    public void every(String after, Consumer<FindDocument> to) {
        Findable.super.every(
                after,
                document -> {
                    goneOn.add(document.id());
                    to.accept(document);
                });
    }

    @Override
    public List<RecordedFact> after(Province origin, long after, int limit) {
        return List.copyOf(feed).stream()
                .filter(fact -> fact.origin() == origin && fact.index() > after)
                .limit(limit)
                .toList();
    }

    @Override
    public long newest(Province origin) {
        return origin == Province.SHANGHAI ? feed.size() : 0;
    }
}
