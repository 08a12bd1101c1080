package org.deltacommons.foundation.finding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
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

    private static final long KEEP_EVERY_NS = TimeUnit.SECONDS.toNanos(2);

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

    /// Segments whose texts all have their vectors.
    private final Set<IndexReader.CacheKey> filled = new HashSet<>();

    private long keptAt;

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
        Set<IndexReader.CacheKey> now = new HashSet<>();
        for (LeafReaderContext leaf : reading.reader().leaves()) {
            IndexReader.CacheKey segment = Segment.core(leaf.reader());
            now.add(segment);
            if (!filled.contains(segment) && fill(leaf, restful)) {
                filled.add(segment);
            }
        }
        filled.retainAll(now);
    }

    /// @return whether all of the segment was looked at
    private boolean fill(LeafReaderContext leaf, boolean restful)
            throws IOException, InterruptedException {
        Vectors to = java.util.Objects.requireNonNull(vectors);
        Terms terms = leaf.reader().terms(Shelf.PASSAGE);
        TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
        Set<String> names = new LinkedHashSet<>();
        boolean more = true;
        while (more && !isEnding()) {
            more = each.next() != null;
            if (more) {
                names.add(each.term().utf8ToString());
            }
            if (names.size() == BATCH || !more) {
                long from = System.nanoTime();
                work(leaf, to.missing(names), to, restful);
                names.clear();
                if (!more || from - keptAt > KEEP_EVERY_NS) {
                    to.keep();
                    keptAt = from;
                }
            }
        }
        return !isEnding();
    }

    private void work(LeafReaderContext leaf, Set<String> missing, Vectors to, boolean restful)
            throws IOException, InterruptedException {
        if (!missing.isEmpty()) {
            long from = System.nanoTime();
            to.put(texts(leaf, missing), java.util.Objects.requireNonNull(embedder));
            rest(restful, System.nanoTime() - from);
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

    /// The texts of the names, from a document of the segment that has each.
    private static Map<String, String> texts(LeafReaderContext leaf, Set<String> names)
            throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        StoredFields stored = leaf.reader().storedFields();
        for (String name : names) {
            PostingsEnum postings =
                    leaf.reader().postings(new Term(Shelf.PASSAGE, name), PostingsEnum.NONE);
            if (!texts.containsKey(name) && postings != null) {
                Passages.of(Documents.stored(stored, postings.nextDoc()))
                        .forEach((key, text) -> {
                            if (names.contains(key)) {
                                texts.put(key, text);
                            }
                        });
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

    /// How many texts have a vector.
    long count() {
        Vectors known = vectors;
        return known == null ? 0 : known.count();
    }

    /// Whether meaning takes part at all.
    boolean isReady() {
        Vectors known = vectors;
        return embedder != null && known != null && !known.isEmpty();
    }

    /// What lies near a question, the nearest first; nothing where the model is missing or busy.
    List<Vectors.Near> near(String question, int count) {
        return near(question, count, Vectors.COMPARED);
    }

    /// @param compared how many vectors are compared themselves, at least
    List<Vectors.Near> near(String question, int count, int compared) {
        Embedder by = embedder;
        Vectors from = vectors;
        float[] vector = by == null || from == null ? null : vector(question, by);
        try {
            return vector == null || from == null ? List.of() : from.near(vector, count, compared);
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
