package org.deltacommons.foundation.federation;

/// The simulator in the world of six provinces.
public final class SimulatedRuns implements SimulatedSeeds {

    private final SimulatedProduct product = new SimulatedProduct();

    @Override
    public Run run(long seed, String bug) {
        return Simulation.run(product, seed, SimulatedBug.valueOf(bug));
    }

    @Override
    public String told(long seed, String bug) {
        return Simulation.told(product, seed, SimulatedBug.valueOf(bug));
    }

    @Override
    public int least(long seed, String bug) {
        return Simulation.shrunk(product, seed, SimulatedBug.valueOf(bug)).size();
    }

    @Override
    public void close() {
        product.close();
    }
}
