package org.deltacommons.foundation.erasing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.procedures.Moving;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;

/// Erases what had to be kept when its period is over: nobody has to ask again, since two persons
/// have agreed to it. What hangs on a case that goes on is looked at every time.
public final class LaterErasing {

    private static final int BATCH = 200;

    record Looked(String later, int kept) {}

    private final Erasing erasing;
    private final Records records;
    private final Lane lane;
    private final Procedure<Erasure> procedure;
    private final Moving moving;
    private final Clock clock;

    LaterErasing(
            Erasing erasing,
            Records records,
            Lane lane,
            Procedure<Erasure> procedure,
            Moving moving,
            Clock clock) {
        this.erasing = erasing;
        this.records = records;
        this.lane = lane;
        this.procedure = procedure;
        this.moving = moving;
        this.clock = clock;
    }

    /// @return of how many something went
    public int look() {
        List<Later> due =
                records.list(
                        Later.class,
                        "t.done IS NULL AND (t.due IS NULL OR t.due <= :today)",
                        "t.due, t.id",
                        Map.of("today", LocalDate.ofInstant(clock.instant(), WorkingDays.ZONE)),
                        BATCH);
        int gone = 0;
        for (Later one : due) {
            gone += lane.hosts(one.home()) && look(one) < one.kept() ? 1 : 0;
        }
        return gone;
    }

    private int look(Later seen) {
        Outcome<Looked> outcome =
                lane.submit(
                        Command.of(
                                seen.home(),
                                Actor.system(seen.home()),
                                "erasing.later",
                                Map.of("later", seen.id().value()),
                                Looked.class),
                        rows -> {
                            Later now = rows.get(Later.class, seen.id());
                            return now.done() != null
                                    ? Outcome.done(Unit.of(new Looked(now.id().value(), 0)))
                                    : Outcome.done(
                                            Unit.of(
                                                    new Looked(now.id().value(), now.kept()),
                                                    erasing.later(
                                                            now,
                                                            rows,
                                                            ended ->
                                                                    moving.whereAwaited(
                                                                            procedure,
                                                                            Id.<Erasure>of(
                                                                                    now.erasure()),
                                                                            "complete",
                                                                            ended,
                                                                            rows))));
                        });
        return outcome instanceof Outcome.Done<Looked>(Looked looked)
                ? records.find(Later.class, seen.id()).map(Later::kept).orElse(looked.kept())
                : seen.kept();
    }
}
