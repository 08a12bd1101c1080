package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.deltacommons.foundation.federation.Projection;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// The index over everything that can be found: answers questions, follows the feeds, and is
/// rebuilt while serving when it is missing, damaged or of another analysis. What keeps and asks it
/// is an [Engine].
public final class Finding implements Projection, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Finding.class);
    private static final long REFRESH_MS = 400;
    private static final long COMMIT_EVERY_ROUNDS = 12;
    private static final long RENEW_MIN = 15;

    /// So many times a day something is renewed.
    public static final int RENEWALS = 96;

    /// The dimension that every document has: its kind.
    public static final String TYPE = "type";

    /// The feeds as far as they are needed here.
    interface Source {
        List<RecordedFact> after(Province origin, long after, int limit);

        long newest(Province origin);
    }

    private final Engine engine;
    private final Map<String, Findable> findables = new LinkedHashMap<>();
    private final Map<String, Dimension> dimensions;
    private final Analyzer analyzer = Analysis.analyzer();
    private final Following following;
    private final Building building;
    private Supplier<List<FindingWatch>> watches = List::of;
    private final AtomicInteger renewed = new AtomicInteger();
    private volatile boolean running;
    private volatile boolean away;
    private @Nullable ScheduledExecutorService rounds;
    private long round;

    /// Over an embedded index.
    ///
    /// @param root the folder that holds it; its content can be deleted at any time
    Finding(Path root, Source feeds, List<Findable> findables) {
        this(root, feeds, findables, null);
    }

    /// @param model reads the model by which meanings are compared; null to go by words alone
    Finding(Path root, Source feeds, List<Findable> findables, @Nullable Supplier<Embedder> model) {
        this(new EmbeddedEngine(root, Dimension.of(findables), model), feeds, findables);
    }

    Finding(Engine engine, Source feeds, List<Findable> findables) {
        this.engine = engine;
        this.dimensions = Dimension.of(findables);
        findables.forEach(one -> this.findables.put(one.kind(), one));
        this.following = new Following(feeds, this.findables, () -> watches.get());
        this.building = new Building(engine, following, this.findables);
    }

    /// @param all asked for when the first document changes, because they may need what is found
    Finding watchedBy(Supplier<List<FindingWatch>> all) {
        watches = all;
        return this;
    }

    /// A table of questions that wait for documents.
    public StandingQuestions standing() {
        return new StandingQuestions(dimensions.keySet());
    }

    /// @param english whether hits are marked in English titles and summaries
    public Found find(FindRequest request, boolean english) {
        return find(request, english, Way.BOTH);
    }

    /// @param way to measure one without the other
    public Found find(FindRequest request, boolean english, Way way) {
        return find(request, english, way, dimensions.keySet());
    }

    /// @param facets names of the dimensions whose values are counted; none where only the hits are
    ///   wanted
    public Found find(FindRequest request, boolean english, Way way, Collection<String> facets) {
        return asked(
                () -> engine.find(request, english, way, facets),
                () -> byName().find(request, english));
    }

    /// Whether meanings are compared besides words, now.
    public boolean knowsMeanings() {
        return engine.knowsMeanings();
    }

    /// Why a document is among the hits or is not.
    ///
    /// @param key its kind and id, such as `resource:…`
    /// @return empty if there is no such document
    public Optional<Whether> whether(FindRequest request, String key) {
        return asked(() -> engine.whether(request, key), Optional::empty);
    }

    /// What somebody may be about to type.
    public Typed suggest(String typed) {
        return asked(() -> engine.suggest(typed), () -> Typed.NOTHING);
    }

    /// Up to eight documents that are called so, the likeliest first.
    public List<FindDocument> named(String name) {
        return asked(
                () -> engine.named(name),
                () ->
                        byName().find(FindRequest.of(name), false).hits().stream()
                                .map(Found.Hit::document)
                                .toList());
    }

    /// What the index answers, or the records as long as there is none or nobody answers.
    private <T> T asked(Following.Work<T> ofIndex, Supplier<T> ofRecords) {
        giveWay();
        if (away || !following.isReady()) {
            return ofRecords.get();
        }
        try {
            return ofIndex.done();
        } catch (EngineAway gone) {
            // Who asks next need not find it out again.
            leave(gone);
            return ofRecords.get();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Somebody uses the server now: meanings are worked out more slowly for a second.
    void giveWay() {
        engine.giveWay();
    }

    private void leave(Throwable why) {
        if (!away) {
            away = true;
            LOG.warn("The search engine does not answer; names are looked up: {}", why.toString());
        }
    }

    /// Whether the index is kept by a server that cannot be asked now. It is tried all the time.
    public boolean isAway() {
        return away;
    }

    /// Whether there is an index that can be asked.
    public boolean isReady() {
        return !away && following.isReady();
    }

    /// For operators.
    Map<String, String> state() {
        Map<String, String> state = new TreeMap<>(engine.state());
        state.put("answers", isReady() ? "yes" : away ? "the server is away" : "being built");
        return state;
    }

    private ByName byName() {
        return new ByName(findables.values(), analyzer);
    }

    /// The facets, in the order in which they are shown.
    public Collection<Dimension> dimensions() {
        return dimensions.values();
    }

    /// Their names.
    Set<String> names() {
        return dimensions.keySet();
    }

    public Set<String> kinds() {
        return findables.keySet();
    }

    /// How many texts are still to be compared by meaning; -1 where meanings take no part.
    long meaningsMissing() {
        try {
            return engine.meaningsMissing();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// By what is found.
    public enum Way {
        WORDS,
        MEANING,
        BOTH
    }

    @Override
    public String name() {
        return "finding";
    }

    /// An index in the data folder is this instance's own. Of one that is shared, both write the
    /// same.
    @Override
    public boolean isOfEachInstance() {
        return true;
    }

    @Override
    public OptionalLong reached(Province origin) {
        return following.reached(origin);
    }

    @Override
    public void apply(List<RecordedFact> facts) {
        following.apply(facts);
    }

    /// Before the followers, which feed it.
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 100;
    }

    @Override
    public void start() {
        building.start();
        open();
        ScheduledExecutorService threads =
                Executors.newScheduledThreadPool(
                        3,
                        work -> Thread.ofPlatform().name("finding").daemon(true).unstarted(work));
        engine.start(following::inUse, threads);
        threads.scheduleWithFixedDelay(this::round, REFRESH_MS, REFRESH_MS, TimeUnit.MILLISECONDS);
        // Beside the rounds, so that changes are found while a build takes its minutes.
        threads.scheduleWithFixedDelay(this::build, 0, REFRESH_MS, TimeUnit.MILLISECONDS);
        threads.scheduleWithFixedDelay(this::renew, RENEW_MIN, RENEW_MIN, TimeUnit.MINUTES);
        rounds = threads;
        running = true;
    }

    private void open() {
        Volume last = null;
        try {
            last = engine.current();
            if (last != null) {
                following.use(last, true);
                if (engine.isOfThisAnalysis(last)) {
                    following.catchUp();
                    return;
                }
            }
        } catch (IOException | RuntimeException damaged) {
            if (EngineAway.is(damaged)) {
                // Nothing is wrong with the index; it is opened when it can be reached.
                Shelves.closeQuietly(last);
                following.use(null, false);
                leave(damaged);
                return;
            }
            LOG.warn("The search index cannot be read and is built anew: {}", damaged.toString());
            Shelves.closeQuietly(last);
            following.use(null, false);
        }
        if (following.inUse() == null) {
            try {
                following.use(engine.fresh(), false);
            } catch (EngineAway gone) {
                leave(gone);
                return;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        building.want();
    }

    /// Builds a new index from the records while the old one goes on serving, then swaps. What a
    /// build that was stopped has left goes on.
    public void rebuild() {
        building.rebuild();
    }

    /// How many documents a build has written so far; empty where none is going on.
    public OptionalLong built() {
        return building.built();
    }

    /// Builds the index where there is none that serves, or none that can be written any more.
    void build() {
        try {
            if (following.inUse() == null) {
                open();
            }
            Volume used = following.inUse();
            if (used == null) {
                return;
            }
            // What a full or lost disk has done to a writer, only another one can mend.
            if (used.isBroken()) {
                building.want();
            }
            building.rebuildIfWanted();
        } catch (CancellationException stopped) {
            LOG.info("{}", stopped.getMessage());
        } catch (RuntimeException | Error failed) {
            later("The search index will be built later", failed);
        }
    }

    private void round() {
        Volume used = following.inUse();
        if (used == null) {
            return;
        }
        try {
            reach();
            refresh();
            if (++round % COMMIT_EVERY_ROUNDS == 0 && used.isDirty()) {
                following.commit();
            }
        } catch (IOException | RuntimeException | Error failed) {
            later("The search index will try again", failed);
        }
    }

    private void reach() throws IOException {
        engine.reach();
        if (away) {
            away = false;
            LOG.info("The search engine answers again");
        }
    }

    private void later(String what, Throwable failed) {
        if (EngineAway.is(failed)) {
            leave(failed);
        } else {
            LOG.warn("{}: {}", what, failed.toString());
        }
    }

    /// Writes the next part of what ages anew; happens by itself, so that all of it comes by once a
    /// day.
    public void renew() {
        try {
            following.renew(renewed.getAndUpdate(last -> (last + 1) % RENEWALS), RENEWALS);
        } catch (RuntimeException | Error failed) {
            LOG.warn("What ages in the search index is renewed later: {}", failed.toString());
        }
    }

    /// Makes everything that was indexed findable now; it happens by itself within half a second.
    public void refresh() {
        following.refresh();
    }

    @Override
    public void stop() {
        if (!running) {
            return;
        }
        building.end();
        running = false;
        engine.stop();
        ScheduledExecutorService ending = rounds;
        if (ending != null) {
            ending.shutdown();
            try {
                ending.awaitTermination(10, TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        Volume last = following.inUse();
        if (last != null) {
            try {
                if (!last.isBroken()) {
                    following.commit();
                }
            } catch (RuntimeException failed) {
                LOG.warn("The search index will take from the feeds again: {}", failed.toString());
            }
            Shelves.closeQuietly(last);
        }
        engine.ended();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
