package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lucene in this process, over folders of its own.
final class EmbeddedEngine implements Engine {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedEngine.class);
    private static final long FIRST_MS = 400;
    private static final long COMPLETE_MS = 10_000;
    private static final long READ_AHEAD_MS = 2_000;

    private final Shelves shelves;
    private final Map<String, Dimension> dimensions;
    private final Analyzer analyzer = Analysis.analyzer();
    private final WordDocs words = new WordDocs();
    private final Measured measured = new Measured();
    private final Documents documents = new Documents();
    private final Markings markings = new Markings();
    private final @Nullable Meaning meaning;
    private volatile Supplier<@Nullable Volume> inUse = () -> null;
    private volatile @Nullable Completions completions;
    private @Nullable Statistics completed;
    private volatile boolean ending;

    /// Those whose frequent words are expected to be asked for.
    private @Nullable Statistics expected;

    /// @param root the folder that holds the indexes; its content can be deleted at any time
    /// @param model reads the model by which meanings are compared; null to go by words alone
    EmbeddedEngine(
            Path root, Map<String, Dimension> dimensions, @Nullable Supplier<Embedder> model) {
        this.shelves = new Shelves(root, analyzer);
        this.dimensions = dimensions;
        this.meaning =
                model == null ? null : new Meaning(root, model, new SegmentPassages(this::newest));
    }

    @Override
    public @Nullable Volume current() throws IOException {
        return shelves.current();
    }

    @Override
    public boolean isOfThisAnalysis(Volume volume) {
        return shelves.isOfThisAnalysis((Shelf) volume);
    }

    @Override
    public Volume fresh() {
        return shelves.fresh();
    }

    @Override
    public @Nullable Build unfinished() {
        return shelves.unfinished();
    }

    @Override
    public void makeCurrent(Volume volume) throws IOException {
        shelves.makeCurrent((Shelf) volume);
    }

    @Override
    public void tidy(Volume kept) {
        shelves.tidy((Shelf) kept);
    }

    // Asking

    private interface Work<T> {
        T on(Reading reading) throws IOException;
    }

    /// Acquired; null for now.
    @Nullable Reading newest() {
        return inUse.get() instanceof Shelf open ? open.acquire() : null;
    }

    private <T> T reading(Work<T> work) throws IOException {
        Reading reading = null;
        while (reading == null) {
            // Between two looks a refresh or a rebuild may have put another in its place.
            reading = ((Shelf) Objects.requireNonNull(inUse.get(), "no index is open")).acquire();
        }
        try {
            return work.on(reading);
        } finally {
            reading.release();
        }
    }

    private Search search(Reading reading, @Nullable Meaning by) {
        return new Search(reading, words, measured, documents, markings, analyzer, dimensions, by);
    }

    @Override
    public Found find(
            FindRequest request, boolean english, Finding.Way way, Collection<String> facets)
            throws IOException {
        return reading(reading ->
                search(reading, way == Finding.Way.WORDS ? null : meaning)
                        .find(request, english, way, facets, true));
    }

    @Override
    public Optional<Whether> whether(FindRequest request, String key) throws IOException {
        return reading(
                reading -> Optional.ofNullable(search(reading, meaning).whether(request, key)));
    }

    @Override
    public Typed suggest(String typed) throws IOException {
        return reading(reading ->
                new Suggesting(new SegmentNames(reading, documents, analyzer), completions)
                        .suggest(typed));
    }

    @Override
    public List<FindDocument> named(String name) throws IOException {
        return reading(reading -> search(reading, null).named(name));
    }

    @Override
    public boolean knowsMeanings() {
        return meaning != null && meaning.isReady();
    }

    @Override
    public long meaningsMissing() throws IOException {
        return meaning == null ? -1 : meaning.missing();
    }

    @Override
    public void reach() {}

    @Override
    public Map<String, String> state() {
        return Map.of("engine", "embedded", "vectors", knowsMeanings() ? "compared here" : "none");
    }

    // In the background

    @Override
    public void start(Supplier<@Nullable Volume> inUse, ScheduledExecutorService rounds) {
        this.inUse = inUse;
        ending = false;
        // The field's own words are what most people ask for; no start waits for them.
        rounds.execute(() -> words.expect(queries(Thesaurus.field().chinese())));
        rounds.scheduleWithFixedDelay(
                this::completeOrLater, FIRST_MS, COMPLETE_MS, TimeUnit.MILLISECONDS);
        rounds.scheduleWithFixedDelay(
                this::readAhead, FIRST_MS, READ_AHEAD_MS, TimeUnit.MILLISECONDS);
        if (meaning != null) {
            meaning.start();
        }
    }

    private List<Query> queries(Collection<String> asked) {
        return asked.stream()
                .flatMap(word -> Question.of(word, analyzer).terms().stream())
                .map(Question.TermOf::query)
                .toList();
    }

    /// Only where the words of the index have changed by more than some.
    @Override
    public synchronized void complete() throws IOException {
        reading(reading -> {
            if (completions == null || completed != reading.statistics()) {
                completions = Completions.of(reading);
                completed = reading.statistics();
            }
            return reading;
        });
    }

    private void completeOrLater() {
        try {
            complete();
        } catch (IOException | RuntimeException | Error failed) {
            LOG.warn("Words will be offered when they can be read: {}", failed.toString());
        }
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
        } catch (IOException | RuntimeException | Error failed) {
            LOG.warn("Words will be read when they are asked for: {}", failed.toString());
        } finally {
            reading.release();
        }
    }

    @Override
    public void giveWay() {
        if (meaning != null) {
            meaning.giveWay();
        }
    }

    @Override
    public void stop() {
        ending = true;
        if (meaning != null) {
            meaning.stop();
        }
    }

    @Override
    public void ended() {}
}
