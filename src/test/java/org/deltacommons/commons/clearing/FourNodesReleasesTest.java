package org.deltacommons.commons.clearing;

import org.deltacommons.Nodes;
import org.deltacommons.Theatre;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// Releases with each province at a node and on a database of its own.
class FourNodesReleasesTest extends ReleasesContract {

    private static Nodes nodes;

    @BeforeAll
    static void start() {
        nodes = Nodes.four("releases");
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
