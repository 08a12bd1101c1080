package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.Query;
import org.deltacommons.foundation.federation.Projection;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// The index over everything that can be found: answers questions, follows the feeds, and is
/// rebuilt while serving when its folder is missing, damaged or of another analysis.
public final class Finding implements Projection, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Finding.class);
    private static final int BATCH = 200;
    private static final long REFRESH_MS = 400;
    private static final long COMMIT_EVERY_ROUNDS = 12;
    private static final long COMPLETE_EVERY_ROUNDS = 25;
    private static final long READ_AHEAD_MS = 2_000;

    /// The dimension that every document has: its kind.
    public static final String TYPE = "type";

    /// The feeds as far as they are needed here.
    interface Source {
        List<RecordedFact> after(Province origin, long after, int limit);

        long newest(Province origin);
    }

    private final Shelves shelves;
    private final Source feeds;
    private final Map<String, Findable> findables = new LinkedHashMap<>();
    private final Map<String, Dimension> dimensions = new LinkedHashMap<>();
    private final Analyzer analyzer = Analysis.analyzer();
    private final WordDocs words = new WordDocs();
    private final Documents documents = new Documents();
    private final @Nullable Meaning meaning;
    private Supplier<List<FindingWatch>> watches = List::of;

    /// Guards what is written: the shelf in use, positions, what a rebuild must look at again.
    private final ReentrantLock writing = new ReentrantLock();

    private final ReentrantLock rebuilding = new ReentrantLock();
    private final Map<Province, Long> positions = new EnumMap<>(Province.class);
    private volatile @Nullable Map<String, Set<String>> touchedMeanwhile;
    private volatile @Nullable Shelf shelf;

    /// False as long as there is no index worth asking.
    private volatile boolean ready;

    private volatile @Nullable Completions completions;
    private @Nullable Statistics completed;
    private volatile boolean running;
    private volatile boolean ending;
    private volatile @Nullable Build build;
    private volatile boolean rebuildWanted;
    private @Nullable ScheduledExecutorService rounds;
    private long round;

    /// Those whose frequent words are expected to be asked for.
    private @Nullable Statistics expected;

    /// @param root the folder that holds the indexes; its content can be deleted at any time
    Finding(Path root, Source feeds, List<Findable> findables) {
        this(root, feeds, findables, null);
    }

    /// @param model reads the model by which meanings are compared; null to go by words alone
    Finding(Path root, Source feeds, List<Findable> findables, @Nullable Supplier<Embedder> model) {
        this.meaning = model == null ? null : new Meaning(root, model, this::newest);
        this.shelves = new Shelves(root, analyzer);
        this.feeds = feeds;
        dimensions.put(TYPE, Dimension.message(TYPE, "finding.kind."));
        for (Findable one : findables) {
            this.findables.put(one.kind(), one);
            one.dimensions()
                    .forEach(dimension -> dimensions.putIfAbsent(dimension.name(), dimension));
        }
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
        if (!ready) {
            return new ByName(findables.values(), analyzer).find(request, english);
        }
        return reading(reading ->
                search(reading, way == Way.WORDS ? null : meaning)
                        .find(request, english, way, facets, ready));
    }

    private Search search(Reading reading, @Nullable Meaning by) {
        return new Search(reading, words, documents, analyzer, dimensions, by);
    }

    /// Whether meanings are compared besides words, now.
    public boolean knowsMeanings() {
        return meaning != null && meaning.isReady();
    }

    /// Why a document is among the hits or is not.
    ///
    /// @param key its kind and id, such as `resource:…`
    /// @return empty if there is no such document
    public Optional<Whether> whether(FindRequest request, String key) {
        return ready
                ? reading(reading ->
                        Optional.ofNullable(search(reading, meaning).whether(request, key)))
                : Optional.empty();
    }

    /// What somebody may be about to type.
    public Typed suggest(String typed) {
        if (!ready) {
            return Typed.NOTHING;
        }
        return reading(reading ->
                new Suggesting(reading, documents, analyzer, completions).suggest(typed));
    }

    /// Up to eight documents that are called so, the likeliest first.
    public List<FindDocument> named(String name) {
        if (!ready) {
            return new ByName(findables.values(), analyzer)
                    .find(FindRequest.of(name), false).hits().stream()
                            .map(Found.Hit::document)
                            .toList();
        }
        return reading(reading -> search(reading, null).named(name));
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
        return meaning == null ? -1 : reading(meaning::missing);
    }

    /// By what is found.
    public enum Way {
        WORDS,
        MEANING,
        BOTH
    }

    private interface Work<T> {
        T on(Reading reading) throws IOException;
    }

    /// Acquired; null for now.
    @Nullable Reading newest() {
        Shelf open = shelf;
        return open == null ? null : open.acquire();
    }

    private <T> T reading(Work<T> work) {
        Reading reading = null;
        while (reading == null) {
            // Between two looks a refresh or a rebuild may have put another in its place.
            reading = shelf().acquire();
        }
        try {
            return work.on(reading);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            reading.release();
        }
    }

    // Following

    @Override
    public String name() {
        return "finding";
    }

    @Override
    public void apply(List<RecordedFact> facts) {
        Map<String, Set<String>> touched = touched(facts);
        writing.lock();
        try {
            write(touched);
            RecordedFact last = facts.getLast();
            positions.merge(last.origin(), last.index(), Math::max);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            writing.unlock();
        }
    }

    private Map<String, Set<String>> touched(List<RecordedFact> facts) {
        Map<String, Set<String>> touched = new HashMap<>();
        for (RecordedFact fact : facts) {
            findables.forEach((kind, findable) -> {
                Collection<String> ids = findable.touchedBy(fact);
                if (!ids.isEmpty()) {
                    touched.computeIfAbsent(kind, k -> new LinkedHashSet<>()).addAll(ids);
                }
            });
        }
        return touched;
    }

    private void write(Map<String, Set<String>> touched) throws IOException {
        Shelf current = shelf;
        if (current != null) {
            // What an empty index has is no news: everything would be.
            write(current, touched, ready ? watches.get() : List.of());
        }
        remember(touched);
    }

    private void remember(Map<String, Set<String>> touched) {
        Map<String, Set<String>> meanwhile = touchedMeanwhile;
        if (meanwhile != null) {
            touched.forEach((kind, ids) ->
                    meanwhile.computeIfAbsent(kind, k -> new LinkedHashSet<>()).addAll(ids));
        }
    }

    private void write(Shelf to, Map<String, Set<String>> touched, List<FindingWatch> told)
            throws IOException {
        for (Map.Entry<String, Set<String>> entry : touched.entrySet()) {
            Findable findable = findables.get(entry.getKey());
            List<String> ids = List.copyOf(entry.getValue());
            for (int from = 0; findable != null && from < ids.size(); from += BATCH) {
                List<String> some = ids.subList(from, Math.min(ids.size(), from + BATCH));
                List<FindDocument> documents = findable.documents(some);
                Set<String> gone = new LinkedHashSet<>(some);
                documents.forEach(document -> gone.remove(document.id()));
                // Before they are in, so that what fails here is told again and still looks new.
                told.forEach(watch -> watch.changing(documents, to::known));
                to.put(documents);
                to.remove(gone.stream().map(id -> findable.kind() + ":" + id).toList());
            }
        }
    }

    // Opening, refreshing, rebuilding

    /// Before the followers, which feed it.
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 100;
    }

    @Override
    public void start() {
        ending = false;
        open();
        rounds =
                Executors.newScheduledThreadPool(
                        3,
                        work -> Thread.ofPlatform().name("finding").daemon(true).unstarted(work));
        // The field's own words are what most people ask for; no start waits for them.
        rounds.execute(() -> words.expect(queries(Thesaurus.field().chinese())));
        rounds.scheduleWithFixedDelay(this::round, REFRESH_MS, REFRESH_MS, TimeUnit.MILLISECONDS);
        // Beside the rounds, so that changes are found while a build takes its minutes.
        rounds.scheduleWithFixedDelay(this::build, 0, REFRESH_MS, TimeUnit.MILLISECONDS);
        rounds.scheduleWithFixedDelay(
                this::readAhead, REFRESH_MS, READ_AHEAD_MS, TimeUnit.MILLISECONDS);
        if (meaning != null) {
            meaning.start();
        }
        running = true;
    }

    private List<Query> queries(Collection<String> asked) {
        return asked.stream()
                .flatMap(word -> Question.of(word, analyzer).terms().stream())
                .map(Question.TermOf::query)
                .toList();
    }

    private void open() {
        try {
            Shelf last = shelves.current();
            if (last != null) {
                shelf = last;
                positions.putAll(last.positions());
                ready = true;
                if (shelves.isOfThisAnalysis(last)) {
                    catchUp();
                    return;
                }
            }
        } catch (IOException | RuntimeException damaged) {
            LOG.warn("The search index cannot be read and is built anew: {}", damaged.toString());
            Shelves.closeQuietly(shelf);
            shelf = null;
            ready = false;
        }
        if (shelf == null) {
            shelf = shelves.fresh();
        }
        rebuildWanted = true;
    }

    private Shelf shelf() {
        return java.util.Objects.requireNonNull(shelf, "the index is not open");
    }

    /// What the index had not yet kept when it was closed or killed.
    private void catchUp() {
        for (Province origin : Province.values()) {
            long at = positions.getOrDefault(origin, 0L);
            List<RecordedFact> facts = feeds.after(origin, at, BATCH);
            while (!facts.isEmpty()) {
                apply(facts);
                facts = feeds.after(origin, facts.getLast().index(), BATCH);
            }
        }
        refresh();
    }

    /// Builds a new index from the records while the old one goes on serving, then swaps. What a
    /// build that was stopped has left goes on.
    public void rebuild() {
        rebuilding.lock();
        Build next = null;
        try {
            next = begin();
            build = next;
            for (Findable findable : findables.values()) {
                fill(next, findable);
            }
            swap(next);
            complete();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            build = null;
            touchedMeanwhile = null;
            if (next != null && next.shelf() != shelf) {
                Shelves.closeQuietly(next.shelf());
            }
            rebuilding.unlock();
        }
    }

    /// How many documents a build has written so far; empty where none is going on.
    public OptionalLong built() {
        Build going = build;
        return going == null ? OptionalLong.empty() : OptionalLong.of(going.done());
    }

    /// From here on, what is touched is remembered; so nothing between the start and the swap is
    /// lost.
    private Build begin() throws IOException {
        writing.lock();
        try {
            touchedMeanwhile = new HashMap<>();
            Build unfinished = shelves.unfinished();
            if (unfinished != null && isKnown(unfinished.kind())) {
                LOG.info("The new search index goes on after {} documents", unfinished.done());
                rememberSince(unfinished.start());
                return unfinished;
            }
            Map<Province, Long> start = new EnumMap<>(Province.class);
            for (Province origin : Province.values()) {
                start.put(origin, feeds.newest(origin));
            }
            return Build.of(shelves.fresh(), start);
        } finally {
            writing.unlock();
        }
    }

    private boolean isKnown(String kind) {
        return kind.isEmpty() || findables.containsKey(kind);
    }

    private void rememberSince(Map<Province, Long> start) {
        for (Province origin : Province.values()) {
            long at = start.getOrDefault(origin, 0L);
            List<RecordedFact> facts = feeds.after(origin, at, BATCH);
            while (!facts.isEmpty()) {
                remember(touched(facts));
                facts = feeds.after(origin, facts.getLast().index(), BATCH);
            }
        }
    }

    private void fill(Build next, Findable findable) throws IOException {
        List<String> kinds = List.copyOf(findables.keySet());
        if (kinds.indexOf(findable.kind()) < kinds.indexOf(next.kind())) {
            return;
        }
        try {
            findable.every(
                    next.after(findable.kind()),
                    document -> {
                        try {
                            next.add(document);
                        } catch (IOException failed) {
                            throw new UncheckedIOException(failed);
                        }
                        if (ending) {
                            throw new CancellationException("the search index goes on later");
                        }
                    });
            next.drain();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        } catch (CancellationException stopped) {
            next.keep();
            throw stopped;
        }
    }

    private void swap(Build built) throws IOException {
        writing.lock();
        try {
            Shelf next = built.shelf();
            write(next, java.util.Objects.requireNonNull(touchedMeanwhile), List.of());
            built.start()
                    .forEach((origin, position) -> positions.merge(origin, position, Math::max));
            next.refresh();
            next.commit(positions);
            shelves.makeCurrent(next);
            Shelf old = shelf;
            shelf = next;
            build = null;
            ready = true;
            Shelves.closeQuietly(old);
            shelves.tidy(next);
        } finally {
            writing.unlock();
        }
    }

    /// Builds the index where there is none that serves, or none that can be written any more.
    void build() {
        try {
            // What a full or lost disk has done to a writer, only another one can mend.
            rebuildWanted |= shelf().isBroken();
            if (rebuildWanted) {
                rebuild();
                rebuildWanted = false;
            }
        } catch (CancellationException stopped) {
            LOG.info("{}", stopped.getMessage());
        } catch (RuntimeException failed) {
            LOG.warn("The search index will be built later: {}", failed.toString());
        }
    }

    private void round() {
        try {
            refresh();
            if (completions == null || round % COMPLETE_EVERY_ROUNDS == 0) {
                complete();
            }
            if (++round % COMMIT_EVERY_ROUNDS == 0 && shelf().isDirty()) {
                commit();
            }
        } catch (RuntimeException failed) {
            LOG.warn("The search index will try again: {}", failed.toString());
        }
    }

    /// Follows the words of the index, if they have changed by more than some.
    private synchronized void complete() {
        reading(reading -> {
            if (completions == null || completed != reading.statistics()) {
                completions = Completions.of(reading.reader());
                completed = reading.statistics();
            }
            return reading;
        });
    }

    private void readAhead() {
        Reading reading = newest();
        if (reading == null) {
            return;
        }
        try {
            if (expected != reading.statistics()) {
                expected = reading.statistics();
                words.expect(queries(WordDocs.frequent(reading)));
            }
            words.readAhead(reading, () -> ending);
        } catch (IOException | RuntimeException failed) {
            LOG.warn("Words will be read when they are asked for: {}", failed.toString());
        } finally {
            reading.release();
        }
    }

    private void commit() {
        writing.lock();
        try {
            shelf().commit(positions);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            writing.unlock();
        }
    }

    /// Makes everything that was indexed findable now; it happens by itself within half a second.
    public void refresh() {
        writing.lock();
        try {
            shelf().refresh();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void stop() {
        if (!running) {
            return;
        }
        ending = true;
        running = false;
        if (meaning != null) {
            meaning.stop();
        }
        ScheduledExecutorService ending = rounds;
        if (ending != null) {
            ending.shutdown();
            try {
                ending.awaitTermination(10, TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        if (shelf != null) {
            if (!shelf().isBroken()) {
                commit();
            }
            Shelves.closeQuietly(shelf);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
