package org.deltacommons.foundation.lane;

import org.deltacommons.kernel.Province;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Says whose rows a transaction beside the lane may write; the database refuses every other
/// home's.
public final class WritingHome {

    private WritingHome() {}

    /// Call it first in the transaction, to the end of which it holds.
    public static void name(JdbcClient jdbc, Province home) {
        jdbc.sql("SELECT set_config('delta.home', ?, true)")
                .params(home.code())
                .query(String.class)
                .single();
    }
}
