package org.deltacommons.foundation.finding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.deltacommons.foundation.lane.Json;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finding by what is meant. Vectors are worked out in the background, by one thread that rests as
/// long as it works; whoever searches meanwhile is answered by words. Without the model everything
/// goes on by words alone.
final class Meaning {

    private static final Logger LOG = LoggerFactory.getLogger(Meaning.class);
    private static final int BATCH = 32;
    private static final long PAUSE_MS = 2_000;
    private static final int QUESTIONS_KEPT = 10_000;

    /// So many questions are worked out at once; one that waits longer is answered by words.
    private static final int AT_ONCE = 2;

    private static final long WAIT_MS = 40;

    private final Path root;
    private final Supplier<Embedder> model;
    private final Supplier<@Nullable Reading> readings;
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final Cache<String, float[]> questions =
            Caffeine.newBuilder().maximumSize(QUESTIONS_KEPT).build();
    private volatile @Nullable Embedder embedder;
    private volatile @Nullable Vectors vectors;
    private volatile CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Thread worker;
    private @Nullable Object scanned;

    /// @param model reads it, which may fail
    /// @param readings the newest reading, acquired; null for now
    Meaning(Path root, Supplier<Embedder> model, Supplier<@Nullable Reading> readings) {
        this.root = root;
        this.model = model;
        this.readings = readings;
    }

    void start() {
        ended = new CountDownLatch(1);
        worker = Thread.ofPlatform().name("finding-meaning").daemon(true).unstarted(this::work);
        worker.setPriority(Thread.MIN_PRIORITY);
        worker.start();
    }

    private void work() {
        if (!open()) {
            return;
        }
        try {
            do {
                round(true);
            } while (!ended.await(PAUSE_MS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    /// @return false where there is no model
    boolean open() {
        try {
            Embedder read = model.get();
            vectors = new Vectors(root.resolve("vectors-" + read.name()));
            embedder = read;
            return true;
        } catch (IOException | RuntimeException | LinkageError missing) {
            LOG.warn("Finding goes by words alone, without their meaning: {}", missing.toString());
            return false;
        }
    }

    /// Works out what has no vector yet.
    void round(boolean restful) throws InterruptedException {
        Reading reading = readings.get();
        if (reading == null) {
            return;
        }
        try {
            if (scanned != reading) {
                fill(reading, restful);
                scanned = isEnding() ? null : reading;
            }
        } catch (IOException | RuntimeException failed) {
            LOG.warn("Meanings will be worked out later: {}", failed.toString());
        } finally {
            reading.release();
        }
    }

    private void fill(Reading reading, boolean restful) throws IOException, InterruptedException {
        Vectors to = java.util.Objects.requireNonNull(vectors);
        Embedder by = java.util.Objects.requireNonNull(embedder);
        Terms terms = MultiTerms.getTerms(reading.reader(), Shelf.PASSAGE);
        if (terms == null) {
            return;
        }
        TermsEnum each = terms.iterator();
        Set<String> names = new LinkedHashSet<>();
        boolean more = true;
        while (more && !isEnding()) {
            more = each.next() != null;
            if (more) {
                names.add(each.term().utf8ToString());
            }
            if (names.size() == BATCH || !more) {
                Set<String> missing = to.missing(names);
                names.clear();
                if (!missing.isEmpty()) {
                    long from = System.nanoTime();
                    to.put(texts(reading, missing), by);
                    to.keep();
                    rest(restful, System.nanoTime() - from);
                }
            }
        }
    }

    private void rest(boolean restful, long worked) throws InterruptedException {
        if (restful) {
            ended.await(worked, TimeUnit.NANOSECONDS);
        }
    }

    private boolean isEnding() {
        return ended.getCount() == 0;
    }

    /// The texts of the names, from a document that has each.
    private static Map<String, String> texts(Reading reading, Set<String> names)
            throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : names) {
            PostingsEnum postings =
                    MultiTerms.getTermPostingsEnum(
                            reading.reader(),
                            Shelf.PASSAGE,
                            new org.apache.lucene.util.BytesRef(name),
                            PostingsEnum.NONE);
            if (!texts.containsKey(name) && postings != null) {
                int doc = postings.nextDoc();
                if (doc != PostingsEnum.NO_MORE_DOCS) {
                    String json =
                            reading.searcher()
                                    .storedFields()
                                    .document(doc, Set.of(Shelf.JSON))
                                    .get(Shelf.JSON);
                    Passages.of(Json.read(Json.parse(json), FindDocument.class))
                            .forEach((key, text) -> {
                                if (names.contains(key)) {
                                    texts.put(key, text);
                                }
                            });
                }
            }
        }
        return texts;
    }

    /// How many texts have no vector yet; -1 where there is no model, or not yet.
    long missing(Reading reading) throws IOException {
        Vectors known = vectors;
        Terms terms = MultiTerms.getTerms(reading.reader(), Shelf.PASSAGE);
        if (known == null || embedder == null) {
            return -1;
        }
        long missing = 0;
        if (terms != null) {
            TermsEnum each = terms.iterator();
            while (each.next() != null) {
                missing += known.missing(Set.of(each.term().utf8ToString())).size();
            }
        }
        return missing;
    }

    /// Whether meaning takes part at all.
    boolean isReady() {
        Vectors known = vectors;
        return embedder != null && known != null && !known.isEmpty();
    }

    /// What lies near a question, the nearest first; nothing where the model is missing or busy.
    List<Vectors.Near> near(String question, int count) {
        Embedder by = embedder;
        Vectors from = vectors;
        float[] vector = by == null || from == null ? null : vector(question, by);
        try {
            return vector == null || from == null ? List.of() : from.near(vector, count, Vectors.COMPARED);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// What a passage says; empty where the vectors were closed meanwhile.
    String text(Vectors.Near passage) throws IOException {
        Vectors from = vectors;
        return from == null ? "" : from.text(passage.name());
    }

    private float @Nullable [] vector(String question, Embedder by) {
        float[] known = questions.getIfPresent(question);
        if (known != null) {
            return known;
        }
        try {
            if (!turns.tryAcquire(WAIT_MS, TimeUnit.MILLISECONDS)) {
                return null;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return null;
        }
        try {
            float[] vector = by.of(question);
            questions.put(question, vector);
            return vector;
        } finally {
            turns.release();
        }
    }

    void stop() {
        // Not by an interrupt, which would close the files under the index.
        ended.countDown();
        Thread working = worker;
        if (working != null) {
            try {
                working.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        close();
    }

    private void close() {
        Vectors open = vectors;
        vectors = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException | RuntimeException failed) {
            LOG.debug("Vectors did not close", failed);
        }
    }
}
