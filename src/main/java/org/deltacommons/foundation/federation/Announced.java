package org.deltacommons.foundation.federation;

import java.time.Instant;
import java.util.Map;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;

/// What a home was told that another one reads, or what it said that it reads itself. A row of the
/// home: who decides what to tell by an announcement decides again once that has changed.
///
/// @param reads the newest schema by kind
/// @param since when it was announced
@Stored("federation.announced")
record Announced(
        Id<Announced> id, Province home, Province reader, Map<String, Integer> reads, Instant since)
        implements Row {

    static Id<Announced> idOf(Province home, Province reader) {
        return Id.of(home.code() + "/" + reader.code());
    }

    static Announced of(Province home, Province reader, Map<String, Integer> reads, Instant since) {
        return new Announced(idOf(home, reader), home, reader, reads, since);
    }
}
