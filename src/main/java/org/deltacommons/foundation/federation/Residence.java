package org.deltacommons.foundation.federation;

import java.time.Instant;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;

/// At which node a home lives since it moved there. One that never moved has none.
///
/// @param address of the node
/// @param nodeKey by which the node signed requests and answers then
/// @param former the verifier key that ended with the move
/// @param next the verifier key that began with it
@Stored("federation.residence")
public record Residence(
        Id<Residence> id,
        Province home,
        String address,
        String nodeKey,
        String former,
        String next,
        Instant since)
        implements Row {

    /// One a home.
    public static Id<Residence> idOf(Province home) {
        return Id.of(home.code());
    }

    /// As its feed tells it.
    public static Residence of(Province home, HomeMoved told, Instant since) {
        return new Residence(
                idOf(home),
                home,
                told.address(),
                told.nodeKey(),
                told.former(),
                told.next(),
                since);
    }
}
