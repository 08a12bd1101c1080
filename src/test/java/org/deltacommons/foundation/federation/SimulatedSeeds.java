package org.deltacommons.foundation.federation;

import java.util.List;
import java.util.Map;

/// What the simulator does, asked from outside the world in which it does it. Here the community
/// has four members; there it has six, see [SixProvinces]. So nothing passes between the two but
/// what both know alike.
public interface SimulatedSeeds extends AutoCloseable {

    /// What a run came to.
    ///
    /// @param broken the first invariant that did not hold, empty if all did
    /// @param ends how many orders and claims ended in which state, so that a run that did nothing
    ///   shows
    record Run(String broken, List<String> story, int faults, Map<String, Integer> ends) {
        public boolean isGood() {
            return broken.isEmpty();
        }
    }

    /// @param bug the name of a [SimulatedBug]
    Run run(long seed, String bug);

    /// How it came to a failure, with as few events as possible, and how to see it again.
    String told(long seed, String bug);

    /// @return of how many events that story is
    int least(long seed, String bug);

    @Override
    void close();

    /// Each has a product of its own, so that two may run at the same time.
    static SimulatedSeeds open() {
        return SixProvinces.open();
    }
}
