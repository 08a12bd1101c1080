package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// An index on its way from empty to whole. How far it is stands in it with what was written, so
/// that a build which was stopped goes on where it was: what changed meanwhile is in the feeds,
/// from where they were when it began.
final class Build {

    private static final String KIND = "build.kind";
    private static final String ID = "build.id";
    private static final String DONE = "build.done";
    private static final int BATCH = 200;
    private static final long KEEP_EVERY_NS = TimeUnit.SECONDS.toNanos(10);

    private final Volume volume;
    private final Map<Province, Long> start;
    private final List<FindDocument> batch = new ArrayList<>();
    private String kind;
    private String id;
    private volatile long done;
    private long keptAt = System.nanoTime();

    private Build(Volume volume, Map<Province, Long> start, String kind, String id, long done) {
        this.volume = volume;
        this.start = start;
        this.kind = kind;
        this.id = id;
        this.done = done;
    }

    /// @param start how far each feed is now
    static Build of(Volume fresh, Map<Province, Long> start) throws IOException {
        Build build = new Build(fresh, start, "", "", 0);
        build.keep();
        return build;
    }

    /// @return null if the index holds none that can go on
    static @Nullable Build goingOn(Volume unfinished) {
        Map<String, String> told = unfinished.told();
        String done = told.get(DONE);
        if (done == null) {
            return null;
        }
        Map<Province, Long> start = new EnumMap<>(unfinished.positions());
        return new Build(
                unfinished,
                start,
                told.getOrDefault(KIND, ""),
                told.getOrDefault(ID, ""),
                Long.parseLong(done));
    }

    Volume volume() {
        return volume;
    }

    /// How far each feed was when it began.
    Map<Province, Long> start() {
        return start;
    }

    /// Documents that are in.
    long done() {
        return done;
    }

    /// The kind that is being read; empty before the first.
    String kind() {
        return kind;
    }

    /// The id after which a kind goes on; empty for its beginning.
    String after(String kind) {
        return kind.equals(this.kind) ? id : "";
    }

    void add(FindDocument document) throws IOException {
        batch.add(document);
        if (batch.size() == BATCH) {
            drain();
            if (System.nanoTime() - keptAt > KEEP_EVERY_NS) {
                keep();
            }
        }
    }

    /// Writes what was added.
    void drain() throws IOException {
        if (!batch.isEmpty()) {
            volume.put(batch);
            kind = batch.getLast().kind();
            id = batch.getLast().id();
            done += batch.size();
            batch.clear();
        }
    }

    /// What was written stays, whatever happens.
    void keep() throws IOException {
        Map<String, String> told = new HashMap<>();
        told.put(KIND, kind);
        told.put(ID, id);
        told.put(DONE, Long.toString(done));
        volume.commit(start, told);
        keptAt = System.nanoTime();
    }
}
