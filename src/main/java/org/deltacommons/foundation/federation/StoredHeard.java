package org.deltacommons.foundation.federation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.kernel.Province;

/// As the database has it.
record StoredHeard(Feeds feeds, Records records, FactKinds kinds) implements Heard {

    private static final int PARKED_MAX = 10_000;

    @Override
    public List<RecordedFact> after(Province origin, long after, int limit) {
        return feeds.after(origin, after, limit);
    }

    @Override
    public long position(Province home, Province origin) {
        return records.find(Cursor.class, Cursor.idOf(home, origin))
                .map(Cursor::position)
                .orElse(0L);
    }

    @Override
    public Set<String> parked(Province home, Province origin) {
        return waiting(home, origin).stream().map(Parked::subject).collect(Collectors.toSet());
    }

    @Override
    public List<Parked> waiting(Province home, Province origin) {
        return records.list(
                Parked.class,
                "t.home = :home AND t.origin = :origin AND t.open",
                "t.position",
                Map.of("home", home.code(), "origin", origin.code()),
                PARKED_MAX);
    }

    @Override
    public boolean asked(Province home, Province origin) {
        return records.count(
                        Parked.class,
                        "t.home = :home AND t.origin = :origin AND t.open AND t.asked",
                        Map.of("home", home.code(), "origin", origin.code()))
                > 0;
    }

    @Override
    public boolean understands(RecordedFact fact) {
        return kinds.understands(fact.kind(), fact.schema());
    }
}
