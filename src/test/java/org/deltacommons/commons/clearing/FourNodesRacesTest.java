package org.deltacommons.commons.clearing;

import org.deltacommons.Nodes;
import org.deltacommons.Theatre;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The races with each province at a node and on a database of its own.
class FourNodesRacesTest extends RacesContract {

    private static Nodes nodes;

    @BeforeAll
    static void start() {
        nodes = Nodes.four("races");
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Override
    Theatre theatre() {
        return nodes;
    }
}
