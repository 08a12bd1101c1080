package org.deltacommons.foundation.federation.nodes;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Which requests were taken already. In the database, so that a request repeated to another
/// instance of this node, or after a restart, is found as well.
final class Nonces {

    private static final int CLEAN_EVERY = 256;

    private final JdbcClient jdbc;
    private final AtomicLong taken = new AtomicLong();

    Nonces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param until when the request is refused for its age
    /// @return false if it was taken before
    boolean take(NodeKey.Public node, String nonce, Instant until, Instant now) {
        if (taken.getAndIncrement() % CLEAN_EVERY == 0) {
            jdbc.sql("DELETE FROM federation.node_nonce WHERE until < ?")
                    .params(now.atOffset(ZoneOffset.UTC))
                    .update();
        }
        return jdbc.sql(
                                """
                                INSERT INTO federation.node_nonce (node, nonce, until)
                                VALUES (?, ?, ?) ON CONFLICT DO NOTHING
                                """)
                        .params(node.text(), nonce, until.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
