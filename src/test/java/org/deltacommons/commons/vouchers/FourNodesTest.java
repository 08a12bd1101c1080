package org.deltacommons.commons.vouchers;

import org.deltacommons.Nodes;
import org.deltacommons.Theatre;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The main job with each province at a node and on a database of its own.
class FourNodesTest extends MainJobContract {

    private static Nodes nodes;

    @BeforeAll
    static void start() {
        nodes = Nodes.four("main_job");
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
