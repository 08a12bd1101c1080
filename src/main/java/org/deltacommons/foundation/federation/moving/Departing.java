package org.deltacommons.foundation.federation.moving;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.deltacommons.foundation.federation.Feeds;
import org.deltacommons.foundation.federation.Residence;
import org.deltacommons.foundation.federation.Trees;
import org.deltacommons.foundation.federation.proof.Fingerprint;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.federation.proof.SignedNote;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.kernel.Province;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Writes the package of a home that has gone, as soon as its end is signed. Where that is broken
/// off it is begun again.
final class Departing implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Departing.class);
    private static final long LOOK_AGAIN_MS = 500;

    private final GroupLane lane;
    private final Packing packing;
    private final Trees trees;
    private final Feeds feeds;
    private final Records records;
    private final Parcels parcels;
    private volatile boolean running;
    private volatile Thread looking = Thread.ofVirtual().unstarted(() -> {});

    Departing(
            GroupLane lane,
            Packing packing,
            Trees trees,
            Feeds feeds,
            Records records,
            Parcels parcels) {
        this.lane = lane;
        this.packing = packing;
        this.trees = trees;
        this.feeds = feeds;
        this.records = records;
        this.parcels = parcels;
    }

    private void look() {
        for (Province home : lane.homes()) {
            if (lane.isEnded(home)
                    && trees.isSignedToItsEnd(home)
                    && records.find(Residence.class, Residence.idOf(home)).isPresent()
                    && !parcels.isThere(home, feeds.newest(home))) {
                Path file = parcels.file(home, feeds.newest(home));
                packing.write(home, lane.homes(), file, parcels.key(home));
                LOG.info("The package of {} is {}", home, file);
            }
        }
    }

    /// How far it is, for the case's page.
    List<Entry> told(Province home) {
        List<Entry> lines = new ArrayList<>();
        trees.checkpoint(home)
                .ifPresent(note -> lines.add(Entry.of("giving.witnesses", witnesses(note))));
        long size = feeds.newest(home);
        if (parcels.isThere(home, size)) {
            lines.add(Entry.of("giving.package", parcels.file(home, size).toString()));
            lines.add(Entry.of("giving.digest", Fingerprint.of(parcels.digest(home, size))));
        } else {
            lines.add(Entry.of("giving.package", "\u2013"));
        }
        return lines;
    }

    /// Who signed the last head, by the names of their keys.
    private static String witnesses(String note) {
        try {
            return String.join(
                    ", ",
                    SignedNote.parse(note).signatures().stream()
                            .map(SignedNote.Signature::name)
                            .distinct()
                            .sorted()
                            .toList());
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void start() {
        running = true;
        looking = Thread.ofVirtual().name("home-departing").start(this::keepLooking);
    }

    private void keepLooking() {
        while (running) {
            try {
                look();
            } catch (RuntimeException | Error failed) {
                LOG.warn("The package of a home is not written yet: {}", failed.toString());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MS));
        }
    }

    @Override
    public void stop() {
        running = false;
        LockSupport.unpark(looking);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
