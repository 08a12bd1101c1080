package org.deltacommons.foundation.finding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finding by what is meant. Vectors are worked out in the background, by one thread that rests as
/// long as it works, and nine times as long while people use the server; whoever searches meanwhile
/// is answered by words. Without the model everything goes on by words alone.
final class Meaning {

    private static final Logger LOG = LoggerFactory.getLogger(Meaning.class);
    private static final long PAUSE_MS = 2_000;
    private static final int QUESTIONS_KEPT = 10_000;

    /// So many questions are worked out at once; one that waits longer is answered by words.
    private static final int AT_ONCE = 2;

    private static final long WAIT_MS = 40;

    private static final long KEEP_EVERY_NS = TimeUnit.SECONDS.toNanos(2);

    /// Who asked so long ago may be about to ask again.
    private static final long GIVING_WAY_NS = TimeUnit.SECONDS.toNanos(1);

    /// How much longer it rests than it works while somebody asks: a tenth of one processor is left
    /// to it, so that it comes to an end on a server that is never quiet, too.
    private static final int RESTS_WHILE_ASKED = 9;

    /// Falling asleep and waking up take their time, too.
    private static final long REST_MIN_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Path root;
    private final Supplier<Embedder> model;
    private final PassageSource passages;
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final Cache<String, float[]> questions =
            Caffeine.newBuilder().maximumSize(QUESTIONS_KEPT).build();
    private volatile @Nullable Embedder embedder;
    private volatile @Nullable Vectors vectors;
    private volatile CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Thread worker;
    private long keptAt;

    /// Rest of this round that is still to come.
    private long owed;

    /// When somebody was last answered.
    private volatile long asked = System.nanoTime() - GIVING_WAY_NS;

    /// Whether some were worked out that cannot be found yet.
    private volatile boolean unkept;

    /// @param model reads it, which may fail
    /// @param passages what is compared
    Meaning(Path root, Supplier<Embedder> model, PassageSource passages) {
        this.root = root;
        this.model = model;
        this.passages = passages;
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
        Vectors to = Objects.requireNonNull(vectors);
        try {
            passages.give((names, texts) -> work(to.missing(names), texts, to, restful));
            keep(to);
        } catch (IOException | RuntimeException | Error failed) {
            LOG.warn("Meanings will be worked out later: {}", failed.toString());
        }
    }

    /// @return whether to go on
    private boolean work(
            Set<String> missing, PassageSource.Texts texts, Vectors to, boolean restful)
            throws IOException, InterruptedException {
        Map<String, String> some = missing.isEmpty() ? Map.of() : texts.of(missing);
        // One at a time, so that nobody waits for the processor longer than one of them takes.
        for (Map.Entry<String, String> text : some.entrySet()) {
            long from = System.nanoTime();
            to.put(text.getKey(), text.getValue(), Objects.requireNonNull(embedder));
            unkept = true;
            if (restful && rest(System.nanoTime() - from)) {
                break;
            }
        }
        if (System.nanoTime() - keptAt > KEEP_EVERY_NS) {
            keep(to);
        }
        return ended.getCount() > 0;
    }

    /// @return whether to leave off
    private boolean rest(long worked) throws InterruptedException {
        boolean wanted = System.nanoTime() - asked < GIVING_WAY_NS;
        owed += wanted ? RESTS_WHILE_ASKED * worked : worked;
        if (owed < REST_MIN_NS) {
            return false;
        }
        long rest = owed;
        owed = 0;
        return ended.await(rest, TimeUnit.NANOSECONDS);
    }

    /// Somebody is being answered; what is done in the background gives way.
    void giveWay() {
        asked = System.nanoTime();
    }

    private void keep(Vectors to) throws IOException {
        if (unkept) {
            to.keep();
            unkept = false;
        }
        keptAt = System.nanoTime();
    }

    /// How many texts have no vector yet; -1 where there is no model, or not yet.
    long missing() throws IOException {
        Vectors known = vectors;
        if (known == null || embedder == null) {
            return -1;
        }
        long missing = passages.missing(known);
        return unkept ? Math.max(1, missing) : missing;
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
