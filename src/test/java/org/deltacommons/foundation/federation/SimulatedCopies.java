package org.deltacommons.foundation.federation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.SimulatedNode;
import org.deltacommons.kernel.Province;

/// A node's copies in memory. They outlive its crashes; a piece of work is kept whole or not at
/// all.
final class SimulatedCopies implements Copies {

    /// The node was gone before the work was kept.
    static final class Away extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final SimulatedNode node;
    private final SimulatedBug bug;
    private final Map<Province, List<Arrived>> received = new EnumMap<>(Province.class);
    private final Map<Province, Long> reached = new EnumMap<>(Province.class);
    private final Map<Province, Stops.Why> stops = new EnumMap<>(Province.class);
    private final Map<Province, Map<String, Integer>> reads = new EnumMap<>(Province.class);
    private final List<String> unreplicated = new ArrayList<>();
    private final List<Runnable> work = new ArrayList<>();
    private boolean crash;

    SimulatedCopies(SimulatedNode node, SimulatedBug bug) {
        this.node = node;
        this.bug = bug;
    }

    /// The next piece of work is lost at its end.
    void crashAtTheNext() {
        crash = true;
    }

    List<Arrived> received(Province origin) {
        return received.getOrDefault(origin, List.of());
    }

    Map<Province, Stops.Why> stops() {
        return stops;
    }

    List<String> unreplicated() {
        return unreplicated;
    }

    @Override
    public long newest(Province origin) {
        return reached.getOrDefault(origin, 0L);
    }

    @Override
    public void once(Province origin, long position, Runnable doing) {
        if (newest(origin) != position) {
            return;
        }
        work.clear();
        doing.run();
        if (crash) {
            crash = false;
            throw new Away();
        }
        work.forEach(Runnable::run);
    }

    @Override
    public void apart(Runnable part) {
        int before = work.size();
        try {
            part.run();
        } catch (RuntimeException failed) {
            work.subList(before, work.size()).clear();
            throw failed;
        }
    }

    @Override
    public void receive(List<Arrived> facts) {
        for (Arrived one : facts) {
            work.add(() ->
                    received.computeIfAbsent(one.fact().origin(), _ -> new ArrayList<>()).add(one));
        }
    }

    @Override
    public boolean writeAtOnce(Province origin, RowsAtOnce rows) {
        List<Row> all = new ArrayList<>();
        rows.each((row, _) -> all.add(row));
        boolean right =
                all.stream()
                        .allMatch(row ->
                                row.home() == origin
                                        && homeOf(row).filter(home -> home != origin).isEmpty());
        if (right) {
            rows.each(this::write);
        }
        return right;
    }

    @Override
    public Optional<Province> homeOf(Row row) {
        return node.homeOf(row);
    }

    @Override
    public void write(Row row, long version) {
        boolean there = bug == SimulatedBug.KEEP_THE_FIRST_ROW && homeOf(row).isPresent();
        if (!there) {
            work.add(() -> node.replicate(row, version));
        }
    }

    @Override
    public void note(RecordedFact fact, String reason) {
        work.add(() -> unreplicated.add(fact.kind() + ": " + reason));
    }

    @Override
    public void reached(Province origin, long upTo) {
        if (bug != SimulatedBug.KEEP_WHAT_CAME_TWICE || upTo % 3 != 0) {
            work.add(() -> reached.put(origin, upTo));
        }
    }

    @Override
    public Optional<Map<String, Integer>> readBy(Province origin) {
        return Optional.ofNullable(reads.get(origin));
    }

    @Override
    public void readBy(Province origin, Map<String, Integer> kinds) {
        work.add(() -> reads.put(origin, kinds));
    }

    @Override
    public void stop(
            Province origin, long index, Stops.Why why, String entry, String note, String proof) {
        work.add(() -> stops.put(origin, why));
        if (bug == SimulatedBug.PASS_OVER_WHAT_IS_WRONG) {
            work.add(() -> reached.put(origin, index));
        }
    }

    @Override
    public void mended(Province origin) {
        work.add(() -> stops.remove(origin));
    }
}
