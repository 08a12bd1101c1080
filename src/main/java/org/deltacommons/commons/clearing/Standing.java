package org.deltacommons.commons.clearing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// The agreements between a home and one other province, as one row, because decisions ask for them
/// as a set.
@Stored("clearing.standing")
record Standing(Id<Standing> id, Province home, Province other, List<Held> agreements)
        implements Row {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /// @param ends the last day
    /// @param endedAt when a party ended it before its time
    record Held(String number, LocalDate begins, LocalDate ends, @Nullable Instant endedAt) {

        boolean holds(Instant at) {
            LocalDate day = at.atZone(ZONE).toLocalDate();
            return !day.isBefore(begins)
                    && !day.isAfter(ends)
                    && (endedAt == null || at.isBefore(endedAt));
        }
    }

    Standing {
        agreements = List.copyOf(agreements);
    }

    static Id<Standing> idOf(Province home, Province other) {
        return Id.of("std-" + home.code() + "-" + other.code());
    }

    static Standing none(Province home, Province other) {
        return new Standing(idOf(home, other), home, other, List.of());
    }

    /// The oldest that holds at an instant.
    Optional<String> numberAt(Instant at) {
        return agreements.stream().filter(held -> held.holds(at)).map(Held::number).findFirst();
    }

    /// Whether an agreement was ever in force between the two.
    boolean knows(String number) {
        return agreements.stream().anyMatch(held -> held.number().equals(number));
    }

    Standing with(Agreement agreement, @Nullable Instant endedAt) {
        List<Held> all = new ArrayList<>(agreements);
        all.removeIf(held -> held.number().equals(agreement.number()));
        all.add(new Held(agreement.number(), agreement.begins(), agreement.ends(), endedAt));
        return new Standing(id, home, other, all);
    }
}
