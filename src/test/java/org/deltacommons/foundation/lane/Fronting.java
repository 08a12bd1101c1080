package org.deltacommons.foundation.lane;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.deltacommons.kernel.Province;

/// A lane's own store in memory behind one that hands everything on: who extends it puts in the way
/// what can go wrong there.
abstract class Fronting implements LaneStore {

    final MemoryStore real;

    Fronting(MemoryStore real) {
        this.real = real;
    }

    @Override
    public Head takeOver(Province home, String holder) {
        return real.takeOver(home, holder);
    }

    @Override
    public Head renew(Province home, String holder) {
        return real.renew(home, holder);
    }

    @Override
    public <T> T read(Province home, Instant now, Function<TrackedRows, T> reading) {
        return real.read(home, now, reading);
    }

    @Override
    public void load(Overlay overlay, List<Proposal> more, Phases phases) {
        real.load(overlay, more, phases);
    }

    @Override
    public void store(Overlay overlay, long epoch, Phases phases, Runnable turn) {
        real.store(overlay, epoch, phases, turn);
    }

    @Override
    public void committed(Overlay overlay) {
        real.committed(overlay);
    }
}
