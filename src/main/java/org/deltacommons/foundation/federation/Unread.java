package org.deltacommons.foundation.federation;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.Province;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Facts that came while this node could not read them into rows: the version of then did not know
/// their kind, or a former schema of it only, or kept no rows of it. When a version comes that can,
/// their rows are written once, before the copy is followed on. What such a fact asks a home here
/// to do is another matter: that is parked and tried again, see [Reactions].
final class Unread {

    private static final Logger LOG = LoggerFactory.getLogger(Unread.class);
    private static final int PAGE = 500;

    private final Copies copies;
    private final Map<String, Integer> reads;
    private final Set<Province> noted = EnumSet.noneOf(Province.class);

    /// @param reads the newest schema of each kind that this version makes rows of
    Unread(Copies copies, Map<String, Integer> reads) {
        this.copies = copies;
        this.reads = Map.copyOf(reads);
    }

    /// With the first stretch of a copy, in its transaction.
    void note(Province origin) {
        if (!noted.contains(origin)) {
            copies.readBy(origin, reads);
        }
    }

    /// @param again writes the rows of a fact, unless a later one has said more of them
    void work(Province origin, Consumer<RecordedFact> again) {
        long position = copies.newest(origin);
        if (position == 0 || noted.contains(origin)) {
            return;
        }
        Optional<Map<String, Integer>> known = copies.readBy(origin);
        if (known.filter(reads::equals).isPresent()) {
            noted.add(origin);
            return;
        }
        // A copy from before this was noted had all that its version could read.
        Map<String, Integer> before = known.orElse(reads);
        Set<String> fresh =
                reads.entrySet().stream()
                        .filter(one -> one.getValue() > before.getOrDefault(one.getKey(), 0))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        long after = fresh.isEmpty() ? position : copies.before(origin, fresh).orElse(position);
        while (after < position) {
            List<RecordedFact> page = copies.facts(origin, after, PAGE);
            List<RecordedFact> unread =
                    page.stream()
                            .filter(fact -> fresh.contains(fact.kind()))
                            .filter(fact -> fact.schema() > before.getOrDefault(fact.kind(), 0))
                            .toList();
            if (!unread.isEmpty() && !done(origin, position, () -> unread.forEach(again))) {
                return;
            }
            LOG.info("{} facts of {} are read that came before", unread.size(), origin);
            after = page.isEmpty() ? position : page.getLast().index();
        }
        if (done(origin, position, () -> copies.readBy(origin, reads))) {
            noted.add(origin);
        }
    }

    /// @return false if another instance follows the copy now: then this is looked at again
    private boolean done(Province origin, long position, Runnable work) {
        AtomicBoolean done = new AtomicBoolean();
        copies.once(
                origin,
                position,
                () -> {
                    work.run();
                    done.set(true);
                });
        return done.get();
    }
}
