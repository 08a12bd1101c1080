package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Builds a new index from the records while the old one goes on serving, then puts it in its
/// place.
final class Building {

    private static final Logger LOG = LoggerFactory.getLogger(Building.class);

    private final Engine engine;
    private final Following following;
    private final Map<String, Findable> findables;
    private final ReentrantLock rebuilding = new ReentrantLock();
    private volatile @Nullable Build build;
    private volatile boolean ending;
    private volatile boolean wanted;

    /// @param findables by kind, in the order in which they are written
    Building(Engine engine, Following following, Map<String, Findable> findables) {
        this.engine = engine;
        this.following = following;
        this.findables = findables;
    }

    void start() {
        ending = false;
    }

    /// What goes on stops after the document it is at, and goes on another time.
    void end() {
        ending = true;
    }

    /// How many documents a build has written so far; empty where none is going on.
    OptionalLong built() {
        Build going = build;
        return going == null ? OptionalLong.empty() : OptionalLong.of(going.done());
    }

    /// From now on until one has been built.
    void want() {
        wanted = true;
    }

    /// Unless somebody else has just done it.
    void rebuildIfWanted() {
        rebuilding.lock();
        try {
            if (wanted) {
                rebuild();
            }
        } finally {
            rebuilding.unlock();
        }
    }

    /// What a build that was stopped has left goes on.
    void rebuild() {
        rebuilding.lock();
        Build next = null;
        try {
            next = begin();
            build = next;
            for (Findable findable : findables.values()) {
                fill(next, findable);
            }
            swap(next);
            wanted = false;
            engine.complete();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            build = null;
            following.forget();
            if (next != null && next.volume() != following.inUse()) {
                Shelves.closeQuietly(next.volume());
            }
            rebuilding.unlock();
        }
    }

    private Build begin() {
        return following.alone(() -> {
            following.remember();
            Build unfinished = engine.unfinished();
            if (unfinished != null && isKnown(unfinished.kind())) {
                LOG.info("The new search index goes on after {} documents", unfinished.done());
                following.remember(unfinished.start());
                return unfinished;
            }
            return Build.of(engine.fresh(), following.newest());
        });
    }

    private boolean isKnown(String kind) {
        return kind.isEmpty() || findables.containsKey(kind);
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

    private void swap(Build built) {
        following.alone(() -> {
            Volume next = built.volume();
            following.complete(next, built.start());
            engine.makeCurrent(next);
            Volume old = following.inUse();
            following.use(next, true);
            build = null;
            Shelves.closeQuietly(old);
            engine.tidy(next);
            return next;
        });
    }
}
