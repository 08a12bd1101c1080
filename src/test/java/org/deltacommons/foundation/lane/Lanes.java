package org.deltacommons.foundation.lane;

import java.sql.Connection;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Province;

/// Lanes without an application around them.
public final class Lanes {

    private Lanes() {}

    public static GroupLane postgres(
            DataSource dataSource,
            List<Book<Connection>> books,
            Collection<Province> homes,
            Clock clock,
            Ids ids) {
        return new GroupLane(new PostgresStore(dataSource, books), homes, clock, ids);
    }
}
